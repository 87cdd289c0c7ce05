import CReckonerProto
import Ledger

/// Writes a packed message as JSON where it lies, without unpacking it: the same text as `JSONWriter` writes of it, in a
/// third of the time.
struct JSONTranscript {
  private var writer = JSONWriter(indented: false)
  private let plan: JSONPlan
  private let bytes: UnsafeRawBufferPointer

  /// The text; nil where the message is not packed as protobuf-C packs, each field once and in the order of their numbers, or
  /// holds what is written another way. Whoever unpacks it finds out then what it is.
  static func of(
    _ bytes: UnsafeRawBufferPointer, as descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) -> [UInt8]? {
    guard !JSONWriter.isMoment(descriptor) else { return nil }
    var transcript = JSONTranscript(bytes, JSONPlan.of(descriptor))
    do throws(LedgerError) {
      guard try transcript.write(0, 0..<bytes.count, depth: 0) else { return nil }
    } catch {
      return nil
    }
    return transcript.writer.bytes
  }

  private init(_ bytes: UnsafeRawBufferPointer, _ plan: JSONPlan) {
    (self.bytes, self.plan) = (bytes, plan)
    writer.bytes.reserveCapacity(bytes.count * 2 + 256)
  }

  /// Messages within messages, at most.
  private static let deepest = 50

  /// - Returns: false where it is written another way.
  private mutating func write(_ message: Int, _ range: Range<Int>, depth: Int) throws(LedgerError)
    -> Bool
  {
    guard depth < Self.deepest else { return false }
    var fields = WireFields(bytes, in: range)
    var (last, isFirst, isInList) = (0, true, false)
    var oneOfs: UInt64 = 0
    writer.bytes.append(UInt8(ascii: "{"))
    while let next = try fields.next() {
      guard let number = Int(exactly: next.number), number >= last else { return false }
      guard number < plan.messages[message].count, let field = plan.messages[message][number] else {
        // What this schema does not know.
        guard number > 0 else { return false }
        if isInList { writer.bytes.append(UInt8(ascii: "]")) }
        (last, isInList) = (number, false)
        continue
      }
      guard next.type == field.type, oneOfs & field.oneOf == 0 else { return false }
      oneOfs |= field.oneOf
      if number == last {
        guard isInList else { return false }
        writer.bytes.append(UInt8(ascii: ","))
      } else {
        if isInList { writer.bytes.append(UInt8(ascii: "]")) }
        (last, isInList) = (number, field.isRepeated)
        if !field.isRepeated, !field.isKept, isDefault(next, field.kind) { continue }
        if !isFirst { writer.bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        writer.bytes.append(contentsOf: plan.names[field.name])
        if isInList { writer.bytes.append(UInt8(ascii: "[")) }
      }
      guard try write(next, field, depth: depth) else { return false }
    }
    if isInList { writer.bytes.append(UInt8(ascii: "]")) }
    writer.bytes.append(UInt8(ascii: "}"))
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
    let contents = UnsafeRawBufferPointer(rebasing: bytes[value.contents])
    switch field.kind {
    case .text: return writer.write(text: contents)
    case .bytes: writer.write(base64: contents)
    case .message: return try write(field.link, value.contents, depth: depth + 1)
    case .moment: return try writeMoment(value.contents)
    case .choice:
      let number = Int32(truncatingIfNeeded: value.varint)
      guard let enumeration = UnsafePointer<ProtobufCEnumDescriptor>(bitPattern: field.link) else {
        return false
      }
      writer.write(number, of: enumeration)
    case .flag: writer.write(value.varint != 0)
    case .wide:
      writer.bytes.append(UInt8(ascii: "\""))
      writer.append(Int64(bitPattern: value.varint))
      writer.bytes.append(UInt8(ascii: "\""))
    case .narrow: writer.append(Int64(Int32(truncatingIfNeeded: value.varint)))
    case .double: writer.write(double(value))
    case .other: return false
    }
    return true
  }

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
    guard abs(seconds) < 1 << 40 else { return false }
    writer.write(string: Moment(microseconds: seconds * 1_000_000 + nanoseconds / 1000).description)
    return true
  }
}
