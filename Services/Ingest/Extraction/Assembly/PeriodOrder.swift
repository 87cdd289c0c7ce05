import Ledger

extension ClaimTime {
  /// A period does not end before it begins. Two dates that say so belong to two statements: the one that the text
  /// gives with its year stays, and where both or neither have one, none does. The rule that fired is named.
  mutating func putInOrder() -> String? {
    guard let from, let to, to.date.lastDay.dayNumber < from.date.firstDay.dayNumber else {
      return nil
    }
    if from.basis != .stated || to.basis == .stated { self.from = nil }
    if to.basis != .stated || from.basis == .stated { self.to = nil }
    return "period out of order"
  }

  /// "As of November 20 ... since February 24": counting began before the day up to which it counts.
  mutating func startBeforeAsOf() {
    guard let start = from, let asOf, to == nil, start.basis != .stated,
      start.date.firstDay.dayNumber > asOf.date.lastDay.dayNumber,
      let earlier = CivilDate(
        year: start.date.year - 1, month: start.date.month, day: start.date.day)
    else { return }
    from?.date = earlier
  }
}
