import CReckonerProto

/// Messages of the schema as JSON Schema (2020-12) describes their canonical JSON, by protobuf-C's own descriptors.
package struct SchemaDescription {
  /// By the messages' full names, each described once.
  package private(set) var definitions: [String: String] = [:]
  private let prefix: String

  /// - Parameter prefix: of a reference to a definition, such as `#/components/schemas/`.
  package init(prefix: String) { self.prefix = prefix }

  /// Describes a message with all that it holds; a reference to it.
  package mutating func reference(to type: any Message.Type) -> String {
    describe(type.descriptor)
  }

  private mutating func describe(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>)
    -> String
  {
    let name = String(cString: descriptor.pointee.name)
    let reference = #"{"$ref":"# + (prefix + name).quotedJSON + "}"
    guard definitions[name] == nil else { return reference }
    // It may hold itself.
    definitions[name] = ""
    var fields: [String] = []
    for index in 0..<Int(descriptor.pointee.n_fields) {
      let field = descriptor.pointee.fields[index]
      let name = JSONWriter.lowerCamelCase(String(cString: field.name)).quotedJSON
      fields.append("\(name):\(value(of: field))")
    }
    definitions[name] =
      #"{"type":"object","additionalProperties":false,"properties":{"#
      + fields.joined(separator: ",") + "}}"
    return reference
  }

  private mutating func value(of field: ProtobufCFieldDescriptor) -> String {
    guard field.label == PROTOBUF_C_LABEL_REPEATED else { return item(of: field) }
    if field.type == PROTOBUF_C_TYPE_MESSAGE, JSONWriter.isMap(field) {
      let entry = JSONWriter.messageDescriptor(field).pointee.fields[1]
      return #"{"type":"object","additionalProperties":"# + item(of: entry) + "}"
    }
    return #"{"type":"array","items":"# + item(of: field) + "}"
  }

  private mutating func item(of field: ProtobufCFieldDescriptor) -> String {
    switch field.type {
    case PROTOBUF_C_TYPE_STRING: #"{"type":"string"}"#
    case PROTOBUF_C_TYPE_BYTES: #"{"type":"string","contentEncoding":"base64"}"#
    case PROTOBUF_C_TYPE_INT64: #"{"type":"string","pattern":"^-?[0-9]+$"}"#
    case PROTOBUF_C_TYPE_BOOL: #"{"type":"boolean"}"#
    case PROTOBUF_C_TYPE_DOUBLE:
      #"{"anyOf":[{"type":"number"},{"enum":["NaN","Infinity","-Infinity"]}]}"#
    case PROTOBUF_C_TYPE_ENUM:
      #"{"type":"string","enum":["# + names(field).map(\.quotedJSON).joined(separator: ",") + "]}"
    case PROTOBUF_C_TYPE_MESSAGE: message(JSONWriter.messageDescriptor(field))
    default: #"{"type":"integer","format":"int32"}"#
    }
  }

  private mutating func message(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>) -> String {
    String(cString: descriptor.pointee.name) == RowValue.moment
      ? #"{"type":"string","format":"date-time"}"# : describe(descriptor)
  }

  private func names(_ field: ProtobufCFieldDescriptor) -> [String] {
    let descriptor = field.descriptor.assumingMemoryBound(to: ProtobufCEnumDescriptor.self)
    return (0..<Int(descriptor.pointee.n_values)).map {
      String(cString: descriptor.pointee.values[$0].name)
    }
  }
}

extension Parameter {
  /// What it may be, as JSON Schema has it.
  package var schema: String {
    let one =
      switch kind {
      case .text: #"{"type":"string"}"#
      case .integer: #"{"type":"integer","format":"int32","minimum":0,"maximum":2147483647}"#
      case .flag, .presence: #"{"type":"boolean"}"#
      case .choice(let names):
        #"{"type":"string","enum":["# + names.map(\.quotedJSON).joined(separator: ",") + "]}"
      case .point:
        #"{"type":"string","description":"a revision, or a moment such as 2026-02-05T12:00:00Z"}"#
      }
    return repeated ? #"{"type":"array","items":"# + one + "}" : one
  }
}
