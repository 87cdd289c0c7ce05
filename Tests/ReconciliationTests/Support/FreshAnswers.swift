import Ledger

@testable import Reconciliation

/// Answers that rest on nothing that was worked out before.
extension ClaimModel {
  func compare(_ question: Question, at revision: Revision) throws -> Comparison {
    var none = KeptAnswers()
    return try compare(question, at: revision, &none)
  }

  func series(_ question: Question, at revision: Revision) throws -> SeriesSet {
    var none = KeptAnswers()
    return try series(question, at: revision, &none)
  }

  func origins(
    _ question: Question, from start: Int = 0, limit: Int = 100, at revision: Revision
  ) throws -> OriginSet {
    var none = KeptAnswers()
    return try origins(question, from: start, limit: limit, at: revision, &none)
  }

  func findings(_ question: FindingQuestion, at revision: Revision) throws -> FindingSet {
    var none = KeptAnswers()
    return try findings(question, at: revision, &none)
  }

  func derivations(_ query: DerivationQuery, at revision: Revision) throws -> DerivationPage {
    var none = KeptAnswers()
    return try derivations(query, at: revision, &none)
  }

  func figures(_ question: Question, at revision: Revision) throws -> FigureSet {
    var none = KeptAnswers()
    return try figures(question, at: revision, &none)
  }
}
