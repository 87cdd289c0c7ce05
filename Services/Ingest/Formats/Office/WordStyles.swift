import Ledger

/// The styles of a document: what each says that its paragraphs are.
struct WordStyles {
  private var styles: [String: Style] = [:]

  private struct Style {
    var name = ""
    var basedOn = ""
    var isHeading = false
    var isList = false
  }

  init() {}

  init(_ content: [UInt8]) throws(LedgerError) {
    var reader = try OfficeXML(content, name: "word/styles.xml")
    var current: (id: String, style: Style)?
    while let event = try reader.next() {
      switch event {
      case .start("style"):
        current = (reader.attribute("styleId") ?? "", Style())
      case .start("name"): current?.style.name = (reader.attribute("val") ?? "").lowercased()
      case .start("basedOn"): current?.style.basedOn = reader.attribute("val") ?? ""
      case .start("outlineLvl"): current?.style.isHeading = reader.attribute("val") != "9"
      case .start("numPr"): current?.style.isList = true
      case .end("style"):
        if let (id, style) = current { styles[id] = style }
        current = nil
      default: break
      }
    }
  }

  /// What a paragraph of a style is; nil where its words decide. Styles that come with a word processor have English
  /// names in the file, whatever language it speaks.
  func section(of id: String) -> Section? {
    var id = id
    // A style may be based on another one; one that is based on itself is not followed for ever.
    for _ in 0..<10 {
      guard let style = styles[id] else { return Self.section(named: id.lowercased()) }
      if let section = Self.section(named: style.name) { return section }
      if style.isHeading { return .headline }
      if style.isList { return .list }
      id = style.basedOn
    }
    return nil
  }

  private static let sections: [String: Section] = [
    "title": .headline, "subtitle": .deck, "caption": .caption, "quote": .quotation,
    "intense quote": .quotation, "block text": .quotation, "intensequote": .quotation,
    "footnote text": .footnote, "endnote text": .footnote, "footnotetext": .footnote,
    "endnotetext": .footnote, "list paragraph": .list, "listparagraph": .list,
  ]

  private static func section(named name: String) -> Section? {
    if let section = sections[name] { return section }
    if name.hasPrefix("heading") { return .headline }
    if name.hasPrefix("list bullet") || name.hasPrefix("list number") { return .list }
    return nil
  }
}
