import GatewayWeb
import Ledger
import Messages
import RPC

/// How the services are, as numbers to watch. A number that could not be had is not there, and its service is down.
struct GaugesFlow: Sendable {
  let ingest: Peer
  let storage: Peer
  let analytics: Peer

  func gauges() async throws -> [WebGauge] {
    async let storage = Outcome.of("storage") {
      try await self.storage.call(StorageAPI.getStatus, GetStorageStatusRequest())
    }
    async let analytics = Outcome.of("analytics") {
      try await self.analytics.call(AnalyticsAPI.getStatus, GetAnalyticsStatusRequest()).status
    }
    async let ingest = Outcome.of("ingest") {
      try await self.ingest.call(IngestAPI.getStatus, GetIngestStatusRequest()).status
    }
    let (ledger, model, intake) = try await (storage, analytics, ingest)
    var gauges = [
      (ledger.name, ledger.value?.status), (model.name, model.value), (intake.name, intake.value),
    ]
    .map { name, status in
      WebGauge(
        "reckoner_up", "1 where a service answers, and is well", [("service", name)],
        status != nil && status?.error == nil ? 1 : 0)
    }
    if let ledger = ledger.value {
      gauges += [
        WebGauge(
          "reckoner_revision", "the ledger's newest entry", [],
          Double(ledger.status.revision.number)),
        WebGauge("reckoner_ledger_bytes", "the ledger's file", [], Double(ledger.databaseSize)),
        WebGauge("reckoner_log_bytes", "the write-ahead log", [], Double(ledger.logSize)),
      ]
    }
    if let ledger = ledger.value, let model = model.value {
      gauges.append(
        WebGauge(
          "reckoner_feed_lag", "entries that analytics has not read yet", [],
          Double(max(0, ledger.status.revision.number - model.revision.number))))
    }
    if let intake = intake.value {
      gauges.append(
        WebGauge(
          "reckoner_queue_length", "reports accepted and not yet recorded", [],
          Double(intake.queueLength)))
    }
    return gauges
  }
}
