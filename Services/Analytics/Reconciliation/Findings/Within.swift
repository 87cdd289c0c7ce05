import Ledger

/// Rule *within*: whether all that one level counts is counted by another one too, so that it can be no higher. Every part of
/// the question must be answered by what texts and vocabulary say; where one of them says nothing, the answer is no.
///
/// - The people: the same side, or one side of a stated sum of both; the same population, or one inside it.
/// - The fates: each that the one may count is one that the other counts for certain; or both leave the same open.
/// - The place, and whom the text holds responsible: the other one names none, or the same.
/// - The days: it begins no earlier. That it ends no later is asked where days are compared (`Excess`).
///
/// Conflict and cause are the same for all levels of one war.
struct Within {
  let vocabulary: Vocabulary?
  let conflict: Vocabulary.Conflict?

  /// What does not depend on dates: classes of levels share it.
  func holds(_ part: LevelClass, of whole: LevelClass) -> Bool {
    people(part.who, of: whole.who)
      && (part.extent.isPart(of: whole.extent) || part.extent == whole.extent)
      && place(part.place, of: whole.place)
      && (whole.responsible == nil || whole.responsible == part.responsible)
      && begins(part, of: whole)
  }

  func people(_ part: Level.Who, of whole: Level.Who) -> Bool {
    let isSide =
      part.party == whole.party
      || (Self.sums.contains(whole.party)
        && (conflict?.parties.contains(part.party) ?? false))
    return isSide && population(part.population, of: whole.population)
  }

  /// What a stated sum of the sides counts, and all people of a war: ids of the model, and of no lexicon.
  static let bothSides: PartyID = "both"
  static let sums: Set<PartyID> = [bothSides, "all"]

  private func population(_ part: PopulationID?, of whole: PopulationID?) -> Bool {
    if part == whole { return true }
    guard let part, let whole else { return false }
    if whole == "all" { return true }
    return Self.isNarrower(part, than: whole)
  }

  /// Rule *narrower people*: as `ExchangeClaim` sorts them, besides children, who are no army's and may bear arms.
  private static func isNarrower(_ part: PopulationID, than whole: PopulationID) -> Bool {
    let broad: Set<PopulationID> = ["military", "civilian", "children", "all", "unknown"]
    guard !broad.contains(part), whole == "military" || whole == "civilian" else { return false }
    return ExchangeClaim.broadPopulation(part) == whole.value
  }

  private func place(_ part: String?, of whole: String?) -> Bool {
    guard let whole else { return true }
    return part == whole
  }

  /// Both name their beginning and the one cannot be before the other, or both count from the beginning of the war. What
  /// begins later than the war is within nothing that does not name its beginning: it may be the total of another year.
  private func begins(_ part: LevelClass, of whole: LevelClass) -> Bool {
    switch (part.first, whole.first) {
    case (let first?, let other?):
      first.latest >= other.earliest && (whole.namesFirst || first.overlaps(other))
    case (nil, nil): true
    default: false
    }
  }
}

/// Levels that differ only in their days, their numbers and in who states them when.
struct LevelClass: Hashable, Sendable {
  let system: String?
  let who: Level.Who
  let extent: Extent
  let place: String?
  let responsible: PartyID?
  let first: DayRange?
  let namesFirst: Bool
  let countsCases: Bool
  let isSum: Bool

  init(_ level: Level) {
    (system, who, extent, place) = (level.system, level.who, level.extent, level.place)
    (responsible, first) = (level.responsible, level.first)
    (namesFirst, countsCases) = (level.stretch.namesFirst, level.countsCases)
    isSum = !level.parts.isEmpty
  }

  init(_ span: RateSpan) {
    (system, who, extent) = (span.figure.system, span.who, span.extent)
    (place, responsible) = (span.figure.scope.place, span.figure.scope.responsible)
    (first, namesFirst) = (DayRange(span.first, span.first), true)
    (countsCases, isSum) = (false, false)
  }

  /// The same people and fates from the same beginning: only days and systems differ, or the whole names no place.
  func countsTheSame(as other: LevelClass) -> Bool {
    who == other.who && extent == other.extent && (other.place == nil || place == other.place)
      && (other.responsible == nil || responsible == other.responsible) && !isSum && !other.isSum
      && (first.map { one in other.first.map(one.overlaps) ?? true } ?? true)
  }
}
