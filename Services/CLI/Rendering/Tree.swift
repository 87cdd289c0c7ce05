/// What belongs to what, drawn in lines: each branch below its parent, and long ones wrapped within their place.
struct Tree {
  /// A stretch of a line in one style. Texts are made harmless here, for most come from outside.
  struct Part {
    enum Style { case plain, bold, faint }
    fileprivate var pieces: [String]
    fileprivate var style: Style
    /// Spaces before it: none for a stop behind a number, two where something else begins.
    fileprivate var gap = 1

    /// Words, between which the line may break.
    static func words(_ text: String, _ style: Style = .plain, gap: Int = 1) -> Part {
      Part(
        pieces: Terminal.safe(text).split(separator: " ").map(String.init), style: style, gap: gap)
    }

    /// One piece, filled up to a width: a column of names.
    static func column(_ text: String, width: Int) -> Part {
      let text = Terminal.safe(text)
      let fill = String(repeating: " ", count: max(0, width - Terminal.columns(text)))
      return Part(pieces: [text + fill], style: .faint)
    }
  }

  var parts: [Part]
  var branches: [Tree] = []

  /// Narrower than this no text can be read; on a terminal that is, it does the wrapping.
  private static let leastWidth = 24

  func lines(width: Int?) -> [String] { lines(width: width, behind: "", below: "") }

  private func lines(width: Int?, behind first: String, below rest: String) -> [String] {
    let room = width.map { max(Self.leastWidth, $0 - Terminal.columns(rest) - 2) }
    // What goes on is set off from what belongs to it.
    let further = rest + (branches.isEmpty ? "  " : "│ ")
    var lines = wrapped(room).enumerated().map { index, line in
      Self.styled(index == 0 ? first : further, .faint) + line
    }
    for (index, branch) in branches.enumerated() {
      let isLast = index == branches.count - 1
      lines += branch.lines(
        width: width, behind: rest + (isLast ? "└─ " : "├─ "),
        below: rest + (isLast ? "   " : "│  "))
    }
    return lines
  }

  private func wrapped(_ room: Int?) -> [String] {
    var lines: [[(text: String, style: Part.Style)]] = [[]]
    var used = 0
    for part in parts {
      for (index, piece) in part.pieces.enumerated() {
        let size = Terminal.columns(piece)
        var gap = used == 0 ? 0 : index == 0 ? part.gap : 1
        if let room, gap > 0, used + gap + size > room {
          lines.append([])
          (used, gap) = (0, 0)
        }
        let space = String(repeating: " ", count: gap)
        // Words of one style are one run: a line is not made of escapes.
        if let last = lines[lines.count - 1].indices.last, index > 0 {
          lines[lines.count - 1][last].text += space + piece
        } else {
          lines[lines.count - 1] += [(space, .plain), (piece, part.style)]
        }
        used += gap + size
      }
    }
    return lines.map { $0.map { Self.styled($0.text, $0.style) }.joined() }
  }

  private static func styled(_ text: String, _ style: Part.Style) -> String {
    switch style {
    case .plain: text
    case .bold: Terminal.bold(text)
    case .faint: text.isEmpty ? "" : Terminal.faint(text)
    }
  }
}
