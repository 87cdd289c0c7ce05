import GatewayWeb
import Ledger
import Messages
import RPC

/// How the services are, as numbers to watch. A number that could not be had is not there, and its service is down. Of
/// several processes each has its own, told by its address: a sum without one of them would look whole.
struct GaugesFlow: Sendable {
  let ingest: Peer
  let storage: Peer
  let analytics: Peer
  let admission: Admission

  func gauges() async throws -> [WebGauge] {
    async let asked = (
      storage.askEach { try await $0.call(StorageAPI.getStatus, GetStorageStatusRequest()) },
      analytics.askEach {
        try await $0.call(AnalyticsAPI.getStatus, GetAnalyticsStatusRequest()).status
      },
      ingest.askEach { try await $0.call(IngestAPI.getStatus, GetIngestStatusRequest()).status }
    )
    let (ledgers, models, intakes) = await asked
    var gauges =
      ledgers.map { up("storage", $0, error: $0.value?.status.error) }
      + models.map { up("analytics", $0, error: $0.value?.error) }
      + intakes.map { up("ingest", $0, error: $0.value?.error) }
    if let ledger = ledgers.first?.value {
      gauges += [
        WebGauge(
          "reckoner_revision", "the ledger's newest entry", [],
          Double(ledger.status.revision.number)),
        WebGauge("reckoner_ledger_bytes", "the ledger's file", [], Double(ledger.databaseSize)),
        WebGauge("reckoner_log_bytes", "the write-ahead log", [], Double(ledger.logSize)),
      ]
      gauges += models.compactMap { model in
        model.value.map {
          WebGauge(
            "reckoner_feed_lag", "entries that analytics has not read yet", labels(model),
            Double(max(0, ledger.status.revision.number - $0.revision.number)))
        }
      }
    }
    gauges += intakes.compactMap { intake in
      intake.value.map {
        WebGauge(
          "reckoner_queue_length", "reports accepted and not yet recorded", labels(intake),
          Double($0.queueLength))
      }
    }
    return gauges + load
  }

  private var load: [WebGauge] {
    let load = admission.load
    return [
      ("running", load.running), ("waiting", load.waiting), ("streaming", load.streams),
    ].map { state, count in
      WebGauge(
        "reckoner_calls", "calls that are taken on: under way, waiting for their turn, streaming",
        [("state", state)], Double(count))
    }
  }

  private func up<Answer>(
    _ service: String, _ process: ProcessAnswer<Answer>, error: LedgerError?
  ) -> WebGauge {
    WebGauge(
      "reckoner_up", "1 where a service answers, and is well",
      [("service", service)] + labels(process),
      process.failure == nil && error == nil ? 1 : 0)
  }

  private func labels<Answer>(_ process: ProcessAnswer<Answer>) -> [(String, String)] {
    process.isOneOfSeveral ? [("address", process.address)] : []
  }
}
