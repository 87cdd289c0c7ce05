import Ledger
import Messages
import RPC

/// Work on the whole ledger: storage does it, and tells how far it has come.
struct CustodyFlow: Sendable {
  let storage: Peer

  func verify(_ request: VerifyLedgerRequest, _ out: Outgoing<VerifyLedgerResponse>) async throws {
    try await storage.read(StorageAPI.verify, VerifyRequest()) { answers in
      for try await answer in answers { try await out.send(VerifyLedgerResponse(answer.part)) }
    }
  }

  func rebuild(_ request: RebuildLedgerRequest, _ out: Outgoing<RebuildLedgerResponse>)
    async throws
  {
    try await storage.read(StorageAPI.rebuild, RebuildRequest()) { answers in
      for try await answer in answers { try await out.send(RebuildLedgerResponse(answer.part)) }
    }
  }
}
