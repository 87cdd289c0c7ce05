import Ledger

/// What was decided about one claim, by which rules: all that its explanation is made of.
struct ClaimDecisions {
  var attachment: Attachment
  var side: PartyResolver.Result
  var people: PopulationResolver.Result
  var war: ConflictResolver.Result
  var timing: TimeResolver.Result
  var kind: KindResolver.Result
  var stance: StanceResolver.Result
  var said: ClaimantResolver.Result
  /// The item of the place.
  var place: Int?
  /// The number of the claim that this one may take its people, side and time from.
  var parent: Span?
  /// Of a table's cell, the row that it stands in.
  var row: Sentence?
}

extension ClaimDecisions {
  /// Of a table's cell. Header, row and caption decide together: the nearest of them that says something.
  init(
    _ attachment: Attachment, _ claim: Claim, _ war: ConflictResolver.Result, row: Sentence
  ) {
    self.init(
      attachment: attachment, side: .init(party: claim.group.party, rule: attachment.rule),
      people: .init(claim.group.population, attachment.rule), war: war,
      timing: .init(time: claim.time, rule: attachment.rule),
      kind: .init(claim.kind, attachment.rule), stance: .init(claim.polarity, "no word of doubt"),
      said: .init(
        claimant: claim.attribution.claimant,
        rule: claim.attribution.claimant == nil ? nil : attachment.rule),
      row: row)
  }
}
