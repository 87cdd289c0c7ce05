package import Ledger

/// Reads a document's original bytes: finds out what they are, and splits their text into blocks.
package enum FormatReader {
  package static func read(_ original: [UInt8]) throws(LedgerError) -> ReadDocument {
    let (text, start) = try text(of: original)
    let lines = Line.split(text)
    let isMarkdown = MarkdownReader.recognises(lines)
    let blocks =
      isMarkdown ? MarkdownReader.blocks(of: lines) : PlainTextReader.blocks(of: lines)
    return ReadDocument(
      id: DocumentID(original: original), mediaType: isMarkdown ? "text/markdown" : "text/plain",
      text: text, blocks: blocks, offsets: OffsetMap(identityFrom: start, length: text.count))
  }

  /// The text as UTF-8, and where in the original it begins.
  static func text(of original: [UInt8]) throws(LedgerError) -> (text: [UInt8], start: Int) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = original.starts(with: mark) ? mark.count : 0
    try refuseBinary(original)
    let text = start == 0 ? original : Array(original[start...])
    if let bad = UTF8Check.firstInvalidByte(in: text) {
      throw LedgerError(
        .malformed, subject: "byte \(start + bad)",
        "the text is not UTF-8: byte \(start + bad) begins no character",
        hint: "convert it first, for example with iconv -f WINDOWS-1252 -t UTF-8")
    }
    return (text, start)
  }

  private static func refuseBinary(_ original: [UInt8]) throws(LedgerError) {
    let signatures: [([UInt8], String)] = [
      (Array("%PDF-".utf8), "PDF"), ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or Office file"),
      ([0x1F, 0x8B], "gzip"), ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
      ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    ]
    for (signature, name) in signatures where original.starts(with: signature) {
      throw LedgerError(
        .unsupported, subject: "document", "this is \(name), not text",
        hint: "submit its text as UTF-8")
    }
    if original.starts(with: [0xFF, 0xFE]) || original.starts(with: [0xFE, 0xFF]) {
      throw LedgerError(
        .unsupported, subject: "document", "this is UTF-16",
        hint: "convert it first, for example with iconv -f UTF-16 -t UTF-8")
    }
    if let order = orderOfUnmarkedUTF16(original) {
      throw LedgerError(
        .unsupported, subject: "document", "this looks like UTF-16 without a byte order mark",
        hint: "convert it first, for example with iconv -f UTF-16\(order) -t UTF-8")
    }
    // The least byte first: the compiler looks at many in one step for it.
    if original.reduce(UInt8.max, min) == 0, let nul = original.firstIndex(of: 0) {
      throw LedgerError(
        .unsupported, subject: "byte \(nul)", "there is a NUL at byte \(nul): this is not text",
        hint: "submit plain text or Markdown in UTF-8")
    }
  }

  /// `LE` or `BE` where every other byte is NUL, and always the same one of the two: a Western text in UTF-16.
  private static func orderOfUnmarkedUTF16(_ original: [UInt8]) -> String? {
    let beginning = original.prefix(512)
    var zeros = [0, 0]
    for (index, byte) in beginning.enumerated() where byte == 0 { zeros[index % 2] += 1 }
    guard beginning.count >= 4, zeros.min() == 0, (zeros.max() ?? 0) * 4 >= beginning.count else {
      return nil
    }
    return zeros[0] == 0 ? "LE" : "BE"
  }
}

/// Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Check {
  static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { firstInvalidByte(in: $0) }
  }

  private static func firstInvalidByte(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      if first < 0x80 {
        index += 1
        while index + 8 <= bytes.count, isASCII(eight: bytes, index) { index += 8 }
        continue
      }
      let length: Int
      var lowest: UInt8 = 0x80
      var highest: UInt8 = 0xBF
      switch first {
      case 0xC2...0xDF: length = 2
      case 0xE0...0xEF:
        length = 3
        if first == 0xE0 { lowest = 0xA0 }
        if first == 0xED { highest = 0x9F }
      case 0xF0...0xF4:
        length = 4
        if first == 0xF0 { lowest = 0x90 }
        if first == 0xF4 { highest = 0x8F }
      default: return index
      }
      guard index + length <= bytes.count else { return index }
      for offset in 1..<length {
        let next = bytes[index + offset]
        guard next >= lowest, next <= highest else { return index }
        (lowest, highest) = (0x80, 0xBF)
      }
      index += length
    }
    return nil
  }

  @inline(__always)
  private static func isASCII(eight bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let eight = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
    return eight & 0x8080_8080_8080_8080 == 0
  }
}
