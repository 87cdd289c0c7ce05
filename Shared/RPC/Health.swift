import Ledger
import Messages

/// `grpc.health.v1`: whether a service is ready for calls.
package final class Health: Sendable {
  private let serving = Watched(false)
  private let names: Set<String>

  init(service: String) { names = ["", service] }

  package var isServing: Bool { serving.value }
  package func set(serving: Bool) { self.serving.set(serving) }

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
      for await serving in serving.changes() {
        try await out.send(HealthCheckResponse(status: serving ? .serving : .notServing))
      }
    }
  }
}
