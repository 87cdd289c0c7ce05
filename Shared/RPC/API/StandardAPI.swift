package import Messages

/// The methods that every gRPC server is expected to have.
package enum StandardAPI {
  package static let checkHealth = Unary<HealthCheckRequest, HealthCheckResponse>(
    "grpc.health.v1.Health", "Check")
  package static let watchHealth = ServerStream<HealthCheckRequest, HealthCheckResponse>(
    "grpc.health.v1.Health", "Watch", endless: false)
  package static let reflect = Bidirectional<ReflectionRequest, ReflectionResponse>(
    "grpc.reflection.v1.ServerReflection", "ServerReflectionInfo")
  /// Older tools ask under this name; the wire form is the same.
  package static let reflectAlpha = Bidirectional<ReflectionRequest, ReflectionResponse>(
    "grpc.reflection.v1alpha.ServerReflection", "ServerReflectionInfo")
}
