import Ledger

/// Files that are no text, by how they begin.
enum BinaryFormat {
  private static let signatures: [([UInt8], String)] = [
    (Array("%PDF-".utf8), "PDF"), ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or Office file"),
    ([0x1F, 0x8B], "gzip"), ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"), ([0xD0, 0xCF, 0x11, 0xE0], "an old Office file"),
  ]

  /// Throws `unsupported` for a file that is no text and cannot be read here.
  static func refuse(_ original: [UInt8]) throws(LedgerError) {
    for (signature, name) in signatures where original.starts(with: signature) {
      throw LedgerError(
        .unsupported, subject: "document", "this is \(name), not text",
        hint: "submit its text as UTF-8")
    }
    // UTF-16 has a NUL in every other byte, and is told by that; see `DecodedText`.
    if original.starts(with: [0xFF, 0xFE]) || original.starts(with: [0xFE, 0xFF]) { return }
    if DecodedText.unmarkedUTF16(original) != nil { return }
    // The least byte first: the compiler looks at many in one step for it.
    if original.reduce(UInt8.max, min) == 0, let nul = original.firstIndex(of: 0) {
      throw LedgerError(
        .unsupported, subject: "byte \(nul)", "there is a NUL at byte \(nul): this is not text",
        hint: "submit a text, a page or a feed")
    }
  }
}
