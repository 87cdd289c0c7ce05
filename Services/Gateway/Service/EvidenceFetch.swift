import Ledger
import Messages
import RPC

/// The sentences behind an answer: the claims that it names, fetched from storage at its revision.
struct EvidenceFetch: Sendable {
  let storage: Peer

  /// How many are asked for in one call. The calls are made side by side.
  private static let batch = 200

  /// - Returns: storage's answers with the claims, which come in the order asked for, each once; and what kept storage from
  ///   giving all of them.
  func answers(_ ids: [String], at revision: Revision) async throws -> (
    [Packed<GetClaimsResponse>], AnswerPart
  ) {
    var seen: Set<String> = []
    let wanted = ids.filter { seen.insert($0).inserted }
    let batches = stride(from: 0, to: wanted.count, by: Self.batch).map {
      Array(wanted[$0..<min($0 + Self.batch, wanted.count)])
    }
    var part = AnswerPart(name: "sentences", complete: true)
    var found: [Packed<GetClaimsResponse>] = []
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

  /// The claims themselves.
  func claims(_ ids: [ClaimID], at revision: Revision) async throws -> ([ClaimRecord], AnswerPart) {
    let (answers, part) = try await answers(ids.map(\.description), at: revision)
    return (try answers.flatMap { try $0.message().claims }, part)
  }

  private func batch(_ ids: [String], at revision: Revision) async throws
    -> [Packed<GetClaimsResponse>]
  {
    var answers: [Packed<GetClaimsResponse>] = []
    var found = 0
    // An answer has as many as fit into it.
    while found < ids.count {
      let next = try await storage.call(
        StorageAPI.getClaims.packed,
        GetClaimsRequest(ids: Array(ids[found...]), at: .revision(revision)))
      let count = try next.count(of: "claims")
      guard count > 0 else {
        throw LedgerError(
          .internalFailure, subject: storage.name, "gave fewer claims than it was asked for")
      }
      found += count
      answers.append(next)
    }
    return answers
  }
}
