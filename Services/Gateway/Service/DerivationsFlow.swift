import Ledger
import Messages
import RPC

/// Derivations from analytics, in pages, and, where they are asked for, the sentences behind them from storage, of one
/// state of the ledger.
struct DerivationsFlow: Sendable {
  let storage: Peer
  let analytics: Peer
  let pinning: Pinning

  /// What tells a cursor of this list from those of others.
  private static let list = "d"

  func list(_ request: ListDerivationsRequest) async throws -> ListDerivationsResponse {
    let asked = request.query.parts
    let cursor = try AnswerCursor(request.query.cursor, Self.list, asked)
    let pin = try await pinning.pin(cursor.map { .revision($0.revision) } ?? request.at)
    // To analytics a cursor is the number of derivations before the page.
    var query = request.query
    query.cursor = cursor.map { "\($0.start)" } ?? ""
    let answer = try await analytics.call(
      AnalyticsAPI.listDerivations,
      AnalyticsServiceListDerivationsRequest(
        query: query, revision: pin.revision, hash: pin.hash))
    guard answer.complete else { throw LedgerError.notReached(answer.revision) }
    let part = AnswerPart(name: "derivations", complete: true)
    var parts = [part, pin.part]
    var evidence: [ClaimRecord] = []
    if request.sentences {
      let (found, sentences) = try await sentences(of: answer.page, at: answer.revision, pin)
      evidence = found
      parts.append(sentences)
    }
    var page = answer.page
    page.nextCursor =
      Int(page.nextCursor).map {
        AnswerCursor(revision: answer.revision, start: $0).text(Self.list, asked)
      } ?? ""
    return ListDerivationsResponse(
      status: try AnswerStatus(
        parts, revision: answer.revision,
        answer: AnswerID(request.query, at: answer.revision, hash: pin.hash)), page: page,
      evidence: evidence)
  }

  private func sentences(of page: DerivationPage, at revision: Revision, _ pin: Pin) async throws
    -> ([ClaimRecord], AnswerPart)
  {
    // What storage would be asked would fail like this, and take as long to.
    if let failure = pin.storageFailure {
      return ([], AnswerPart(name: "sentences", complete: false, error: failure))
    }
    return try await EvidenceFetch(storage: storage).claims(page.namedClaims, at: revision)
  }
}

extension DerivationQuery {
  /// What was asked, for cursors.
  fileprivate var parts: [String] {
    question.parts + ["\(kind?.rawValue ?? 0)", "\(verdict?.rawValue ?? 0)"]
  }
}
