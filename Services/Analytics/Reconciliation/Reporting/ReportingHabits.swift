import Ledger

/// How the figures of one series are worded, and where that changed: hedged or not, rounded or not.
///
/// Rule *habit*: of eight figures before, at most two are so, and of eight behind, at least six, or the other way about. A
/// number counts as rounded where it has two zeros or more at its end.
struct ReportingHabits {
  /// In the order of their days.
  let figures: [StatedFigure]

  struct Change {
    let kind: CoverageNotice.Kind
    /// The first figure of the new habit.
    let place: Int
    let before, after: String
  }

  private static let window = 8
  private static let few = 2
  private static let many = 6
  /// Small numbers end in zeros by chance.
  private static let leastRounded = 1_000.0

  var changes: [Change] {
    turns { $0.figure.quantity.modifier != .exact }.map { place, isNew in
      Change(
        kind: .wordingChanged, place: place, before: isNew ? "bare numbers" : "hedged",
        after: isNew ? "hedged" : "bare numbers")
    }
      + turns(Self.isRounded).map { place, isNew in
        Change(
          kind: .precisionChanged, place: place, before: isNew ? "to the last digit" : "rounded",
          after: isNew ? "rounded" : "to the last digit")
      }
  }

  private static func isRounded(_ figure: StatedFigure) -> Bool {
    guard let value = figure.figure.quantity.leadingValue, value >= leastRounded else {
      return false
    }
    return value.truncatingRemainder(dividingBy: 100) == 0
  }

  /// Where a habit turns, and whether it begins there.
  private func turns(_ has: (StatedFigure) -> Bool) -> [(place: Int, isNew: Bool)] {
    guard figures.count >= 2 * Self.window else { return [] }
    let flags = figures.map { has($0) ? 1 : 0 }
    var found: [(place: Int, isNew: Bool)] = []
    var best: (place: Int, isNew: Bool, step: Int)?
    func end() {
      if let best { found.append((best.place, best.isNew)) }
      best = nil
    }
    for place in Self.window...(flags.count - Self.window) {
      let before = flags[(place - Self.window)..<place].reduce(0, +)
      let after = flags[place..<(place + Self.window)].reduce(0, +)
      let begins = before <= Self.few && after >= Self.many
      guard begins || (before >= Self.many && after <= Self.few) else {
        end()
        continue
      }
      if abs(after - before) > best?.step ?? 0 { best = (place, begins, abs(after - before)) }
    }
    end()
    return found
  }
}
