import Ledger
import Messages
import RPC

/// Figures from analytics and sentences from storage, of one state of the ledger.
struct CompareFlow: Sendable {
  let storage: Peer
  let analytics: Peer

  /// How many sentences are fetched beside the figures, before it is known which ones they need.
  private static let firstSentences = 200

  func compare(_ request: CompareRequest) async throws -> CompareResponse {
    let pin = try await storage.pin(request.at)
    let question = request.question
    let filter = ClaimFilter(
      conflict: question.conflict, party: question.party, measure: question.measure,
      population: question.population, until: question.asOf)

    let (figures, sentences) = try await together(
      { try await Outcome.of("figures") { try await askAnalytics(question, pin) } },
      { try await Outcome.of("sentences") { try await askStorage(filter, pin) } })

    let revision = pin.revision.value ?? figures.value?.revision ?? .empty
    let (evidence, missing) = try await evidence(
      for: figures.value?.comparison, sentences, revision)
    var figurePart = figures.part
    if let answer = figures.value, !answer.complete {
      figurePart.complete = false
      figurePart.error = .notReached(answer.revision)
    }
    return CompareResponse(
      status: try AnswerStatus(
        [figurePart, missing ?? sentences.part], revision: revision,
        answer: AnswerID(.compare, question, at: revision, hash: pin.hash)),
      comparison: figures.value?.comparison, evidence: evidence)
  }

  private func askAnalytics(_ question: Question, _ pin: Pin) async throws
    -> AnalyticsServiceCompareResponse
  {
    try await analytics.call(
      AnalyticsAPI.compare,
      AnalyticsServiceCompareRequest(
        question: question, revision: pin.revision.value, hash: pin.hash))
  }

  private func askStorage(_ filter: ClaimFilter, _ pin: Pin) async throws
    -> [ClaimRecord]
  {
    // Sentences of another revision than the figures would be no evidence for them.
    if let failure = pin.storageFailure { throw failure }
    let revision = try pin.revision.result.get()
    let request = ListClaimsRequest(
      filter: filter, at: .revision(revision), pageSize: Self.firstSentences)
    return try await storage.call(StorageAPI.listClaims, request).claims
  }

  /// The claims that the figures are shown by: from the page that came beside them, the rest by id. Without figures,
  /// the page itself: the claims are then the answer.
  private func evidence(
    for comparison: Comparison?, _ sentences: Outcome<[ClaimRecord]>, _ revision: Revision
  ) async throws -> ([ClaimRecord], AnswerPart?) {
    guard let page = sentences.value else { return ([], nil) }
    guard let comparison else { return (page, nil) }
    let wanted =
      comparison.topics.flatMap(\.systems).flatMap(\.figures).compactMap(\.claims.first)
      + comparison.topics.flatMap(\.atDate).flatMap(\.claims)
    var found = Dictionary(page.map { ($0.id, $0) }) { first, _ in first }
    let rest = wanted.filter { found[$0] == nil }
    let (more, part) = try await EvidenceFetch(storage: storage).claims(rest, at: revision)
    for claim in more { found[claim.id] = claim }
    var seen: Set<ClaimID> = []
    return (
      wanted.filter { seen.insert($0).inserted }.compactMap { found[$0] },
      part.complete ? nil : part
    )
  }
}
