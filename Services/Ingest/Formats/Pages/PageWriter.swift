import Ledger

/// Writes the pages of a layout as a text in paragraphs and rows. Lines go on where they were only broken, from column to
/// column and from page to page.
struct PageWriter {
  private let layout: PageLayout
  private let heads: RunningHeads
  /// Of most of the words.
  private let bodyHeight: Float
  private(set) var text = DerivedText()
  /// Some lines are higher than the others.
  private(set) var hasHeadings = false
  /// Of the paragraph that is open.
  private var last: Last?

  private struct Last {
    var line: Int
    var block: Int
    var page: Int
    /// Of the first line.
    var left: Float
    var isList: Bool
  }

  init(_ layout: PageLayout) {
    self.layout = layout
    heads = RunningHeads(layout)
    bodyHeight = Self.bodyHeight(layout)
  }

  mutating func write() {
    for page in layout.pages.indices {
      let blocks = layout.blocks(of: page)
      let lines = blocks.flatMap { layout.lines(of: $0) }.filter { !heads.contains($0) }
      let cells = AlignedCells(layout, lines: lines)
      for block in blocks {
        for line in layout.lines(of: block) where !heads.contains(line) {
          if let table = cells.tables[line] { write(table, page) }
          if !cells.cells.contains(line) { write(line, block, page) }
        }
      }
    }
    endParagraph()
  }

  // MARK: tables

  private mutating func write(_ table: AlignedCells.Table, _ page: Int) {
    endParagraph()
    for row in table.rows {
      guard let end = row.lastIndex(where: { !$0.isEmpty }) else { continue }
      for (column, cell) in row[...end].enumerated() {
        if column == 0, cell.isEmpty { text.add("|") }
        if column > 0 { text.add(" | ") }
        if let first = cell.first { text.place(location(first, page)) }
        text.add(AlignedCells.words(layout, cell).replacing("|", with: "¦").utf8)
      }
      text.end(.row(headers: table.headers))
    }
  }

  // MARK: paragraphs

  private mutating func write(_ line: Int, _ block: Int, _ page: Int) {
    let words = layout.words(of: line)
    guard let first = words.first else { return }
    let mark = startsItem(words)
    if let last {
      if goesOn(last, line, block, startsItem: mark, layout.text(of: first)) {
        join(layout.text(of: first))
      } else {
        endParagraph()
      }
    }
    if last == nil {
      last = Last(
        line: line, block: block, page: page, left: layout.lines[line].box.left, isList: mark)
    }
    last?.line = line
    last?.block = block
    text.place(location(line, page))
    let narrow = layout.lines[line].box.height / 20
    for word in words where word == first || !isNoteMark(word) {
      // Words that touch are one, set in two ways.
      if word > first, layout.words[word].left - layout.words[word - 1].right > narrow {
        text.add(" ")
      }
      text.add(layout.text(of: word))
    }
  }

  /// "1,250" and a small, high 3 behind it are no 12,503.
  private func isNoteMark(_ word: Int) -> Bool {
    layout.words[word].isRaised
      && layout.text(of: word).allSatisfy { "0123456789,*[]".utf8.contains($0) }
  }

  private mutating func endParagraph() {
    guard let last else { return }
    self.last = nil
    let (box, page) = (layout.lines[last.line].box, layout.pages[last.page])
    let count = text.paragraph.count
    // Copies: a slice that is held would have all of the text copied when it grows.
    let words = Array(text.paragraph.prefix(16))
    if box.height >= bodyHeight * 1.18, count <= 240 {
      hasHeadings = true
      text.end(.section(.headline))
    } else if box.height <= bodyHeight * 0.87, box.middle > page.height / 2,
      let first = words.first,
      "0123456789*[".utf8.contains(first) || words.starts(with: "†".utf8)
    {
      text.end(.section(.footnote), mark: noteMark(words))
    } else {
      text.end(last.isList ? .section(.list) : .plain)
    }
  }

  /// How many bytes the mark takes that a note begins with: its number is none of its words.
  private func noteMark(_ words: [UInt8]) -> Int {
    let mark = words.prefix { $0 > 0x20 }
    guard mark.count <= 5, mark.count < words.count,
      !mark.contains(where: { $0 >= 0x41 && $0 < 0x80 })
    else { return 0 }
    return mark.count + 1
  }

  private func goesOn(
    _ last: Last, _ line: Int, _ block: Int, startsItem: Bool, _ first: ArraySlice<UInt8>
  ) -> Bool {
    let (above, box) = (layout.lines[last.line].box, layout.lines[line].box)
    let height = max(above.height, box.height, 1)
    guard !startsItem, abs(above.height - box.height) <= height * 0.15 else { return false }
    guard block == last.block else {
      return above.height < bodyHeight * 1.18 && !endsSentence && beginsSmall(first)
    }
    guard box.top - above.bottom <= height * 0.9 else { return false }
    if last.isList { return box.left > last.left + height * 0.3 || beginsSmall(first) }
    let whole = layout.blocks[block].box
    let isIndented = box.left > whole.left + height * 0.8 && above.left <= whole.left + height * 0.3
    if isIndented { return false }
    let endsShort = above.right < whole.right - whole.width / 4 && whole.width > height * 20
    return !(endsShort && endsSentence)
  }

  private var endsSentence: Bool {
    let end = String(decoding: text.paragraph.suffix(16), as: UTF8.self)
    return Line(end).endsSentence
  }

  private func beginsSmall(_ word: ArraySlice<UInt8>) -> Bool {
    String(decoding: word.prefix(8), as: UTF8.self).first?.isLowercase == true
  }

  /// Puts between two lines what their words need: nothing where a word was parted.
  private mutating func join(_ next: ArraySlice<UInt8>) {
    let end = Array(text.paragraph.suffix(4))
    for hyphen in Self.hyphens where end.suffix(hyphen.count).elementsEqual(hyphen) {
      let before = end.dropLast(hyphen.count).last ?? 0x20
      if hyphen == Self.softHyphen || before >= 0x41 && beginsSmall(next) {
        text.removeLast(hyphen.count)
        return
      }
      // A range or a compound of figures.
      if (0x30...0x39).contains(before), (0x30...0x39).contains(next.first ?? 0) { return }
    }
    text.add(" ")
  }

  private static let softHyphen = Array("\u{AD}".utf8)
  private static let hyphens = [softHyphen, Array("-".utf8), Array("\u{2010}".utf8)]

  private func startsItem(_ words: Range<Int>) -> Bool {
    guard words.count >= 2 else { return false }
    let mark = layout.text(of: words.lowerBound).prefix(8) + [0x20, 0x78]
    return Line(0..<mark.count, of: Array(mark)).listMark > 0
  }

  private func location(_ line: Int, _ page: Int) -> TextLocation {
    let box = layout.lines[line].box
    func points(_ number: Float) -> Double { (Double(number) * 100).rounded() / 100 }
    return TextLocation(
      page: page + 1,
      box: TextLocation.Box(
        left: points(box.left), top: points(box.top), width: points(box.width),
        height: points(box.height)))
  }

  /// Of the line in the middle, when they are sorted by height and each counts as many times as it has words.
  private static func bodyHeight(_ layout: PageLayout) -> Float {
    let lines = layout.lines.indices.map {
      (layout.lines[$0].box.height, layout.words(of: $0).count)
    }
    .sorted { $0.0 < $1.0 }
    var rest = lines.reduce(0) { $0 + $1.1 } / 2
    for (height, words) in lines {
      rest -= words
      if rest <= 0 { return height }
    }
    return 0
  }
}
