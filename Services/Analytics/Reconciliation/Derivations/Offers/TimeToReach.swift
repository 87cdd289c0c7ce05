import Ledger

/// Offers when a projected figure is reached, at each pace that the ledger knows. Nothing is extrapolated that nobody
/// projected: the paces are named, and what they lead to is a range of days and dates.
struct TimeToReach {
  let offer: Offer
  private var choice: OperandChoice { offer.choice }
  /// At most so many paces for one projection.
  private static let perTarget = 6
  /// The date of what is further away than this says nothing. In days.
  private static let horizon = 36_525.0

  func derivations(_ target: StatedFigure) -> [Derivation] {
    guard target.isProjection, let goal = Operand("projected", target) else { return [] }
    let topic = target.topic
    guard let party = topic.party else { return [] }
    let paces = Paces(
      offer: offer, conflict: topic.conflict, measure: topic.measure, extent: target.extent,
      population: topic.population)
    let comesOnTop = target.figure.kind == .periodTotal
    if comesOnTop {
      guard let start = target.day, !party.isSumOfSides else { return [] }
      let all = paces.months(of: party, upTo: start) + paces.stated(of: party)
      return all.prefix(Self.perTarget).compactMap {
        derivation(target, .operand(goal), $0, Start(earliest: start, latest: start), levels: [])
      }
    }
    let levels = levels(of: target, party)
    guard !levels.isEmpty else { return [] }
    let start = Start(levels)
    let operands = levels.compactMap { Operand($0.topic.party?.value ?? "level", $0) }
    guard let start, operands.count == levels.count,
      goal.low > operands.reduce(0, { $0 + $1.low })
    else { return [] }
    var all = monthly(levels, operands, paces, upTo: start.latest)
    all += [average(levels, operands, paces)].compactMap { $0 }
    if !party.isSumOfSides { all += paces.stated(of: party) }
    return all.prefix(Self.perTarget).compactMap { pace in
      let sum: Expression =
        operands.count == 1 ? .operand(operands[0]) : .sum(operands.map { .operand($0) })
      return derivation(
        target, .difference(.operand(goal), sum), pace, start, levels: operands)
    }
  }

  /// What is reached already: of one side, or of each side of a sum.
  private func levels(of target: StatedFigure, _ party: PartyID) -> [StatedFigure] {
    func fits(_ figure: StatedFigure) -> [String] {
      Fit.population(target, figure).map { [$0] } ?? []
    }
    let found =
      party.isSumOfSides
      ? choice.sides(of: target, mismatches: fits).map(\.chosen)
      : [choice.level(of: party, like: target, mismatches: fits)].compactMap { $0 }
    guard found.allSatisfy(\.mismatches.isEmpty) else { return [] }
    return party.isSumOfSides && (found.count < 2 || party == "both" && found.count > 2)
      ? [] : found.map(\.figure)
  }

  private func average(_ levels: [StatedFigure], _ operands: [Operand], _ paces: Paces) -> Pace? {
    // The sum over one stretch of time: the days of the level whose end is known best.
    let dated = zip(levels, operands).min {
      ($0.0.coverage.lastFrom, $0.0.id) < ($1.0.coverage.lastFrom, $1.0.id)
    }
    guard let dated,
      let one = paces.average(
        dated.0, dated.1, of: levels.count > 1 ? "all sides" : dated.0.topic.party?.value ?? "it"),
      case .quotient(_, let days) = one.expression
    else { return nil }
    return Pace(
      words: one.words,
      expression: .quotient(
        operands.count == 1 ? .operand(operands[0]) : .sum(operands.map { .operand($0) }), days))
  }

