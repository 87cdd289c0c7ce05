package import Ledger

extension ClaimModel {
  /// All figures under a question, by topic and counting system, as the ledger stood at a revision.
  /// - Parameter kept: answers that were worked out before, by this model.
  package func compare(_ question: Question, at revision: Revision, _ kept: inout KeptAnswers)
    throws -> Comparison
  {
    let selection = try select(question, at: revision, &kept)
    var topics = selection.topics.map { $0.compared() }
    if let date = question.asOf {
      var counts = try countsAtDate(question, date, at: revision, &kept)
      for index in topics.indices {
        topics[index].atDate = counts.removeValue(forKey: topics[index].topic) ?? []
      }
      // Topics on which nothing speaks of so early a day: their figures bound it from above.
      topics += counts.map {
        ComparedTopic(topic: $0, systems: [], lowest: nil, highest: nil, atDate: $1)
      }
      topics.sort { Topic.inOrder($0.topic, $1.topic) }
    }
    return Comparison(
      topics: topics, claims: selection.claimCount, rejectedClaims: selection.rejectedCount,
      atDate: question.asOf)
  }

  /// The dated figures of each counting system, as the ledger stood at a revision.
  /// - Parameter projections: also figures that are projected.
  package func series(
    _ question: Question, projections: Bool = false, at revision: Revision,
    _ kept: inout KeptAnswers
  ) throws -> SeriesSet {
    let selection = try select(question, at: revision, &kept)
    let series = selection.topics.flatMap { $0.series(projections: projections) }
    return SeriesSet(
      series: series, points: series.reduce(0) { $0 + $1.points.count },
      claims: selection.claimCount, rejectedClaims: selection.rejectedCount)
  }
}
