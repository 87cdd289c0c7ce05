import Ledger

/// Rule *fit*: what two figures that enter one formula must have in common, and how they differ where they have not. Figures
/// of two conflicts never enter one formula.
enum Fit {
  /// As-of gap that is taken for the same date, in days: the one after which the same number is a new statement.
  static let nearDays = 31

  /// The mismatches of two figures that are to count the same people over the same time, whatever they count of them.
  static func mismatches(_ one: StatedFigure, _ other: StatedFigure) -> [String] {
    [population(one, other), place(one, other), period(one, other)].compactMap { $0 }
  }

  static func population(_ one: StatedFigure, _ other: StatedFigure) -> String? {
    let (a, b) = (one.topic.population, other.topic.population)
    guard a != b else { return nil }
    return "population: \(a?.value ?? "not stated") beside \(b?.value ?? "not stated")"
  }

  static func place(_ one: StatedFigure, _ other: StatedFigure) -> String? {
    guard one.scope.contradicts(other.scope.placeOnly) else { return nil }
    return "place: \(one.scope.place ?? "-") beside \(other.scope.place ?? "-")"
  }

  /// Two running counts cover the same time where their beginnings fit and their ends do. An end that is only the day of a
  /// statement or of a report is as good as the neighbouring figure's in the same report.
  static func period(_ one: StatedFigure, _ other: StatedFigure) -> String? {
    let (a, b) = (one.coverage, other.coverage)
    let words = "period: \(one.periodWords) beside \(other.periodWords)"
    // A beginning that no text states is nobody's to differ from.
    if a.firstFrom == .stated, b.firstFrom == .stated, !a.beginsLike(b) { return words }
    guard let last = a.last, let otherLast = b.last else { return nil }
    if last.overlaps(otherLast) { return nil }
    let isStated = a.lastFrom == .stated && b.lastFrom == .stated
    if !isStated && one.sharesDocument(with: other) { return nil }
    let gap = max(otherLast.earliest - last.latest, last.earliest - otherLast.latest)
    return !isStated && gap <= nearDays ? nil : words
  }

  /// Rule *definition*: the two count the same fates, as far as they say.
  static func definition(_ one: StatedFigure, _ other: StatedFigure) -> String? {
    guard one.extent.differs(from: other.extent) else { return nil }
    return
      "definition: \(one.counter) counts \(one.extent.words), \(other.counter) \(other.extent.words)"
  }

  /// A count of single cases is a floor, and no estimate of all.
  static func method(_ one: StatedFigure, _ other: StatedFigure) -> String? {
    guard one.countsCases != other.countsCases else { return nil }
    let (counts, does) = one.countsCases ? (one, other) : (other, one)
    return "method: \(counts.counter) counts cases one by one, \(does.counter) does not"
  }
}

extension Scope {
  /// Only where and on what: method and includes belong to the definition.
  fileprivate var placeOnly: Scope {
    var scope = self
    scope.includes = []
    scope.method = .unstated
    return scope
  }
}

extension Extent {
  /// Whether two figures may stand for one thing in two words: "losses" and "casualties", never "losses" and "killed".
  func isLike(_ other: Extent) -> Bool {
    !differs(from: other) && isMixed == other.isMixed
  }

  /// It counts, or may count, several fates.
  var isMixed: Bool { possible.count > 1 }

  /// "killed, wounded; perhaps missing"
  var words: String {
    let sure = certain.sorted().map(\.value).joined(separator: ", ")
    let open = possible.subtracting(certain).sorted().map(\.value).joined(separator: ", ")
    if open.isEmpty { return sure }
    return sure.isEmpty ? "perhaps \(open)" : "\(sure); perhaps \(open)"
  }
}

extension StatedFigure {
  fileprivate var countsCases: Bool {
    figure.method == .named || figure.method == .individuallyVerified
  }

  /// The stretch of time that it covers, to be read: "2022-02 to 2025-12".
  var periodWords: String {
    let time = figure.time
    let last = time.to?.date ?? time.asOf?.date ?? time.statedOn?.date ?? time.published?.date
    switch (time.from?.date, last) {
    case (let from?, let last?): return from == last ? "\(from)" : "\(from) to \(last)"
    case (let from?, nil): return "since \(from)"
    case (nil, let last?): return "up to \(last)"
    case (nil, nil): return "no dates"
    }
  }
}
