package import Ledger

/// A figure of a series as an observation (SDMX): under which key, of which period, and what there is to know of it.
package struct SeriesRow: Hashable, Sendable {
  package var topic: Topic
  package var claimant: Source?
  package var figure: Figure
  package var period: ObservationPeriod
  /// Which of the figures of one source on one period it is: from 1, in the order of the series.
  package var number: Int
  /// What there is to know of it, the weightiest first; none for a plain count.
  package var flags: [ObservationFlag]
  /// What the source's count includes, by the registry; empty where that says nothing.
  package var definition: String
  package var revision: Revision
}

/// Makes rows of series, page by page: what a figure follows may stand on the page before.
package struct SeriesRows: Sendable {
  private let vocabulary: IndexedSources
  private let revision: Revision
  private var current: (topic: Topic, claimant: Source?)?
  private var previous: [CountKey: Figure] = [:]
  private var numbers: [PeriodKey: Int] = [:]

  /// What makes two figures of a series parts of one count.
  private struct CountKey: Hashable {
    var kind: Claim.Kind
    var ratePer: Claim.RateUnit?
    var unit: String
  }

  private struct PeriodKey: Hashable {
    var count: CountKey
    var period: String
  }

  package init(vocabulary: Vocabulary, revision: Revision) {
    self.vocabulary = IndexedSources(vocabulary)
    self.revision = revision
  }

  /// The rows of the next page. Figures without a date have none: a series has no such figures.
  package mutating func rows(of series: [Series]) -> [SeriesRow] {
    var rows: [SeriesRow] = []
    for part in series {
      if current?.topic != part.topic || current?.claimant != part.claimant {
        current = (part.topic, part.claimant)
        (previous, numbers) = ([:], [:])
      }
      let source = part.claimant?.id.flatMap { vocabulary.sources[$0] }
      for figure in part.points {
        guard let period = ObservationPeriod(figure) else { continue }
        let count = CountKey(
          kind: figure.kind, ratePer: figure.ratePer, unit: figure.quantity.unit)
        let key = PeriodKey(count: count, period: period.text)
        numbers[key, default: 0] += 1
        rows.append(
          SeriesRow(
            topic: part.topic, claimant: part.claimant, figure: figure, period: period,
            number: numbers[key] ?? 1,
            flags: ObservationFlag.all(
              of: figure, on: part.topic, by: part.claimant, after: previous[count], vocabulary),
            definition: source?.definition ?? "", revision: revision))
        if figure.polarity == .asserted { previous[count] = figure }
      }
    }
    return rows
  }
}

/// The parts of a vocabulary that flags look at, by their ids.
package struct IndexedSources: Sendable {
  let vocabulary: Vocabulary
  let sources: [SourceID: Vocabulary.CountingSource]
  let measures: [MeasureID: Vocabulary.Measure]

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    sources = Dictionary(vocabulary.sources.map { ($0.id, $0) }) { first, _ in first }
    measures = Dictionary(vocabulary.measures.map { ($0.id, $0) }) { first, _ in first }
  }
}

/// The period of an observation, as SDMX writes it: a day, a month or a year, or else a first day with a number of days.
package struct ObservationPeriod: Hashable, Sendable {
  /// `2031`, `2031-02`, `2031-02-05` or `2031-02-05/P10D`.
  package var text: String
  /// The code of CL_FREQ that goes with how it is written.
  package var frequency: String
  /// From which clock of the claim the last day is.
  package var clock: String
  package var basis: DateStatement.Basis

  /// Of a running count the day at which it stands; of a total, an incident and a rate the days that it covers. Nil where
  /// no date is known.
  init?(_ figure: Figure) {
    let time = figure.time
    let clocks: [(String, DateStatement?)] = [
      ("to", time.to), ("as-of", time.asOf), ("stated-on", time.statedOn),
      ("published", time.published), ("from", time.from),
    ]
    guard let (name, found) = clocks.first(where: { $0.1 != nil }), let last = found else {
      return nil
    }
    (clock, basis) = (name, last.basis)
    if figure.kind != .cumulative, let first = time.from?.date, name != "from",
      first.firstDay.dayNumber <= last.date.lastDay.dayNumber
    {
      (text, frequency) = Self.span(first.firstDay, last.date.lastDay)
    } else {
      (text, frequency) = (last.date.description, Self.frequency(last.date))
    }
  }

  private static func frequency(_ date: CivilDate) -> String {
    switch date.precision {
    case .day: "D"
    case .month: "M"
    case .year: "A"
    }
  }

  private static func span(_ first: CivilDate, _ last: CivilDate) -> (String, String) {
    if first == last { return (first.description, "D") }
    for whole in [CivilDate(year: first.year, month: first.month), CivilDate(year: first.year)] {
      if let whole, whole.firstDay == first, whole.lastDay == last {
        return (whole.description, frequency(whole))
      }
    }
    return ("\(first)/P\(last.dayNumber - first.dayNumber + 1)D", "_O")
  }
}
