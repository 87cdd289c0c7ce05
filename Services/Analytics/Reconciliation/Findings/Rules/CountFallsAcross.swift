import Ledger

/// Rule *a count falls across systems*: what one system counted by one day cannot be more than what another counts by a later
/// day, of the same people and fates. What is stated of the time in between is added to the earlier count: a total of a part
/// of it, or a rate over a month of it. Where only a part of the earlier range is excluded, that part is named.
struct CountFallsAcross: FindingRule {
  /// Nearer than this, a range that reaches higher than another is its uncertainty and no fall.
  static let farDays = 90
  /// A part of a range that is excluded is worth saying from this share of it on.
  static let shareWorthSaying = 0.25

  static func applies(to excess: Excess) -> Bool {
    excess.countsTheSame && !excess.isOneCount && !excess.part.countsCases
      && excess.days > DisjointRanges.closeDays
  }

  func findings(in view: FindingView) -> [Finding] {
    let whole = view.ordered(Self.applies) { war, excess in
      OrderedFinding(
        type: .countFallsAcross, severity: .high,
        summary:
          "An earlier count is higher than a later one of the same people: "
          + "\(FindingWords.level(excess.part)), then \(FindingWords.level(excess.whole)).",
        roles: (.earlier, .later))
    }
    return whole + view.wars.flatMap { grown(in: $0, view) }
  }

  /// Pairs that overlap as they are, and of which the later one leaves no room for a part of the earlier one or for what was
  /// added in between: of each two systems the one that leaves the least.
  private func grown(in war: War, _ view: FindingView) -> [Finding] {
    let spans = view.spans(of: war)
    let totals = war.levels.filter { $0.stretch.isWhole && $0.system != nil && !$0.countsCases }
    var found: [Finding] = []
    for later in war.classes where !later.key.countsCases && !later.key.isSum {
      for earlier in war.classes
      where !earlier.key.isSum && earlier.key.system != later.key.system
        && !earlier.key.countsCases && earlier.key.countsTheSame(as: later.key)
        && war.within.holds(earlier.key, of: later.key)
      {
        // Without ranges, and without anything that was added, whatever is too much was found already.
        guard
          !spans.isEmpty || !totals.isEmpty
            || earlier.levels.contains(where: { !$0.stated.isPoint })
        else { continue }
        let pairs = Pair.candidates(earlier.levels, later.levels)
        let grown = pairs.compactMap { $0.grown(by: spans, totals, in: war) }
        if let worst = grown.max(by: { $0.isLess(than: $1) }) {
          found.append(worst.finding(view))
        }
      }
    }
    return found
  }
}

/// An earlier level and a later one that overlap.
private struct Pair {
  let earlier: Level
  let later: Level

  /// For each later level the earlier ones that reach highest, at their least and at their most.
  static func candidates(_ earlier: [Level], _ later: [Level]) -> [Pair] {
    // Only numbers are looked at: a series has thousands of levels, and each is set against each.
    let dated = earlier.indices.compactMap { Candidate($0, earlier[$0]) }
    var pairs: [Pair] = []
    for whole in later {
      guard let day = whole.stretch.ceilingDay, whole.ceiling.isFinite, !whole.isLoose else {
        continue
      }
      let ceiling = whole.ceiling
      var (highest, topmost): (Candidate?, Candidate?)
      for level in dated
      where level.day + DisjointRanges.closeDays < day && level.floor <= ceiling
        && level.floor * Excess.mostApart >= ceiling
      {
        if highest.map({ $0.isLess($0.floor, than: level, level.floor) }) ?? true {
          highest = level
        }
        if topmost.map({ $0.isLess($0.top, than: level, level.top) }) ?? true { topmost = level }
      }
      let places = [highest?.place, topmost?.place].compactMap { $0 }
      for place in places.prefix(places.first == places.last ? 1 : 2) {
        pairs.append(Pair(earlier: earlier[place], later: whole))
      }
    }
    return pairs
  }

  /// An earlier level, with what it is chosen by.
  private struct Candidate {
    let place: Int
    let day: Int
    let floor: Double
    let top: Double
    let id: ClaimID

    /// Nil for one that nobody knows the day of.
    init?(_ place: Int, _ level: Level) {
      guard let day = level.stretch.floorDay, !level.isLoose else { return nil }
      (self.place, self.day, floor, id) = (place, day, level.floor, level.id)
      top = level.rounded.isOpenAbove ? level.floor : level.rounded.high.value
    }

    func isLess(_ value: Double, than other: Candidate, _ another: Double) -> Bool {
      value == another ? id < other.id : value < another
    }
  }

