/// Lines above and below the text that come again from page to page: heads, feet and the numbers of pages. They are none
/// of the report.
struct RunningHeads {
  private var lines: Set<Int> = []

  /// How far from an edge they stand, as a share of the page, and how many lines at most.
  private static let margin: Float = 0.12
  private static let mostLines = 3

  init(_ layout: PageLayout) {
    guard layout.pages.count >= 2 else { return }
    var found: [Key: [Int]] = [:]
    for page in layout.pages.indices {
      let height = layout.pages[page].height
      let all = layout.blocks(of: page).flatMap { layout.lines(of: $0) }
        .sorted { layout.lines[$0].box.middle < layout.lines[$1].box.middle }
      let above = all.prefix(Self.mostLines).filter {
        layout.lines[$0].box.middle < height * Self.margin
      }
      let below = all.suffix(Self.mostLines).filter {
        layout.lines[$0].box.middle > height * (1 - Self.margin)
      }
      for line in above { found[Key(layout, line, isAbove: true), default: []].append(line) }
      for line in below { found[Key(layout, line, isAbove: false), default: []].append(line) }
    }
    // Left and right pages may have heads of their own, and chapters theirs.
    let needed = layout.pages.count <= 3 ? 2 : max(3, layout.pages.count * 3 / 10)
    for (_, same) in found where same.count >= needed { lines.formUnion(same) }
  }

  func contains(_ line: Int) -> Bool { lines.contains(line) }

  /// What two such lines have in common: their words, whatever their numbers are.
  private struct Key: Hashable {
    var words: [UInt8] = []
    var isAbove: Bool

    init(_ layout: PageLayout, _ line: Int, isAbove: Bool) {
      self.isAbove = isAbove
      for word in layout.words(of: line) {
        for byte in layout.text(of: word) {
          guard (0x30...0x39).contains(byte) else {
            words.append(byte)
            continue
          }
          if words.last != 0x23 { words.append(0x23) }
        }
        words.append(0x20)
      }
    }
  }
}
