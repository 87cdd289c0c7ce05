import CoreMetrics
import GRPCCore
import Ledger
package import Logging

/// The life of one call inside a server, through whichever door it came.
package struct CallScope: Sendable {
  let method: MethodName
  let call: Call
  let logger: Logger
  let lifecycle: ServerLifecycle
  /// Through which protocol it came, for whoever watches.
  let door: String
  /// Who decides whether and when it is taken on; nil: it is at once.
  let admission: Admission?

  /// For callers that name no deadline.
  package static let defaultTimeout: Duration = .seconds(5)

  package init(
    method: MethodName, call: Call, logger: Logger, lifecycle: ServerLifecycle,
    door: String = "grpc", admission: Admission? = nil
  ) {
    self.method = method
    self.call = call
    self.logger = logger
    self.lifecycle = lifecycle
    self.door = door
    self.admission = admission
  }

  /// Runs a handler when it is the call's turn, and as long as the call lives: it is cancelled when the caller leaves, when the deadline passes, and,
  /// for endless methods, when the server stops. Other methods are let finish then.
  package func run<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) async throws -> T
  {
    try await translating {
      // The one unstructured task: gRPC signals the end of a call beside the task that serves it, not by cancelling it.
      let work = Task { try await withDeadline { try await inTurn(body) } }
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

  private func inTurn<T>(_ body: () async throws -> T) async throws -> T {
    guard let admission else { return try await body() }
    return try await admission.inTurn(method, of: call.caller, body)
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
      measure("ok", start)
      log(.debug, "served", start)
      return result
    } catch {
      var failure = LedgerError(error, doing: method.method)
      if let deadline = call.deadline, failure.reason == .cancelled, deadline <= .now {
        failure.reason = .deadline
        failure.message = "no answer within the deadline"
      }
      measure("\(failure.reason)", start)
      log(failure.reason == .internalFailure ? .error : .info, "\(failure)", start)
      throw failure
    }
  }

  /// Rate, errors and duration by method. A process that nobody watches keeps nothing.
  private func measure(_ reason: String, _ start: ContinuousClock.Instant) {
    let took = start.duration(to: .now).components
    CoreMetrics.Timer(
      label: "reckoner_call_seconds",
      dimensions: [("method", method.method), ("door", door), ("reason", reason)]
    ).recordNanoseconds(took.seconds * 1_000_000_000 + took.attoseconds / 1_000_000_000)
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
