import Ledger
package import Logging
import RPC
package import Runtime
package import ServiceLifecycle

/// The analytics service, from its configuration to the parts that run.
package enum Analytics {
  package static let settings =
    ServerSettings.settings(port: 7403) + PeerSettings.settings("storage", port: 7402) + [
      Setting(
        "answers.kept-claims", default: "1500000",
        "claims in answers that are kept ready; a kilobyte each, and up to two where all has been asked about them"
      )
    ]

  /// It listens at once, and is ready when it has read what the ledger held.
  package static func build(_ configuration: ServiceConfiguration, _ logger: Logger) async throws
    -> [any Service]
  {
    let server = try ServerSettings(configuration)
    let storage = try PeerSettings.peer("storage", configuration)
    let model = LiveModel(
      keptClaims: try configuration.count("answers.kept-claims", in: 0...100_000_000))
    let grpc = Server(
      service: "reckoner.v1.AnalyticsService", address: server.address, limits: server.limits,
      logger: logger, routes: AnalyticsService(model: model).register)
    return [
      PeerTask(storage),
      FeedFollower(storage: storage, model: model, health: grpc.health, logger: logger),
      AnswerPreparation(model: model),
      ServerTask(grpc, readyFile: server.readyFile, logger: logger),
    ]
  }
}
