import Ledger

/// A briefing as Markdown. What comes from texts is escaped: nothing of it is taken for markup or for a link.
enum BriefingMarkdown {
  static func text(_ blocks: [BriefingBlock], notes: [String]) -> String {
    let body = blocks.map(block).joined(separator: "\n\n")
    let footnotes = notes.enumerated().map { "[^\($0.offset + 1)]: \(escaped($0.element))" }
    return body + "\n\n" + footnotes.joined(separator: "\n") + "\n"
  }

  private static func block(_ block: BriefingBlock) -> String {
    switch block {
    case .heading(let level, let words): String(repeating: "#", count: level) + " " + escaped(words)
    case .paragraph(let parts): line(parts)
    case .list(let items): items.map { "- " + line($0) }.joined(separator: "\n")
    case .table(let header, let rows):
      ([row(header.map(escaped)), row(header.map { _ in "---" })]
        + rows.map { row($0.map(line)) }).joined(separator: "\n")
    case .chart(let chart):
      // A picture that is in the document, and asks nobody for anything.
      "![\(escaped(chart.title))](data:image/svg+xml;base64,\(Base64.encode(Array(chart.text.utf8))))"
    }
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }

  private static func line(_ parts: [BriefingBlock.Inline]) -> String {
    parts.map { part in
      switch part {
      case .text(let words): escaped(words)
      case .note(let number): "[^\(number)]"
      }
    }.joined()
  }

  /// Everything that Markdown, or the HTML in it, could mean is preceded by a backslash or named.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in Terminal.safe(text).unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "#", "|", "~", "!": out += "\\\(scalar)"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "&": out += "&amp;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
