/// RFC 4648 base64 with padding.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  package static func encode(_ bytes: some Collection<UInt8>) -> String {
    var out: [UInt8] = []
    Array(bytes).withUnsafeBytes { append($0, to: &out) }
    return String(decoding: out, as: UTF8.self)
  }

  /// Writes bytes where they lie behind what is there already.
  package static func append(_ bytes: UnsafeRawBufferPointer, to out: inout [UInt8]) {
    for place in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - place)
      var word = UInt32(bytes[place]) << 16
      if count > 1 { word |= UInt32(bytes[place + 1]) << 8 }
      if count > 2 { word |= UInt32(bytes[place + 2]) }
      out.append(alphabet[Int(word >> 18)])
      out.append(alphabet[Int(word >> 12 & 63)])
      out.append(count > 1 ? alphabet[Int(word >> 6 & 63)] : UInt8(ascii: "="))
      out.append(count > 2 ? alphabet[Int(word & 63)] : UInt8(ascii: "="))
    }
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
