import Ledger
import Messages
import Wording

/// An answer taken apart, for people: each step below the one that it belongs to, and the sentences at the ends.
enum StepsPage {
  static func print(_ answer: ExplainResponse) {
    let records = Dictionary(answer.evidence.map { ($0.id, $0) }) { first, _ in first }
    for step in answer.steps {
      let indent = String(repeating: "  ", count: min(step.depth, 8))
      let text = step.text.isEmpty ? "" : "  \(step.text)"
      let line = "\(indent)\(Terminal.safe(step.kind))\(Terminal.safe(text))"
      Swift.print(step.depth == 0 ? Terminal.bold(line) : line)
      if !step.formula.isEmpty {
        Swift.print("\(indent)  " + Terminal.faint(Terminal.safe("= \(step.formula)")))
      }
      for claim in step.claims {
        Swift.print("\(indent)  " + Terminal.safe(standing(claim, records[claim])))
        if let record = records[claim] {
          Swift.print("\(indent)    " + Terminal.faint(ClaimPage.sentence(of: record)))
        }
      }
    }
    if answer.steps.isEmpty { Swift.print("The answer was empty.") }
    if !answer.nextCursor.isEmpty { Swift.print("There are more steps; --limit shows more.") }
  }

  private static func standing(_ claim: ClaimID, _ record: ClaimRecord?) -> String {
    record.map { "\(Words.short(claim))  \(Words.standing($0))" }
      ?? "\(Words.short(claim))  (its sentence is missing)"
  }
}
