import Ledger

/// Collects blocks and decides what kind of paragraph each is.
struct BlockBuilder {
  private var blocks: [ReadDocument.Block] = []
  private var part = 0
  private var blocksInPart = 0
  private var hasBody = false
  private var seen: Set<String> = []

  /// A paragraph of text: headline, deck, lede, body, quotation, caption or footnote.
  mutating func paragraph(_ paragraph: Line) {
    add(section(of: paragraph), paragraph.range, paragraph)
  }

  /// A block, and the line by which it is known when it comes again.
  mutating func add(_ section: Section, _ range: Range<Int>, _ line: Line) {
    guard !range.isEmpty else { return }
    blocks.append(ReadDocument.Block(section: section, range: range, part: part))
    blocksInPart += 1
    if isShort(line) { seen.insert(line.text) }
    if section == .body || section == .lede { hasBody = true }
  }

  mutating func table(_ rows: [Range<Int>], headers: [String]) {
    for range in rows where !range.isEmpty {
      blocks.append(
        ReadDocument.Block(section: .table, range: range, part: part, columnHeaders: headers))
      blocksInPart += 1
    }
  }

  mutating func furniture(_ kind: Furniture.Kind) {
    // What invites to share a text ends it: whatever follows is another one.
    guard kind == .end, blocksInPart > 0, hasBody else { return }
    part += 1
    blocksInPart = 0
    hasBody = false
  }

  func finish() -> [ReadDocument.Block] { blocks }

  private func isShort(_ line: Line) -> Bool { line.width <= 240 && !line.endsSentence }

  private func section(of line: Line) -> Section {
    if line.byte(0) == 0x5B, isFootnote(line.text) { return .footnote }
    if line.lastByte == 0x29, isCaption(line.text) { return .caption }
    if isShort(line) {
      // The same line once more, between paragraphs, is a picture's.
      if seen.contains(line.text), hasBody || blocksInPart > 1 { return .caption }
      if hasBody || blocksInPart == 0 { return .headline }
      let before = blocks.last?.section
      return before == .headline ? .deck : .headline
    }
    if isQuotation(line) { return .quotation }
    return hasBody ? .body : .lede
  }

  private func isQuotation(_ line: Line) -> Bool {
    line.starts(with: "\"") && line.ends(with: "\"")
      || line.starts(with: "“") && line.ends(with: "”")
      || line.starts(with: "«") && line.ends(with: "»")
      || line.starts(with: "„") && line.ends(with: "“")
  }

  /// Ends with who took the picture, in parentheses with a slash or a known way of saying "by".
  private func isCaption(_ text: String) -> Bool {
    // The length first: in a run of flags every step back reads the run from its beginning.
    guard text.last == ")", text.count <= 400, let open = text.lastIndex(of: "(") else {
      return false
    }
    let credit = text[text.index(after: open)...].dropLast()
    guard credit.count <= 100, !credit.contains(where: \.isNumber) else { return false }
    return credit.contains("/") || credit.hasPrefix("Photo")
      || credit.first?.isUppercase == true && credit.contains(" ")
        && !Line(String(text[..<open].trimmed)).endsSentence
  }

  private func isFootnote(_ text: String) -> Bool {
    guard text.first == "[", let close = text.firstIndex(of: "]") else { return false }
    let mark = text[text.index(after: text.startIndex)..<close]
    return (1...4).contains(mark.count) && mark.allSatisfy { $0.isNumber || $0 == "^" }
  }
}
