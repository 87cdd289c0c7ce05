import Ledger
import Wording

/// A briefing as a page by itself: it loads nothing and runs nothing.
enum BriefingHTML {
  static func text(_ title: String, _ blocks: [BriefingBlock], notes: [String]) -> String {
    let footnotes = notes.enumerated().map { index, note in
      "<li id=\"note-\(index + 1)\">\(HTML.text(note))</li>"
    }
    return HTML.page(
      title: title, style: style,
      body: """
        \(blocks.map(block).joined(separator: "\n"))
        <ol class="notes">
        \(footnotes.joined(separator: "\n"))
        </ol>
        """)
  }

  private static let style = """

    body { font: 16px/1.5 sans-serif; max-width: 58em; margin: 2em auto; padding: 0 1em; color: #222; }
    h2 { border-top: 1px solid #bbb; padding-top: .8em; margin-top: 1.6em; }
    table { border-collapse: collapse; width: 100%; font-size: 15px; margin: .8em 0; }
    th, td { text-align: left; vertical-align: top; padding: .3em .8em .3em 0; border-bottom: 1px solid #ddd;
      overflow-wrap: anywhere; unicode-bidi: isolate; }
    th { color: #666; font-weight: normal; }
    td:nth-child(2) { white-space: nowrap; font-variant-numeric: tabular-nums; }
    td:nth-child(4) { min-width: 6em; } th { white-space: nowrap; }
    svg { max-width: 100%; height: auto; }
    sup a { text-decoration: none; }
    .notes { font-size: 14px; border-top: 1px solid #bbb; margin-top: 2em; padding-top: 1em; }
    .notes li { overflow-wrap: anywhere; unicode-bidi: isolate; margin: .3em 0; }
    .notes li:target { background: #fff3c4; }

    """

  private static func block(_ block: BriefingBlock) -> String {
    switch block {
    case .heading(let level, let words): HTML.element("h\(level)", HTML.text(words))
    case .paragraph(let parts): HTML.element("p", line(parts))
    case .list(let items):
      HTML.element("ul", items.map { HTML.element("li", line($0)) }.joined(separator: "\n"))
    case .table(let header, let rows):
      HTML.element(
        "table",
        HTML.element("tr", header.map { HTML.element("th", HTML.text($0)) }.joined()) + "\n"
          + rows.map { row in
            HTML.element("tr", row.map { HTML.element("td", line($0)) }.joined())
          }.joined(separator: "\n"))
    case .chart(let chart): chart.text
    }
  }

  private static func line(_ parts: [BriefingBlock.Inline]) -> String {
    parts.map { part in
      switch part {
      case .text(let words): HTML.text(words)
      case .note(let number): "<sup><a href=\"#note-\(number)\">\(number)</a></sup>"
      }
    }.joined()
  }
}
