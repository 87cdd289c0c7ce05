import Ledger

/// Reads a PDF from what `pdftotext` lays open of it: paragraphs, tables and headlines, each with its page and place.
enum PDFReader {
  static let mediaType = "application/pdf"

  /// The mark may stand behind other bytes, as many programs allow.
  static func recognises(_ bytes: [UInt8]) -> Bool {
    ByteSearch("%PDF-").first(in: bytes, from: 0, to: 1024) == 0
      || bytes.first.map { $0 >= 0x80 || $0 <= 0x20 } == true
        && ByteSearch("%PDF-").first(in: bytes, from: 0, to: 1024) != nil
  }

  static func read(_ original: [UInt8], _ nesting: Nesting) throws(LedgerError) -> ReadDocument {
    guard let tool = nesting.pdf else {
      throw LedgerError(
        .unsupported, subject: "PDF", "there is no program here that reads a PDF",
        hint: "submit its text")
    }
    let (parts, reader) = try tool.layouts(of: original, from: LayoutScanner()) {
      (scanner, piece) throws(LedgerError) in try scanner.read(piece)
    }
    var layout = parts.first?.layout ?? PageLayout()
    for part in parts.dropFirst() { layout.add(part.layout) }
    try LayoutScanner.requireBounds(layout)
    return try document(DocumentID(original: original), layout, reader)
  }

  /// What the layout of a PDF says.
  /// - Throws: `unsupported` where there are no words on any page.
  static func document(
    _ id: DocumentID, _ layout: PageLayout, _ reader: TextReader
  ) throws(LedgerError) -> ReadDocument {
    guard !layout.words.isEmpty else {
      throw LedgerError(
        .unsupported, subject: "PDF",
        "it has no text layer: its \(layout.pages.count) pages are pictures of text, or empty",
        hint: "recognise its text first, for example with ocrmypdf, and submit what that writes")
    }
    var writer = PageWriter(layout)
    writer.write()
    let published = WebDate.date(in: layout.created).map { DateStatement($0, basis: .metadata) }
    return ReadDocument(
      id: id, mediaType: mediaType, text: writer.text.text,
      blocks: writer.text.blocks(hasHeadings: writer.hasHeadings),
      source: .derived(writer.text.places), reader: reader,
      parts: [ReadDocument.Part(title: layout.title, published: published)],
      warnings: warnings(layout))
  }

  private static func warnings(_ layout: PageLayout) -> [String] {
    let empty = layout.pages.indices.filter { layout.blocks(of: $0).isEmpty }.map { "\($0 + 1)" }
    guard !empty.isEmpty else { return [] }
    let shown = empty.prefix(20).joined(separator: ", ") + (empty.count > 20 ? ", …" : "")
    return ["\(empty.count) of \(layout.pages.count) pages have no text layer: \(shown)"]
  }
}
