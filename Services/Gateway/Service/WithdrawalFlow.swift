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
    try await storage.reach()
    let inner = WithdrawRequest(
      document: request.document, mode: request.mode, reason: request.reason)
    try await storage.read(StorageAPI.withdraw, inner) { answers in
      for try await answer in answers {
        switch answer.part {
        case .progress: try await out.send(WithdrawDocumentResponse(answer.part))
        case .report(var report):
          report.copies += await spooled(report.document, report.withdrawn.mode)
          try await out.send(WithdrawDocumentResponse(.report(report)))
        }
      }
    }
  }

  /// What ingest keeps of the document. What waits there is let go without a trace when its turn comes; what it gave up
  /// on goes with the erasure.
  private func spooled(_ document: DocumentID, _ mode: Withdrawal.Mode) async -> [WithdrawnCopy] {
    guard mode == .erased else { return [] }
    let call = Call.current.share(0.5).within(.seconds(5))
    let answers = await Call.$current.withValue(call) {
      await ingest.askEach {
        try await $0.call(IngestAPI.dropRefused, DropRefusedRequest(document: document))
      }
    }
    return answers.filter { $0.failure != nil }.map { process in
      WithdrawnCopy(
        place: "spool.path/refused of \(process.name)",
        note: "it may hold the report, and ingest does not say: withdraw again when it answers")
    }
  }
}
