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
    routes.serve(AnalyticsAPI.listOrigins, origins)
    routes.serve(AnalyticsAPI.listFindings, findings)
    routes.serve(AnalyticsAPI.listDerivations, derivations)
    routes.serve(AnalyticsAPI.listCoverage, coverage)
    routes.serve(AnalyticsAPI.check, check)
    routes.serve(AnalyticsAPI.getPosition, position)
    routes.serve(AnalyticsAPI.getStatus, status)
  }

  @Sendable private func compare(_ request: AnalyticsServiceCompareRequest) async throws
    -> AnalyticsServiceCompareResponse
  {
    let state = try await state(for: request.revision, request.hash)
    return AnalyticsServiceCompareResponse(
      comparison: try model.ask(state) {
        try $0.compare(request.question, at: state.revision, &$1)
      },
      revision: state.revision, complete: state.complete)
  }

  @Sendable private func series(_ request: AnalyticsServiceListSeriesRequest) async throws
    -> AnalyticsServiceListSeriesResponse
  {
    let state = try await state(for: request.revision, request.hash)
    let size = try PageSize(request.pageSize)
    let set = try model.ask(state) {
      try $0.series(
        request.question, projections: request.projections, at: state.revision, &$1
      ).page(from: request.start, size)
    }
    return AnalyticsServiceListSeriesResponse(
      series: set.series, claims: set.claims, rejectedClaims: set.rejectedClaims,
      revision: state.revision, complete: state.complete, points: set.points)
  }

  @Sendable private func origins(_ request: AnalyticsServiceListOriginsRequest) async throws
    -> AnalyticsServiceListOriginsResponse
  {
    let state = try await state(for: request.revision, request.hash)
    let page = try PageSize(request.pageSize)
    let origins = try model.ask(state) {
      try $0.origins(
        request.question, from: request.start, limit: page.items, at: state.revision, &$1)
    }
    return AnalyticsServiceListOriginsResponse(
      origins: origins, revision: state.revision, complete: state.complete)
  }

  @Sendable private func derivations(
    _ request: AnalyticsServiceListDerivationsRequest
  ) async throws -> AnalyticsServiceListDerivationsResponse {
    let state = try await state(for: request.revision, request.hash)
    return AnalyticsServiceListDerivationsResponse(
      page: try model.ask(state) { try $0.derivations(request.query, at: state.revision, &$1) },
      revision: state.revision, complete: state.complete)
  }

  @Sendable private func findings(
    _ request: AnalyticsServiceListFindingsRequest
  ) async throws -> AnalyticsServiceListFindingsResponse {
    let state = try await state(for: request.revision, request.hash)
    let set = try model.ask(state) { try $0.findings(request.question, at: state.revision, &$1) }
    return AnalyticsServiceListFindingsResponse(
      findings: set.page(from: request.start, try PageSize(request.pageSize)),
      revision: state.revision, complete: state.complete)
  }

  @Sendable private func coverage(
    _ request: AnalyticsServiceListCoverageRequest
  ) async throws -> AnalyticsServiceListCoverageResponse {
    let state = try await state(for: request.revision, request.hash)
    let set = try model.ask(state) { try $0.coverage(request.question, at: state.revision, &$1) }
    return AnalyticsServiceListCoverageResponse(
      coverage: set.page(from: request.start, try PageSize(request.pageSize)),
      revision: state.revision, complete: state.complete)
  }

  /// Of the newest state there is: a draft stands to what is known now.
  @Sendable private func check(_ request: AnalyticsServiceCheckRequest) async throws
    -> AnalyticsServiceCheckResponse
  {
    let state = try await state(for: request.revision, request.hash)
    let (draft, revision) = try model.ask(state) {
      (try $0.check(request.claims, &$1), $0.revision)
    }
    return AnalyticsServiceCheckResponse(draft: draft, revision: revision, complete: state.complete)
  }

  /// Which state to answer about, and whether that is what was asked for.
  private func state(for wanted: Revision?, _ hash: Digest?) async throws -> LiveModel.State {
    // Before the first entry there is nothing to wait for.
    if wanted == nil, hash == .zero {
      return LiveModel.State(revision: .empty, hash: .zero, complete: true)
    }
    guard let wanted else {
      let now = model.now
      return LiveModel.State(revision: now.revision, hash: nil, complete: now.ready)
    }
    let reached = try await model.wait(for: wanted, hash)
    return LiveModel.State(
      revision: reached ? wanted : model.now.revision, hash: reached ? hash : nil,
      complete: reached)
  }

  @Sendable private func position(_ request: GetPositionRequest) async throws
    -> GetPositionResponse
  {
    if let wanted = request.waitFor { _ = try await model.wait(for: wanted, nil) }
    let (revision, hash) = model.end
    return GetPositionResponse(revision: revision, ready: model.now.ready, hash: hash)
  }

  @Sendable private func status(_ request: GetAnalyticsStatusRequest) async throws
    -> GetAnalyticsStatusResponse
  {
    let now = model.now
    let (claims, bytes) = model.ask { ($0.claimCount, $0.bytesPerClaim) }
    let (topics, prepared) = model.readiness
    return GetAnalyticsStatusResponse(
      status: ServiceStatus(
        service: "analytics", version: Version.current, health: now.ready ? .ready : .starting,
        revision: now.revision,
        note: "\(claims) claims, \(Int(bytes)) bytes each; \(prepared) of \(topics) topics prepared"
      ),
      claims: Int64(claims), bytesPerClaim: bytes, topics: topics, preparedTopics: prepared)
  }
}
