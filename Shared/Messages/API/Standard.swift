package import CReckonerProto
package import Ledger

/// `grpc.health.v1`: asks whether a service is ready; an empty name means the whole server.
package struct HealthCheckRequest: Hashable, Sendable {
  package var service: String
  package init(service: String = "") { self.service = service }
}

extension HealthCheckRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Grpc__Health__V1__HealthCheckRequest>?) -> Void
  { grpc__health__v1__health_check_request__init }

  package init(reading wire: Grpc__Health__V1__HealthCheckRequest) throws(LedgerError) {
    self.init(service: try Read.text(wire.service, "service"))
  }

  package func write(
    to wire: inout Grpc__Health__V1__HealthCheckRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.service = try arena.place(service, "service")
  }
}

/// `grpc.health.v1`: whether a service is ready.
package struct HealthCheckResponse: Hashable, Sendable {
  package var status: Status
  package init(status: Status) { self.status = status }

  package enum Status: Int32, CaseIterable, Sendable {
    case unknown = 0
    case serving, notServing, serviceUnknown
  }
}

extension HealthCheckResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Grpc__Health__V1__HealthCheckResponse>?) -> Void
  { grpc__health__v1__health_check_response__init }

  package init(reading wire: Grpc__Health__V1__HealthCheckResponse) throws(LedgerError) {
    self.init(status: try Read.optional(wire.status.rawValue, "status") ?? .unknown)
  }

  package func write(
    to wire: inout Grpc__Health__V1__HealthCheckResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.status = .init(UInt32(status.rawValue))
  }
}
