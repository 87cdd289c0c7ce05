import Ledger
import Messages
import Synchronization

/// `grpc.health.v1`: whether a service is ready for calls.
package final class Health: Sendable {
  private struct State {
    var serving = false
    var waiting: [Int: AsyncStream<Bool>.Continuation] = [:]
    var next = 0
  }

  private let state = Mutex(State())
  private let names: Set<String>

  init(service: String) { names = ["", service] }

  package var isServing: Bool { state.withLock(\.serving) }

  package func set(serving: Bool) {
    state.withLock { state in
      guard state.serving != serving else { return }
      state.serving = serving
      for waiting in state.waiting.values { waiting.yield(serving) }
    }
  }

  func register(with routes: inout Routes) {
    routes.serve(StandardAPI.checkHealth) { [self] request in
      guard names.contains(request.service) else {
        throw LedgerError(.notFound, subject: request.service, "no such service here")
      }
      return HealthCheckResponse(status: isServing ? .serving : .notServing)
    }
    routes.serve(StandardAPI.watchHealth) { [self] request, out in
      guard names.contains(request.service) else {
        // The protocol wants the stream to stay open, in case the service appears; ours never do.
        try await out.send(HealthCheckResponse(status: .serviceUnknown))
        return try await Task.sleep(for: .seconds(86_400))
      }
      for await serving in changes() {
        try await out.send(HealthCheckResponse(status: serving ? .serving : .notServing))
      }
    }
  }

  /// The present state, then each change.
  private func changes() -> AsyncStream<Bool> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      let key = state.withLock { state in
        state.next += 1
        state.waiting[state.next] = continuation
        continuation.yield(state.serving)
        return state.next
      }
      continuation.onTermination = { [self] _ in
        _ = state.withLock { $0.waiting.removeValue(forKey: key) }
      }
    }
  }
}
