import ServiceLifecycle

/// What the gateway's answers need beside its calls, as a part of its process: a call to storage that is held open, and
/// that kept answers go that have become old.
struct AnswersTask: Service {
  let service: GatewayService

  func run() async {
    await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await service.newest.run() }
        while (try? await Task.sleep(for: .seconds(15))) != nil {
          service.comparison.kept.forgetOld(at: .now)
          service.claims.kept.forgetOld(at: .now)
        }
        group.cancelAll()
      }
    }
  }
}
