package import Ledger

extension LedgerStore {
  /// More than vocabularies list; the answer stays a page.
  private static let mostSources: Int64 = 2000

  /// How many claims hold at a revision of each claimant, the most frequent first, with the days that they are about.
  /// What the vocabulary says of a claimant is not looked up. Claims of nobody are not counted.
  /// - Returns: at most 2,000 claimants; how many more there are, and how many claims those have.
  package func countBySource(_ filter: ClaimFilter, at revision: Revision) async throws -> (
    sources: [SourceSummary], otherSources: Int64, otherClaims: Int64
  ) {
    try await readers.read { (snapshot) throws(LedgerError) in
      try snapshot.check(revision)
      let selection = try ClaimSelection(filter, at: revision, snapshot.connection)
      var sources: [SourceSummary] = []
      var left: (sources: Int64, claims: Int64) = (0, 0)
      try snapshot.connection.forEach(
        """
        SELECT id, name, claims, first, last, count(*) OVER (), sum(claims) OVER () FROM (
          SELECT claim.claimant_id AS id, min(claim.claimant) AS name, count(*) AS claims,
            min(claim.about_last) AS first, max(claim.about_last) AS last
          FROM \(selection.source) WHERE \(selection.conditions.joined)
            AND coalesce(claim.claimant_id, claim.claimant) IS NOT NULL
          GROUP BY claim.claimant_id, coalesce(claim.claimant_id, claim.claimant))
        ORDER BY claims DESC, name LIMIT ?
        """, selection.conditions.values + [.integer(Self.mostSources)]
      ) { (row) throws(LedgerError) in
        sources.append(
          SourceSummary(
            id: row.isNull(0) ? nil : SourceID(row.text(0)), name: row.text(1),
            claims: row.integer(2), first: day(row, 3), last: day(row, 4)))
        left = (row.integer(5), row.integer(6))
        return true
      }
      return (
        sources, left.sources - Int64(sources.count),
        left.claims - sources.reduce(0) { $0 + $1.claims }
      )
    }
  }
}

private func day(_ row: Row, _ column: Int32) -> CivilDate? {
  row.isNull(column) ? nil : CivilDate(dayNumber: Int(row.integer(column)))
}
