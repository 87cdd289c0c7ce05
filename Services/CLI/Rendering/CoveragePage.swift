import Ledger
import Messages
import Wording

/// What changed in how sources report, for people: the newest first.
enum CoveragePage {
  static func print(_ answer: ListCoverageResponse) {
    let set = answer.coverage
    let records = Dictionary(answer.evidence.map { ($0.id, $0) }) { first, _ in first }
    for notice in set.notices {
      let kind = "\(notice.kind)".hyphenated.replacing("-", with: " ")
      Swift.print(Terminal.bold(Terminal.safe("\(notice.date)  \(kind)")))
      for line in Terminal.wrapped(Terminal.safe(notice.summary)) { Swift.print("  \(line)") }
      if let topic = notice.topic {
        Swift.print(Terminal.safe("  on \(ComparisonPage.title(topic))"))
      }
      if notice.kind == .definitionChanged {
        Swift.print(Terminal.safe("  before  \(notice.before)"))
        Swift.print(Terminal.safe("  after   \(notice.after)"))
      }
      for claim in notice.claims {
        let standing = records[claim].map(Words.standing) ?? "(its sentence is missing)"
        Swift.print(Terminal.faint(Terminal.safe("  \(Words.short(claim))  \(standing)")))
      }
      Swift.print("")
    }
    let counted = Words.counted(set.claims, rejected: set.rejectedClaims)
    guard let newest = set.newest else {
      Swift.print("No report with a date: \(counted).")
      return
    }
    let more = answer.nextCursor.isEmpty ? "" : ", more with --limit"
    Swift.print("\(set.notices.count) of \(set.count)\(more); \(counted); newest report \(newest).")
  }
}
