import CReckonerProto
import Ledger

/// Writes protobuf-C structs as canonical protobuf JSON by their own descriptors: lowerCamelCase names, 64-bit integers
/// as strings, bytes as base64, enums by name, timestamps as RFC 3339, fields at their default left out.
/// Source: protobuf.dev, "ProtoJSON Format".
struct JSONWriter {
  private(set) var text = ""
  private let indented: Bool
  private var depth = 0

  init(indented: Bool) { self.indented = indented }

  mutating func write(
    _ message: UnsafeRawPointer, _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) {
    if String(cString: descriptor.pointee.name) == "google.protobuf.Timestamp" {
      let stamp = message.assumingMemoryBound(to: Google__Protobuf__Timestamp.self).pointee
      // What was placed in the struct was a moment before.
      let moment = Moment(microseconds: stamp.seconds * 1_000_000 + Int64(stamp.nanos) / 1000)
      write(string: moment.description)
      return
    }
    text += "{"
    depth += 1
    var first = true
    for index in 0..<Int(descriptor.pointee.n_fields) {
      let field = descriptor.pointee.fields[index]
      guard let count = presentCount(of: field, in: message) else { continue }
      if !first { text += "," }
      first = false
      newLine()
      write(string: Self.lowerCamelCase(String(cString: field.name)))
      text += indented ? ": " : ":"
      if let count {
        writeList(field, in: message, count)
      } else {
        writeValue(field, message + Int(field.offset))
      }
    }
    depth -= 1
    if !first { newLine() }
    text += "}"
  }

  /// Nil: the field is absent or at its default. `.some(nil)`: a single value. Otherwise the length of a list.
  private func presentCount(of field: ProtobufCFieldDescriptor, in message: UnsafeRawPointer)
    -> Int??
  {
    let place = message + Int(field.offset)
    if field.label == PROTOBUF_C_LABEL_REPEATED {
      let count = (message + Int(field.quantifier_offset)).load(as: Int.self)
      return count > 0 ? .some(count) : nil
    }
    if field.flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0 {
      let chosen = (message + Int(field.quantifier_offset)).load(as: UInt32.self)
      return chosen == field.id ? .some(nil) : nil
    }
    let present =
      switch field.type {
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
    _ field: ProtobufCFieldDescriptor, in message: UnsafeRawPointer, _ count: Int
  ) {
    let elements = (message + Int(field.offset)).load(as: UnsafeRawPointer?.self)
    guard let elements else { return }
    let isMap = Self.isMap(field)
    text += isMap ? "{" : "["
    depth += 1
    for index in 0..<count {
      if index > 0 { text += "," }
      newLine()
      let stride =
        switch field.type {
        case PROTOBUF_C_TYPE_BYTES: MemoryLayout<ProtobufCBinaryData>.stride
        case PROTOBUF_C_TYPE_INT32, PROTOBUF_C_TYPE_ENUM, PROTOBUF_C_TYPE_BOOL: 4
        default: 8
        }
      let element = elements + index * stride
      if isMap, let entry = element.load(as: UnsafeRawPointer?.self) {
        let fields = Self.messageDescriptor(field).pointee.fields
        guard let fields else { continue }
        writeValue(fields[0], entry + Int(fields[0].offset))
        text += indented ? ": " : ":"
        writeValue(fields[1], entry + Int(fields[1].offset))
      } else {
        writeValue(field, element)
      }
    }
    depth -= 1
    newLine()
    text += isMap ? "}" : "]"
  }

  private mutating func writeValue(_ field: ProtobufCFieldDescriptor, _ place: UnsafeRawPointer) {
    switch field.type {
    case PROTOBUF_C_TYPE_STRING:
      write(string: place.load(as: UnsafePointer<CChar>?.self).map { String(cString: $0) } ?? "")
    case PROTOBUF_C_TYPE_BYTES:
      let data = place.load(as: ProtobufCBinaryData.self)
      write(string: Base64.encode(UnsafeBufferPointer(start: data.data, count: data.len)))
    case PROTOBUF_C_TYPE_MESSAGE:
      if let message = place.load(as: UnsafeRawPointer?.self) {
        write(message, Self.messageDescriptor(field))
      }
    case PROTOBUF_C_TYPE_ENUM:
      let number = place.load(as: Int32.self)
      let descriptor = field.descriptor.assumingMemoryBound(to: ProtobufCEnumDescriptor.self)
      if let value = protobuf_c_enum_descriptor_get_value(descriptor, number) {
        write(string: String(cString: value.pointee.name))
      } else {
        text += String(number)
      }
    case PROTOBUF_C_TYPE_BOOL: text += place.load(as: Int32.self) != 0 ? "true" : "false"
    case PROTOBUF_C_TYPE_DOUBLE: text += Self.number(place.load(as: Double.self))
    case PROTOBUF_C_TYPE_INT64: text += "\"\(place.load(as: Int64.self))\""
    default: text += String(place.load(as: Int32.self))
    }
  }

  static func isMap(_ field: ProtobufCFieldDescriptor) -> Bool {
    field.type == PROTOBUF_C_TYPE_MESSAGE
      && String(cString: messageDescriptor(field).pointee.short_name).hasSuffix("Entry")
      && messageDescriptor(field).pointee.n_fields == 2
      && String(cString: messageDescriptor(field).pointee.fields[0].name) == "key"
  }

  static func messageDescriptor(_ field: ProtobufCFieldDescriptor)
    -> UnsafePointer<ProtobufCMessageDescriptor>
  { field.descriptor.assumingMemoryBound(to: ProtobufCMessageDescriptor.self) }

  private mutating func newLine() {
    if indented { text += "\n" + String(repeating: "  ", count: depth) }
  }

  /// Whole doubles without a fraction, others in the shortest form that reads back the same.
  static func number(_ value: Double) -> String {
    if let whole = Int64(exactly: value), abs(whole) < 1 << 53 { return String(whole) }
    return value.isNaN
      ? "\"NaN\"" : value.isInfinite ? (value < 0 ? "\"-Infinity\"" : "\"Infinity\"") : "\(value)"
  }

  mutating func write(string: String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}":
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  /// protobuf-C's descriptors carry no json_name; this is protoc's rule for deriving it.
  static func lowerCamelCase(_ name: String) -> String {
    var out = ""
    var raise = false
    for character in name {
      if character == "_" {
        raise = true
      } else {
        out += raise ? character.uppercased() : String(character)
        raise = false
      }
    }
    return out
  }
}
