import CEncodings

/// A character encoding, by the name that the C library's iconv knows it under. Names are those of IANA, in capitals.
package struct TextEncoding: Hashable, Sendable {
  package let name: String

  package static let utf8 = TextEncoding(known: "UTF-8")

  private init(known name: String) { self.name = name }

  /// The encoding that a document, a protocol or a detector calls by a name; nil for one that nobody here knows.
  ///
  /// Source for what pages mean by the names of subsets: WHATWG, Encoding Standard, "Names and labels".
  package init?(label: String) {
    var label = label.uppercased()
    while let first = label.first, first.isWhitespace || first == "\"" { label.removeFirst() }
    while let last = label.last, last.isWhitespace || last == "\"" { label.removeLast() }
    guard (1...40).contains(label.utf8.count),
      label.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") })
    else { return nil }
    let name = Self.meant[label] ?? label
    guard Self.convert([0x41, 0], from: name, to: "UTF-8") != nil else { return nil }
    self.init(known: name)
  }

  /// Names under which another encoding is meant.
  private static let meant: [String: String] = [
    "UTF8": "UTF-8", "UNICODE-1-1-UTF-8": "UTF-8",
    "ASCII": "WINDOWS-1252", "US-ASCII": "WINDOWS-1252", "ISO-8859-1": "WINDOWS-1252",
    "ISO8859-1": "WINDOWS-1252", "ISO_8859-1": "WINDOWS-1252", "LATIN1": "WINDOWS-1252",
    "L1": "WINDOWS-1252", "CP1252": "WINDOWS-1252", "CP1251": "WINDOWS-1251",
    "X-CP1251": "WINDOWS-1251", "ISO-8859-9": "WINDOWS-1254", "GB2312": "GB18030",
    "GBK": "GB18030", "SHIFT_JIS": "CP932", "SHIFT-JIS": "CP932", "SJIS": "CP932",
    "EUC-KR": "CP949", "KS_C_5601-1987": "CP949", "BIG5": "BIG5-HKSCS", "UNICODE": "UTF-16LE",
    "UTF-16": "UTF-16LE",
  ]

  /// The text of some bytes, as UTF-8; nil where they are not in this encoding.
  package func decoded(_ bytes: some Collection<UInt8>) -> [UInt8]? {
    Self.convert(Array(bytes), from: name, to: "UTF-8")
  }

  /// The bytes that a text of UTF-8 has in this encoding; nil where it has a character that is not in it.
  package func encoded(_ text: some Collection<UInt8>) -> [UInt8]? {
    Self.convert(Array(text), from: "UTF-8", to: name)
  }

  private static func convert(_ bytes: [UInt8], from: String, to: String) -> [UInt8]? {
    // One byte becomes up to three in UTF-8 with nearly all encodings, four with some; a character of UTF-8 never more
    // than it has.
    var room = bytes.count * 4 + 16
    while true {
      var failure = 0
      let converted = [UInt8](unsafeUninitializedCapacity: room) { output, count in
        let written = reckoner_convert(from, to, bytes, bytes.count, output.baseAddress, room)
        count = max(0, written)
        failure = min(0, written)
      }
      guard failure != 0 else { return converted }
      guard failure == Int(reckoner_encoding_no_room), room < 1 << 30 else { return nil }
      room *= 2
    }
  }
}
