import Ledger

/// All levels of one war as one network: a number for each kind of count and day, whoever counted it.
///
/// A count does not fall: each day's number is at least that of the day before. What counts all that another one counts is no
/// less on the same day or later. Fates of the same people add up to no more than a count that has them all. What a stretch
/// of time added, on top of the count before it, is no more than the count at its end. The sides of a war add up to the
/// stated sum of both.
extension War {
  /// More numbers than this are not solved together.
  static let mostNumbers = 20_000

  /// Nil where fewer than two claims bound a number.
  /// - Parameter spans: the rates that name their stretch.
  func together(_ spans: [RateSpan]) -> TogetherGroup? {
    let levels = levels.filter {
      $0.system != nil && !$0.isShortened && !$0.isPart && !$0.isAmbiguous
    }
    guard levels.count > 1 else { return nil }
    var build = NetworkBuilder(within: within, began: began)
    let isWhole = levels.count * 2 <= Self.mostNumbers
    build.add(isWhole ? levels : Array(levels.prefix(Self.mostNumbers / 2)))
    for span in spans { build.add(span) }
    var widening = build.network.widening
    widening.isLeast = widening.isLeast || !isWhole
    return TogetherGroup(
      conflict: conflict, cause: cause, widening: widening,
      binding: build.network.binding(widening.asStated, rounded: false))
  }
}

private struct NetworkBuilder {
  let within: Within
  let began: DayRange?
  var network = Network()

  /// What a number is of, besides its day.
  private struct Kind: Hashable {
    let who: Level.Who
    let extent: Extent
    let place: String?
    let responsible: PartyID?
    let first: DayRange?
  }

  private var days: [Kind: [(day: Int, variable: Int)]] = [:]
  private var shape: [Kind: LevelClass] = [:]
  private var order: [Kind] = []

  init(within: Within, began: DayRange?) {
    (self.within, self.began) = (within, began)
  }

  mutating func add(_ levels: [Level]) {
    var periods: [(level: Level, variable: Int)] = []
    var stated: [Kind: Set<Int>] = [:]
    for level in levels where !isStretch(level) {
      let kind = kind(of: level)
      if stated[kind] == nil {
        order.append(kind)
        shape[kind] = LevelClass(level)
      }
      for day in [level.stretch.floorDay, level.stretch.ceilingDay] {
        if let day { stated[kind, default: []].insert(day) }
      }
    }
    for kind in order {
      days[kind] = (stated[kind] ?? []).sorted().map { ($0, network.variable()) }
    }
    for level in levels {
      if isStretch(level) {
        let variable = network.variable()
        network.bound(variable, by: .init(level))
        periods.append((level, variable))
        continue
      }
      let kind = kind(of: level)
      if let day = level.stretch.floorDay, let at = variable(kind, day) {
        network.bound(at, by: .init(level, setsCeiling: false))
      }
      if let day = level.stretch.ceilingDay, let at = variable(kind, day) {
        network.bound(at, by: .init(level, setsFloor: false))
      }
    }
    relateKinds()
    for period in periods {
      guard let from = period.level.first, let to = period.level.stretch.last else { continue }
      relate(
        period.variable, LevelClass(period.level), from: from.earliest, to: to.latest)
    }
  }

  /// A rate over its stretch is what the stretch added.
  mutating func add(_ span: RateSpan) {
    let variable = network.variable()
    network.bound(
      variable,
      by: .init(
        claim: span.figure.id, stated: span.stated, rounded: span.rounded, setsFloor: true,
        setsCeiling: true))
    relate(variable, LevelClass(span), from: span.first, to: span.last)
  }

  private func isStretch(_ level: Level) -> Bool {
    level.stretch.isWhole && !level.isRunningCount(from: began)
  }

  private func kind(of level: Level) -> Kind {
    Kind(
      who: level.who, extent: level.extent, place: level.place, responsible: level.responsible,
      first: level.first)
  }

  private func variable(_ kind: Kind, _ day: Int) -> Int? {
    guard let days = days[kind] else { return nil }
    let place = Self.place(of: day, in: days)
    return place < days.count && days[place].day == day ? days[place].variable : nil
  }

  private func last(_ kind: Kind, orBefore day: Int) -> Int? {
    guard let days = days[kind] else { return nil }
    let place = Self.place(of: day + 1, in: days)
    return place > 0 ? days[place - 1].variable : nil
  }

  private func first(_ kind: Kind, orBehind day: Int) -> Int? {
    guard let days = days[kind] else { return nil }
    let place = Self.place(of: day, in: days)
    return place < days.count ? days[place].variable : nil
  }

  /// The first of some days, in their order, that is no earlier than a day.
  private static func place(of day: Int, in days: [(day: Int, variable: Int)]) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle].day < day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func relateKinds() {
    for kind in order {
      let own = days[kind] ?? []
      for (one, next) in zip(own, own.dropFirst()) {
        network.relate([one.variable], atMost: next.variable)
      }
    }
    for whole in order {
      guard let wholeClass = shape[whole] else { continue }
      let parts = order.filter { part in
        part != whole && shape[part].map { within.holds($0, of: wholeClass) } ?? false
      }
      for part in parts {
        for (day, variable) in days[part] ?? [] {
          if let above = first(whole, orBehind: day) {
            network.relate([variable], atMost: above)
          }
        }
      }
      relate(fates: parts, to: whole)
    }
  }

  /// Single fates of the same people, from the same beginning, add up.
  private mutating func relate(fates parts: [Kind], to whole: Kind) {
    let same = parts.filter {
      $0.extent.possible.count == 1 && $0.who == whole.who && $0.place == whole.place
        && $0.responsible == whole.responsible
    }
    let byFate = Dictionary(grouping: same, by: \.extent.possible)
    guard byFate.count > 1 else { return }
    for (day, variable) in days[whole] ?? [] {
      let latest = byFate.values.compactMap { kinds in
        kinds.compactMap { last($0, orBefore: day) }.first
      }.sorted()
      if latest.count > 1 { network.relate(latest, atMost: variable) }
    }
  }

  /// What a stretch added, on top of the count before it, is no more than the count behind it.
  private mutating func relate(_ variable: Int, _ part: LevelClass, from: Int, to: Int) {
    for kind in order {
      guard let whole = shape[kind], within.holds(part, of: whole),
        let end = first(kind, orBehind: to)
      else { continue }
      // What was counted before, by any count that is within the same one.
      for earlier in order where shape[earlier].map({ within.holds($0, of: whole) }) ?? false {
        if let start = last(earlier, orBefore: from - 1) {
          network.relate([start, variable], atMost: end)
        }
      }
      network.relate([variable], atMost: end)
    }
  }
}
