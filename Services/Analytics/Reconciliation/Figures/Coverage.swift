import Ledger

/// The stretch of time that a figure counts, as far as it is known.
struct Coverage: Hashable, Sendable {
  /// The first day counted; nil where no text and no vocabulary says it.
  let first: DayRange?
  /// The last day counted; nil for undated figures.
  let last: DayRange?
  let firstFrom: Origin
  let lastFrom: Origin

  /// How an end is known. Less is surer.
  enum Origin: Int, Hashable, Sendable, Comparable {
    /// The text says it of the figure.
    case stated
    /// A running count that names no beginning counts from the beginning of its conflict.
    case conflictBegan
    /// The day of the statement: a running count speaks of the day on which it is given.
    case statementMade
    /// The day of publication, where nothing else is dated.
    case published
    case unknown

    static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
  }

  /// - Parameter conflictBegan: the first day of the figure's conflict, for running counts without a beginning.
  init(_ time: ClaimTime, kind: Claim.Kind, conflictBegan: CivilDate?) {
    if let from = time.from?.date {
      (first, firstFrom) = (DayRange(from), .stated)
    } else if kind == .cumulative, let conflictBegan {
      (first, firstFrom) = (DayRange(conflictBegan), .conflictBegan)
    } else {
      (first, firstFrom) = (nil, .unknown)
    }
    if let to = time.to?.date ?? time.asOf?.date {
      (last, lastFrom) = (DayRange(to), .stated)
    } else if kind != .cumulative, let from = time.from?.date {
      // A total of "2024" or an incident "on Tuesday" ends where it began.
      (last, lastFrom) = (DayRange(from), .stated)
    } else if let stated = time.statedOn?.date {
      (last, lastFrom) = (DayRange(stated), .statementMade)
    } else if let published = time.published?.date {
      (last, lastFrom) = (DayRange(published), .published)
    } else {
      (last, lastFrom) = (nil, .unknown)
    }
  }

  /// How many days it spans, both ends counted, at the least and at the most; nil where an end is unknown.
  var dayCount: (least: Int, most: Int)? {
    guard let first, let last else { return nil }
    let between = first.days(to: last)
    return between.most < 0 ? nil : (max(1, between.least + 1), between.most + 1)
  }

  /// Whether a running count began on the same day as another, as far as both say: the same day fits both beginnings, or
  /// one of them is not known.
  func beginsLike(_ other: Coverage) -> Bool {
    guard let first, let otherFirst = other.first else { return true }
    return first.overlaps(otherFirst)
  }
}
