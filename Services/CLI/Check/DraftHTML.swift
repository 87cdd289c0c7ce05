import Ledger
import Messages
import Wording

/// A checked draft as a page by itself: the draft as it was written, its figures marked, and under each of its lines what the
/// ledger says to them. It loads nothing and runs nothing.
struct DraftHTML {
  let draft: Draft
  private let shown: DraftText

  init(draft: Draft) {
    self.draft = draft
    shown = DraftText(draft)
  }

  var page: String {
    let status = draft.answer.status
    let dated = draft.answer.published.map { ", dates read from \($0.date)" } ?? ""
    let missing = Words.missing(status).map { "<p class=\"problem\">\(HTML.text($0))</p>" } ?? ""
    return HTML.page(
      title: "\(draft.file), checked", style: Self.style,
      body: """
        <h1>\(HTML.text(draft.file))</h1>
        \(missing)
        <p>\(HTML.text(DraftPage.summary(draft) + dated)). It says how each figure stands to which sources,
        and not that it is true or false. Ledger at revision \(status.revision.number), program version \
        \(HTML.text(status.version)).</p>
        \(shown.isWhole ? "" : "<p>It is no plain text: what follows are its sentences with figures.</p>")
        <p class="legend">\(Self.legend)</p>
        \(lines.joined(separator: "\n"))
        """)
  }

  private static var legend: String {
    CheckRemark.Level.allCases.reversed().map { "<mark class=\"\($0)\">\($0)</mark>" }
      .joined(separator: " ")
  }

  private static let style = """

    body { font: 17px/1.55 sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #222; }
    p.line { margin: .6em 0; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
    mark { padding: 0 .15em; border-radius: .2em; color: inherit; }
    .problem { background: #ffd0c8; } .warning { background: #ffe9a8; }
    .note { background: #dbe9f6; } .support { background: #d4efd0; }
    aside { margin: .2em 0 1em 1.5em; padding: .4em .9em; border-left: 4px solid #bbb; font-size: 15px;
      background: #fafaf8; overflow-wrap: anywhere; }
    aside p { margin: .35em 0; }
    blockquote { margin: .3em 0 .6em 1em; color: #555; white-space: pre-wrap; unicode-bidi: isolate; }
    sup { font-size: 70%; } .legend mark { margin-right: .4em; }

    """

  /// The draft line by line, each with the remarks on its figures.
  private var lines: [String] {
    let marks = Mark.all(of: draft, in: shown)
    let records = draft.records
    var pieces: [String] = []
    var start = 0
    var next = 0
    let content = shown.bytes
    while start < content.count {
      let end = content[start...].firstIndex(of: UInt8(ascii: "\n")) ?? content.count
      var own: [Mark] = []
      while next < marks.count, marks[next].bytes.lowerBound < end {
        own.append(marks[next])
        next += 1
      }
      if end > start { pieces.append("<p class=\"line\">\(line(start..<end, own))</p>") }
      if !own.isEmpty {
        pieces.append("<aside>\(own.map { remarks($0, records) }.joined())</aside>")
      }
      start = end + 1
    }
    return pieces
  }

  private func line(_ range: Range<Int>, _ marks: [Mark]) -> String {
    var out = ""
    var place = range.lowerBound
    for mark in marks {
      let bytes = mark.bytes.clamped(to: range)
      guard bytes.lowerBound >= place else { continue }
      out += text(place..<bytes.lowerBound)
      out += "<mark class=\"\(mark.level)\">\(text(bytes))<sup>\(mark.number)</sup></mark>"
      place = bytes.upperBound
    }
    return out + text(place..<range.upperBound)
  }

  private func text(_ range: Range<Int>) -> String {
    HTML.text(String(decoding: shown.bytes[range], as: UTF8.self))
  }

  private func remarks(_ mark: Mark, _ records: [ClaimID: ClaimRecord]) -> String {
    // Each sentence once: the remarks below one refer to the same claims.
    var shown: Set<ClaimID> = []
    return mark.figures.flatMap(\.remarks).map { remark in
      let quotes = remark.claims.filter { shown.insert($0).inserted }.map { claim -> String in
        guard let record = records[claim] else {
          return "<blockquote>\(HTML.text(Words.short(claim)))</blockquote>"
        }
        let words = record.withdrawn.map(Words.withdrawn) ?? record.claim.evidence.sentenceText
        return
          "<blockquote>\(HTML.text(words.squeezed)) — \(HTML.text(Words.standing(record))) (\(HTML.text(Words.short(claim))))</blockquote>"
      }
      let formula = remark.formula.isEmpty ? "" : " (\(HTML.text(remark.formula)))"
      return
        "<p><b>\(mark.number)</b> <mark class=\"\(remark.level)\">\(HTML.text(remark.verdict.words))</mark> \(HTML.text(remark.summary))\(formula)</p>"
        + quotes.joined()
    }.joined(separator: "\n")
  }

  /// One place of the draft with all figures that it states.
  private struct Mark {
    let number: Int
    let bytes: Range<Int>
    let figures: [CheckedFigure]

    var level: CheckRemark.Level { figures.map(\.level).min { $0.rank < $1.rank } ?? .note }

    static func all(of draft: Draft, in text: DraftText) -> [Mark] {
      let whole = 0..<text.bytes.count
      let places = Dictionary(grouping: zip(text.numbers, draft.answer.draft.figures)) {
        $0.0.clamped(to: whole)
      }
      let sorted = places.sorted {
        ($0.key.lowerBound, $0.key.upperBound) < ($1.key.lowerBound, $1.key.upperBound)
      }
      return sorted.enumerated().map { index, place in
        Mark(number: index + 1, bytes: place.key, figures: place.value.map(\.1))
      }
    }
  }
}
