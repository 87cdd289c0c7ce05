package import CReckonerProto
package import Ledger

/// A part of a report.
package struct IngestServiceSubmitRequest: Hashable, Sendable {
  package var report: ReportPart

  package init(report: ReportPart) {
    self.report = report
  }
}

extension IngestServiceSubmitRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__IngestServiceSubmitRequest>?) -> Void
  { reckoner__v1__ingest_service_submit_request__init }

  package init(reading wire: Reckoner__V1__IngestServiceSubmitRequest) throws(LedgerError) {
    self.init(report: try Read.required(wire.report, "report"))
  }

  package func write(
    to wire: inout Reckoner__V1__IngestServiceSubmitRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.report = try arena.place(report)
  }
}

/// The receipt of a whole report.
package struct IngestServiceSubmitResponse: Hashable, Sendable {
  package var receipt: Receipt

  package init(receipt: Receipt) {
    self.receipt = receipt
  }
}

extension IngestServiceSubmitResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__IngestServiceSubmitResponse>?) -> Void
  { reckoner__v1__ingest_service_submit_response__init }

  package init(reading wire: Reckoner__V1__IngestServiceSubmitResponse) throws(LedgerError) {
    self.init(receipt: try Read.required(wire.receipt, "receipt"))
  }

  package func write(
    to wire: inout Reckoner__V1__IngestServiceSubmitResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.receipt = try arena.place(receipt)
  }
}

/// Asks how a report gets on.
package struct IngestServiceFollowRequest: Hashable, Sendable {
  package var receipt: Receipt

  package init(receipt: Receipt) {
    self.receipt = receipt
  }
}

extension IngestServiceFollowRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__IngestServiceFollowRequest>?) -> Void
  { reckoner__v1__ingest_service_follow_request__init }

  package init(reading wire: Reckoner__V1__IngestServiceFollowRequest) throws(LedgerError) {
    self.init(receipt: try Read.required(wire.receipt, "receipt"))
  }

  package func write(
    to wire: inout Reckoner__V1__IngestServiceFollowRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.receipt = try arena.place(receipt)
  }
}

/// How a report gets on.
package struct IngestServiceFollowResponse: Hashable, Sendable {
  package var progress: IntakeProgress

  package init(progress: IntakeProgress) {
    self.progress = progress
  }
}

extension IngestServiceFollowResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__IngestServiceFollowResponse>?) -> Void
  { reckoner__v1__ingest_service_follow_response__init }

  package init(reading wire: Reckoner__V1__IngestServiceFollowResponse) throws(LedgerError) {
    self.init(progress: try Read.required(wire.progress, "progress"))
  }

  package func write(
    to wire: inout Reckoner__V1__IngestServiceFollowResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.progress = try arena.place(progress)
  }
}

/// A part of a passage.
package struct IngestServiceExtractRequest: Hashable, Sendable {
  package var passage: PassagePart

  package init(passage: PassagePart) {
    self.passage = passage
  }
}

extension IngestServiceExtractRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__IngestServiceExtractRequest>?) -> Void
  { reckoner__v1__ingest_service_extract_request__init }

  package init(reading wire: Reckoner__V1__IngestServiceExtractRequest) throws(LedgerError) {
    self.init(passage: try Read.required(wire.passage, "passage"))
  }

  package func write(
    to wire: inout Reckoner__V1__IngestServiceExtractRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.passage = try arena.place(passage)
  }
}

/// What a passage yields.
package struct IngestServiceExtractResponse: Hashable, Sendable {
  package var passage: PassageClaims

  package init(passage: PassageClaims) {
    self.passage = passage
  }
}

extension IngestServiceExtractResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__IngestServiceExtractResponse>?) -> Void
  { reckoner__v1__ingest_service_extract_response__init }

  package init(reading wire: Reckoner__V1__IngestServiceExtractResponse) throws(LedgerError) {
    self.init(passage: try Read.required(wire.passage, "passage"))
  }

  package func write(
    to wire: inout Reckoner__V1__IngestServiceExtractResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.passage = try arena.place(passage)
  }
}

/// Asks how ingest is.
package struct GetIngestStatusRequest: Hashable, Sendable {

  package init() {
  }
}

extension GetIngestStatusRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetIngestStatusRequest>?) -> Void
  { reckoner__v1__get_ingest_status_request__init }

  package init(reading wire: Reckoner__V1__GetIngestStatusRequest) throws(LedgerError) {
    self.init()
  }

  package func write(to wire: inout Reckoner__V1__GetIngestStatusRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
  }
}

/// How ingest is.
package struct GetIngestStatusResponse: Hashable, Sendable {
  package var status: ServiceStatus
  package var extractorVersion: String
  package var lexiconFingerprint: String
  /// Accepted and not yet recorded.
  package var queued: Int
  /// Kept aside because they cannot be read.
  package var refused: Int

  package init(
    status: ServiceStatus, extractorVersion: String = "", lexiconFingerprint: String = "",
    queued: Int = 0, refused: Int = 0
  ) {
    self.status = status
    self.extractorVersion = extractorVersion
    self.lexiconFingerprint = lexiconFingerprint
    self.queued = queued
    self.refused = refused
  }
}

extension GetIngestStatusResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetIngestStatusResponse>?) -> Void
  { reckoner__v1__get_ingest_status_response__init }

  package init(reading wire: Reckoner__V1__GetIngestStatusResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      extractorVersion: try Read.text(wire.extractor_version, "extractor_version"),
      lexiconFingerprint: try Read.text(wire.lexicon_fingerprint, "lexicon_fingerprint"),
      queued: try Read.count(wire.queued, "queued"),
      refused: try Read.count(wire.refused, "refused"))
  }

  package func write(
    to wire: inout Reckoner__V1__GetIngestStatusResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.status = try arena.place(status)
    wire.extractor_version = try arena.place(extractorVersion, "extractor_version")
    wire.lexicon_fingerprint = try arena.place(lexiconFingerprint, "lexicon_fingerprint")
    wire.queued = Int32(clamping: queued)
    wire.refused = Int32(clamping: refused)
  }
}
