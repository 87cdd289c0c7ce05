package import Messages

/// The methods of `reckoner.v1.GatewayService`. A test compares this table with the schema.
package enum GatewayAPI {
  static let service = "reckoner.v1.GatewayService"

  /// Not idempotent: sending a report twice makes two sightings of it.
  package static let submit = ClientStream<SubmitRequest, SubmitResponse>(
    service, "Submit", idempotent: false)
  package static let follow = ServerStream<FollowRequest, FollowResponse>(service, "Follow")
  package static let extract = Bidirectional<ExtractRequest, ExtractResponse>(service, "Extract")
  package static let listCoverage = Unary<ListCoverageRequest, ListCoverageResponse>(
    service, "ListCoverage", cost: 2)
  package static let explain = Unary<ExplainRequest, ExplainResponse>(service, "Explain", cost: 5)
  package static let check = ClientStream<CheckRequest, CheckResponse>(service, "Check")
  package static let searchClaims = Unary<SearchClaimsRequest, SearchClaimsResponse>(
    service, "SearchClaims", cost: 1)
  package static let showClaim = Unary<ShowClaimRequest, ShowClaimResponse>(
    service, "ShowClaim", cost: 1)
  /// The same decision again, for the same reason, records nothing.
  package static let reviewClaims = Unary<ReviewClaimsRequest, ReviewClaimsResponse>(
    service, "ReviewClaims", cost: 1)
  package static let compare = Unary<CompareRequest, CompareResponse>(service, "Compare", cost: 5)
  package static let listSeries = Unary<ListSeriesRequest, ListSeriesResponse>(
    service, "ListSeries", cost: 3)
  package static let listOrigins = Unary<ListOriginsRequest, ListOriginsResponse>(
    service, "ListOrigins", cost: 4)
  package static let listFindings = Unary<ListFindingsRequest, ListFindingsResponse>(
    service, "ListFindings", cost: 5)
  package static let listDerivations = Unary<ListDerivationsRequest, ListDerivationsResponse>(
    service, "ListDerivations", cost: 4)
  package static let browseReports = Unary<BrowseReportsRequest, BrowseReportsResponse>(
    service, "BrowseReports", cost: 1)
  package static let listSources = Unary<ListSourcesRequest, ListSourcesResponse>(
    service, "ListSources", cost: 2)
  package static let describeVocabulary =
    Unary<DescribeVocabularyRequest, DescribeVocabularyResponse>(
      service, "DescribeVocabulary", cost: 1)
  package static let getStatus = Unary<GetStatusRequest, GetStatusResponse>(
    service, "GetStatus", cost: 1)
  package static let verifyLedger = ServerStream<VerifyLedgerRequest, VerifyLedgerResponse>(
    service, "VerifyLedger")
  package static let rebuildLedger = ServerStream<RebuildLedgerRequest, RebuildLedgerResponse>(
    service, "RebuildLedger", endless: false)
  package static let browseCheckpoints =
    Unary<BrowseCheckpointsRequest, BrowseCheckpointsResponse>(
      service, "BrowseCheckpoints", cost: 1)
  package static let showCheckpoint = Unary<ShowCheckpointRequest, ShowCheckpointResponse>(
    service, "ShowCheckpoint", cost: 1)
  package static let proveClaim = Unary<ProveClaimRequest, ProveClaimResponse>(
    service, "ProveClaim", cost: 2)
  package static let fetchOriginal = ServerStream<FetchOriginalRequest, FetchOriginalResponse>(
    service, "FetchOriginal", endless: false)
  package static let browseAccesses = Unary<BrowseAccessesRequest, BrowseAccessesResponse>(
    service, "BrowseAccesses", cost: 1)
  package static let browseCustody = Unary<BrowseCustodyRequest, BrowseCustodyResponse>(
    service, "BrowseCustody", cost: 1)

  package static let searchText = Unary<SearchTextRequest, SearchTextResponse>(
    service, "SearchText", cost: 2)
  package static let withdrawDocument =
    ServerStream<WithdrawDocumentRequest, WithdrawDocumentResponse>(
      service, "WithdrawDocument", endless: false)

  package static let backupLedger = ServerStream<BackupLedgerRequest, BackupLedgerResponse>(
    service, "BackupLedger")
  package static let browseBackups = Unary<BrowseBackupsRequest, BrowseBackupsResponse>(
    service, "BrowseBackups", cost: 1)

  package static let reextract = ServerStream<ReextractRequest, ReextractResponse>(
    service, "Reextract")
  package static let diffReports = ServerStream<DiffReportsRequest, DiffReportsResponse>(
    service, "DiffReports", endless: false)

  package static let all = [
    submit.name, follow.name, extract.name, check.name, listCoverage.name, explain.name,
    searchClaims.name,
    showClaim.name, reviewClaims.name,
    compare.name,
    listSeries.name, listOrigins.name, listDerivations.name, listFindings.name,
    browseReports.name, listSources.name, describeVocabulary.name, getStatus.name,
    verifyLedger.name, rebuildLedger.name,
    browseCheckpoints.name, showCheckpoint.name,
    proveClaim.name,
    fetchOriginal.name, browseAccesses.name, browseCustody.name,
    searchText.name,
    withdrawDocument.name,
    backupLedger.name, browseBackups.name,
    reextract.name, diffReports.name,
  ]
}
