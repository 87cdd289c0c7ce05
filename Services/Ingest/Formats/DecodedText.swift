import CUchardet
import Ledger

/// The text of some bytes, in UTF-8, with the encoding that it was written in: what a mark at its beginning says, what it
/// is, what it declares, what its bytes look like, in this order.
struct DecodedText {
  var text: [UInt8]
  var encoding: TextEncoding
  /// Where in the bytes the text begins: behind a byte order mark.
  var start: Int
  /// What it says of itself, as written; nil where it says nothing.
  var declared: String?
  var warnings: [String] = []

  /// - Parameter outside: what was declared beside the text, such as in a mail; it counts before what the text says.
  init(_ bytes: [UInt8], declared outside: String? = nil) throws(LedgerError) {
    let declared = outside ?? Self.declaration(in: bytes)
    let (start, marked) = Self.mark(of: bytes)
    let rest = start == 0 ? bytes : Array(bytes[start...])
    if marked == nil || marked == .utf8 {
      if let bad = UTF8Check.firstInvalidByte(in: rest) {
        guard marked == nil else { throw Self.noCharacter(at: start + bad) }
      } else if Self.unmarkedUTF16(bytes) == nil {
        self.init(rest, .utf8, start, declared)
        return
      }
    }
    let candidates = [
      marked, Self.unmarkedUTF16(bytes), declared.flatMap { TextEncoding(label: $0) },
      Self.detected(rest),
    ]
    for encoding in candidates.compactMap(\.self) where encoding != .utf8 {
      guard let text = encoding.decoded(rest), !text.contains(0), !Self.hasControls(text) else {
        continue
      }
      self.init(text, encoding, start, declared)
      return
    }
    throw Self.noCharacter(at: UTF8Check.firstInvalidByte(in: rest) ?? 0)
  }

  private init(_ text: [UInt8], _ encoding: TextEncoding, _ start: Int, _ declared: String?) {
    (self.text, self.encoding, self.start, self.declared) = (text, encoding, start, declared)
    if let declared {
      if TextEncoding(label: declared) != encoding, !text.allSatisfy({ $0 < 0x80 }) {
        warnings.append(
          "it says it is in \(Self.shown(declared)), and was read as \(encoding.name)")
      }
    } else if encoding != .utf8, start == 0 {
      warnings.append("it does not say what encoding it is in; read as \(encoding.name)")
    }
  }

  /// U+0080 to U+009F: what a byte is in an encoding that it was not written in.
  private static func hasControls(_ text: [UInt8]) -> Bool {
    zip(text, text.dropFirst()).contains { $0 == 0xC2 && $1 < 0xA0 && $1 != 0x85 }
  }

  private static func noCharacter(at byte: Int) -> LedgerError {
    LedgerError(
      .malformed, subject: "byte \(byte)",
      "the text is in no encoding that can be told: byte \(byte) begins no character of UTF-8",
      hint: "convert it first, for example with iconv -f WINDOWS-1252 -t UTF-8")
  }

  private static func shown(_ label: String) -> String {
    String(
      label.unicodeScalars.filter { $0.isASCII && $0.value > 0x20 }.map(Character.init).prefix(40))
  }

  private static func mark(of bytes: [UInt8]) -> (start: Int, encoding: TextEncoding?) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (3, .utf8) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (2, TextEncoding(label: "UTF-16LE")) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (2, TextEncoding(label: "UTF-16BE")) }
    return (0, nil)
  }

  /// Where every other byte is NUL, and always the same one of the two: a Western text in UTF-16.
  static func unmarkedUTF16(_ bytes: [UInt8]) -> TextEncoding? {
    let beginning = bytes.prefix(512)
    var zeros = [0, 0]
    for (index, byte) in beginning.enumerated() where byte == 0 { zeros[index % 2] += 1 }
    guard beginning.count >= 4, zeros.min() == 0, (zeros.max() ?? 0) * 4 >= beginning.count else {
      return nil
    }
    return TextEncoding(label: zeros[0] == 0 ? "UTF-16LE" : "UTF-16BE")
  }

  /// `charset=` or `encoding=` near the beginning of markup.
  private static func declaration(in bytes: [UInt8]) -> String? {
    let beginning = Array(bytes.prefix(4096))
    guard let first = beginning.first(where: { $0 > 0x20 && $0 < 0x80 }), first == UInt8(ascii: "<")
    else { return nil }
    for name in ["charset=", "encoding="] {
      guard let found = beginning.firstRange(of: Array(name.utf8), from: 0) else { continue }
      let label = beginning[found.upperBound...].drop { $0 == 0x22 || $0 == 0x27 || $0 == 0x20 }
        .prefix { byte in
          (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x5F || byte == 0x3A
        }
      if (2...40).contains(label.count) { return String(decoding: label, as: UTF8.self) }
    }
    return nil
  }

  /// Fewer bytes look like anything.
  private static let fewestToDetect = 64

  /// What the bytes look like, by uchardet. What is UTF-8 for the most part was put together from several encodings: in
  /// any other one its letters would read as others.
  private static func detected(_ bytes: [UInt8]) -> TextEncoding? {
    guard bytes.count >= fewestToDetect, !UTF8Check.isMostlyUTF8(bytes),
      let detector = uchardet_new()
    else { return nil }
    defer { uchardet_delete(detector) }
    let enough = bytes.prefix(1 << 18)
    let result = enough.withUnsafeBytes { bytes in
      uchardet_handle_data(
        detector, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    guard result == 0 else { return nil }
    uchardet_data_end(detector)
    guard let name = uchardet_get_charset(detector) else { return nil }
    return TextEncoding(label: String(cString: name))
  }
}

extension DecodedText {
  /// Where a text lies in the bytes, by where it lies in what they were decoded to; nil where the bytes cannot be had back
  /// from it, as with encodings that can write one text in several ways.
  func map(_ map: TextMap) -> TextMap? {
    if encoding == .utf8 { return map.shifted(by: start) }
    guard let all = encoding.encoded(text), all.count <= Int(UInt32.max) else { return nil }
    var result = TextMap(encoding: encoding)
    var (place, original) = (0, start)
    /// How many bytes a stretch of what was decoded takes.
    func take(to end: Int) -> Int? {
      guard end > place else { return 0 }
      defer { place = end }
      return encoding.encoded(text[place..<end])?.count
    }
    for piece in map.pieces {
      guard let skipped = take(to: piece.original.lowerBound) else { return nil }
      original += skipped
      repeat {
        var end = piece.original.upperBound
        if piece.literal == nil, end - place > TextMap.longestEncodedPiece {
          end = place + TextMap.longestEncodedPiece
          while text[end] & 0xC0 == 0x80 { end -= 1 }
        }
        let length = end - place
        guard let taken = take(to: end) else { return nil }
        let range = original..<original + taken
        original = range.upperBound
        if let literal = piece.literal {
          result.add(original: range, literal: map.literals[literal])
        } else {
          result.add(original: range, textLength: length)
        }
      } while place < piece.original.upperBound
    }
    return result
  }
}
