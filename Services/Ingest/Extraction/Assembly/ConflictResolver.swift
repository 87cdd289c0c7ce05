import Ledger

/// Which war a figure belongs to: as named in the sentence, else in the text, else by its sides and date.
struct ConflictResolver {
  let lexicon: Lexicon
  let facts: DocumentFacts
  let published: CivilDate?

  struct Result {
    var conflict: ConflictID?
    var basis: CountedGroup.Basis
    var isComparator: Bool
  }

  func conflict(of attachment: Attachment, party: PartyID?, in items: [Item]) -> Result {
    let main = facts.mainConflict ?? inferred
    if let named = named(near: attachment, items) {
      return Result(
        conflict: named, basis: .stated, isComparator: main != nil && main != named)
    }
    if let stated = facts.mainConflict, takesPart(party, in: stated) {
      return Result(conflict: stated, basis: .stated, isComparator: false)
    }
    if let inferred, takesPart(party, in: inferred) {
      return Result(conflict: inferred, basis: .inferred, isComparator: false)
    }
    return Result(conflict: nil, basis: .unknown, isComparator: false)
  }

  private func takesPart(_ party: PartyID?, in conflict: ConflictID) -> Bool {
    guard let party, party != PartyResolver.everyone, party != PartyResolver.both else {
      return true
    }
    return lexicon.conflicts[conflict]?.parties.contains(party) ?? false
  }

  /// The name nearest to the number, behind it rather than before.
  private func named(near attachment: Attachment, _ items: [Item]) -> ConflictID? {
    let named = items.indices.filter { items[$0].conflict != nil }
    let nearest = named.min {
      distance($0, attachment.item) < distance($1, attachment.item)
    }
    return nearest.flatMap { items[$0].conflict }
  }

  private func distance(_ index: Int, _ item: Int) -> Int {
    index > item ? index - item : (item - index) * 2
  }

  /// The only conflict of that time in which two of the text's parties fight each other.
  private var inferred: ConflictID? {
    let present = Set(facts.partyMentions.keys)
    let fitting = lexicon.vocabulary.conflicts.filter { conflict in
      let sides = conflict.parties.filter(present.contains)
      return sides.count >= 2 && isCurrent(conflict)
    }
    return fitting.count == 1 ? fitting.first?.id : nil
  }

  private func isCurrent(_ conflict: Vocabulary.Conflict) -> Bool {
    guard let published else { return conflict.to == nil }
    if let from = conflict.from, from.firstDay.dayNumber > published.lastDay.dayNumber {
      return false
    }
    guard let to = conflict.to else { return true }
    // Reports go on for some years behind a war's end.
    return to.lastDay.dayNumber + 730 >= published.firstDay.dayNumber
  }
}
