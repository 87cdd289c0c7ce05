import CReckonerProto
import Ledger

extension RowValue {
  static let moment = "google.protobuf.Timestamp"

  /// The value of a field by the places of the fields that lead to it; none where one of them is not there.
  init(
    at path: ArraySlice<Int>, in message: UnsafeRawPointer,
    _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) {
    self = .none
    guard let index = path.first else { return }
    let field = descriptor.pointee.fields[index]
    let place = message + Int(field.offset)
    if field.flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0 {
      guard (message + Int(field.quantifier_offset)).load(as: UInt32.self) == field.id else {
        return
      }
    }
    if field.label == PROTOBUF_C_LABEL_REPEATED {
      let count = (message + Int(field.quantifier_offset)).load(as: Int.self)
      if let list = place.load(as: UnsafeRawPointer?.self), count > 0 {
        self = .texts(
          (0..<count).map { Self.item(field, list + $0 * Self.stride(of: field.type)).words })
      }
      return
    }
    guard field.type == PROTOBUF_C_TYPE_MESSAGE else {
      self = Self.item(field, place)
      return
    }
    guard let inner = place.load(as: UnsafeRawPointer?.self) else { return }
    if JSONWriter.isMoment(JSONWriter.messageDescriptor(field)) {
      var writer = JSONWriter(indented: false)
      writer.write(inner, JSONWriter.messageDescriptor(field))
      self = .code(String(writer.text.dropFirst().dropLast()))
      return
    }
    self = RowValue(at: path.dropFirst(), in: inner, JSONWriter.messageDescriptor(field))
  }

  private static func stride(of type: ProtobufCType) -> Int {
    switch type {
    case PROTOBUF_C_TYPE_BYTES: MemoryLayout<ProtobufCBinaryData>.stride
    case PROTOBUF_C_TYPE_INT32, PROTOBUF_C_TYPE_ENUM, PROTOBUF_C_TYPE_BOOL: 4
    default: 8
    }
  }

  private static func item(_ field: ProtobufCFieldDescriptor, _ place: UnsafeRawPointer) -> RowValue
  {
    switch field.type {
    case PROTOBUF_C_TYPE_STRING:
      guard let text = place.load(as: UnsafePointer<CChar>?.self), text.pointee != 0 else {
        return .none
      }
      return .text(String(cString: text))
    case PROTOBUF_C_TYPE_BYTES:
      let data = place.load(as: ProtobufCBinaryData.self)
      return data.len == 0
        ? .none : .code(Base64.encode(UnsafeBufferPointer(start: data.data, count: data.len)))
    case PROTOBUF_C_TYPE_ENUM:
      let number = place.load(as: Int32.self)
      guard number != 0 else { return .none }
      let descriptor = field.descriptor.assumingMemoryBound(to: ProtobufCEnumDescriptor.self)
      let value = protobuf_c_enum_descriptor_get_value(descriptor, number)
      return .code(value.map { String(cString: $0.pointee.name) } ?? "\(number)")
    case PROTOBUF_C_TYPE_BOOL: return .code(place.load(as: Int32.self) != 0 ? "true" : "false")
    case PROTOBUF_C_TYPE_DOUBLE: return .number(place.load(as: Double.self))
    case PROTOBUF_C_TYPE_INT64: return .code("\(place.load(as: Int64.self))")
    default: return .code("\(place.load(as: Int32.self))")
    }
  }

  private var words: String {
    switch self {
    case .none: ""
    case .text(let text), .code(let text): text
    case .texts(let texts): texts.joined(separator: " ")
    case .number(let number): JSONWriter.number(number)
    }
  }
}
