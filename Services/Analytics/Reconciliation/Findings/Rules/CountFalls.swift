import Ledger

/// Rule *a count falls*: the running count of one system cannot be lower on a later day than on an earlier one. Both days
/// are said by texts; two numbers of one text without days of their own say nothing about an order. A number that is only
/// dated by the appearance of a report counts where the report has no other number of the same system for the same people.
struct CountFalls: FindingRule {
  static func applies(to excess: Excess) -> Bool {
    excess.isOneCount && excess.days > 0 && !excess.part.isAmbiguous && !excess.whole.isAmbiguous
  }

  func findings(in view: FindingView) -> [Finding] {
    return view.ordered(Self.applies) { war, excess in
      OrderedFinding(
        type: .countFalls, severity: .high,
        summary:
          "The running count of \(FindingWords.name(excess.part.figure)) is lower on a later day: "
          + "\(FindingWords.level(excess.part)), then \(FindingWords.level(excess.whole)).",
        roles: (.earlier, .later))
    }.map { finding in
      var finding = finding
      finding.explanations.insert(
        FindingExplanation(.revision, "whoever counts may have revised the count"), at: 0)
      return finding
    }
  }
}

extension FindingView {
  /// Findings on what goes beyond what counts all of it, of the kind that a rule is about.
  func ordered(_ applies: (Excess) -> Bool, _ words: (War, Excess) -> OrderedFinding) -> [Finding] {
    excesses.flatMap { war, excesses in
      excesses.filter(applies).map { words(war, $0).finding($0, in: war, self) }
    }
  }
}
