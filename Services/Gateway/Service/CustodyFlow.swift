import Ledger
import Messages
import RPC

/// Work on the whole ledger: storage does it, and tells how far it has come. A stream is not tried again, so each makes
/// sure first that storage is there: one that has just come back is not taken for one that is gone.
struct CustodyFlow: Sendable {
  let storage: Peer
  let seen: SeenRevision

  func verify(_ request: VerifyLedgerRequest, _ out: Outgoing<VerifyLedgerResponse>) async throws {
    try await storage.reach()
    let inner = VerifyRequest(
      against: request.against, withoutProjections: request.withoutProjections)
    try await storage.read(StorageAPI.verify, inner) { answers in
      for try await answer in answers { try await out.send(VerifyLedgerResponse(answer.part)) }
    }
  }

  func browseCheckpoints(_ request: BrowseCheckpointsRequest) async throws
    -> BrowseCheckpointsResponse
  {
    let page = try await storage.call(
      StorageAPI.listCheckpoints,
      ListCheckpointsRequest(
        pageSize: request.pageSize, cursor: request.cursor, at: request.at))
    return BrowseCheckpointsResponse(
      status: seen.whole("checkpoints", page.revision), notes: page.notes,
      nextCursor: page.nextCursor)
  }

  func showCheckpoint(_ request: ShowCheckpointRequest) async throws -> ShowCheckpointResponse {
    let answer = try await storage.call(
      StorageAPI.getCheckpoint, GetCheckpointRequest(day: request.day, now: request.now))
    let note = answer.note
    return ShowCheckpointResponse(
      status: seen.whole("checkpoint", try Checkpoint(note: note).statement.size), note: note,
      timestamp: answer.timestamp)
  }

  func prove(_ request: ProveClaimRequest) async throws -> ProveClaimResponse {
    let answer = try await storage.call(
      StorageAPI.getProof, GetProofRequest(claim: request.claim, at: request.at))
    return ProveClaimResponse(
      status: seen.whole("proof", answer.revision), proof: answer.proof, withdrawn: answer.withdrawn
    )
  }

  func rebuild(_ request: RebuildLedgerRequest, _ out: Outgoing<RebuildLedgerResponse>)
    async throws
  {
    try await storage.reach()
    try await storage.read(StorageAPI.rebuild, RebuildRequest()) { answers in
      for try await answer in answers { try await out.send(RebuildLedgerResponse(answer.part)) }
    }
  }

  func backup(_ request: BackupLedgerRequest, _ out: Outgoing<BackupLedgerResponse>) async throws {
    try await storage.reach()
    try await storage.read(StorageAPI.backup, BackupRequest(send: request.send)) { answers in
      for try await answer in answers { try await out.send(BackupLedgerResponse(answer.part)) }
    }
  }

  func browseBackups() async throws -> BrowseBackupsResponse {
    let answer = try await storage.call(StorageAPI.listBackups, ListBackupsRequest())
    return BrowseBackupsResponse(
      status: seen.whole("backups", answer.revision), backups: answer.backups,
      directory: answer.directory)
  }
}
