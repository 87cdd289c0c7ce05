import Ledger

/// The levels of one conflict that count people harmed in one way: the only ones that are ever set against each other.
struct War {
  let conflict: ConflictID
  let cause: CountedGroup.Cause
  let known: Vocabulary.Conflict?
  let within: Within
  let levels: [Level]
  /// Levels by what does not depend on days, each in the order of their days.
  let classes: [(key: LevelClass, levels: [Level])]
  /// When running counts that name no beginning begin.
  let began: DayRange?
  /// Figures of rates on its people.
  let rates: [StatedFigure]

  /// What levels are sorted by before anything is compared.
  struct Key: Hashable {
    let conflict: ConflictID
    let cause: CountedGroup.Cause
  }

  init(_ key: Key, _ levels: [Level], rates: [StatedFigure], in context: AnswerContext) {
    (conflict, cause) = (key.conflict, key.cause)
    known = context.conflicts[key.conflict.value]
    within = Within(vocabulary: context.vocabulary, conflict: known)
    let began = Self.beginning(levels, known)
    let levels = Self.sorted(out: levels.map { Self.settled($0, began) })
    (self.levels, self.rates, self.began) = (levels, rates, began)
    let sums = Self.sums(of: levels)
    var order: [LevelClass] = []
    var byClass: [LevelClass: [Level]] = [:]
    for level in levels + sums where level.system != nil && !level.isShortened {
      let key = LevelClass(level)
      if byClass[key] == nil { order.append(key) }
      byClass[key, default: []].append(level)
    }
    classes = order.map { key in
      (
        key,
        (byClass[key] ?? []).sorted {
          ($0.stretch.floorDay ?? .max, $0.id) < ($1.stretch.floorDay ?? .max, $1.id)
        }
      )
    }
  }

  /// Rule *beginning*: a running count that names no beginning counts from that of the war, where no text names another one for
  /// its running count, else from the one that most of these figures name: a war may have lasted for years before the part of
  /// it that everybody counts. Where no beginning has the most, none is taken.
  private static func beginning(_ levels: [Level], _ known: Vocabulary.Conflict?) -> DayRange? {
    let began = known?.from.map { DayRange($0) }
    let named = levels.filter { !$0.stretch.namesBoth }.compactMap(\.stretch.named)
    if let began, named.isEmpty || named.contains(where: began.overlaps) { return began }
    func votes(_ range: DayRange) -> Int { named.count { $0.overlaps(range) } }
    // The closest date of those that agree with most others; of several the earliest.
    let best = Set(named).min {
      (-votes($0), $0.latest - $0.earliest, $0.earliest)
        < (-votes($1), $1.latest - $1.earliest, $1.earliest)
    }
    return best.flatMap { 2 * votes($0) > named.count && votes($0) > 1 ? $0 : nil }
  }

  /// "Since 2022" of a war that is counted from a day of that year means that day.
  private static func settled(_ level: Level, _ began: DayRange?) -> Level {
    guard let began, !level.stretch.isWhole else { return level }
    var level = level
    if let named = level.stretch.named {
      if !named.isOneDay, named.overlaps(began) { level.first = began }
    } else if let last = level.stretch.last, last.earliest >= began.earliest {
      level.first = began
    }
    return level
  }

  /// Rule *largest*: of several numbers that one system has in one document for the same people, measure and days the smaller
  /// ones are of parts that the text tells apart ("2,072 men"), and limit nothing. Where only the report's appearance dates
  /// them, nobody knows which of them speaks of that day, and none is set against other days.
  private static func sorted(out levels: [Level]) -> [Level] {
    struct Key: Hashable {
      let document: Handle
      let topic: Topic
      let system: String?
      let last: DayRange?
    }
    func keys(_ level: Level, _ last: DayRange?) -> [Key] {
      Set(level.figure.statements.map(\.document)).map {
        Key(document: $0, topic: level.figure.topic, system: level.system, last: last)
      }
    }
    // Of the same days, the largest number; of whatever days, how many numbers.
    var largest: [Key: Double] = [:]
    var count: [Key: Int] = [:]
    for level in levels {
      for key in keys(level, level.stretch.last) {
        largest[key] = max(largest[key] ?? 0, level.floor)
      }
      for key in keys(level, nil) { count[key, default: 0] += 1 }
    }
    return levels.map { level in
      var level = level
      let most = keys(level, level.stretch.last).compactMap { largest[$0] }.max() ?? 0
      if most > level.rounded.high.value { level.isTotal = false }
      level.isAmbiguous = level.isLoose && keys(level, nil).contains { count[$0] ?? 0 > 1 }
      return level
    }
  }

  /// Rule *sum of fates*: what one system says in one document of different fates of the same people, for the same day and
  /// from the same beginning, is added up: nobody is counted killed and wounded at once.
  private static func sums(of levels: [Level]) -> [Level] {
    struct Key: Hashable {
      let system: String
      let document: Handle
      let who: Level.Who
      let place: String?
      let last: DayRange
      let first: DayRange?
    }
    var parts: [Key: [Level]] = [:]
    for level in levels where level.extent.possible.count == 1 && level.extent.isCertain {
      guard let system = level.system, let last = level.stretch.last, !level.countsCases else {
        continue
      }
      for document in Set(level.figure.statements.map(\.document)) {
        let key = Key(
          system: system, document: document, who: level.who, place: level.place, last: last,
          first: level.first)
        parts[key, default: []].append(level)
      }
    }
    var sums: [[Int]: Level] = [:]
    for same in parts.values {
      // Two figures of one fate in one document: nobody knows which belongs to the other fates.
      let fates = Dictionary(grouping: same, by: \.extent.possible)
      guard fates.count > 1, fates.values.allSatisfy({ $0.count == 1 }) else { continue }
      let together = same.sorted { $0.index < $1.index }
      sums[together.map(\.index)] = Level(sum: together)
    }
    return sums.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }
}
