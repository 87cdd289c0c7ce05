import GRPCCore
package import Ledger

/// The call that the current task works for. Set once, by `Serve` or by a client's entry; children inherit it, so
/// that a call further on can neither outlive its caller nor lose its name.
package struct Call: Sendable {
  /// Names the request in every log along its way.
  package var requestID: String
  /// When the caller stops waiting; nil where it waits for as long as it takes.
  package var deadline: ContinuousClock.Instant?
  /// The newest revision that the caller has been shown; nil where it does not say. It is shown none before it.
  package var seen: Revision?
  /// Where it stands in a trace; nil where nobody works for a call.
  package var trace: TraceContext?
  /// Who asks, as the server sees it.
  package var caller: Caller

  package init(
    requestID: String = Call.newID(), deadline: ContinuousClock.Instant? = nil,
    seen: Revision? = nil, trace: TraceContext? = TraceContext(), caller: Caller = .unknown
  ) {
    self.requestID = requestID
    self.deadline = deadline
    self.seen = seen
    self.trace = trace
    self.caller = caller
  }

  /// That of no call.
  private static let none = Call(requestID: "-", trace: nil)

  @TaskLocal package static var current = none

  /// Nobody asked for what is done.
  package var isNone: Bool { requestID == Self.none.requestID }

  /// The same call with a nearer deadline: for a part of it that must not take longer.
  package func within(_ limit: Duration) -> Call {
    var call = self
    let wanted = ContinuousClock.now + limit
    call.deadline = deadline.map { min($0, wanted) } ?? wanted
    return call
  }

  /// The same call for a part of it that must leave time for the rest: it gets that share of the time that is left.
  package func share(_ part: Double) -> Call {
    guard let deadline else { return self }
    return within(ContinuousClock.now.duration(to: deadline) * part)
  }

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

  package static let requestIDKey = "reckoner-request-id"
  package static let timeoutKey = "grpc-timeout"
  package static let seenKey = "reckoner-seen-revision"

  /// Reads the call out of what arrived with a request.
  init(metadata: Metadata, default timeout: Duration?, from caller: Caller) {
    self.init(
      named: metadata[stringValues: Self.requestIDKey].first(where: { _ in true }),
      within: metadata[stringValues: Self.timeoutKey].first(where: { _ in true }),
      default: timeout,
      seen: metadata[stringValues: Self.seenKey].first(where: { _ in true }),
      trace: TraceContext(
        parent: metadata[stringValues: TraceContext.parentKey].first(where: { _ in true }),
        state: metadata[stringValues: TraceContext.stateKey].first(where: { _ in true })),
      caller: caller)
  }

  /// The call under the name that its caller gave it, where that can stand in a log line; else under a new one.
  /// - Parameters:
  ///   - limit: as gRPC writes it; what cannot be read is as if it was not there.
  ///   - seen: a revision's number; what is none is as if it was not there.
  package init(
    named given: String?, within limit: String?, default timeout: Duration?, seen: String? = nil,
    trace: TraceContext = TraceContext(), caller: Caller = .unknown
  ) {
    let timeout = limit.flatMap { Duration(grpcTimeout: $0) } ?? timeout
    let isPrintable = given?.utf8.allSatisfy { $0 > 32 && $0 < 127 } ?? false
    self.init(
      requestID: isPrintable ? String((given ?? "").prefix(64)) : Self.newID(),
      deadline: timeout.map { .now + $0 },
      seen: seen.flatMap { Int64($0) }.flatMap { $0 > 0 ? Revision($0) : nil }, trace: trace,
      caller: caller)
  }

  var metadata: Metadata {
    var metadata: Metadata = [Self.requestIDKey: .string(requestID)]
    if let seen { metadata.addString("\(seen.number)", forKey: Self.seenKey) }
    for (key, value) in trace?.fields ?? [] { metadata.addString(value, forKey: key) }
    return metadata
  }
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
