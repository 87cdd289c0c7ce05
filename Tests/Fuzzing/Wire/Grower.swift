import CReckonerProto
import Ledger
import Messages

/// Grows messages out of the schema: for every field of a descriptor a value that the domain takes, with some share of
/// values that it may not take. A new field or message is fuzzed as soon as it is in `Proto/`.
struct Grower {
  typealias Descriptor = UnsafePointer<ProtobufCMessageDescriptor>

  var dice: Dice
  /// Percent of the fields that are there.
  let presence: Int
  /// Percent of the values that are strange, though of the right type.
  let oddness: Int
  /// Fields that may still grow: lists of lists end somewhere.
  private var budget = 400

  init(_ dice: Dice, presence: Int, oddness: Int) {
    self.dice = dice
    self.presence = presence
    self.oddness = oddness
  }

  mutating func message(_ descriptor: Descriptor) -> [WireField] {
    if String(cString: descriptor.pointee.name) == Claim.messageName, let claim = claim() {
      return [WireField(0, .packed(claim))]
    }
    var fields: [WireField] = []
    var least: UInt64 = 0
    let chosen = chosenMembers(of: descriptor)
    for index in 0..<Int(descriptor.pointee.n_fields) {
      let field = descriptor.pointee.fields[index]
      if field.isInOneof {
        guard chosen.contains(field.id) else { continue }
      } else {
        guard dice.percent(presence) else { continue }
      }
      for _ in 0..<repetitions(of: field) {
        budget -= 1
        var value = value(of: field, in: descriptor)
        // A stretch ends behind its beginning.
        let name = String(cString: field.name)
        if case .varint(let number) = value, name.hasSuffix("_start") || name.hasSuffix("_end") {
          value = .varint(dice.percent(oddness) ? number : max(number, least))
          if name.hasSuffix("_start") { least = number } else { least = 0 }
        }
        fields.append(WireField(UInt64(field.id), value))
      }
    }
    return fields
  }

  /// One member of each oneof, as far as any is there.
  private mutating func chosenMembers(of descriptor: Descriptor) -> Set<UInt32> {
    var members: [UInt32: [UInt32]] = [:]
    for index in 0..<Int(descriptor.pointee.n_fields) {
      let field = descriptor.pointee.fields[index]
      if field.isInOneof { members[field.quantifier_offset, default: []].append(field.id) }
    }
    var chosen: Set<UInt32> = []
    for (_, ids) in members.sorted(by: { $0.key < $1.key }) where dice.percent(presence) {
      chosen.insert(dice.pick(ids))
    }
    return chosen
  }

  private mutating func repetitions(of field: ProtobufCFieldDescriptor) -> Int {
    guard field.label == PROTOBUF_C_LABEL_REPEATED else { return 1 }
    guard budget > 0 else { return 0 }
    return dice.once(in: 40) ? dice.below(min(budget, 60)) : dice.below(4)
  }

  private mutating func value(
    of field: ProtobufCFieldDescriptor, in descriptor: Descriptor
  ) -> WireField.Value {
    let odd = dice.percent(oddness)
    switch field.type {
    case PROTOBUF_C_TYPE_STRING:
      let kind = StringKind(
        field: String(cString: field.name), of: String(cString: descriptor.pointee.short_name))
      return .bytes((odd ? dice.pick(StringKind.allCases) : kind).grow(&dice, odd: odd))
    case PROTOBUF_C_TYPE_BYTES:
      return .bytes(bytes(String(cString: field.name), odd: odd))
    case PROTOBUF_C_TYPE_MESSAGE:
      let inner = field.descriptor.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
      return .message(message(inner))
    case PROTOBUF_C_TYPE_ENUM:
      let known = field.descriptor.assumingMemoryBound(to: ProtobufCEnumDescriptor.self)
      let count = Int(known.pointee.n_values)
      if odd { return .varint(dice.pick(Numbers.edges)) }
      // The first one says "unspecified", which not all fields may.
      let index = count > 1 ? 1 + dice.below(count - 1) : 0
      return .varint(UInt64(bitPattern: Int64(known.pointee.values[index].value)))
    case PROTOBUF_C_TYPE_BOOL:
      return .varint(odd ? dice.pick(Numbers.edges) : UInt64(dice.below(2)))
    case PROTOBUF_C_TYPE_DOUBLE:
      return .eight((odd ? dice.pick(Numbers.oddDoubles) : Numbers.double(&dice)).bitPattern)
    case PROTOBUF_C_TYPE_INT32, PROTOBUF_C_TYPE_INT64:
      if odd { return .varint(dice.pick(Numbers.edges)) }
      let isShort = String(cString: field.name) == "significant_digits"
      return .varint(UInt64(dice.below(isShort ? 18 : dice.pick([2, 40, 1_000_000_000]))))
    default: return .varint(dice.next())
    }
  }

  /// How the names of fields end that hold a digest, or several.
  private static let digests = [
    "seal", "hash", "hashes", "root", "consistency", "chain", "path", "digest",
  ]

  private mutating func bytes(_ name: String, odd: Bool) -> [UInt8] {
    if odd { return dice.bytes(dice.pick([0, 1, 31, 33, 64, 1000])) }
    if name == "sketch" { return dice.bytes(DocumentSketch.bins * 4) }
    let isDigest = Self.digests.contains { name.hasSuffix($0) }
    return dice.bytes(isDigest ? 32 : dice.below(80))
  }

  /// A claim carries the digest of its own fields, so that it cannot grow field by field: its parts grow, the domain
  /// puts them together. Nil where the parts came out too strange.
  private mutating func claim() -> [UInt8]? {
    func part<M: Message>(_ type: M.Type) -> M? {
      guard let descriptor = MessageKind.descriptor(of: type) else { return nil }
      return try? M(unpacking: message(descriptor).encoded)
    }
    guard let quantity = part(Quantity.self), let measure = part(MeasureStatement.self),
      let group = part(CountedGroup.self), let time = part(ClaimTime.self),
      let attribution = part(Attribution.self), let evidence = part(Evidence.self)
    else { return nil }
    let claim = Claim(
      document: DocumentID(original: dice.bytes(4)), quantity: quantity, measure: measure,
      group: group, time: time, kind: dice.pick(Claim.Kind.allCases),
      ratePer: dice.once(in: 2) ? dice.pick(Claim.RateUnit.allCases) : nil,
      polarity: dice.pick(Claim.Polarity.allCases), citedForScale: dice.once(in: 2),
      attribution: attribution,
      relations: (0..<dice.below(3)).compactMap { _ in part(Relation.self) }, evidence: evidence,
      rules: (0..<dice.below(4)).map { _ in dice.pick(StringKind.texts) },
      confidence: Numbers.double(&dice))
    return try? claim.packed()
  }
}

extension ProtobufCFieldDescriptor {
  var isInOneof: Bool { flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0 }
}
