/// RFC 4648 base64 with padding.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  package static func encode(_ bytes: some Collection<UInt8>) -> String {
    var out: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let three = rest.prefix(3)
      rest = rest.dropFirst(3)
      let word = three.enumerated().reduce(UInt32(0)) {
        $0 | UInt32($1.element) << (16 - 8 * $1.offset)
      }
      for place in 0..<4 {
        out.append(
          place <= three.count
            ? alphabet[Int(word >> (18 - 6 * place) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The bytes; nil for anything that `encode` does not write.
  package static func decode(_ text: String) -> [UInt8]? {
    let units = Array(text.utf8)
    guard units.count.isMultiple(of: 4) else { return nil }
    let padding = units.reversed().prefix(2).prefix { $0 == UInt8(ascii: "=") }.count
    var out: [UInt8] = []
    out.reserveCapacity(units.count / 4 * 3)
    var word: UInt32 = 0
    for (index, unit) in units.enumerated() {
      guard let value = index < units.count - padding ? alphabet.firstIndex(of: unit) : 0 else {
        return nil
      }
      word = word << 6 | UInt32(value)
      guard index % 4 == 3 else { continue }
      out += [
        UInt8(truncatingIfNeeded: word >> 16), UInt8(truncatingIfNeeded: word >> 8),
        UInt8(truncatingIfNeeded: word),
      ]
      word = 0
    }
    out.removeLast(padding)
    // Bits behind the last byte that are not zero would be another text for the same bytes.
    return encode(out) == text ? out : nil
  }
}
