/// What belongs to what, drawn in lines: each branch below its parent, and long ones wrapped within their place.
struct Tree {
  /// A stretch of a line in one style. Texts are made harmless here, for most come from outside.
  struct Part {
    enum Style { case plain, bold, faint }
    fileprivate var pieces: [String]
    fileprivate var style: Style
    /// No space parts it from what stands before: a stop behind a number.
    fileprivate var isGlued = false

    /// Words, between which the line may break.
    static func words(_ text: String, _ style: Style = .plain, glued: Bool = false) -> Part {
      Part(
        pieces: Terminal.safe(text).split(separator: " ").map(String.init), style: style,
        isGlued: glued)
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
      Terminal.faint(index == 0 ? first : further) + line
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
    var lines = [""]
    var used = 0
    for part in parts {
      for (index, piece) in part.pieces.enumerated() {
        let size = Terminal.columns(piece)
        let gap = used > 0 && !(part.isGlued && index == 0) ? 1 : 0
        if let room, gap > 0, used + gap + size > room {
          lines.append("")
          used = 0
        }
        let space = used > 0 && gap > 0 ? " " : ""
        let styled =
          switch part.style {
          case .plain: piece
          case .bold: Terminal.bold(piece)
          case .faint: Terminal.faint(piece)
          }
        lines[lines.count - 1] += space + styled
        used += space.utf8.count + size
      }
    }
    return lines
  }
}
