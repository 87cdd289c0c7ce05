import Ledger
import Messages
import Wording

/// A checked draft, for people at a terminal: the figures that need most attention first.
enum DraftPage {
  static func print(_ draft: Draft) {
    let records = draft.records
    let figures = draft.answer.draft.figures.enumerated().sorted { one, other in
      one.element.level == other.element.level
        ? one.offset < other.offset : one.element.level.rank < other.element.level.rank
    }.map(\.element)
    for figure in figures {
      Swift.print(head(figure))
      var shown: Set<ClaimID> = []
      for remark in figure.remarks { print(remark, records, &shown) }
      Swift.print("")
    }
    let dated = draft.answer.published.map { ", dates read from \($0.date)" } ?? ""
    Swift.print(Terminal.safe("\(draft.file): \(summary(draft))\(dated), nothing stored"))
    for warning in draft.answer.warnings { Swift.print(Terminal.safe("  warning: \(warning)")) }
    for limit in draft.answer.draft.limits {
      Swift.print(Terminal.safe("Not looked at: \(limit)."))
    }
    let status = draft.answer.status
    Swift.print(Terminal.faint(Words.basis(status.revision, version: status.version)))
  }

  /// `7 figures: 2 with problems, 1 with warnings, 1 with notes, 3 supported`.
  static func summary(_ draft: Draft) -> String {
    let counts = draft.counts.filter { $0.count > 0 }.map { level, count in
      switch level {
      case .problem: "\(count) with problems"
      case .warning: "\(count) with warnings"
      case .note: "\(count) with notes"
      case .support: "\(count) supported"
      }
    }
    let number = draft.answer.draft.figures.count
    let figures = number == 1 ? "1 figure" : "\(number) figures"
    return counts.isEmpty ? figures : "\(figures): \(counts.joined(separator: ", "))"
  }

  private static func head(_ figure: CheckedFigure) -> String {
    let read = figure.claim
    let what = [
      Words.figure(read.quantity, read.kind, read.ratePer), read.measure.id.value,
      Words.group(read.group.party, read.group.population),
    ].joined(separator: " ")
    let label = Terminal.coloured("\(figure.level)".uppercased(), figure.level.colour)
    return "\(label)  \(Terminal.bold(Terminal.safe(what)))\n  \(ClaimPage.sentence(read.evidence))"
  }

  /// - Parameter shown: claims whose sentences stand above already.
  private static func print(
    _ remark: CheckRemark, _ records: [ClaimID: ClaimRecord], _ shown: inout Set<ClaimID>
  ) {
    let verdict = Terminal.coloured(remark.verdict.words, remark.level.colour)
    for line in Terminal.wrapped(Terminal.safe(remark.summary)).enumerated() {
      Swift.print(line.offset == 0 ? "  \(verdict)  \(line.element)" : "    \(line.element)")
    }
    if !remark.formula.isEmpty {
      Swift.print("    " + Terminal.faint("formula  ") + Terminal.safe(remark.formula))
    }
    let further = remark.claims.filter { shown.insert($0).inserted }
    for claim in further.prefix(shownClaims) {
      guard let record = records[claim] else {
        Swift.print("    \(Words.short(claim))  (its sentence is missing)")
        continue
      }
      Swift.print(
        Terminal.safe("    \(Words.short(claim))  \(Words.standing(record))"))
      Swift.print("      " + Terminal.faint(ClaimPage.sentence(of: record)))
    }
    let more = further.count - shownClaims
    if more > 0 { Swift.print("    and \(more) more; --format json names them") }
  }

  private static let shownClaims = 2
}

extension CheckRemark.Verdict {
  /// `changed on the way`.
  var words: String { "\(self)".hyphenated.replacing("-", with: " ") }
}

extension CheckRemark.Level {
  fileprivate var colour: Terminal.Colour {
    switch self {
    case .problem: .red
    case .warning: .yellow
    case .note: .cyan
    case .support: .green
    }
  }
}
