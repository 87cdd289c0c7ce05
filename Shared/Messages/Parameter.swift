import CReckonerProto

/// One value of a request as it is given by name, in a query string: a field of the message, or of a message in it, which
/// needs no name of its own. Found by protobuf-C's own descriptors, so that there is no second description of the schema.
package struct Parameter: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case text
    case integer
    case flag
    /// One of these names of an enum's values.
    case choice([String])
    /// A state of the ledger.
    case point
    /// A flag that asks for the message of that name, which may stand empty.
    case presence
  }

  /// The field's name in JSON, such as `pageSize`.
  package let name: String
  package let kind: Kind
  package let repeated: Bool
  /// The places of the fields that lead to it, from the request down.
  let path: [Int]

  /// What may stand empty, and is asked for then.
  private static let mayStandEmpty: Set<String> = ["reckoner.v1.CountQuestion"]

  /// In words, for whoever gave something else.
  package var allowed: String {
    switch kind {
    case .text: "a text"
    case .integer: "a whole number"
    case .flag, .presence: "true or false"
    case .choice(let names): "one of " + names.joined(separator: ", ")
    case .point: "a revision, which is a whole number, or a moment such as 2026-02-05T12:00:00Z"
    }
  }

  static func all(
    of descriptor: UnsafePointer<ProtobufCMessageDescriptor>, path: [Int] = []
  ) -> [Parameter] {
    (0..<Int(descriptor.pointee.n_fields)).flatMap { index -> [Parameter] in
      let field = descriptor.pointee.fields[index]
      let name = JSONWriter.lowerCamelCase(String(cString: field.name))
      let path = path + [index]
      let repeated = field.label == PROTOBUF_C_LABEL_REPEATED
      func one(_ kind: Kind) -> [Parameter] {
        [Parameter(name: name, kind: kind, repeated: repeated, path: path)]
      }
      switch field.type {
      case PROTOBUF_C_TYPE_STRING: return one(.text)
      case PROTOBUF_C_TYPE_INT32, PROTOBUF_C_TYPE_INT64: return one(.integer)
      case PROTOBUF_C_TYPE_BOOL: return one(.flag)
      case PROTOBUF_C_TYPE_ENUM: return one(.choice(names(field)))
      case PROTOBUF_C_TYPE_MESSAGE where !repeated:
        let inner = JSONWriter.messageDescriptor(field)
        let type = String(cString: inner.pointee.name)
        if type == "reckoner.v1.LedgerPoint" { return one(.point) }
        let fields = all(of: inner, path: path)
        return (mayStandEmpty.contains(type) ? one(.presence) : []) + fields
      // Bytes, and lists of messages, have no form in a query string.
      default: return []
      }
    }
  }

  /// Without the first one, which stands for none.
  private static func names(_ field: ProtobufCFieldDescriptor) -> [String] {
    let descriptor = field.descriptor.assumingMemoryBound(to: ProtobufCEnumDescriptor.self)
    return (0..<Int(descriptor.pointee.n_values)).compactMap { index in
      let value = descriptor.pointee.values[index]
      return value.value == 0 ? nil : String(cString: value.name)
    }
  }
}

extension Message {
  /// What can be asked by name, in the order of the schema.
  package static var parameters: [Parameter] { Parameter.all(of: descriptor) }
}
