import Ledger
import Messages
import RPC
import Runtime

/// How every process of every service is, asked side by side.
struct StatusFlow: Sendable {
  let ingest: Peer
  let storage: Peer
  let analytics: Peer
  let seen: SeenRevision

  func status() async throws -> GetStatusResponse {
    async let intake = ingest.askEach {
      try await $0.call(IngestAPI.getStatus, GetIngestStatusRequest()).status
    }
    async let ledger = storage.askEach {
      try await $0.call(StorageAPI.getStatus, GetStorageStatusRequest()).status
    }
    async let model = analytics.askEach {
      try await $0.call(AnalyticsAPI.getStatus, GetAnalyticsStatusRequest()).status
    }
    let answers = [("ingest", await intake), ("storage", await ledger), ("analytics", await model)]
    var services = [
      ServiceStatus(
        service: "gateway", address: "", version: Version.current, health: .ready, revision: .empty)
    ]
    var parts: [AnswerPart] = []
    for (service, processes) in answers {
      for process in processes {
        let status = status(of: process, service)
        services.append(status)
        // One that cannot do all that it is there for is not well, though it answers.
        parts.append(
          AnswerPart(name: process.name, complete: status.error == nil, error: status.error))
      }
    }
    for status in services { seen.raise(to: status.revision) }
    // What the caller was shown is there, whether or not storage says so now.
    let revision = max(seen.value, Call.current.seen ?? .empty)
    return GetStatusResponse(
      status: AnswerStatus(
        complete: parts.allSatisfy(\.complete), parts: parts, revision: revision,
        version: Version.current),
      services: services)
  }

  private func status(of process: ProcessAnswer<ServiceStatus>, _ service: String) -> ServiceStatus
  {
    switch process.result {
    case .success(var status):
      status.address = process.address
      return status
    case .failure(let error):
      return ServiceStatus(
        service: service, address: process.address, version: "", health: .unreachable,
        revision: .empty, error: error)
    }
  }
}
