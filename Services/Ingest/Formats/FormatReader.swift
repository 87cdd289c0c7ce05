package import Ledger

/// Reads a document's original bytes: finds out what they are, and splits their text into blocks.
package enum FormatReader {
  /// - Throws: `unsupported` for what is no report that can be read here, `malformed` for a text in no encoding.
  /// - Parameter pdf: what PDFs are read with; nil: they are refused.
  package static func read(
    _ original: [UInt8], pdf: (any PDFTool)? = nil
  ) throws(LedgerError) -> ReadDocument {
    try read(original, Nesting(pdf: pdf))
  }

  /// A document that may lie in another one.
  static func read(_ original: [UInt8], _ nesting: Nesting) throws(LedgerError) -> ReadDocument {
    switch Container.of(original) {
    case .pdf: return try PDFReader.read(original, nesting)
    case .docx: return try DOCXReader.read(original)
    case .mail: return try MailReader.read(original, nesting)
    case nil: break
    }
    try BinaryFormat.refuse(original)
    let decoded = try DecodedText(original)
    return document(DocumentID(original: original), text(decoded.text), decoded)
  }

  /// One text, in UTF-8.
  static func text(_ text: [UInt8]) -> TextReading {
    var lines: [Line]?
    func allLines() -> [Line] {
      let split = lines ?? Line.split(text)
      lines = split
      return split
    }
    switch TextFormat.of(text, lines: allLines) {
    case .html: return HTMLReader.read(text)
    case .feed: return FeedReader.read(text)
    case .table(let delimiter): return DelimitedReader.read(text, delimiter: delimiter)
    case .markdown:
      return plain(text, "text/markdown", MarkdownReader.blocks(of: allLines()))
    case .plain: return plain(text, "text/plain", PlainTextReader.blocks(of: allLines()))
    }
  }

  private static func plain(
    _ text: [UInt8], _ mediaType: String, _ blocks: [ReadDocument.Block]
  ) -> TextReading {
    TextReading(
      mediaType: mediaType, reader: .plain, text: text, blocks: blocks,
      map: TextMap(length: text.count), parts: [])
  }

  private static func document(
    _ id: DocumentID, _ reading: TextReading, _ decoded: DecodedText
  ) -> ReadDocument {
    let source: TextSource =
      decoded.map(reading.map).map { .mapped($0) }
      ?? .derived([.init(start: 0, location: TextLocation())])
    return ReadDocument(
      id: id, mediaType: reading.mediaType, text: reading.text, blocks: reading.blocks,
      source: source, reader: reading.reader,
      declaredEncoding: decoded.declared ?? reading.declaredEncoding, parts: reading.parts,
      warnings: decoded.warnings + reading.warnings)
  }
}