  /// The last month's pace of each side. Rule *pace by exchange*: a side whose count nobody dates by days is taken to lose
  /// people at the pace of the other side divided by the ratio between them: the ratio that a text states of them, else
  /// that of their levels.
  private func monthly(
    _ levels: [StatedFigure], _ operands: [Operand], _ paces: Paces, upTo day: Int
  ) -> [Pace] {
    let known = levels.map { level in
      level.topic.party.map { paces.months(of: $0, upTo: day) } ?? []
    }
    if levels.count == 1 { return known[0] }
    guard levels.count == 2 else { return [] }
    func sum(_ one: Pace, _ other: Pace) -> Pace {
      Pace(
        words: "\(one.words) and \(other.words)",
        expression: .sum([one.expression, other.expression]), notes: one.notes + other.notes,
        mismatches: unique(one.mismatches + other.mismatches))
    }
    if !known[0].isEmpty, !known[1].isEmpty {
      return zip(known[0], known[1]).map { sum($0, $1) }
    }
    guard let index = known.firstIndex(where: { !$0.isEmpty }) else { return [] }
    let ratio = exchange(levels[index], levels[1 - index], operands[index], operands[1 - index])
    let other = levels[1 - index].topic.party?.value ?? "the other side"
    return known[index].map { pace in
      sum(
        pace,
        Pace(
          words: "\(other) at that pace divided by \(ratio.words)",
          expression: .quotient(pace.expression, ratio.expression)))
    }
  }

  private func exchange(
    _ one: StatedFigure, _ other: StatedFigure, _ top: Operand, _ bottom: Operand
  ) -> Pace {
    let stated = choice.set.figures.filter {
      $0.figure.quantity.unit == "ratio" && $0.scope.includes.isEmpty
        && $0.figure.polarity == .asserted && $0.topic.conflict == one.topic.conflict
        && $0.topic.population == one.topic.population
        && $0.extent.isLike(one.extent)
        && ($0.system == one.system || $0.sharesDocument(with: one))
    }.byRecency
    // A ratio is taken where the levels allow it in this direction.
    if let computed = Computation(.quotient(.operand(top), .operand(bottom)), .ratio),
      let ratio = stated.first(where: {
        Judgement($0, against: computed, mismatches: []).verdict != .contradicted
      }), let operand = Operand("ratio", ratio)
    {
      return Pace(
        words: "the ratio of \(operand.shown) that \(ratio.counter) states",
        expression: .operand(operand))
    }
    return Pace(
      words: "the ratio of their levels",
      expression: .quotient(.operand(top), .operand(bottom)))
  }
}

extension TimeToReach {
  /// The day that the level is known for, at the earliest and the latest.
  struct Start {
    let earliest: Int
    let latest: Int
    init(earliest: Int, latest: Int) {
      self.earliest = earliest
      self.latest = latest
    }

    /// The end of the level whose end is known best.
    init?(_ levels: [StatedFigure]) {
      let best = levels.min {
        ($0.coverage.lastFrom, $0.id) < ($1.coverage.lastFrom, $1.id)
      }
      guard let best, let last = best.coverage.last else { return nil }
      latest = last.latest
      earliest = best.figure.time.to == nil ? last.earliest : last.latest
    }
  }

