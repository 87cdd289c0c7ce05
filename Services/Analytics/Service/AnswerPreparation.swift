import ServiceLifecycle

/// Works answers out before anybody asks for them, so that who asks about a topic for the first time does not wait longer
/// than who asks again. It begins when the ledger is caught up with, and again whenever the feed has been quiet for a moment.
struct AnswerPreparation: Service {
  let model: LiveModel

  /// It rests for so many times as long as it worked: questions and the feed use the same model, one at a time.
  private static let rest = 2
  private static let quiet = Duration.milliseconds(100)

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      var seen = LiveModel.Position()
      while true {
        try await model.changes(since: seen)
        repeat {
          seen = model.now
          try await Task.sleep(for: Self.quiet)
        } while seen != model.now
        try await prepareAll()
      }
    }
  }

  private func prepareAll() async throws {
    let clock = ContinuousClock()
    while true {
      let begin = clock.now
      guard model.prepareNext() else { return }
      try await Task.sleep(for: begin.duration(to: clock.now) * Self.rest)
    }
  }
}
