import Ledger
import LedgerStore
import Messages
import RPC
import Runtime

/// Long works on the whole ledger.
extension StorageService {
  @Sendable func verify(_ request: VerifyRequest, _ out: Outgoing<VerifyResponse>) async throws {
    let against = try checkpoints(request.against)
    var report = try await reporting {
      try await store.verify(
        against: against, projections: !request.withoutProjections, signedAt: .now, progress: $0)
    } progress: {
      try await out.send(VerifyResponse(.progress($0)))
    }
    report.version = Version.current
    try await out.send(VerifyResponse(.report(report)))
  }

  @Sendable func rebuild(_ request: RebuildRequest, _ out: Outgoing<RebuildResponse>) async throws {
    var report = try await reporting {
      try await store.rebuild(progress: $0)
    } progress: {
      try await out.send(RebuildResponse(.progress($0)))
    }
    report.version = Version.current
    try await out.send(RebuildResponse(.report(report)))
  }

  /// Checkpoints as a caller sent them.
  private func checkpoints(_ notes: [String]) throws(LedgerError) -> [Checkpoint] {
    guard notes.count <= 100 else {
      throw LedgerError(
        .tooLarge, subject: "against", "\(notes.count) checkpoints at once",
        hint: "give at most 100")
    }
    var checkpoints: [Checkpoint] = []
    for note in notes { checkpoints.append(try Checkpoint(note: note)) }
    return checkpoints
  }

  @Sendable func listCheckpoints(_ request: ListCheckpointsRequest) async throws
    -> ListCheckpointsResponse
  {
    let page = try await store.listCheckpoints(
      at: request.at, pageSize: try PageSize.of(request.pageSize), cursor: request.cursor)
    return ListCheckpointsResponse(
      notes: page.items.map(\.note), nextCursor: page.nextCursor, revision: page.revision)
  }

  @Sendable func checkpoint(_ request: GetCheckpointRequest) async throws -> GetCheckpointResponse {
    guard request.day == nil || (request.day?.precision == .day && !request.now) else {
      throw LedgerError(
        .malformed, subject: "day", "it is not one day, or the present is asked for as well",
        hint: "give a day as YYYY-MM-DD, or ask for the present")
    }
    let checkpoint =
      request.now
      ? try await store.checkpoint(signedAt: .now) : try await store.checkpoint(of: request.day)
    return GetCheckpointResponse(
      note: checkpoint.note, timestamp: try await store.timestamp(of: checkpoint) ?? [])
  }

  @Sendable func proof(_ request: GetProofRequest) async throws -> GetProofResponse {
    let proof = try await store.proof(of: request.claim, at: request.at, signedAt: .now)
    let document = try proof.check().claim.document
    return GetProofResponse(
      proof: proof, revision: try Checkpoint(note: proof.checkpoint).statement.size,
      withdrawn: try await store.withdrawal(of: document))
  }

  /// Runs a work and sends how far it has come, the newest that there is whenever the receiver has room for it. The
  /// work never waits for its receiver, and ends when the receiver leaves.
  func reporting<Result: Sendable>(
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
