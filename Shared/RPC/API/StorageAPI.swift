package import Messages

/// The methods of `reckoner.v1.StorageService`. A test compares this table with the schema.
package enum StorageAPI {
  static let service = "reckoner.v1.StorageService"

  package static let getHead = Unary<GetHeadRequest, GetHeadResponse>(service, "GetHead")
  package static let tellHead = Bidirectional<TellHeadRequest, TellHeadResponse>(
    service, "TellHead")
  package static let append = ClientStream<AppendRequest, AppendResponse>(service, "Append")
  package static let appendVocabulary =
    Unary<AppendVocabularyRequest, AppendVocabularyResponse>(service, "AppendVocabulary")
  /// The same decision again, for the same reason, records nothing.
  package static let appendReviews = Unary<AppendReviewsRequest, AppendReviewsResponse>(
    service, "AppendReviews")
  package static let getClaims = Unary<GetClaimsRequest, GetClaimsResponse>(service, "GetClaims")
  package static let listClaims = Unary<ListClaimsRequest, ListClaimsResponse>(
    service, "ListClaims")
  package static let listReports = Unary<ListReportsRequest, ListReportsResponse>(
    service, "ListReports")
  package static let getVocabulary = Unary<GetVocabularyRequest, GetVocabularyResponse>(
    service, "GetVocabulary")
  package static let watch = ServerStream<WatchRequest, WatchResponse>(service, "Watch")
  package static let getStatus = Unary<GetStorageStatusRequest, GetStorageStatusResponse>(
    service, "GetStorageStatus")
  package static let verify = ServerStream<VerifyRequest, VerifyResponse>(service, "Verify")
  /// A rebuild that has begun is let finish, unless its caller leaves.
  package static let rebuild = ServerStream<RebuildRequest, RebuildResponse>(
    service, "Rebuild", endless: false)
  package static let listCheckpoints = Unary<ListCheckpointsRequest, ListCheckpointsResponse>(
    service, "ListCheckpoints")
  package static let getCheckpoint = Unary<GetCheckpointRequest, GetCheckpointResponse>(
    service, "GetCheckpoint")
  package static let findText = Unary<FindTextRequest, FindTextResponse>(service, "FindText")
  package static let getProof = Unary<GetProofRequest, GetProofResponse>(service, "GetProof")
  package static let getOriginal = ServerStream<GetOriginalRequest, GetOriginalResponse>(
    service, "GetOriginal", endless: false)
  package static let listAccesses = Unary<ListAccessesRequest, ListAccessesResponse>(
    service, "ListAccesses")
  package static let listCustody = Unary<ListCustodyRequest, ListCustodyResponse>(
    service, "ListCustody")
  package static let withdraw = ServerStream<WithdrawRequest, WithdrawResponse>(
    service, "Withdraw", endless: false)

  package static let backup = ServerStream<BackupRequest, BackupResponse>(service, "Backup")
  package static let listBackups = Unary<ListBackupsRequest, ListBackupsResponse>(
    service, "ListBackups")

  package static let countBySource = Unary<CountBySourceRequest, CountBySourceResponse>(
    service, "CountBySource")
  package static let listReadings = Unary<ListReadingsRequest, ListReadingsResponse>(
    service, "ListReadings")

  package static let all = [
    getHead.name, tellHead.name, append.name, appendVocabulary.name, appendReviews.name,
    getClaims.name, listClaims.name,
    listReports.name, getVocabulary.name, watch.name, getStatus.name, verify.name,
    rebuild.name,
    listCheckpoints.name, getCheckpoint.name,
    getProof.name,
    getOriginal.name, listAccesses.name, listCustody.name,
    findText.name,
    withdraw.name,
    backup.name, listBackups.name,
    listReadings.name, countBySource.name,
  ]
}
