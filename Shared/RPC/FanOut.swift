/// Runs both at once and fails as soon as one of them does, cancelling the other. (`async let` would wait for the
/// first before it noticed that the second had failed.)
package func together<A: Sendable, B: Sendable>(
  _ first: @escaping @Sendable () async throws -> A,
  _ second: @escaping @Sendable () async throws -> B
) async throws -> (A, B) {
  try await withThrowingTaskGroup(of: Leg<A, B>.self) { group in
    group.addTask { .first(try await first()) }
    group.addTask { .second(try await second()) }
    var a: A?
    var b: B?
    // Draining with next() rethrows the first failure at once; leaving the scope cancels the rest.
    while let leg = try await group.next() {
      switch leg {
      case .first(let value): a = value
      case .second(let value): b = value
      }
    }
    guard let a, let b else { throw CancellationError() }
    return (a, b)
  }
}

private enum Leg<A: Sendable, B: Sendable>: Sendable {
  case first(A)
  case second(B)
}

/// The outcome of each of several questions asked at once, in the order of the questions. A failure is an outcome.
package func outcomes<Question: Sendable, Answer: Sendable>(
  of questions: [Question], _ ask: @escaping @Sendable (Question) async throws -> Answer
) async -> [Result<Answer, any Error>] {
  await withTaskGroup(of: (Int, Result<Answer, any Error>).self) { group in
    for (index, question) in questions.enumerated() {
      group.addTask {
        do { return (index, .success(try await ask(question))) } catch {
          return (index, .failure(error))
        }
      }
    }
    var results: [(Int, Result<Answer, any Error>)] = []
    for await result in group { results.append(result) }
    return results.sorted { $0.0 < $1.0 }.map(\.1)
  }
}

/// The operation's result, or an error when the time is up. The operation is cancelled then.
package func withTimeout<T: Sendable>(
  _ limit: Duration, _ operation: @escaping @Sendable () async throws -> T,
  timedOut: @escaping @Sendable () -> any Error
) async throws -> T {
  try await withThrowingTaskGroup(of: T.self) { group in
    group.addTask { try await operation() }
    group.addTask {
      try await Task.sleep(for: limit)
      throw timedOut()
    }
    defer { group.cancelAll() }
    guard let result = try await group.next() else { throw CancellationError() }
    return result
  }
}
