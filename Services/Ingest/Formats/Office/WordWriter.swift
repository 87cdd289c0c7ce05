import Ledger

/// Writes what a document holds as a text in paragraphs and rows.
struct WordWriter {
  let styles: WordStyles
  /// Of a style that says so.
  private(set) var hasHeadings = false

  init(styles: WordStyles) { self.styles = styles }

  /// - Parameters:
  ///   - file: of the archive, where it was found.
  ///   - section: what all of it is; nil: as its styles and words say.
  mutating func write(
    _ elements: [WordBody.Element], from file: String, as section: Section? = nil,
    to text: inout DerivedText
  ) {
    text.place(TextLocation(part: file))
    // Tables that only set things side by side hold elements of their own: last in, first out.
    var waiting = Array(elements.reversed())
    while let element = waiting.popLast() {
      switch element {
      case .paragraph(let paragraph): write(paragraph, as: section, to: &text)
      case .table(let rows):
        if let table = WordTable(rows) {
          for row in table.rows {
            text.add(row)
            text.end(.row(headers: table.headers))
          }
        } else {
          waiting += rows.flatMap { $0.cells.flatMap(\.elements) }.reversed()
        }
      }
    }
  }

  private mutating func write(
    _ paragraph: WordBody.Paragraph, as section: Section?, to text: inout DerivedText
  ) {
    let first = paragraph.text.firstIndex { $0 > 0x20 } ?? paragraph.text.endIndex
    text.add(paragraph.text[first...])
    let section = section ?? styles.section(of: paragraph.style) ?? (paragraph.isList ? .list : nil)
    if section == .headline { hasHeadings = true }
    text.end(section.map { .section($0) } ?? .plain)
  }
}
