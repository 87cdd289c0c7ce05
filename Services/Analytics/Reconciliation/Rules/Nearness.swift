import Ledger

extension ClaimRow {
  /// Rule *nearness*: the claimant's own words, then what the body of a report says, then headlines and captions, which
  /// shorten. Less is nearer.
  var nearness: Int {
    if isShortened { return 2 }
    return mode == .directQuote ? 0 : 1
  }

  /// Stands in a part of the report that has no room for bounds and dates.
  var isShortened: Bool {
    mode == .headline || mode == .caption || section == .headline || section == .deck
      || section == .caption
  }

  /// Rule *shown by*: the nearest statement represents its origin; among equals the fullest, then the one with more
  /// dates, then the one through fewer hands, then the first by claim id.
  static func represents(_ one: ClaimRow, before other: ClaimRow) -> Bool {
    let (a, b) = (one.standing, other.standing)
    return a == b ? one.id < other.id : a < b
  }

  private var standing: (Int, Int, Int, Int) {
    (nearness, quantity.formRank, -time.ownDates, Int(relays))
  }
}
