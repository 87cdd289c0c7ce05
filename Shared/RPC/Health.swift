import Ledger
import Messages

/// `grpc.health.v1`: whether a service is ready for calls.
package final class Health: Sendable {
  private enum State { case starting, serving, stopped }

  private let state = Watched(State.starting)
  private let names: Set<String>

  init(service: String) { names = ["", service] }

  package var isServing: Bool { state.value == .serving }

  /// After `stop()` it stays stopped.
  package func set(serving: Bool) {
    state.update { $0 == .stopped ? .stopped : serving ? .serving : .starting }
  }

  /// Says so to everybody who watches, as the last thing that they hear.
  func stop() { state.set(.stopped) }

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
        _ = try await state.wait { $0 == .stopped }
        return
      }
      for await state in state.changes() {
        try await out.send(
          HealthCheckResponse(status: state == .serving ? .serving : .notServing))
        if state == .stopped { return }
      }
    }
  }
}
