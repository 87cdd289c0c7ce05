import Ledger
import Messages
import RPC

/// Words that are taken out of reach: storage does it, and ingest says what it may still have of them.
struct WithdrawalFlow: Sendable {
  let storage: Peer
  let ingest: Peer

  func withdraw(
    _ request: WithdrawDocumentRequest, _ out: Outgoing<WithdrawDocumentResponse>
  ) async throws {
    let inner = WithdrawRequest(
      document: request.document, mode: request.mode, reason: request.reason)
    try await storage.read(StorageAPI.withdraw, inner) { answers in
      for try await answer in answers {
        switch answer.part {
        case .progress: try await out.send(WithdrawDocumentResponse(answer.part))
        case .report(var report):
          report.copies += await spooled()
          try await out.send(WithdrawDocumentResponse(.report(report)))
        }
      }
    }
  }

  /// What ingest keeps that may be the document. What waits there is let go without a trace when its turn comes.
  private func spooled() async -> [WithdrawnCopy] {
    let call = Call(requestID: Call.current.requestID, deadline: .now + .seconds(5))
    do {
      let status = try await Call.$current.withValue(call) {
        try await ingest.call(IngestAPI.getStatus, GetIngestStatusRequest())
      }
      guard status.refused > 0 else { return [] }
      return [
        WithdrawnCopy(
          place: "ingest's spool.path/refused",
          note: "\(status.refused) reports that ingest gave up on; remove those that have the words"
        )
      ]
    } catch {
      return [
        WithdrawnCopy(
          place: "ingest's spool.path",
          note: "ingest does not answer; look whether a report in it has the words")
      ]
    }
  }
}
