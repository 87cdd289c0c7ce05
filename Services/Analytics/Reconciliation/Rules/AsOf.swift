import Ledger

/// Rule *as of*: a figure about later days than asked for is left out; nothing is scaled to another date. The last day
/// that a figure is about decides, and only what is certainly later goes: "2024" stays in an answer as of May 2024.
/// Undated figures stay, and show that they are undated.
func isAbout(_ time: ClaimTime, noLaterThan date: CivilDate) -> Bool {
  guard let last = time.about?.last else { return true }
  return last.dayNumber <= date.lastDay.dayNumber
}
