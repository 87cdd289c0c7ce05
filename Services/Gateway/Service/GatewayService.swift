import Ledger
import Messages
import RPC

/// The public face: each handler hands its question to the flow that composes the answer.
struct GatewayService: Sendable {
  let storage: Peer
  let newest: NewestHead
  let seen: SeenRevision
  let intake: IntakeFlow
  let draft: CheckFlow
  let comparison: CompareFlow
  let claims: ClaimsFlow
  let series: SeriesFlow
  let origins: OriginsFlow
  let findings: FindingsFlow
  let derivations: DerivationsFlow
  let coverage: CoverageFlow
  let explanation: ExplainFlow
  let status: StatusFlow
  let custody: CustodyFlow
  let originals: OriginalsFlow
  let withdrawal: WithdrawalFlow
  let versions: VersionFlow
  let sources: SourcesFlow

  /// - Parameter keptBytes: of comparisons that are kept while nothing is recorded, and of pages of claims.
  init(ingest: Peer, storage: Peer, analytics: Peer, keptBytes: Int) {
    let seen = SeenRevision()
    let newest = NewestHead(storage)
    let pinning = Pinning(storage: storage, analytics: analytics, newest: newest, seen: seen)
    (self.storage, self.newest, self.seen) = (storage, newest, seen)
    intake = IntakeFlow(ingest: ingest, storage: storage, analytics: analytics)
    draft = CheckFlow(ingest: ingest, storage: storage, analytics: analytics, pinning: pinning)
    comparison = CompareFlow(
      storage: storage, analytics: analytics, pinning: pinning,
      kept: KeptAnswers(mostBytes: keptBytes))
    claims = ClaimsFlow(
      storage: storage, newest: newest, seen: seen, kept: KeptAnswers(mostBytes: keptBytes))
    series = SeriesFlow(storage: storage, analytics: analytics, pinning: pinning)
    origins = OriginsFlow(storage: storage, analytics: analytics, pinning: pinning)
    findings = FindingsFlow(storage: storage, analytics: analytics, pinning: pinning)
    derivations = DerivationsFlow(storage: storage, analytics: analytics, pinning: pinning)
    coverage = CoverageFlow(storage: storage, analytics: analytics, pinning: pinning)
    explanation = ExplainFlow(
      storage: storage, pinning: pinning, comparison: comparison, series: series, origins: origins,
      findings: findings, derivations: derivations, coverage: coverage)
    status = StatusFlow(
      ingest: ingest, storage: storage, analytics: analytics, seen: seen)
    custody = CustodyFlow(storage: storage, seen: seen)
    originals = OriginalsFlow(storage: storage, seen: seen)
    withdrawal = WithdrawalFlow(storage: storage, ingest: ingest)
    versions = VersionFlow(storage: storage, seen: seen, ingest: ingest)
    sources = SourcesFlow(storage: storage, seen: seen)
  }

