import CReckonerProto
import Ledger

/// Writes protobuf-C structs as canonical protobuf JSON by their own descriptors: lowerCamelCase names, 64-bit integers
/// as strings, bytes as base64, enums by name, timestamps as RFC 3339, fields at their default left out.
/// Source: protobuf.dev, "ProtoJSON Format".
struct JSONWriter {
  /// UTF-8.
  var bytes: [UInt8] = []
  private let indented: Bool
  private var depth = 0

  init(indented: Bool) { self.indented = indented }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func write(
    _ message: UnsafeRawPointer, _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) {
    if Self.isMoment(descriptor) {
      let stamp = message.assumingMemoryBound(to: Google__Protobuf__Timestamp.self).pointee
      // What was placed in the struct was a moment before.
      // Values hold no other moments, but what is handed on packed may.
      guard stamp.seconds.magnitude < 1 << 40 else { return append("null") }
      let moment = Moment(microseconds: stamp.seconds * 1_000_000 + Int64(stamp.nanos) / 1000)
      return write(string: moment.description)
    }
    bytes.append(UInt8(ascii: "{"))
    depth += 1
    var first = true
    for index in 0..<Int(descriptor.pointee.n_fields) {
      let field = descriptor.pointee.fields + index
      guard let count = Self.presentCount(of: field, in: message) else { continue }
      if !first { bytes.append(UInt8(ascii: ",")) }
      first = false
      newLine()
      write(name: field.pointee.name)
      if let count {
        writeList(field, in: message, count)
      } else {
        writeValue(field, message + Int(field.pointee.offset))
      }
    }
    depth -= 1
    if !first { newLine() }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Nil: the field is absent or at its default. `.some(nil)`: a single value. Otherwise the length of a list.
  private static func presentCount(
    of field: UnsafePointer<ProtobufCFieldDescriptor>, in message: UnsafeRawPointer
  ) -> Int?? {
    let place = message + Int(field.pointee.offset)
    if field.pointee.label == PROTOBUF_C_LABEL_REPEATED {
      let count = (message + Int(field.pointee.quantifier_offset)).load(as: Int.self)
      return count > 0 ? .some(count) : nil
    }
    if field.pointee.flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0 {
      let chosen = (message + Int(field.pointee.quantifier_offset)).load(as: UInt32.self)
      return chosen == field.pointee.id ? .some(nil) : nil
    }
    let present =
      switch field.pointee.type {
      case PROTOBUF_C_TYPE_STRING:
        place.load(as: UnsafePointer<CChar>?.self).map { $0.pointee != 0 } ?? false
      case PROTOBUF_C_TYPE_BYTES: place.load(as: ProtobufCBinaryData.self).len > 0
      case PROTOBUF_C_TYPE_MESSAGE: place.load(as: UnsafeRawPointer?.self) != nil
      case PROTOBUF_C_TYPE_DOUBLE: place.load(as: Double.self) != 0
      case PROTOBUF_C_TYPE_INT64: place.load(as: Int64.self) != 0
      default: place.load(as: UInt32.self) != 0
      }
    return present ? .some(nil) : nil
  }

  private mutating func writeList(
    _ field: UnsafePointer<ProtobufCFieldDescriptor>, in message: UnsafeRawPointer, _ count: Int
  ) {
    let elements = (message + Int(field.pointee.offset)).load(as: UnsafeRawPointer?.self)
    guard let elements else { return }
    let isMap = Self.isMap(field.pointee)
    bytes.append(UInt8(ascii: isMap ? "{" : "["))
    depth += 1
    let stride =
      switch field.pointee.type {
      case PROTOBUF_C_TYPE_BYTES: MemoryLayout<ProtobufCBinaryData>.stride
      case PROTOBUF_C_TYPE_INT32, PROTOBUF_C_TYPE_ENUM, PROTOBUF_C_TYPE_BOOL: 4
      default: 8
      }
    for index in 0..<count {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine()
      let element = elements + index * stride
      if isMap, let entry = element.load(as: UnsafeRawPointer?.self) {
        guard let fields = Self.messageDescriptor(field.pointee).pointee.fields else { continue }
        writeValue(fields, entry + Int(fields.pointee.offset))
        writeColon()
        writeValue(fields + 1, entry + Int(fields[1].offset))
      } else {
        writeValue(field, element)
      }
    }
    depth -= 1
    newLine()
    bytes.append(UInt8(ascii: isMap ? "}" : "]"))
  }

  private mutating func writeValue(
    _ field: UnsafePointer<ProtobufCFieldDescriptor>, _ place: UnsafeRawPointer
  ) {
    switch field.pointee.type {
    case PROTOBUF_C_TYPE_STRING: write(string: place.load(as: UnsafePointer<CChar>?.self))
    case PROTOBUF_C_TYPE_BYTES:
      let data = place.load(as: ProtobufCBinaryData.self)
      write(base64: UnsafeRawBufferPointer(start: data.data, count: data.len))
    case PROTOBUF_C_TYPE_MESSAGE:
      if let message = place.load(as: UnsafeRawPointer?.self) {
        write(message, Self.messageDescriptor(field.pointee))
      }
    case PROTOBUF_C_TYPE_ENUM:
      let descriptor = field.pointee.descriptor.assumingMemoryBound(
        to: ProtobufCEnumDescriptor.self)
      write(place.load(as: Int32.self), of: descriptor)
    case PROTOBUF_C_TYPE_BOOL: write(place.load(as: Int32.self) != 0)
    case PROTOBUF_C_TYPE_DOUBLE: write(place.load(as: Double.self))
    case PROTOBUF_C_TYPE_INT64:
      bytes.append(UInt8(ascii: "\""))
      append(place.load(as: Int64.self))
      bytes.append(UInt8(ascii: "\""))
    default: append(Int64(place.load(as: Int32.self)))
    }
  }

  /// Its address: there is one descriptor of each message.
  private static let moment = UInt(bitPattern: Moment.descriptor)

  static func isMoment(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>) -> Bool {
    UInt(bitPattern: descriptor) == moment
  }

  static func isMap(_ field: ProtobufCFieldDescriptor) -> Bool {
    field.type == PROTOBUF_C_TYPE_MESSAGE && messageDescriptor(field).pointee.n_fields == 2
      && String(cString: messageDescriptor(field).pointee.short_name).hasSuffix("Entry")
      && String(cString: messageDescriptor(field).pointee.fields[0].name) == "key"
  }

  static func messageDescriptor(_ field: ProtobufCFieldDescriptor)
    -> UnsafePointer<ProtobufCMessageDescriptor>
  { field.descriptor.assumingMemoryBound(to: ProtobufCMessageDescriptor.self) }

  private mutating func newLine() {
    guard indented else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private mutating func writeColon() { append(indented ? ": " : ":") }

  /// What needs no escape.
  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// The name of a field, in lowerCamelCase, and what follows it.
  private mutating func write(name: UnsafePointer<CChar>) {
    bytes.append(UInt8(ascii: "\""))
    Self.forEachUnit(ofCamelCase: name) { bytes.append($0) }
    bytes.append(UInt8(ascii: "\""))
    writeColon()
  }

  /// Whole doubles without a fraction, others in the shortest form that reads back the same.
  static func number(_ value: Double) -> String {
    if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return String(whole) }
    return value.isNaN
      ? "\"NaN\"" : value.isInfinite ? (value < 0 ? "\"-Infinity\"" : "\"Infinity\"") : "\(value)"
  }

  /// protobuf-C's descriptors carry no json_name; this is protoc's rule for deriving it.
  static func lowerCamelCase(_ name: String) -> String {
    var out: [UInt8] = []
    name.withCString { forEachUnit(ofCamelCase: $0) { out.append($0) } }
    return String(decoding: out, as: UTF8.self)
  }

  /// Names in the schema are ASCII.
  private static func forEachUnit(ofCamelCase name: UnsafePointer<CChar>, _ body: (UInt8) -> Void) {
    var (place, raise) = (name, false)
    while place.pointee != 0 {
      let unit = UInt8(bitPattern: place.pointee)
      place += 1
      if unit == UInt8(ascii: "_") {
        raise = true
        continue
      }
      let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(unit)
      body(raise && isLower ? unit - 32 : unit)
      raise = false
    }
  }
}
