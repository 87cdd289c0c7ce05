import Ledger
import Messages
import RPC
import Reconciliation
import Runtime

/// The analytics' handlers: each turns a request into one question to the model.
struct AnalyticsService: Sendable {
  let model: LiveModel

  func register(with routes: inout Routes) {
    routes.serve(AnalyticsAPI.compare, compare)
    routes.serve(AnalyticsAPI.listSeries, series)
    routes.serve(AnalyticsAPI.getPosition, position)
    routes.serve(AnalyticsAPI.getStatus, status)
  }

  @Sendable private func compare(_ request: AnalyticsServiceCompareRequest) async throws
    -> AnalyticsServiceCompareResponse
  {
    let state = try await state(for: request.revision)
    return AnalyticsServiceCompareResponse(
      comparison: try model.ask { try $0.compare(request.question, at: state.revision) },
      revision: state.revision, complete: state.complete)
  }

  @Sendable private func series(_ request: AnalyticsServiceListSeriesRequest) async throws
    -> AnalyticsServiceListSeriesResponse
  {
    let state = try await state(for: request.revision)
    let set = try model.ask { try $0.series(request.question, at: state.revision) }
    return AnalyticsServiceListSeriesResponse(
      series: set.series, claims: set.claims, rejectedClaims: set.rejectedClaims,
      revision: state.revision, complete: state.complete)
  }

  /// Which revision to answer at, and whether that is what was asked for.
  private func state(for wanted: Revision?) async throws -> (revision: Revision, complete: Bool) {
    guard let wanted else { return (model.now.revision, model.now.ready) }
    if try await model.wait(for: wanted) { return (wanted, true) }
    return (model.now.revision, false)
  }

  @Sendable private func position(_ request: GetPositionRequest) async throws
    -> GetPositionResponse
  {
    if let wanted = request.waitFor { _ = try await model.wait(for: wanted) }
    return GetPositionResponse(revision: model.now.revision, ready: model.now.ready)
  }

  @Sendable private func status(_ request: GetAnalyticsStatusRequest) async throws
    -> GetAnalyticsStatusResponse
  {
    let now = model.now
    let (claims, bytes) = model.ask { ($0.claimCount, $0.bytesPerClaim) }
    return GetAnalyticsStatusResponse(
      status: ServiceStatus(
        service: "analytics", version: Version.current, health: now.ready ? .ready : .starting,
        revision: now.revision, note: "\(claims) claims, \(Int(bytes)) bytes each"),
      claims: Int64(claims), bytesPerClaim: bytes)
  }
}
