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
    report.copies += await backups(before: report.withdrawn.revision)
    report.version = Version.current
    try await out.send(WithdrawResponse(.report(report)))
  }

  /// The backups that storage keeps and that were taken before an entry: they hold what it withdraws.
  private func backups(before entry: Revision) async -> [WithdrawnCopy] {
    await store.backups(in: backups.directory).filter { $0.revision < entry }.map {
      WithdrawnCopy(
        place: "\(backups.directory)/\($0.name)",
        note: "a backup of before the withdrawal; it holds the words, and would bring them back")
    }
  }
}
