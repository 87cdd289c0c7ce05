import Ledger

/// Reads the text of a page's reports, in blocks of one kind each.
struct PageBlocks {
  private let tree: HTMLTree
  private let furniture: PageFurniture
  private(set) var content = MappedText()
  private(set) var blocks: [ReadDocument.Block] = []
  private var part = 0
  private var hasHeadline = false
  private var hasBody = false
  /// Elements that are open and say of what kind their text is, each with its end.
  private var regions: [Region] = []

  private struct Region {
    let end: Int
    var section: Section?
    /// Its lines and columns are as they stand.
    var isPreformatted = false
  }

  init(_ tree: HTMLTree, _ furniture: PageFurniture) {
    self.tree = tree
    self.furniture = furniture
  }

  /// One report.
  /// - Parameter headline: its headline, where that stands before it.
  mutating func read(_ root: Int, headline: Int?) {
    if let headline { read(headline..<Int(tree.nodes[headline].end)) }
    read(root..<Int(tree.nodes[root].end))
    if blocks.last?.part == part { part += 1 }
    (hasHeadline, hasBody) = (false, false)
  }

  private mutating func read(_ nodes: Range<Int>) {
    var index = nodes.lowerBound
    while index < nodes.upperBound {
      while let last = regions.last, last.end <= index {
        endBlock()
        close()
      }
      let node = tree.nodes[index]
      if node.tag == .text {
        add(index)
        index += 1
      } else if index > nodes.lowerBound, furniture.isFurniture(index) || isMarkOfNote(index) {
        if !node.tag.isInline { content.addSpace(at: Int(node.start)) }
        index = Int(node.end)
      } else if node.tag == .table, let table = DataTable(tree, index, furniture) {
        endBlock()
        read(table)
        index = Int(node.end)
      } else {
        open(index)
        index += 1
      }
    }
    endBlock()
    while !regions.isEmpty { close() }
  }

  private mutating func close() {
    regions.removeLast()
    content.isVerbatim = regions.contains(where: \.isPreformatted)
  }

  private mutating func open(_ index: Int) {
    let node = tree.nodes[index]
    switch node.tag {
    case .br where content.isVerbatim:
      content.separate(with: "\n")
    case .br:
      content.addSpace(at: Int(node.start))
    case .hr:
      endBlock()
    case let tag where tag.isInline:
      break
    default:
      endBlock()
      regions.append(
        Region(
          end: Int(node.end), section: section(of: index), isPreformatted: node.tag == .pre))
      content.isVerbatim = content.isVerbatim || node.tag == .pre
    }
  }

  private mutating func add(_ text: Int) {
    let node = tree.nodes[text]
    let range = Int(node.start)..<Int(node.stop)
    if node.literal == nil {
      content.add(range, of: tree.source)
    } else {
      content.add(tree.bytes(of: text), standingFor: range)
    }
  }

  /// A number that leads to a note is none of the text: "300" with a raised 1 behind it is not 3001.
  private func isMarkOfNote(_ index: Int) -> Bool {
    guard tree.nodes[index].tag == .sup else { return false }
    let text = tree.text(of: index, limit: 20)
    return text.count <= 6 && !["st", "nd", "rd", "th", "e", "er"].contains(text.lowercased())
  }

  // MARK: kinds

  private func section(of index: Int) -> Section? {
    switch tree.nodes[index].tag {
    case .h1, .h2, .h3, .h4, .h5, .h6: return .headline
    case .blockquote: return .quotation
    case .figcaption, .caption: return .caption
    case .li, .dt, .dd: return isNote(index) ? .footnote : .list
    case .p, .div, .header, .section, .ol, .ul, .aside:
      if isNote(index) { return .footnote }
      if isNamed(index, Self.captions) { return .caption }
      return isNamed(index, Self.decks) ? .deck : nil
    default: return nil
    }
  }

  private static let decks: Set<Substring> = [
    "dek", "deck", "standfirst", "subtitle", "subheadline", "subhead", "lead", "lede", "intro",
    "excerpt",
  ]
  private static let captions: Set<Substring> = ["caption", "figcaption"]
  private static let notes: Set<Substring> = [
    "footnote", "footnotes", "references", "reference", "endnotes", "endnote", "reflist",
  ]

  private func isNote(_ index: Int) -> Bool {
    isNamed(index, Self.notes) || tree.attribute("role", of: index) == "doc-endnotes"
  }

  private func isNamed(_ index: Int, _ words: Set<Substring>) -> Bool {
    ["class", "id"].contains { attribute in
      guard let names = tree.attribute(attribute, of: index), names.utf8.count < 400 else {
        return false
      }
      return names.lowercased().split { !$0.isLetter && !$0.isNumber }.contains {
        words.contains($0)
      }
    }
  }

  /// The innermost element that says what its text is, but a list in a footnote is a footnote.
  private var section: Section? {
    if regions.contains(where: { $0.section == .footnote }) { return .footnote }
    return regions.last { $0.section != nil }?.section
  }

  private mutating func endBlock() {
    guard let range = content.endBlock() else { return }
    if content.isVerbatim { return addLines(range) }
    let line = Line(range, of: content.text)
    guard Furniture.kind(of: line) == nil else { return }
    let kind: Section
    switch section {
    case .headline:
      let isDeck = hasHeadline && !hasBody && line.endsSentence
      kind = isDeck ? .deck : .headline
      hasHeadline = true
    case .deck: kind = hasBody ? .body : .deck
    case let section?: kind = section
    case nil:
      kind = hasBody ? .body : .lede
      hasBody = true
    }
    blocks.append(ReadDocument.Block(section: kind, range: range, part: part))
  }

  /// Preformatted text is plain text: blank lines part its paragraphs, and columns may stand in it.
  private mutating func addLines(_ range: Range<Int>) {
    let first = part
    for var block in PlainTextReader.blocks(of: Line.split(content.text, in: range)) {
      block.part += first
      part = block.part
      if block.section != .table {
        if let section { block.section = section }
        if block.section == .lede, hasBody { block.section = .body }
        hasHeadline = hasHeadline || block.section == .headline
        hasBody = hasBody || block.section == .lede
      }
      blocks.append(block)
    }
  }

  // MARK: tables

  private mutating func read(_ table: DataTable) {
    for row in table.rows {
      if row.isCaption {
        regions.append(Region(end: Int.max, section: .caption))
        for text in row.cells[0].texts { add(text) }
        endBlock()
        regions.removeLast()
        continue
      }
      for (column, cell) in row.cells.enumerated() {
        if column > 0 { content.separate(with: " | ") }
        // An empty first cell would else be taken for none.
        if column == 0, cell.texts.isEmpty, cell.repeated == nil { content.separate(with: "| ") }
        if let repeated = cell.repeated {
          content.separate(with: repeated)
        }
        for text in cell.texts { add(text) }
      }
      guard let range = content.endBlock() else { continue }
      blocks.append(
        ReadDocument.Block(
          section: .table, range: range, part: part, columnHeaders: table.headers))
    }
  }
}
