import Ledger

/// Rule *changes*: what a repetition made of the statement that a figure is shown by. These words are the whole list.
enum Change: String, CaseIterable {
  /// A range or bound lost one or both of its ends: "up to 325,000" became "325,000".
  case boundDropped = "bound dropped"
  /// A bare number got a bound: "55,000" became "at least 55,000".
  case boundAdded = "bound added"
  /// A hedge was lost: "about 300" became "300".
  case modifierDropped = "modifier dropped"
  case modifierAdded = "modifier added"
  /// "At least" became "more than".
  case modifierChanged = "modifier changed"
  /// "168,142" became "about 168,000".
  case numberRounded = "number rounded"
  /// The text around the number gives none of the dates any more.
  case dateLost = "date lost"
  /// It does not say any more who counted.
  case claimantDropped = "claimant dropped"

  /// What concerns the number and what stands around it.
  static let ofQuantities: [Change] = [
    .boundDropped, .boundAdded, .modifierDropped, .modifierAdded, .modifierChanged, .numberRounded,
  ]

  /// All changes between a statement and its repetition.
  static func between(_ shown: ClaimRow, _ repetition: ClaimRow) -> Set<Change> {
    var changes = ofQuantity(shown.quantity, repetition.quantity)
    if shown.time.ownDates > 0, repetition.time.ownDates == 0 { changes.insert(.dateLost) }
    if shown.claimant != .none, repetition.claimant == .none { changes.insert(.claimantDropped) }
    return changes
  }

  private static func ofQuantity(_ shown: PackedQuantity, _ repetition: PackedQuantity)
    -> Set<Change>
  {
    var changes: Set<Change> = []
    let (before, after) = (shown.bounds, repetition.bounds)
    if !before.isSubset(of: after) { changes.insert(.boundDropped) }
    if !after.isSubset(of: before) { changes.insert(.boundAdded) }
    switch (shown.approximate, repetition.approximate) {
    case (true, false): changes.insert(.modifierDropped)
    case (false, true): changes.insert(.modifierAdded)
    default: break
    }
    if !shown.values.contains(where: repetition.values.contains), shown.form != .vague {
      changes.insert(.numberRounded)
    }
    if changes.isEmpty, shown.modifier != repetition.modifier { changes.insert(.modifierChanged) }
    return changes
  }
}

extension PackedQuantity {
  fileprivate enum End { case lower, upper }

  /// The sides on which the statement sets a bound of its own; a point sets none.
  fileprivate var bounds: Set<End> {
    if isRange { return [.lower, .upper] }
    if isLowerBound { return [.lower] }
    return isUpperBound ? [.upper] : []
  }
}
