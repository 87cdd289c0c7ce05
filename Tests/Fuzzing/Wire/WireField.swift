/// A field of a message that is not bytes yet, with room for what a sender may get wrong on purpose.
struct WireField: Sendable {
  var number: UInt64
  var value: Value
  /// Wire type; nil: the one that the value has.
  var type: UInt64?
  /// Bytes more than the tag and the length need.
  var padding = 0
  /// Length on the wire; nil: the true one.
  var length: UInt64?

  enum Value: Sendable {
    case varint(UInt64)
    case eight(UInt64)
    case four(UInt32)
    case bytes([UInt8])
    case message([WireField])
    /// Fields that are bytes already, tags and all.
    case packed([UInt8])
  }

  init(_ number: UInt64, _ value: Value) {
    self.number = number
    self.value = value
  }

  private var ownType: UInt64 {
    switch value {
    case .varint: 0
    case .eight: 1
    case .bytes, .message, .packed: 2
    case .four: 5
    }
  }

  func encode(into out: inout [UInt8]) {
    if case .packed(let bytes) = value {
      out += bytes
      return
    }
    Self.encode(number << 3 | (type ?? ownType), padding: padding, into: &out)
    switch value {
    case .varint(let number): Self.encode(number, padding: padding, into: &out)
    case .eight(let word):
      for shift in stride(from: 0, to: 64, by: 8) {
        out.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    case .four(let word):
      for shift in stride(from: 0, to: 32, by: 8) {
        out.append(UInt8(truncatingIfNeeded: word >> UInt32(shift)))
      }
    case .bytes(let bytes):
      Self.encode(length ?? UInt64(bytes.count), padding: padding, into: &out)
      out += bytes
    case .message(let fields):
      let bytes = fields.encoded
      Self.encode(length ?? UInt64(bytes.count), padding: padding, into: &out)
      out += bytes
    case .packed: break
    }
  }

  private static func encode(_ number: UInt64, padding: Int, into out: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      out.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    guard padding > 0 else { return out.append(UInt8(rest)) }
    out.append(UInt8(rest) | 0x80)
    out += [UInt8](repeating: 0x80, count: padding - 1)
    out.append(0)
  }
}

extension [WireField] {
  var encoded: [UInt8] {
    var out: [UInt8] = []
    for field in self { field.encode(into: &out) }
    return out
  }
}
