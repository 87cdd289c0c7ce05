import Ledger
import Messages
import RPC

/// The sentences behind an answer: the claims that it names, fetched from storage at its revision.
struct EvidenceFetch: Sendable {
  let storage: Peer

  /// How many are asked for in one call. The calls are made side by side.
  private static let batch = 200

  /// - Returns: the claims in the order asked for, each once, as storage packed them; and what kept storage from giving all
  ///   of them.
  func packedClaims(_ ids: [String], at revision: Revision) async throws -> (
    [Packed<ClaimRecord>], AnswerPart
  ) {
    var seen: Set<String> = []
    let wanted = ids.filter { seen.insert($0).inserted }
    let batches = stride(from: 0, to: wanted.count, by: Self.batch).map {
      Array(wanted[$0..<min($0 + Self.batch, wanted.count)])
    }
    var part = AnswerPart(name: "sentences", complete: true)
    var found: [Packed<ClaimRecord>] = []
    // The figures are there by now, and must still get to the caller where the sentences do not come.
    let answers = await Call.$current.withValue(Call.current.share(0.9)) {
      await outcomes(of: batches) { try await batch($0, at: revision) }
    }
    for answer in answers {
      let outcome = try await Outcome.of(part.name) { try answer.get() }
      found += outcome.value ?? []
      if outcome.failure != nil, part.complete { part = outcome.part }
    }
    return (found, part)
  }

  /// The same as values.
  func claims(_ ids: [ClaimID], at revision: Revision) async throws -> ([ClaimRecord], AnswerPart) {
    let (found, part) = try await packedClaims(ids.map(\.description), at: revision)
    return (try found.map { try $0.message() }, part)
  }

  private func batch(_ ids: [String], at revision: Revision) async throws -> [Packed<ClaimRecord>] {
    var found: [Packed<ClaimRecord>] = []
    // An answer has as many as fit into it.
    while found.count < ids.count {
      let next = try await storage.call(
        StorageAPI.getClaims.packed,
        GetClaimsRequest(ids: Array(ids[found.count...]), at: .revision(revision))
      ).items("claims", of: ClaimRecord.self)
      guard !next.isEmpty else {
        throw LedgerError(
          .internalFailure, subject: storage.name, "gave fewer claims than it was asked for")
      }
      found += next
    }
    return found
  }
}
