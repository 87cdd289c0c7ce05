/// What an export is written as.
package enum ExportFormat: String, CaseIterable, Sendable {
  /// One row a claim.
  case csv
  /// One record a claim, in the JSON of the calls.
  case jsonl
  /// Annotated sentences in the exchange format of corpora.
  case corpus
  /// Series of who counts (SDMX-CSV 2.0).
  case sdmxCSV = "sdmx-csv"
  /// Incidents, in columns named as those of the UCDP's event data.
  case incidents
  /// Findings that reviewers accepted, as schema.org's ClaimReview.
  case claimReview = "claimreview"

  /// What its table is made of; none where it is no table.
  package var columns: [ColumnDescription] {
    switch self {
    case .csv: ColumnDescription.all(of: .claims)
    case .sdmxCSV: ColumnDescription.all(of: .series)
    case .incidents: ColumnDescription.all(of: .incidents)
    case .jsonl, .corpus, .claimReview: []
    }
  }

  package var key: [String] {
    switch self {
    case .csv: ExportTable<ExportedClaim>.claims.key
    case .sdmxCSV: ExportTable<SeriesRow>.series.key
    case .incidents: ExportTable<IncidentRow>.incidents.key
    case .jsonl, .corpus, .claimReview: []
    }
  }
}

/// A column without what fills it, for descriptions of a table.
package struct ColumnDescription: Hashable, Sendable {
  package var name: String
  package var type: ColumnType
  package var meaning: String

  static func all<Row>(of table: ExportTable<Row>) -> [ColumnDescription] {
    table.columns.map { ColumnDescription(name: $0.name, type: $0.type, meaning: $0.meaning) }
  }
}
