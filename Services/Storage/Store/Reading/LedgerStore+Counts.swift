package import Ledger

extension LedgerStore {
  /// How many claims hold at a revision and match a filter, and how many of each.
  /// Throws `tooLarge` where too many values are asked for.
  package func counts(_ question: CountQuestion, of filter: ClaimFilter, at revision: Revision)
    async throws -> ClaimCounts
  {
    try await readers.read { (snapshot) throws(LedgerError) in
      try snapshot.check(revision)
      return try snapshot.counts(question, of: filter, at: revision)
    }
  }
}

extension Snapshot {
  func counts(_ question: CountQuestion, of filter: ClaimFilter, at revision: Revision)
    throws(LedgerError) -> ClaimCounts
  {
    guard question.values <= ClaimFacet.maximumValues else {
      throw LedgerError(
        .tooLarge, subject: "values", "\(question.values) values of each facet",
        hint: "ask for at most \(ClaimFacet.maximumValues)")
    }
    let selection = try ClaimSelection(filter, at: revision, connection)
    var counts = ClaimCounts()
    _ = try connection.first(
      """
      SELECT count(*), count(DISTINCT claim.document)
      FROM \(selection.source) WHERE \(selection.conditions.joined)
      """, selection.conditions.values
    ) { (row) throws(LedgerError) in
      (counts.claims, counts.reports) = (row.integer(0), row.integer(1))
    }
    // Each once, however often it is asked for.
    for facet in ClaimFacet.allCases where question.facets.contains(facet) {
      counts.facets.append(try count(facet, question.values, selection, at: revision))
    }
    return counts
  }

  private func count(
    _ facet: ClaimFacet, _ values: Int, _ selection: ClaimSelection, at revision: Revision
  ) throws(LedgerError) -> FacetCounts {
    var counts = FacetCounts(facet: facet)
    let listed = values <= 0 ? ClaimFacet.usualValues : values
    var left: (values: Int64, claims: Int64) = (0, 0)
    try connection.forEach(
      """
      SELECT value, claims, count(*) OVER (), sum(claims) OVER () FROM (
        SELECT \(facet.sql) AS value, \(facet.claims) AS claims FROM \(selection.source) \(facet.join)
        WHERE \(selection.conditions.joined) GROUP BY 1)
      ORDER BY claims DESC, value LIMIT ?
      """,
      Array(repeating: .revision(revision), count: facet.revisions) + selection.conditions.values
        + [.integer(listed)]
    ) { (row) throws(LedgerError) in
      let value = FacetValue(value: facet.name(row), claims: row.integer(1))
      counts.values.append(value)
      left = (row.integer(2), row.integer(3))
      return true
    }
    counts.otherValues = left.values - Int64(counts.values.count)
    counts.otherClaims = left.claims - counts.values.reduce(0) { $0 + $1.claims }
    return counts
  }
}

extension ClaimFacet {
  static let maximumValues = 1000
  static let usualValues = 20

  /// What stands for its value in a query of claims.
  fileprivate var sql: String {
    switch self {
    case .conflict: "claim.conflict"
    case .party: "claim.party"
    case .measure: "claim.measure"
    case .population: "claim.population"
    case .claimant: "coalesce(claim.claimant_id, claim.claimant)"
    case .outlet:
      "coalesce(sighting.outlet_id, sighting.outlet, claim.outlet_id, claim.outlet)"
    case .year: "strftime('%Y', claim.about_last * 86400, 'unixepoch')"
    case .language: ClaimRows.language
    case .kind: "claim.kind"
    case .polarity: "claim.polarity"
    case .review:
      "coalesce(\(ClaimRows.decision), \(ReviewDecision.Decision.unreviewed.rawValue))"
    }
  }

  /// What the query must read besides claims.
  fileprivate var join: String {
    self == .outlet
      ? "LEFT JOIN sighting ON sighting.document = claim.document AND sighting.entry <= ?" : ""
  }

  fileprivate var claims: String {
    self == .outlet ? "count(DISTINCT claim.number)" : "count(*)"
  }

  /// How often it binds the revision.
  fileprivate var revisions: Int {
    switch self {
    case .outlet: 1
    case .review: 2
    default: 0
    }
  }

  /// The value in the first column of a row.
  fileprivate func name(_ row: Row) -> String {
    let number = Int32(clamping: row.integer(0))
    return switch self {
    case .kind: Claim.Kind(rawValue: number)?.name ?? ""
    case .polarity: Claim.Polarity(rawValue: number)?.name ?? ""
    case .review: ReviewDecision.Decision(rawValue: number)?.name ?? ""
    default: row.text(0)
    }
  }
}
