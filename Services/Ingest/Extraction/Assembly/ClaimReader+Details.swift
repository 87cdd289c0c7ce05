import Ledger

/// The fields that a claim has only where the text states them.
extension ClaimReader {
  func detail(
    _ claim: inout Claim, _ attachment: Attachment, _ sentence: Sentence,
    _ said: ClaimantResolver.Result, parent: Kept<Claim>?
  ) {
    let items = sentence.items
    let details = GroupDetails(lexicon: lexicon)
    let gist = sentence.gist
    if gist.kinds.contains(.cause) { claim.group.cause = details.cause(of: attachment, in: items) }
    claim.group.method =
      gist.kinds.contains(.method)
      ? details.method(of: attachment, in: items) : attachment.mention.method ?? .unstated
    if let parent {
      if claim.group.cause == .unstated { claim.group.cause = parent.value.group.cause }
      if claim.group.method == .unstated { claim.group.method = parent.value.group.method }
    }
    if let party = details.responsible(for: attachment, in: items, party: claim.group.party) {
      claim.group.responsible = CountedGroup.Responsibility(
        party: party, statedBy: said.claimant?.name ?? "")
    }
    if claim.kind == .incident, gist.domains.contains(.site),
      let site = details.site(of: attachment, in: items),
      let first = site.first, let last = site.last
    {
      let tokens = items[first].tokens.lowerBound..<items[last].tokens.upperBound
      claim.group.incident = spans.string(bytes(tokens, sentence))
    }
    claim.attribution.speaker = said.speaker
    claim.attribution.relays = said.relays
  }
}

extension ClaimReader {
  /// "This number includes 1,300 casualties of the past day": a part of the count before.
  func includes(_ number: Int, _ items: [Item]) -> Bool {
    number <= 5 && items[..<number].contains { $0.has(.including) }
      && items[..<number].contains { $0.has(.figure) || $0.has(.count) || $0.has(.total) }
  }
}
