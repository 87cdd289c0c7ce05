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
    let isPast = facts.mainWar.map { !isCurrent($0, on: day) }
    let stated = isPast == true && inferred != nil ? nil : facts.mainWar
    let main = stated ?? inferred
    if let named = named(near: attachment, items) {
      return Result(
        conflict: named, basis: .stated, isComparator: main != nil && main?.id != named,
        rule: "conflict named")
    }
    if let stated, takesPart(party, in: stated) {
      return Result(
        conflict: stated.id, basis: .stated, isComparator: false, rule: "conflict of text")
    }
    if let inferred, takesPart(party, in: inferred) {
      return Result(
        conflict: inferred.id, basis: .inferred, isComparator: false, rule: "conflict of sides")
    }
    return Result(conflict: nil, basis: .unknown, isComparator: false, rule: "conflict open")
  }

  private func takesPart(_ party: PartyID?, in war: Lexicon.War) -> Bool {
    guard let party, party != PartyResolver.everyone, party != PartyResolver.both else {
      return true
    }
    return war.parties.contains(party)
  }

  /// The name nearest to the number, behind it rather than before.
  private func named(near attachment: Attachment, _ items: [Item]) -> ConflictID? {
    let named = items.indices.filter {
      items[$0].conflict != nil && !lexicon.tellsTime($0, items)
    }
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
  private func fought(by party: PartyID?, on day: CivilDate?) -> Lexicon.War? {
    let days = day.map { ($0.firstDay.dayNumber, $0.lastDay.dayNumber) }
    let fitting = facts.wars.lazy.filter { isCurrent($0, days) && takesPart(party, in: $0) }
    guard let latest = fitting.max(by: { start($0) < start($1) }) else {
      return party.flatMap { lexicon.warsOf[$0] }?.only { isCurrent($0, days) }
    }
    let isWithin = fitting.allSatisfy { other in
      other === latest
        || other.parties.count { latest.parties.contains($0) } >= 2 && start(other) < start(latest)
    }
    return isWithin ? latest : nil
  }

  private func start(_ war: Lexicon.War) -> Int { war.firstDay ?? .min }

  private func isCurrent(_ war: Lexicon.War, on day: CivilDate?) -> Bool {
    isCurrent(war, day.map { ($0.firstDay.dayNumber, $0.lastDay.dayNumber) })
  }

  private func isCurrent(_ war: Lexicon.War, _ days: (first: Int, last: Int)?) -> Bool {
    guard let days else { return war.lastDay == nil }
    if let first = war.firstDay, first > days.last { return false }
    guard let last = war.lastDay else { return true }
    // Reports go on for some years behind a war's end.
    return last + 730 >= days.first
  }
}

extension Lexicon {
  /// Rule *time of a war*: "the most since World War II", "since the end of the Korean War" tell since when, and neither which
  /// war a figure is of nor which one the text is about. A war that goes on does both: "since the war in Ukraine began".
  func tellsTime(_ index: Int, _ items: [Item]) -> Bool {
    guard let id = items[index].conflict else { return false }
    var at = index - 1
    while at > 0, index - at <= 4, items[at].has(anyOf: [.article, .milestone, .of]) { at -= 1 }
    guard items[safe: at]?.has(.since) == true else { return false }
    return wars.first { $0.id == id }?.lastDay != nil
  }
}
