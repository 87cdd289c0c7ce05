import GRPCCore
import Ledger

/// The call that the current task works for. Set once, by `Serve` or by a client's entry; children inherit it, so
/// that a call further on can neither outlive its caller nor lose its name.
package struct Call: Sendable {
  /// Names the request in every log along its way.
  package var requestID: String
  /// When the caller stops waiting; nil where it waits for as long as it takes.
  package var deadline: ContinuousClock.Instant?

  package init(requestID: String = Call.newID(), deadline: ContinuousClock.Instant? = nil) {
    self.requestID = requestID
    self.deadline = deadline
  }

  @TaskLocal package static var current = Call(requestID: "-")

  /// Sixteen random hexadecimal digits.
  package static func newID() -> String {
    Hex.encode((0..<8).map { _ in UInt8.random(in: .min ... .max) })
  }

  /// How long a call to a further service may take: what is left, less a little, so that its answer, or its failure,
  /// still gets back in time. Nil: as long as it takes. Zero or less: too late.
  func remaining(now: ContinuousClock.Instant = .now) -> Duration? {
    guard let deadline else { return nil }
    let left = now.duration(to: deadline)
    return left - min(.milliseconds(50), left / 10)
  }

  static let requestIDKey = "reckoner-request-id"

  /// Reads the call out of what arrived with a request.
  init(metadata: Metadata, default timeout: Duration?) {
    let given = metadata[stringValues: Self.requestIDKey].first(where: { _ in true })
    let isPrintable = given?.utf8.allSatisfy { $0 > 32 && $0 < 127 } ?? false
    let left = metadata[stringValues: "grpc-timeout"].first(where: { _ in true })
      .flatMap { Duration(grpcTimeout: $0) }
    self.init(
      requestID: isPrintable ? String((given ?? "").prefix(64)) : Self.newID(),
      deadline: (left ?? timeout).map { .now + $0 })
  }

  var metadata: Metadata { [Self.requestIDKey: .string(requestID)] }
}

extension Duration {
  /// Reads gRPC's `TimeoutValue TimeoutUnit`: at most eight digits and one of `H M S m u n`.
  init?(grpcTimeout text: String) {
    guard let unit = text.last, text.utf8.count <= 9, let value = Int64(text.dropLast()), value >= 0
    else { return nil }
    switch unit {
    case "H": self = .seconds(value * 3600)
    case "M": self = .seconds(value * 60)
    case "S": self = .seconds(value)
    case "m": self = .milliseconds(value)
    case "u": self = .microseconds(value)
    case "n": self = .nanoseconds(value)
    default: return nil
    }
  }
}
