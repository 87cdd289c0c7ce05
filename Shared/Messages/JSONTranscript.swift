import CReckonerProto
import Ledger

/// Writes a packed message as JSON where it lies, without unpacking it: the same text as `JSONWriter` writes of it, in a
/// fraction of the time.
struct JSONTranscript {
  private let bytes: UnsafeRawBufferPointer
  private let messages: UnsafeBufferPointer<Range<Int>>
  private let fields: UnsafeBufferPointer<JSONPlan.Field>
  private let names: UnsafeRawBufferPointer
  private var out: JSONSink
  /// The day that was written last: most of what stands together is of one day.
  private var lastDay: (number: Int64, text: [UInt8]) = (.min, [])

  /// The text; nil where the message is not packed as protobuf-C packs, each field once and in the order of their numbers, or
  /// holds what is written another way. Whoever unpacks it finds out then what it is.
  static func of(
    _ bytes: UnsafeRawBufferPointer, as descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) -> [UInt8]? {
    guard !JSONWriter.isMoment(descriptor) else { return nil }
    let plan = JSONPlan.of(descriptor)
    guard plan.isWhole else { return nil }
    // Names take about as much as what they name.
    var capacity = bytes.count * 5 / 2 + 1024
    while true {
      var outcome = Outcome.otherwise
      let json = [UInt8](unsafeUninitializedCapacity: capacity) { space, count in
        (outcome, count) = write(bytes, plan, to: space)
      }
      switch outcome {
      case .written: return json
      case .otherwise: return nil
      // What is escaped is up to six times as long.
      case .full: capacity *= 3
      }
    }
  }

  private enum Outcome { case written, otherwise, full }

  private static func write(
    _ bytes: UnsafeRawBufferPointer, _ plan: JSONPlan, to space: UnsafeMutableBufferPointer<UInt8>
  ) -> (Outcome, Int) {
    plan.messages.withUnsafeBufferPointer { messages in
      plan.fields.withUnsafeBufferPointer { fields in
        plan.names.withUnsafeBytes { names in
          var transcript = JSONTranscript(
            bytes: bytes, messages: messages, fields: fields, names: names, out: JSONSink(space))
          let isWritten = (try? transcript.write(0, 0..<bytes.count, depth: 0)) ?? false
          let out = transcript.out
          return (
            !isWritten ? .otherwise : out.isFull ? .full : .written, out.isFull ? 0 : out.count
          )
        }
      }
    }
  }

  /// Messages within messages, at most.
  private static let deepest = 50

  /// - Returns: false where it is written another way.
  private mutating func write(_ message: Int, _ range: Range<Int>, depth: Int) throws(LedgerError)
    -> Bool
  {
    guard depth < Self.deepest else { return false }
    let known = UnsafeBufferPointer(rebasing: fields[messages[message]])
    var left = WireFields(bytes, in: range)
    var (last, isFirst, isInList) = (0, true, false)
    var oneOfs: UInt64 = 0
    out.add(UInt8(ascii: "{"))
    while let next = try left.next() {
      guard let number = Int(exactly: next.number), number > 0, number >= last else { return false }
      guard number < known.count, known[number].isKnown else {
        // What this schema does not know.
        if isInList { out.add(UInt8(ascii: "]")) }
        (last, isInList) = (number, false)
        continue
      }
      let field = known[number]
      guard next.type == field.type, oneOfs & field.oneOf == 0 else { return false }
      oneOfs |= field.oneOf
      if number == last {
        guard isInList else { return false }
        out.add(UInt8(ascii: ","))
      } else {
        if isInList { out.add(UInt8(ascii: "]")) }
        (last, isInList) = (number, field.isRepeated)
        if !field.isRepeated, !field.isKept, isDefault(next, field.kind) { continue }
        if !isFirst { out.add(UInt8(ascii: ",")) }
        isFirst = false
        out.add(UnsafeRawBufferPointer(rebasing: names[field.name..<field.name + field.nameCount]))
        if isInList { out.add(UInt8(ascii: "[")) }
      }
      guard try write(next, field, depth: depth) else { return false }
    }
    if isInList { out.add(UInt8(ascii: "]")) }
    out.add(UInt8(ascii: "}"))
    return true
  }

