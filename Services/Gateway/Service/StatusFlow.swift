import Ledger
import Messages
import RPC
import Runtime

/// How every service is, asked side by side.
struct StatusFlow: Sendable {
  let ingest: Peer
  let storage: Peer
  let analytics: Peer

  func status() async throws -> GetStatusResponse {
    let questions: [(peer: Peer, ask: @Sendable () async throws -> ServiceStatus)] = [
      (ingest, { try await ingest.call(IngestAPI.getStatus, GetIngestStatusRequest()).status }),
      (storage, { try await storage.call(StorageAPI.getStatus, GetStorageStatusRequest()).status }),
      (
        analytics,
        { try await analytics.call(AnalyticsAPI.getStatus, GetAnalyticsStatusRequest()).status }
      ),
    ]
    let answers = await outcomes(of: Array(questions.indices)) { try await questions[$0].ask() }
    var services = [
      ServiceStatus(
        service: "gateway", address: "", version: Version.current, health: .ready, revision: .empty)
    ]
    var parts: [AnswerPart] = []
    for (question, answer) in zip(questions, answers) {
      let peer = question.peer
      switch answer {
      case .success(var status):
        status.address = peer.address.description
        services.append(status)
        // One that cannot do all that it is there for is not well, though it answers.
        parts.append(
          AnswerPart(name: peer.name, complete: status.error == nil, error: status.error))
      case .failure(let error):
        let failure = LedgerError(error, doing: peer.name)
        services.append(
          ServiceStatus(
            service: peer.name, address: peer.address.description, version: "",
            health: .unreachable, revision: .empty, error: failure))
        parts.append(AnswerPart(name: peer.name, complete: false, error: failure))
      }
    }
    let revision = services.first { $0.service == "storage" }?.revision ?? .empty
    return GetStatusResponse(
      status: AnswerStatus(
        complete: parts.allSatisfy(\.complete), parts: parts, revision: revision,
        version: Version.current),
      services: services)
  }
}
