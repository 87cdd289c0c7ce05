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
    var rule: String
  }

  func conflict(
    of attachment: Attachment, party: PartyID?, time: ClaimTime, in items: [Item]
  ) -> Result {
    let day = (time.asOf ?? time.to ?? time.from)?.date ?? published
    let inferred = fought(by: party, on: day)
    // A war long past, beside one of the report's own time, is cited for scale.
    let isPast = facts.mainConflict.flatMap { lexicon.conflicts[$0] }.map {
      !isCurrent($0, on: day)
    }
    let stated = isPast == true && inferred != nil ? nil : facts.mainConflict
    let main = stated ?? inferred
    if let named = named(near: attachment, items) {
      return Result(
        conflict: named, basis: .stated, isComparator: main != nil && main != named,
        rule: "conflict named")
    }
    if let stated, takesPart(party, in: stated) {
      return Result(
        conflict: stated, basis: .stated, isComparator: false, rule: "conflict of text")
    }
    if let inferred, takesPart(party, in: inferred) {
      return Result(
        conflict: inferred, basis: .inferred, isComparator: false, rule: "conflict of sides")
    }
    return Result(conflict: nil, basis: .unknown, isComparator: false, rule: "conflict open")
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

  /// The conflict of that time in which two of the text's parties fight each other; of a long one and a war within
  /// it, the war. Where only one side is named, its only conflict of that time.
  private func fought(by party: PartyID?, on day: CivilDate?) -> ConflictID? {
    let present = Set(facts.partyMentions.keys)
    let current = lexicon.vocabulary.conflicts.filter { isCurrent($0, on: day) }
    let fitting = current.filter { conflict in
      let sides = conflict.parties.filter(present.contains)
      return sides.count >= 2 && takesPart(party, in: conflict.id)
    }
    if fitting.isEmpty, let party {
      let own = current.filter { $0.parties.contains(party) }
      return own.count == 1 ? own.first?.id : nil
    }
    guard let latest = fitting.max(by: { start($0) < start($1) }) else { return nil }
    let isWithin = fitting.allSatisfy { other in
      other.id == latest.id
        || other.parties.filter { latest.parties.contains($0) }.count >= 2
          && start(other) < start(latest)
    }
    return isWithin ? latest.id : nil
  }

  private func start(_ conflict: Vocabulary.Conflict) -> Int {
    conflict.from?.firstDay.dayNumber ?? .min
  }

  private func isCurrent(_ conflict: Vocabulary.Conflict, on day: CivilDate?) -> Bool {
    guard let day else { return conflict.to == nil }
    if let from = conflict.from, from.firstDay.dayNumber > day.lastDay.dayNumber { return false }
    guard let to = conflict.to else { return true }
    // Reports go on for some years behind a war's end.
    return to.lastDay.dayNumber + 730 >= day.firstDay.dayNumber
  }
}