  func grown(by spans: [RateSpan], _ totals: [Level], in war: War) -> GrownPair? {
    guard let after = earlier.stretch.floorDay, let until = later.stretch.ceilingDay else {
      return nil
    }
    let isInside = { (first: Int, last: Int) in first > after && last <= until }
    var growths: [Growth] = spans.compactMap { span in
      guard isInside(span.first, span.last), span.who == earlier.who,
        span.extent.isPart(of: earlier.extent) || span.extent == earlier.extent,
        span.figure.scope.place == nil || span.figure.scope.place == later.place
          || later.place == nil
      else { return nil }
      return Growth(
        claim: span.figure.id, stated: span.stated, rounded: span.rounded, formula: span.formula,
        words: "\(FindingWords.name(span.figure)): \(span.formula) in \(span.days)")
    }
    growths += totals.compactMap { total in
      guard let first = total.first, let last = total.stretch.last,
        isInside(first.earliest, last.latest), total.id != later.id, total.who == earlier.who,
        total.extent.isPart(of: earlier.extent) || total.extent == earlier.extent,
        later.place == nil || total.place == later.place
      else { return nil }
      let least = FindingWords.number(total.stated.low.value)
      return Growth(
        claim: total.id, stated: total.stated, rounded: total.rounded, formula: least,
        words: FindingWords.level(total))
    }
    let most = growths.max { ($0.stated.low.value, $0.claim) < ($1.stated.low.value, $1.claim) }
    return GrownPair(earlier, later, most)
  }
}

/// What a count grew by between two days, as some text states it.
private struct Growth {
  let claim: ClaimID
  let stated: Interval
  let rounded: Interval
  let formula: String
  let words: String
}

/// A pair with what was added in between, of which something is excluded.
private struct GrownPair {
  let earlier: Level
  let later: Level
  let growth: Growth?
  /// The part of the earlier range that is above the later one, as rounded.
  let excluded: (from: Double, to: Double)?
  /// As stated nothing is left of the earlier range, once what was added is counted.
  let isWhole: Bool

  /// Nil where the two go together.
  init?(_ earlier: Level, _ later: Level, _ growth: Growth?) {
    (self.earlier, self.later, self.growth) = (earlier, later, growth)
    let most = later.rounded.high.value
    let range = earlier.rounded
    let days = (later.stretch.ceilingDay ?? 0) - (earlier.stretch.floorDay ?? 0)
    let isFar = days >= CountFallsAcross.farDays
    if isFar, !range.isPoint, !range.isOpenAbove, range.high.value > most,
      earlier.stated.high.value > later.stated.high.value,
      range.high.value - most
        >= (range.high.value - range.low.value) * CountFallsAcross.shareWorthSaying
    {
      excluded = (most, range.high.value)
    } else {
      excluded = nil
    }
    let grown = earlier.stated.low.value + (growth?.stated.low.value ?? 0)
    isWhole = growth != nil && grown > later.stated.high.value
    if excluded == nil, !isWhole { return nil }
  }

  /// How far the earlier count, grown, is above the later one.
  private var above: Double {
    earlier.stated.low.value + (growth?.stated.low.value ?? 0) - later.stated.high.value
  }

  func isLess(than other: GrownPair) -> Bool {
    if isWhole != other.isWhole { return other.isWhole }
    return (above, earlier.id, later.id) < (other.above, other.earlier.id, other.later.id)
  }

  private var severity: FindingSeverity {
    switch (isWhole, excluded != nil) {
    case (true, true): .high
    case (true, false): .medium
    default: .low
    }
  }

  func finding(_ view: FindingView) -> Finding {
    let used = isWhole ? growth : nil
    let (low, most) = (earlier.stated.low.value, later.stated.high.value)
    var summary =
      "An earlier count leaves no room for a later one of the same people: \(FindingWords.level(earlier)), then \(FindingWords.level(later))."
    if let used { summary += " In between: \(used.words)." }
    if let excluded {
      summary +=
        " Even if nobody was added, \(FindingWords.number(excluded.from)) to \(FindingWords.number(excluded.to)) of the earlier range is excluded."
    }
    var values = [
      FindingValue("earlier, as stated", earlier.stated),
      FindingValue("later, as stated", later.stated),
      FindingValue("earlier, as rounded", earlier.rounded),
      FindingValue("later, as rounded", later.rounded),
    ]
    if let used { values.append(FindingValue("growth, as stated", used.stated)) }
    if let excluded {
      values.append(
        FindingValue("excluded part of the earlier range", low: excluded.from, high: excluded.to))
    }
    let sum = used.map {
      "\(FindingWords.number(low)) + \(FindingWords.number($0.stated.low.value)) = \(FindingWords.number(low + $0.stated.low.value))"
    }
    return Finding(
      type: .countFallsAcross, severity: severity, summary: summary,
      claims: [FindingClaim(earlier.id, .earlier), FindingClaim(later.id, .later)]
        + (used.map { [FindingClaim($0.claim, .growth)] } ?? []),
      formula: (sum ?? FindingWords.number(earlier.stated.high.value))
        + " > \(FindingWords.number(most))" + (used.map { "; \($0.formula)" } ?? ""),
      values: values, explanations: view.explanations.between(earlier, later),
      widening: widening(used))
  }

  private func widening(_ growth: Growth?) -> Widening {
    var network = Network()
    let (first, last) = (network.variable(), network.variable())
    network.bound(first, by: .init(earlier))
    network.bound(last, by: .init(later))
    var parts = [first]
    if let growth {
      let added = network.variable()
      network.bound(
        added,
        by: .init(
          claim: growth.claim, stated: growth.stated, rounded: growth.rounded, setsFloor: true,
          setsCeiling: true))
      parts.append(added)
    }
    network.relate(parts, atMost: last)
    return network.widening
  }
}

extension Level {
  /// The day up to which it counts is only known to be before a report appeared.
  var isLoose: Bool { stretch.lastFrom > .statementMade }
}