  /// One result for the low ends of the levels and one for their high ends: whoever starts from more is there sooner.
  private func derivation(
    _ target: StatedFigure, _ gap: Expression, _ pace: Pace, _ start: Start, levels: [Operand]
  ) -> Derivation? {
    let whole = Expression.quotient(gap, pace.expression)
    let stated = (target.figure.time.to ?? target.figure.time.asOf)?.date.lastDay.dayNumber
    // A date that has passed is none by which something can be reached.
    let deadline = stated.flatMap { $0 > start.latest ? $0 : nil }
    var (lines, results): ([String], [Derivation.Result]) = ([whole.words], [])
    var reached: [String] = []
    var late: [String] = []
    let picks: [Bool] = levels.contains(where: \.isRange) ? [true, false] : [true]
    for low in picks {
      let pinned = whole.pinning(levels.filter(\.isRange).compactMap(\.figure?.id), low: low)
      guard let computed = Computation(pinned, .days), let outcome = computed.outcomes.last else {
        return nil
      }
      lines += computed.lines.dropFirst()
      let level = levels.reduce(0) { $0 + (low ? $1.low : $1.high) }
      let days = (outcome.low.rounded(), outcome.high.rounded())
      let earliest = Self.date(start.earliest, days.0)
      let latest = Self.date(start.latest, days.1)
      let subject = levels.isEmpty ? "on top of what was" : "from \(Quantity.grouped(level))"
      results.append(
        Derivation.Result(
          pairing: outcome.pairing, span: .init(low: .init(days.0), high: .init(days.1)),
          unit: .days, subject: subject, earliest: earliest, latest: latest))
      guard let deadline else { continue }
      if Double(start.earliest) + days.0 <= Double(deadline) {
        reached.append(subject)
      } else {
        late.append(subject)
      }
    }
    let computed = Computation(whole, .days)
    var derivation = Derivation(
      kind: .timeToReach, verdict: .offered, reason: "at \(pace.words)", topic: target.topic,
      statement: target.id, formula: lines,
      inputs: computed?.inputs ?? [], unit: .days, results: results,
      mismatches: pace.mismatches, notes: pace.notes + (computed?.boundNotes ?? []))
    if let deadline, let by = CivilDate(dayNumber: deadline) {
      // A pace of something else rules nothing out.
      derivation.verdict =
        !reached.isEmpty ? .compatible : pace.mismatches.isEmpty ? .contradicted : .offered
      derivation.reason +=
        reached.isEmpty
        ? ", it is not reached by \(by)"
        : late.isEmpty
          ? ", it is reached by \(by)"
          : ", it is reached by \(by) only \(reached.joined(separator: ", "))"
    }
    if deadline == nil, let takes = StatedDuration(target, in: offer.context) {
      takes.judge(&derivation, pace)
    }
    return derivation
  }

  private static func date(_ start: Int, _ days: Double) -> CivilDate? {
    days <= horizon ? CivilDate(dayNumber: start + Int(days)) : nil
  }
}

extension StatedFigure {
  /// A figure about people that nobody has counted yet.
  var isProjection: Bool {
    (figure.polarity == .projected || figure.polarity == .hypothetical)
      && figure.quantity.unit == "people" && topic.kind == .cumulative && stated != nil
  }

  /// The day on which it was said, as near as it is known.
  fileprivate var day: Int? {
    (figure.time.statedOn ?? figure.time.published)?.date.lastDay.dayNumber
  }
}

extension Operand {
  var shown: String { Computation.show(low, high, .ratio) }

  /// The same operand at one of its ends.
  func pinned(low atLow: Bool) -> Operand {
    let end = atLow ? low : high
    return Operand(
      role: role, figure: figure, low: end, high: end, allowed: allowed, loose: loose,
      digits: digits)
  }

  private init(
    role: String, figure: StatedFigure?, low: Double, high: Double, allowed: Interval,
    loose: Interval, digits: Int
  ) {
    self.role = role
    self.figure = figure
    (self.low, self.high) = (low, high)
    self.allowed = allowed
    self.loose = loose
    self.digits = digits
  }
}

extension Expression {
  /// The same with the operands of some claims at one of their ends.
  func pinning(_ claims: [ClaimID], low: Bool) -> Expression {
    switch self {
    case .operand(let operand):
      operand.figure.map { claims.contains($0.id) } == true
        ? .operand(operand.pinned(low: low)) : self
    case .sum(let parts): .sum(parts.map { $0.pinning(claims, low: low) })
    case .difference(let one, let other):
      .difference(one.pinning(claims, low: low), other.pinning(claims, low: low))
    case .product(let one, let other):
      .product(one.pinning(claims, low: low), other.pinning(claims, low: low))
    case .quotient(let one, let other):
      .quotient(one.pinning(claims, low: low), other.pinning(claims, low: low))
    }
  }
}
