package import Ledger

extension ClaimModel {
  /// What changed in how counting systems and outlets report, among the claims under a question, as the ledger stood at a
  /// revision; the newest first.
  package func coverage(_ question: Question, at revision: Revision, _ kept: inout KeptAnswers)
    throws -> CoverageSet
  {
    let selection = try select(question, at: revision, &kept)
    let context = selection.context
    guard let newest = newestReport(at: context.revision) else {
      return CoverageSet(claims: selection.claimCount, rejectedClaims: selection.rejectedCount)
    }
    var notices: [CoverageNotice] = []
    var sources: Set<String> = []
    for answer in selection.topics {
      let figures = answer.stated(in: context).filter { $0.figure.polarity == .asserted }
      for (system, figures) in Dictionary(grouping: figures, by: \.system) {
        guard let system else { continue }
        sources.insert(system)
        notices += ReportedSeries(answer.topic, figures, until: newest)?.notices ?? []
      }
    }
    notices += ReportedOutlets(selection, until: newest).notices
    notices += DefinitionChanges(vocabularies: vocabularies.values(upTo: context.revision))
      .notices(of: sources)
    notices.sort(by: CoverageNotice.inOrder)
    return CoverageSet(
      notices: notices, count: notices.count, newest: CivilDate(dayNumber: newest),
      claims: selection.claimCount, rejectedClaims: selection.rejectedCount)
  }

  /// The day of the newest report: its publication, else what it says of itself, else the last row of a table.
  private func newestReport(at revision: UInt32) -> Int? {
    var newest: Int?
    for row in claims.rows where row.holds(at: revision) {
      let time = row.time
      let stated = time.published.isStated ? time.published : time.statedOn
      let date = stated.isStated ? stated : row.section == .table ? time.end : stated
      if let day = date.date?.lastDay.dayNumber { newest = max(newest ?? day, day) }
    }
    return newest
  }
}

extension CoverageNotice {
  /// The newest first; of one day by source, topic and kind.
  static func inOrder(_ one: CoverageNotice, _ other: CoverageNotice) -> Bool {
    if one.date.dayNumber != other.date.dayNumber {
      return one.date.dayNumber > other.date.dayNumber
    }
    if one.source.sortKey != other.source.sortKey {
      return one.source.sortKey < other.source.sortKey
    }
    if let a = one.topic, let b = other.topic, a != b { return Topic.inOrder(a, b) }
    return (one.kind.rawValue, one.summary) < (other.kind.rawValue, other.summary)
  }
}
