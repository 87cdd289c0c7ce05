import Ledger
import Messages
import RPC

/// Derivations from analytics and, where they are asked for, the sentences behind them from storage, of one state of the
/// ledger.
struct DerivationsFlow: Sendable {
  let storage: Peer
  let analytics: Peer

  /// How many claims storage is asked for at a time.
  private static let batch = 200

  func list(_ request: ListDerivationsRequest) async throws -> ListDerivationsResponse {
    let pin = try await storage.pin(request.at)
    let answer = try await analytics.call(
      AnalyticsAPI.listDerivations,
      AnalyticsServiceListDerivationsRequest(
        query: request.query, revision: pin.revision.value, hash: pin.hash))
    var part = AnswerPart(name: "derivations", complete: answer.complete)
    if !answer.complete {
      part.error = LedgerError(
        .unavailable, subject: "analytics",
        "has read the ledger up to revision \(answer.revision) only",
        hint: "ask again in a moment")
    }
    var parts = [part, pin.revision.part]
    var evidence: [ClaimRecord] = []
    if request.sentences {
      let sentences = try await sentences(for: answer.page.namedClaims, answer.revision, pin)
      evidence = sentences.value ?? []
      parts.append(sentences.part)
    }
    return ListDerivationsResponse(
      status: try AnswerStatus(parts, revision: answer.revision), page: answer.page,
      evidence: evidence)
  }

  private func sentences(for claims: [ClaimID], _ revision: Revision, _ pin: Pin) async throws
    -> Outcome<[ClaimRecord]>
  {
    try await Outcome.of("sentences") {
      if let failure = pin.storageFailure { throw failure }
      var found: [ClaimRecord] = []
      for start in stride(from: 0, to: claims.count, by: Self.batch) {
        let ids = claims[start..<min(start + Self.batch, claims.count)].map(\.description)
        found += try await storage.call(
          StorageAPI.getClaims, GetClaimsRequest(ids: ids, at: .revision(revision))
        ).claims
      }
      return found
    }
  }
}
