package import Messages

/// The methods of `reckoner.v1.IngestService`. A test compares this table with the schema.
package enum IngestAPI {
  static let service = "reckoner.v1.IngestService"

  /// Not idempotent: sending a report twice makes two sightings of it.
  package static let submit = ClientStream<IngestServiceSubmitRequest, IngestServiceSubmitResponse>(
    service, "Submit", idempotent: false)
  package static let follow = ServerStream<IngestServiceFollowRequest, IngestServiceFollowResponse>(
    service, "Follow")
  package static let extract =
    Bidirectional<IngestServiceExtractRequest, IngestServiceExtractResponse>(service, "Extract")
  package static let getStatus = Unary<GetIngestStatusRequest, GetIngestStatusResponse>(
    service, "GetIngestStatus")

  package static let dropRefused = Unary<DropRefusedRequest, DropRefusedResponse>(
    service, "DropRefused")
  package static let reextract =
    ServerStream<IngestServiceReextractRequest, IngestServiceReextractResponse>(
      service, "Reextract")

  package static let all = [
    submit.name, follow.name, extract.name, getStatus.name, reextract.name,
    dropRefused.name,
  ]
}
