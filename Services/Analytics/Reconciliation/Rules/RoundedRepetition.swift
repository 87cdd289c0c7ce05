import Ledger

/// Rule *rounded*: "about 168,000" beside "168,142" of the same claimant and the same time is the same figure, rounded on
/// its way; so are "more than 168,000" and "nearly 170,000". A round number joins a finer one only where
/// - both are sums of at least 1,000 people, and the round one carries at least two significant digits;
/// - what it rounds to contains the finer number: half a unit of its last digit to both sides, a whole one behind a bound;
/// - dates and scope agree, and something says that they are of one time: the day that they speak of, the day of the
///   statement, the document, or, for a number without dates, a report within a week;
/// - exactly one finer origin of the claimant qualifies. Where two do, nobody can say which one was rounded.
func joinRounded(_ origins: [Origin], in table: ClaimTable) -> [Origin] {
  let round = origins.indices.filter { origins[$0].roundness != nil }
  guard !round.isEmpty, origins.count > 1 else { return origins }
  var joined: [Origin?] = origins
  // In the order of their numbers, so that each round one finds those near to it.
  let points = origins.indices.filter { origins[$0].statements[0].quantity.isPoint }
    .map { (value: origins[$0].statements[0].quantity.leading, index: $0) }
    .sorted { ($0.value, $0.index) < ($1.value, $1.index) }
  // The finest first: "1.21 million" may have been rounded again to "1.2 million".
  let order = round.sorted { one, other in
    let (a, b) = (origins[one].roundness ?? 0, origins[other].roundness ?? 0)
    return a == b ? origins[one].statements[0].id < origins[other].statements[0].id : a < b
  }
  // Where each origin has gone; one that has not gone is its own home.
  var homes = Array(origins.indices)
  func home(of index: Int) -> Int {
    var index = index
    while homes[index] != index { index = homes[index] }
    return index
  }
  for index in order {
    guard let reach = origins[index].reach else { continue }
    var admitting: Set<Int> = []
    var place = points.partitioningIndex { $0.value >= reach.lowerBound }
    while place < points.count, points[place].value <= reach.upperBound {
      let finer = points[place].index
      place += 1
      guard finer != index, origins[finer].isFiner(than: origins[index]),
        let target = joined[home(of: finer)], target.admitsRounded(origins[index], in: table)
      else { continue }
      admitting.insert(home(of: finer))
    }
    guard admitting.count == 1, let target = admitting.first, let own = joined[index] else {
      continue
    }
    joined[target]?.merge(own, in: table)
    joined[index] = nil
    homes[index] = target
  }
  return joined.compactMap { $0 }
}

extension PackedQuantity {
  /// One number, hedged or not.
  fileprivate var isPoint: Bool { !best.isNaN && !isRange && form != .vague }
  /// The number that it is known by.
  fileprivate var leading: Double { !best.isNaN ? best : !low.isNaN ? low : high }
}

extension Origin {
  private static let leastRounded = 1_000.0
  private static let leastDigits = 2

  /// Half a unit of the last significant digit of a number that may have been rounded; nil for all others.
  fileprivate var roundness: Double? {
    let first = statements[0]
    let quantity = first.quantity
    guard first.kind != .incident, quantity.form != .vague, !quantity.isRange,
      quantity.leading >= Self.leastRounded, quantity.significantDigits >= Self.leastDigits
    else { return nil }
    let half = Rounding.halfUnit(
      of: quantity.leading, digits: Int(quantity.significantDigits))
    return half > 0.5 ? half : nil
  }

  /// The numbers that may have been rounded to this one.
  fileprivate var reach: ClosedRange<Double>? {
    guard let half = roundness else { return nil }
    let quantity = statements[0].quantity
    // "More than" is rounded downwards, "nearly" upwards.
    if quantity.isLowerBound { return quantity.leading...(quantity.leading + 2 * half) }
    if quantity.isUpperBound { return (quantity.leading - 2 * half)...quantity.leading }
    return (quantity.leading - half)...(quantity.leading + half)
  }

  fileprivate func isFiner(than round: Origin) -> Bool {
    statements[0].quantity.significantDigits > round.statements[0].quantity.significantDigits
  }

  fileprivate func admitsRounded(_ round: Origin, in table: ClaimTable) -> Bool {
    round.statements.allSatisfy { admitsButForNumber($0, in: table) }
      && round.statements.contains { row in statements.contains { $0.isOfOneTime(with: row) } }
  }
}

extension ClaimRow {
  private static let sameNews = 7

  /// Whether something says that two statements are of one time, beyond that nothing speaks against it.
  fileprivate func isOfOneTime(with round: ClaimRow) -> Bool {
    if document == round.document { return true }
    if time.end.isStated, round.time.end.isStated { return time.end.fits(round.time.end) }
    if time.statedOn.isStated, round.time.statedOn.isStated {
      return time.statedOn.fits(round.time.statedOn)
    }
    guard round.time.ownDates == 0 else { return false }
    let dates = [time.end, time.statedOn, time.published].filter(\.isStated)
    return dates.contains { ($0.daysApart(round.time.published) ?? .max) <= Self.sameNews }
  }
}