  private func isDefault(_ value: WireFields.Field, _ kind: JSONPlan.Kind) -> Bool {
    switch kind {
    case .text, .bytes: value.contents.isEmpty
    case .choice, .narrow: UInt32(truncatingIfNeeded: value.varint) == 0
    case .flag, .wide: value.varint == 0
    case .double: double(value) == 0
    case .message, .moment, .other: false
    }
  }

  private func double(_ value: WireFields.Field) -> Double {
    Double(
      bitPattern: UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: value.value.lowerBound, as: UInt64.self)))
  }

  private mutating func write(
    _ value: WireFields.Field, _ field: JSONPlan.Field, depth: Int
  ) throws(LedgerError) -> Bool {
    switch field.kind {
    case .text: return write(text: UnsafeRawBufferPointer(rebasing: bytes[value.contents]))
    case .message: return try write(field.link, value.contents, depth: depth + 1)
    case .moment: return try writeMoment(value.contents)
    case .wide:
      out.add(UInt8(ascii: "\""))
      out.add(Int64(bitPattern: value.varint))
      out.add(UInt8(ascii: "\""))
    case .narrow: out.add(Int64(Int32(truncatingIfNeeded: value.varint)))
    case .double:
      let number = double(value)
      if let whole = Int64(exactly: number), whole.magnitude < 1 << 53 {
        out.add(whole)
      } else {
        other { $0.write(number) }
      }
    case .choice: return writeChoice(Int32(truncatingIfNeeded: value.varint), field)
    case .flag: if value.varint != 0 { out.add("true") } else { out.add("false") }
    case .bytes:
      out.add(UInt8(ascii: "\""))
      out.add(base64: UnsafeRawBufferPointer(rebasing: bytes[value.contents]))
      out.add(UInt8(ascii: "\""))
    case .other: return false
    }
    return true
  }

  private mutating func writeChoice(_ number: Int32, _ field: JSONPlan.Field) -> Bool {
    guard let descriptor = UnsafePointer<ProtobufCEnumDescriptor>(bitPattern: field.link) else {
      return false
    }
    if let value = protobuf_c_enum_descriptor_get_value(descriptor, number) {
      out.add(quoted: value.pointee.name)
    } else {
      out.add(Int64(number))
    }
    return true
  }

  /// - Returns: false for one with a NUL, with which a text would end.
  private mutating func write(text: UnsafeRawBufferPointer) -> Bool {
    if JSONWriter.plainEnd(text, from: 0) == text.count {
      out.add(quoted: text)
      return true
    }
    guard !text.contains(0) else { return false }
    other { $0.write(text: text) }
    return true
  }

  /// As everything else writes it.
  private mutating func other(_ write: (inout JSONWriter) -> Void) {
    var writer = JSONWriter(indented: false)
    write(&writer)
    out.add(writer.bytes)
  }

  /// As `Moment` says it.
  private mutating func writeMoment(_ range: Range<Int>) throws(LedgerError) -> Bool {
    var fields = WireFields(bytes, in: range)
    var (seconds, nanoseconds) = (Int64(0), Int64(0))
    while let field = try fields.next() {
      guard field.type == 0 else { return false }
      switch field.number {
      case 1: seconds = Int64(bitPattern: field.varint)
      case 2: nanoseconds = Int64(Int32(truncatingIfNeeded: field.varint))
      default: return false
      }
    }
    guard seconds.magnitude < 1 << 40, (0..<1_000_000_000).contains(nanoseconds) else {
      return false
    }
    let day = (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400
    if day != lastDay.number {
      guard let date = CivilDate(dayNumber: Int(day)) else { return false }
      lastDay = (day, Array(date.description.utf8))
    }
    let rest = seconds - day * 86_400
    out.add(UInt8(ascii: "\""))
    out.add(lastDay.text)
    out.add("T")
    out.add(rest / 3600, digits: 2)
    out.add(":")
    out.add(rest / 60 % 60, digits: 2)
    out.add(":")
    out.add(rest % 60, digits: 2)
    if nanoseconds >= 1000 {
      out.add(".")
      out.add(nanoseconds / 1000, digits: 6)
    }
    out.add("Z\"")
    return true
  }
}
