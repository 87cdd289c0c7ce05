import Ledger

/// On which days somebody reported, and where that changed. Days are numbers since 1970-01-01, each once, in order.
///
/// Rule *quiet*: nothing came for more than three times as long as is usual, and for at least a week more than that: up to the
/// next report it is a gap, up to the newest report of all it is silence. Rule *pace*: of eight reports before and eight behind,
/// the usual wait is at least twice as long on one side, and two days longer. What is usual is the median of up to twenty waits
/// before; from fewer than five nothing is concluded.
struct ReportingRhythm {
  let days: [Int]

  enum Change: Hashable {
    /// - Parameters:
    ///   - behind: the place of the last report before it.
    ///   - usual: days that one waits for a report, as a rule.
    case quiet(behind: Int, usual: Int)
    case gap(behind: Int, usual: Int, days: Int)
    /// From the report at a place on.
    case pace(at: Int, before: Int, after: Int)
  }

  static let leastWaits = 5
  private static let memory = 20
  private static let window = 8
  private static let week = 7

  /// - Parameter newest: the day up to which it could have been heard of.
  func changes(until newest: Int) -> [Change] {
    gaps + [silence(until: newest)].compactMap { $0 } + paces
  }

  private var waits: [Int] { zip(days, days.dropFirst()).map { $1 - $0 } }

  private var gaps: [Change] {
    let waits = waits
    return waits.indices.compactMap { place in
      guard let usual = Self.usual(waits[..<place]), Self.isLong(waits[place], beside: usual)
      else { return nil }
      return .gap(behind: place, usual: usual, days: waits[place])
    }
  }

  private func silence(until newest: Int) -> Change? {
    guard let last = days.last, let usual = Self.usual(waits[...]),
      Self.isLong(newest - last, beside: usual)
    else { return nil }
    return .quiet(behind: days.count - 1, usual: usual)
  }

  private var paces: [Change] {
    let waits = waits
    guard waits.count >= 2 * Self.window else { return [] }
    var found: [Change] = []
    // Medians turn some reports before and behind the change itself: it lies in the middle of where they are furthest apart.
    var best: (first: Int, last: Int, before: Int, after: Int, ratio: Double)?
    func end() {
      if let best {
        let place = (best.first + best.last) / 2
        found.append(.pace(at: place, before: best.before, after: best.after))
      }
      best = nil
    }
    for place in Self.window...(waits.count - Self.window) {
      let before = Self.median(waits[(place - Self.window)..<place])
      let after = Self.median(waits[place..<(place + Self.window)])
      let ratio = Double(max(before, after)) / Double(max(1, min(before, after)))
      guard ratio >= 2, abs(before - after) >= 2 else {
        end()
        continue
      }
      if ratio > best?.ratio ?? 0 {
        best = (place, place, before, after, ratio)
      } else if ratio == best?.ratio {
        best?.last = place
      }
    }
    end()
    return found
  }

  private static func usual(_ waits: ArraySlice<Int>) -> Int? {
    waits.count < leastWaits ? nil : median(waits.suffix(memory))
  }

  private static func isLong(_ wait: Int, beside usual: Int) -> Bool {
    wait > 3 * usual && wait >= usual + week
  }

  static func median(_ values: ArraySlice<Int>) -> Int {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[(sorted.count - 1) / 2]
  }
}
