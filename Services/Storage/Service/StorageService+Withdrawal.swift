import Ledger
import LedgerStore
import Messages
import RPC
import Runtime

/// Words that are taken out of reach.
extension StorageService {
  @Sendable func withdraw(_ request: WithdrawRequest, _ out: Outgoing<WithdrawResponse>)
    async throws
  {
    var report = try await reporting {
      try await store.withdraw(
        request.document, request.mode, reason: request.reason, author: Self.author, at: .now,
        progress: $0)
    } progress: {
      try await out.send(WithdrawResponse(.progress($0)))
    }
    report.version = Version.current
    try await out.send(WithdrawResponse(.report(report)))
  }
}
