package import Ledger

extension ClaimModel {
  /// How a figure of a draft may stand to the ledger, in no order.
  private static let checkRules: [any CheckRule] = [
    SupportedFigure(), ChangedFigure(), ProjectionStatedAsFact(), AgainstOwnSeries(),
    OutsideKnownRange(), NewerFigure(), AcrossDefinitions(),
  ]
  /// So many remarks stand at one figure at the most.
  private static let mostRemarks = 6

  /// How the figures of a text that is in no ledger stand to what the ledger holds now.
  /// - Parameter draft: what the extractor read in it.
  /// - Throws: `tooLarge` for more than `CheckedDraft.mostFigures` of them.
  package func check(_ draft: [Claim], _ kept: inout KeptAnswers) throws -> CheckedDraft {
    guard draft.count <= CheckedDraft.mostFigures else {
      throw LedgerError(
        .tooLarge, subject: "draft",
        "It states \(draft.count) figures; \(CheckedDraft.mostFigures) are checked at once.",
        hint: "check it in parts")
    }
    let drafted = try DraftedModel(self, draft)
    let view = DraftView(drafted, self, &kept)
    let contradictions = try DraftFindings(drafted, view, kept)
    var byClaim: [ClaimID: [CheckRemark]] = [:]
    for figure in view.figures {
      let remarks =
        Self.checkRules.flatMap { $0.remarks(on: figure, in: view) }
        + contradictions.remarks(on: figure)
      byClaim[figure.row.id] = remarks
    }
    return CheckedDraft(
      figures: zip(draft, drafted.claims).map { claim, standing in
        CheckedFigure(claim: claim, remarks: Self.inOrder(byClaim[ClaimID(of: standing)] ?? []))
      }, limits: contradictions.limits)
  }

  private static func inOrder(_ remarks: [CheckRemark]) -> [CheckRemark] {
    guard !remarks.isEmpty else {
      return [
        CheckRemark(.notKnown, .note, "The ledger holds nothing that this can be set beside.")
      ]
    }
    let sorted = remarks.enumerated().sorted { one, other in
      one.element.level == other.element.level
        ? one.offset < other.offset : one.element.level.rank < other.element.level.rank
    }
    return Array(sorted.map(\.element).prefix(mostRemarks))
  }
}
