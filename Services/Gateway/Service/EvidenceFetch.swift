import Ledger
import Messages
import RPC

/// The sentences behind an answer: the claims that it names, fetched from storage at its revision.
struct EvidenceFetch: Sendable {
  let storage: Peer

  /// How many are asked for at once.
  private static let batch = 200

  /// - Returns: the claims in the order asked for, each once, without those that storage does not have; and what kept
  ///   storage from giving all of them.
  func claims(_ ids: [ClaimID], at revision: Revision) async throws -> ([ClaimRecord], AnswerPart) {
    var seen: Set<ClaimID> = []
    let wanted = ids.filter { seen.insert($0).inserted }
    var found: [ClaimID: ClaimRecord] = [:]
    var part = AnswerPart(name: "sentences", complete: true)
    for start in stride(from: 0, to: wanted.count, by: Self.batch) {
      let batch = wanted[start..<min(start + Self.batch, wanted.count)].map(\.description)
      let answer = try await Outcome.of("sentences") {
        try await storage.call(
          StorageAPI.getClaims, GetClaimsRequest(ids: batch, at: .revision(revision))
        ).claims
      }
      for claim in answer.value ?? [] { found[claim.id] = claim }
      if answer.failure != nil {
        part = answer.part
        break
      }
    }
    return (wanted.compactMap { found[$0] }, part)
  }
}
