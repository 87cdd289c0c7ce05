import Ledger

/// How findings name what they are about. No word says who is right.
enum FindingWords {
  static func name(_ figure: StatedFigure) -> String {
    figure.claimant?.name ?? "a text that names nobody"
  }

  /// `CSIS: 100,000–140,000 killed`.
  static func figure(_ figure: StatedFigure) -> String {
    "\(name(figure)): \(figure.figure.quantity.display) \(figure.topic.measure)"
  }

  /// `CSIS: 100,000–140,000 killed (by 2025-12-31)`, and the parts of a sum.
  static func level(_ level: Level) -> String {
    guard level.parts.isEmpty else {
      let parts = level.parts.map {
        "\($0.figure.figure.quantity.display) \($0.figure.topic.measure)"
      }
      return "\(name(level.figure)): \(parts.joined(separator: " and "))\(by(level.stretch))"
    }
    return figure(level.figure) + by(level.stretch)
  }

  private static func by(_ stretch: Stretch) -> String {
    stretch.last.map { " (by \(days($0)))" } ?? ""
  }

  /// `ukraine military in russia-ukraine`.
  static func people(_ who: Level.Who, in conflict: ConflictID) -> String {
    "\([who.party.value, who.population?.value].compactMap { $0 }.joined(separator: " ")) in \(conflict)"
  }

  static func day(_ number: Int) -> String {
    CivilDate(dayNumber: number).map(\.description) ?? "day \(number)"
  }

  /// One day, a month, a year, or from one day to another.
  static func days(_ range: DayRange) -> String {
    guard let first = CivilDate(dayNumber: range.earliest), !range.isOneDay else {
      return day(range.earliest)
    }
    for date in [CivilDate(year: first.year), CivilDate(year: first.year, month: first.month)] {
      if let date, DayRange(date) == range { return date.description }
    }
    return "\(day(range.earliest)) to \(day(range.latest))"
  }

  static func number(_ value: Double) -> String {
    value.isFinite ? Quantity.grouped(value) : "any number"
  }

  static func fates(_ extent: Extent) -> String {
    let certain = extent.certain.sorted().map(\.value)
    let open = extent.possible.subtracting(extent.certain).sorted().map(\.value)
    switch (certain.isEmpty, open.isEmpty) {
    case (_, true): return certain.joined(separator: ", ")
    case (true, _): return "perhaps " + open.joined(separator: ", ")
    default: return certain.joined(separator: ", ") + ", perhaps " + open.joined(separator: ", ")
    }
  }
}

extension FindingValue {
  /// A stretch of numbers; an end that is open is left out.
  init(_ name: String, _ interval: Interval, unit: String = "people") {
    self.init(
      name, low: interval.low.value, high: interval.isOpenAbove ? nil : interval.high.value,
      unit: unit)
  }

  init(_ name: String, _ value: Double, unit: String = "people") {
    self.init(name, low: value, high: value, unit: unit)
  }
}

extension FindingSeverity {
  /// One step less severe.
  var lower: FindingSeverity { FindingSeverity(rawValue: rawValue + 1) ?? .low }
}
