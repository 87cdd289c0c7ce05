import Ledger
import LedgerStore
import Messages
import RPC
import Runtime

/// Long works on the whole ledger.
extension StorageService {
  @Sendable func verify(_ request: VerifyRequest, _ out: Outgoing<VerifyResponse>) async throws {
    var report = try await reporting {
      try await store.verify(progress: $0)
    } progress: {
      try await out.send(VerifyResponse(.progress($0)))
    }
    report.version = Version.current
    try await out.send(VerifyResponse(.report(report)))
  }

  @Sendable func rebuild(_ request: RebuildRequest, _ out: Outgoing<RebuildResponse>) async throws {
    let report = try await reporting {
      try await store.rebuild(progress: $0)
    } progress: {
      try await out.send(RebuildResponse(.progress($0)))
    }
    try await out.send(RebuildResponse(.report(report)))
  }

  /// Runs a work and sends how far it has come, the newest that there is whenever the receiver has room for it. The
  /// work never waits for its receiver, and ends when the receiver leaves.
  private func reporting<Result: Sendable>(
    _ work: @escaping @Sendable (@escaping @Sendable (WorkProgress) -> Void) async throws -> Result,
    progress send: (WorkProgress) async throws -> Void
  ) async throws -> Result {
    let (steps, step) = AsyncStream.makeStream(
      of: WorkProgress.self, bufferingPolicy: .bufferingNewest(1))
    return try await withThrowingTaskGroup(of: Result.self) { group in
      group.addTask {
        defer { step.finish() }
        return try await work { step.yield($0) }
      }
      for await progress in steps { try await send(progress) }
      guard let result = try await group.next() else { throw CancellationError() }
      return result
    }
  }
}
