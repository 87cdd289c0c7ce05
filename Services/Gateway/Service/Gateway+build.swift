import GatewayWeb
import Ledger
package import Logging
import RPC
package import Runtime
package import ServiceLifecycle

/// The gateway, from its configuration to the parts that run.
package enum Gateway {
  package static let settings =
    ServerSettings.settings(port: 7400) + PeerSettings.settings("ingest", port: 7401, .several)
    + PeerSettings.settings("storage", port: 7402)
    + PeerSettings.settings("analytics", port: 7403, .several) + AdmissionSettings.settings
    + [
      Setting(
        "answers.kept-bytes", default: "\(128 << 20)",
        "bytes of comparisons that are kept while nothing is recorded, and as many of pages of claims; 0: none"
      )
    ] + WebSettings.settings

  package static func build(_ configuration: ServiceConfiguration, _ logger: Logger) async throws
    -> [any Service]
  {
    let server = try ServerSettings(configuration)
    let ingest = try PeerSettings.peer("ingest", configuration, .several)
    let storage = try PeerSettings.peer("storage", configuration)
    let analytics = try PeerSettings.peer("analytics", configuration, .several)
    let service = GatewayService(
      ingest: ingest, storage: storage, analytics: analytics,
      keptBytes: try configuration.count("answers.kept-bytes", in: 0...(1 << 40)))
    let admission = Admission(try AdmissionSettings.bounds(configuration))
    let grpc = Server(
      service: "reckoner.v1.GatewayService", address: server.address, limits: server.limits,
      admission: admission, logger: logger, routes: { service.register(with: &$0) })
    let task = ServerTask(grpc, readyFile: server.readyFile, logger: logger) { _ in
      // It answers whatever it can, so it is ready whether or not the others are.
      grpc.health.set(serving: true)
    }
    var handlers = WebHandlers()
    service.register(with: &handlers)
    // From here on calls are measured.
    _ = PrometheusRegistry.shared
    handlers.serve(
      GaugesFlow(ingest: ingest, storage: storage, analytics: analytics, admission: admission)
        .gauges)
    handlers.serve(EventsFlow(storage: storage, analytics: analytics).follow)
    let web = WebServer(
      try WebSettings(configuration, limits: server.limits), handlers: handlers,
      admission: admission, logger: logger)
    return [
      PeerTask(ingest), PeerTask(storage), PeerTask(analytics), AdmissionTask(admission),
      AnswersTask(service: service), task,
    ]
      + (web.map { [$0] } ?? [])
  }
}
