import CReckonerProto
import Synchronization

/// How a message and all messages within it are written as JSON: what descriptors say, looked up once.
struct JSONPlan: Sendable {
  enum Kind {
    case text, bytes, message, moment, choice, flag, double, wide, narrow
    /// What is written another way.
    case other
  }

  /// One field of one message.
  struct Field {
    /// There is one of this number.
    var isKnown = false
    var kind = Kind.other
    /// How its value is packed, in the lowest three bits of its key.
    var type: UInt64 = 2
    var isRepeated = false
    /// It is written though it is at its default.
    var isKept = false
    /// A bit for the oneof that it is a member of; zero for none.
    var oneOf: UInt64 = 0
    /// Where its name with quotes and colon lies in `names`.
    var name = 0
    var nameCount = 0
    /// Of a message: its place among `messages`. Of an enum: the address of its descriptor.
    var link = 0
  }

  /// Of each message the fields by their numbers. The first message is the one that is written.
  private(set) var messages: [Range<Int>] = []
  private(set) var fields: [Field] = []
  private(set) var names: [UInt8] = []
  /// There is no field of which it knows nothing.
  private(set) var isWhole = true

  private init(_ root: UnsafePointer<ProtobufCMessageDescriptor>) {
    var found = [root]
    var next = 0
    while next < found.count {
      let descriptor = found[next].pointee
      next += 1
      var fields: [Field] = []
      var oneOfs: [UInt32] = []
      for index in 0..<Int(descriptor.n_fields) {
        let field = descriptor.fields[index]
        let number = Int(field.id)
        guard number < Self.mostFields else {
          isWhole = false
          continue
        }
        if fields.count <= number {
          fields += [Field](repeating: Field(), count: number + 1 - fields.count)
        }
        fields[number] = plan(field, &found)
        guard field.flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0 else { continue }
        // Members of a oneof say in the same place which of them is there.
        let place = oneOfs.firstIndex(of: field.quantifier_offset) ?? oneOfs.count
        if place == oneOfs.count { oneOfs.append(field.quantifier_offset) }
        fields[number].isKept = true
        fields[number].oneOf = 1 << UInt64(place)
        if place >= UInt64.bitWidth { fields[number].kind = .other }
      }
      messages.append(self.fields.count..<self.fields.count + fields.count)
      self.fields += fields
    }
  }

  /// Numbers of fields from here on would make a table of their own; a message that has one is written another way.
  private static let mostFields = 256

  private mutating func plan(
    _ field: ProtobufCFieldDescriptor, _ found: inout [UnsafePointer<ProtobufCMessageDescriptor>]
  ) -> Field {
    let name = "\"\(JSONWriter.lowerCamelCase(String(cString: field.name)))\":".utf8
    let start = names.count
    names += name
    var plan = Field(
      isKnown: true, isRepeated: field.label == PROTOBUF_C_LABEL_REPEATED, name: start,
      nameCount: names.count - start)
    switch field.type {
    case PROTOBUF_C_TYPE_STRING: plan.kind = .text
    case PROTOBUF_C_TYPE_BYTES: plan.kind = .bytes
    case PROTOBUF_C_TYPE_ENUM:
      plan.kind = .choice
      plan.link = Int(bitPattern: field.descriptor)
    case PROTOBUF_C_TYPE_BOOL: plan.kind = .flag
    case PROTOBUF_C_TYPE_DOUBLE: plan.kind = .double
    case PROTOBUF_C_TYPE_INT64: plan.kind = .wide
    case PROTOBUF_C_TYPE_INT32: plan.kind = .narrow
    case PROTOBUF_C_TYPE_MESSAGE where !JSONWriter.isMap(field):
      let inner = JSONWriter.messageDescriptor(field)
      plan.kind = JSONWriter.isMoment(inner) ? .moment : .message
      plan.isKept = true
      guard plan.kind == .message else { break }
      plan.link = found.firstIndex(of: inner) ?? found.count
      if plan.link == found.count { found.append(inner) }
    default: plan.kind = .other
    }
    switch plan.kind {
    case .text, .bytes, .message, .moment, .other: plan.type = 2
    case .choice, .flag, .wide, .narrow: plan.type = 0
    case .double: plan.type = 1
    }
    return plan
  }

  private static let known = Mutex<[UInt: JSONPlan]>([:])

  static func of(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>) -> JSONPlan {
    let address = UInt(bitPattern: descriptor)
    return known.withLock { known in
      if let plan = known[address] { return plan }
      let plan = JSONPlan(descriptor)
      known[address] = plan
      return plan
    }
  }
}
