import Ledger

/// The fields that a claim has only where the text states them.
extension ClaimReader {
  /// - Parameter group: of a claim that is not made yet: one that is would be given each of them anew.
  func detail(
    _ group: inout CountedGroup, _ attachment: Attachment, _ sentence: Sentence,
    kind: Claim.Kind, claimant: Source?, parent: Kept<Claim>?
  ) {
    let items = sentence.items
    let details = GroupDetails(lexicon: lexicon)
    let gist = sentence.gist
    if gist.kinds.contains(.cause) { group.cause = details.cause(of: attachment, in: items) }
    group.method =
      gist.kinds.contains(.method)
      ? details.method(of: attachment, in: items) : attachment.mention.method ?? .unstated
    if let parent {
      if group.cause == .unstated { group.cause = parent.value.group.cause }
      if group.method == .unstated { group.method = parent.value.group.method }
    }
    if let party = details.responsible(for: attachment, in: items, party: group.party) {
      group.responsible = CountedGroup.Responsibility(
        party: party, statedBy: claimant?.name ?? "")
    }
    if kind == .incident, gist.domains.contains(.site),
      let site = details.site(of: attachment, in: items),
      let first = site.first, let last = site.last
    {
      let tokens = items[first].tokens.lowerBound..<items[last].tokens.upperBound
      group.incident = spans.string(bytes(tokens, sentence))
    }
  }
}

extension ClaimReader {
  /// "This number includes 1,300 casualties of the past day": a part of the count before.
  func includes(_ number: Int, _ items: [Item]) -> Bool {
    number <= 5 && items[..<number].contains { $0.has(.including) }
      && items[..<number].contains { $0.has(.figure) || $0.has(.count) || $0.has(.total) }
  }
}