  func register(with routes: inout some Door) {
    routes.serve(GatewayAPI.submit) { try await intake.submit($0) }
    routes.serve(GatewayAPI.follow) { try await intake.follow($0.receipt, $1) }
    routes.serve(GatewayAPI.extract) { try await intake.extract($0, $1) }
    routes.serve(GatewayAPI.check) { try await draft.check($0) }
    routes.serve(GatewayAPI.listCoverage) { try await coverage.list($0) }
    routes.serve(GatewayAPI.explain) { try await explanation.explain($0) }
    routes.serve(GatewayAPI.compare.packed) { try await comparison.compare($0) }
    routes.serve(GatewayAPI.listSeries) { try await series.list($0) }
    routes.serve(GatewayAPI.listOrigins) { try await origins.list($0) }
    routes.serve(GatewayAPI.listFindings) { try await findings.list($0) }
    routes.serve(GatewayAPI.listDerivations) { try await derivations.list($0) }
    routes.serve(GatewayAPI.getStatus) { _ in try await status.status() }
    routes.serve(GatewayAPI.verifyLedger) { try await custody.verify($0, $1) }
    routes.serve(GatewayAPI.rebuildLedger) { try await custody.rebuild($0, $1) }
    routes.serve(GatewayAPI.browseCheckpoints) { try await custody.browseCheckpoints($0) }
    routes.serve(GatewayAPI.showCheckpoint) { try await custody.showCheckpoint($0) }
    routes.serve(GatewayAPI.proveClaim) { try await custody.prove($0) }
    routes.serve(GatewayAPI.fetchOriginal) { try await originals.fetch($0, $1) }
    routes.serve(GatewayAPI.browseAccesses) { try await originals.browseAccesses($0) }
    routes.serve(GatewayAPI.browseCustody) { try await originals.browseCustody($0) }
    routes.serve(GatewayAPI.withdrawDocument) { try await withdrawal.withdraw($0, $1) }
    routes.serve(GatewayAPI.backupLedger) { try await custody.backup($0, $1) }
    routes.serve(GatewayAPI.browseBackups) { _ in try await custody.browseBackups() }
    routes.serve(GatewayAPI.reextract) { try await versions.reextract($0, $1) }
    routes.serve(GatewayAPI.diffReports) { try await versions.diff($0, $1) }
    routes.serve(GatewayAPI.listSources) { try await sources.list($0) }
    routes.serve(GatewayAPI.searchClaims.packed) { try await claims.search($0) }
    routes.serve(GatewayAPI.searchText.packed, searchText)
    routes.serve(GatewayAPI.showClaim, showClaim)
    routes.serve(GatewayAPI.reviewClaims, reviewClaims)
    routes.serve(GatewayAPI.browseReports.packed, browseReports)
    routes.serve(GatewayAPI.describeVocabulary, describeVocabulary)
  }

  @Sendable private func searchText(_ request: SearchTextRequest) async throws
    -> Packed<SearchTextResponse>
  {
    let page = try await storage.call(
      StorageAPI.findText.packed,
      FindTextRequest(
        filter: request.filter, scope: request.scope, at: request.at, pageSize: request.pageSize,
        cursor: request.cursor, count: request.count))
    return try Packed(
      handingOn: page, with: SearchTextResponse(status: seen.whole("passages", try page.revision()))
    )
  }

  @Sendable private func showClaim(_ request: ShowClaimRequest) async throws -> ShowClaimResponse {
    let answer = try await storage.call(
      StorageAPI.getClaims, GetClaimsRequest(ids: [request.id], at: request.at, history: true))
    return ShowClaimResponse(
      status: seen.whole("claim", answer.revision), claim: answer.claims.first,
      sightings: answer.sightings, entryHash: answer.entryHashes.first)
  }

  @Sendable private func reviewClaims(_ request: ReviewClaimsRequest) async throws
    -> ReviewClaimsResponse
  {
    let answer = try await storage.call(
      StorageAPI.appendReviews,
      AppendReviewsRequest(claims: request.claims, decision: request.decision))
    return ReviewClaimsResponse(
      status: seen.whole("review", answer.revision), claims: answer.claims,
      alreadyRecorded: answer.alreadyRecorded, findings: answer.findings)
  }

  @Sendable private func browseReports(_ request: BrowseReportsRequest) async throws
    -> Packed<BrowseReportsResponse>
  {
    let page = try await storage.call(
      StorageAPI.listReports.packed,
      ListReportsRequest(
        at: request.at, pageSize: request.pageSize, cursor: request.cursor,
        document: request.document))
    return try Packed(
      handingOn: page,
      with: BrowseReportsResponse(status: seen.whole("reports", try page.revision())))
  }

  @Sendable private func describeVocabulary(_ request: DescribeVocabularyRequest) async throws
    -> DescribeVocabularyResponse
  {
    let answer = try await storage.call(
      StorageAPI.getVocabulary, GetVocabularyRequest(at: request.at))
    return DescribeVocabularyResponse(
      status: seen.whole("vocabulary", answer.revision), vocabulary: answer.vocabulary)
  }
}
