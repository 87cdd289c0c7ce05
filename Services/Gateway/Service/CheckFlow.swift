import Ledger
import Messages
import RPC

/// A draft against the ledger: its figures from ingest, what the ledger says to them from analytics, and the sentences behind
/// that from storage. Nothing of the draft is stored.
struct CheckFlow: Sendable {
  let ingest: Peer
  let storage: Peer
  let analytics: Peer
  let pinning: Pinning

  /// So many sentences come with an answer at the most.
  private static let mostSentences = 1_000

  func check(_ parts: Incoming<CheckRequest>) async throws -> CheckResponse {
    try await ingest.reach()
    let passages = try await read(parts)
    if let error = passages.compactMap(\.error).first { throw error }
    let claims = passages.flatMap(\.claims)
    let pin = try await pinning.pin(.head)
    let remarks = try await Call.$current.withValue(Call.current.share(0.75)) {
      try await Outcome.of("remarks") {
        let answer = try await analytics.call(
          AnalyticsAPI.check,
          AnalyticsServiceCheckRequest(
            claims: claims, revision: pin.revision, hash: pin.hash))
        guard answer.complete else { throw LedgerError.notReached(answer.revision) }
        return answer
      }
    }
    let revision = remarks.value?.revision ?? pin.revision
    pinning.seen.raise(to: revision)
    let draft =
      remarks.value?.draft
      ?? CheckedDraft(figures: claims.map { CheckedFigure(claim: $0, remarks: []) })
    let (evidence, sentences) = try await sentences(of: draft, at: revision, pin)
    return CheckResponse(
      status: try AnswerStatus(
        [AnswerPart(name: "figures", complete: true), remarks.part, pin.part, sentences],
        revision: revision),
      draft: draft, evidence: evidence, published: passages.compactMap(\.published).first,
      warnings: passages.flatMap(\.warnings))
  }

  private func read(_ parts: Incoming<CheckRequest>) async throws -> [PassageClaims] {
    try await ingest.exchange(IngestAPI.extract) { inner in
      for try await part in parts {
        try await inner.send(IngestServiceExtractRequest(passage: part.passage))
        // One draft a call: whoever goes on sending is not heard.
        if case .end = part.passage { return }
      }
    } _: { answers in
      var all: [PassageClaims] = []
      for try await answer in answers { all.append(answer.passage) }
      return all
    }
  }

  private func sentences(of draft: CheckedDraft, at revision: Revision, _ pin: Pin) async throws
    -> ([ClaimRecord], AnswerPart)
  {
    // What storage would be asked would fail like this, and take as long to.
    if let failure = pin.storageFailure {
      return ([], AnswerPart(name: "sentences", complete: false, error: failure))
    }
    // What needs most attention comes first.
    let named = draft.figures.flatMap(\.remarks).sorted { $0.level > $1.level }.flatMap(\.claims)
    var seen: Set<ClaimID> = []
    let wanted = named.filter { seen.insert($0).inserted }
    var (evidence, part) = try await EvidenceFetch(storage: storage).claims(
      Array(wanted.prefix(Self.mostSentences)), at: revision)
    if part.complete, wanted.count > Self.mostSentences {
      part = AnswerPart(
        name: "sentences", complete: false,
        error: LedgerError(
          .tooLarge, subject: "sentences",
          "\(wanted.count) are named; the \(Self.mostSentences) that need most attention are given",
          hint: "`reckon show CLAIM` gives any other"))
    }
    evidence.sort { $0.id < $1.id }
    return (evidence, part)
  }
}
