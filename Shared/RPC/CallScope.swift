import GRPCCore
import Ledger
package import Logging

/// The life of one call inside a server, through whichever door it came.
package struct CallScope: Sendable {
  let method: MethodName
  let call: Call
  let logger: Logger
  let lifecycle: ServerLifecycle

  /// For callers that name no deadline.
  package static let defaultTimeout: Duration = .seconds(5)

  package init(method: MethodName, call: Call, logger: Logger, lifecycle: ServerLifecycle) {
    self.method = method
    self.call = call
    self.logger = logger
    self.lifecycle = lifecycle
  }

  /// Runs a handler as long as the call lives: it is cancelled when the caller leaves, when the deadline passes, and,
  /// for endless methods, when the server stops. Other methods are let finish then.
  package func run<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) async throws -> T
  {
    try await translating {
      // The one unstructured task: gRPC signals the end of a call beside the task that serves it, not by cancelling it.
      let work = Task { try await withDeadline(body) }
      return try await withRPCCancellationHandler {
        try await withTaskCancellationHandler {
          try await work.value
        } onCancel: {
          work.cancel()
        }
      } onCancelRPC: {
        if !lifecycle.isStopping || method.endless { work.cancel() }
      }
    }
  }

  private func withDeadline<T: Sendable>(_ body: @escaping @Sendable () async throws -> T)
    async throws -> T
  {
    guard let deadline = call.deadline else { return try await body() }
    return try await withTimeout(ContinuousClock.now.duration(to: deadline), body) {
      LedgerError(.deadline, subject: method.method, "no answer within the deadline")
    }
  }

  /// Whatever the body throws, as a `LedgerError`; one log line either way.
  func translating<T>(_ body: () async throws -> T) async throws -> T {
    try await Call.$current.withValue(call) { try await logging(body) }
  }

  private func logging<T>(_ body: () async throws -> T) async throws -> T {
    let start = ContinuousClock.now
    do {
      let result = try await body()
      log(.debug, "served", start)
      return result
    } catch {
      var failure = LedgerError(error, doing: method.method)
      if let deadline = call.deadline, failure.reason == .cancelled, deadline <= .now {
        failure.reason = .deadline
        failure.message = "no answer within the deadline"
      }
      log(failure.reason == .internalFailure ? .error : .info, "\(failure)", start)
      throw failure
    }
  }

  private func log(_ level: Logger.Level, _ message: String, _ start: ContinuousClock.Instant) {
    let took = start.duration(to: .now)
    logger.log(
      level: level, "\(message)",
      // Which request it is stands in every line of a call.
      metadata: [
        "method": "\(method.method)",
        "milliseconds":
          "\(took.components.seconds * 1000 + took.components.attoseconds / 1_000_000_000_000_000)",
      ])
  }
}
