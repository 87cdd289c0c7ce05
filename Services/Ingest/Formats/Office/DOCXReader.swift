import Ledger

/// Reads the documents of word processors (Office Open XML): the text of the body, its tables and its notes, as it
/// stands with all changes accepted. Headers, footers and comments are none of the report.
enum DOCXReader {
  static let mediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  static let reader = TextReader(name: "reckoner-docx", version: "1")

  /// An archive that names the file in which such a document has its text.
  static func recognises(_ bytes: [UInt8]) -> Bool {
    ZipArchive.recognises(bytes) && ByteSearch("word/document.xml").isIn(bytes)
  }

  static func read(
    _ original: [UInt8], limits: ZipArchive.Limits = ZipArchive.Limits()
  ) throws(LedgerError) -> ReadDocument {
    var archive = try ZipArchive(original, limits: limits)
    let main = "word/document.xml"
    guard let body = try archive.file(main) else {
      throw LedgerError(
        .malformed, subject: "archive", "there is no \(main) in it",
        hint: "the file is damaged: save it anew with an office program")
    }
    var styles = WordStyles()
    if let content = try archive.file("word/styles.xml") { styles = try WordStyles(content) }
    var text = DerivedText()
    var writer = WordWriter(styles: styles)
    writer.write(try WordBody.read(body, name: main), from: main, to: &text)
    for name in ["word/footnotes.xml", "word/endnotes.xml"] {
      guard let notes = try archive.file(name) else { continue }
      writer.write(try WordBody.read(notes, name: name), from: name, as: .footnote, to: &text)
    }
    var part = ReadDocument.Part()
    if let properties = try archive.file("docProps/core.xml") { part = try self.part(properties) }
    return ReadDocument(
      id: DocumentID(original: original), mediaType: mediaType, text: text.text,
      blocks: text.blocks(hasHeadings: writer.hasHeadings), source: .derived(text.places),
      reader: reader, parts: [part])
  }

  /// What the document's properties say of it.
  private static func part(_ core: [UInt8]) throws(LedgerError) -> ReadDocument.Part {
    var part = ReadDocument.Part()
    var reader = try OfficeXML(core, name: "docProps/core.xml")
    var element = ""
    while let event = try reader.next() {
      switch event {
      case .start(let name): element = name
      case .end: element = ""
      case .text(let bytes):
        let text = String(decoding: bytes.prefix(1000), as: UTF8.self)
        switch element {
        case "title": part.title = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        case "created":
          part.published = WebDate.date(in: text).map { DateStatement($0, basis: .metadata) }
        default: break
        }
      }
    }
    return part
  }
}
