import ServiceLifecycle

/// Lets kept answers go that have become old, as a part of the gateway's process.
struct KeptAnswersTask: Service {
  let service: GatewayService

  func run() async {
    await cancelWhenGracefulShutdown {
      while (try? await Task.sleep(for: .seconds(15))) != nil {
        service.comparison.kept.forgetOld(at: .now)
        service.claims.kept.forgetOld(at: .now)
      }
    }
  }
}
