import Ledger

extension ExportTable<IncidentRow> {
  /// Events, in columns named as those of the UCDP's event data as far as the ledger knows what they hold.
  package static let incidents = ExportTable(
    IncidentColumns.mark + IncidentColumns.conflict + IncidentColumns.sources
      + IncidentColumns.place + IncidentColumns.deaths + IncidentColumns.own, key: ["id"])
}

enum IncidentColumns {
  typealias Rows = [Column<IncidentRow>]

  static let mark: Rows = [
    Column("id", .string, "The row's id: a digest of the claims that it rests on.") {
      .code($0.id)
    },
    Column("data_source", .string, "That this is not UCDP data.") { _ in
      .code("Reckoner ledger; not UCDP data")
    },
  ]

  static let conflict: Rows = [
    Column("year", .integer, "The year of the event.") {
      .code($0.first.time.about.map { $0.first.year })
    },
    Column("conflict_name", .string, "The war, as the vocabulary names it.") {
      .text($0.conflictName)
    },
    Column("side_a", .string, "The first party of the war, and its camp.") {
      .list($0.sides.a.map(\.value))
    },
    Column("side_b", .string, "Those whom it fights; empty where camps are not told.") {
      .list($0.sides.b.map(\.value))
    },
  ]

  static let sources: Rows = [
    Column("number_of_sources", .integer, "Reports in which it stands.") {
      .count($0.documents.count)
    },
    Column("source_article", .string, "Each report: outlet, date, headline.") {
      .list($0.sightings.map(article))
    },
    Column("source_office", .string, "Who published them.") {
      .list(ClaimColumns.distinct($0.sightings.compactMap { $0.outlet?.name }))
    },
    Column("source_date", .string, "When they were published.") {
      .list(ClaimColumns.distinct($0.sightings.compactMap { $0.published?.date.description }))
    },
    Column("source_headline", .string, "Their headlines.") {
      .list(ClaimColumns.distinct($0.sightings.map(\.title)))
    },
    Column("source_original", .string, "Who counted, by name.") {
      .list(ClaimColumns.distinct($0.origins.compactMap { $0.claimant?.name }))
    },
  ]

  static let place: Rows = [
    Column(
      "where_prec", .integer, "Empty: the ledger knows no coordinates, nor how exact a place is."
    ) {
      _ in .empty
    },
    Column("where_description", .string, "The place as the texts name it.") {
      .text($0.first.place)
    },
    Column("event_clarity", .integer, "1: the day and the place or event are named; 2: otherwise.")
    {
      .count(dayCount($0) == 1 && ($0.first.place ?? $0.first.incident) != nil ? 1 : 2)
    },
    Column(
      "date_prec", .integer, "1: the day; 2: 2 to 6 days; 3: a week; 4: to a month; 5: longer."
    ) {
      precision($0)
    },
    Column("date_start", .string, "The first day that it may have been; empty: not known.") {
      .code($0.first.time.about?.first.firstDay)
    },
    Column("date_end", .string, "The last day that it may have been.") {
      .code($0.first.time.about?.last.lastDay)
    },
  ]

  static let deaths: Rows = [
    deaths("deaths_a", "Killed of side A's forces") { row in
      row.isMilitary && row.first.topic.party.flatMap(row.sides.side) == .a
    },
    deaths("deaths_b", "Killed of side B's forces") { row in
      row.isMilitary && row.first.topic.party.flatMap(row.sides.side) == .b
    },
    deaths("deaths_civilians", "Killed civilians") { $0.isCivilian },
    deaths("deaths_unknown", "Killed whose standing no text tells") {
      !$0.isMilitary && !$0.isCivilian
    },
    Column("best", .double, "The one figure that all origins state; else empty. Never an average.")
    {
      .number($0.best)
    },
    Column("high", .double, "The most that the origins allow; empty: one of them leaves it open.") {
      .number($0.high)
    },
    Column("low", .double, "The least that the origins allow; empty: one of them leaves it open.") {
      .number($0.low)
    },
  ]

  static let own: Rows = [
    Column("incident", .string, "How the texts name the event.") { .text($0.first.incident) },
    Column("counted_party", .string, "Whose people the row counts; empty: not known.") {
      .text($0.first.topic.party?.value)
    },
    Column("counted_population", .string, "Which people the row counts; empty: not known.") {
      .text($0.first.topic.population?.value)
    },
    Column("cause", .string, "What they died of.") { .code(Term.of($0.first.topic.cause)) },
    Column("origins", .integer, "Origins of its figures, without those that relay another one.") {
      row in
      .count(row.origins.count { !$0.isRelay })
    },
    Column("independent_origins", .integer, "Of those, how many are independent of each other.") {
      .count($0.independent)
    },
    Column("claims", .string, "The claims that it is shown by: reckon show CLAIM.") {
      .list($0.origins.map(\.claim.description))
    },
    Column("revision", .integer, "The revision of the ledger.") { .code($0.revision) },
  ]

  private static func deaths(
    _ name: String, _ meaning: String, _ counts: @escaping @Sendable (IncidentRow) -> Bool
  ) -> Column<IncidentRow> {
    Column(name, .double, meaning + ": best, where the row counts these; else empty.") {
      counts($0) ? .number($0.best) : .empty
    }
  }

  private static func article(_ sighting: Sighting) -> String {
    [sighting.outlet?.name ?? "", sighting.published?.date.description ?? "", sighting.title]
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private static func dayCount(_ row: IncidentRow) -> Int? {
    row.first.time.about.map {
      $0.last.lastDay.dayNumber - $0.first.firstDay.dayNumber + 1
    }
  }

  private static func precision(_ row: IncidentRow) -> CSVCell {
    guard let days = dayCount(row) else { return .empty }
    return switch days {
    case ...1: .count(1)
    case 2...6: .count(2)
    case 7: .count(3)
    case 8...31: .count(4)
    default: .count(5)
    }
  }
}

extension IncidentRow {
  fileprivate var isMilitary: Bool { broad == "military" }
  fileprivate var isCivilian: Bool { broad == "civilian" || broad == "children" }
  private var broad: String { ExchangeClaim.broadPopulation(first.topic.population) }
}
