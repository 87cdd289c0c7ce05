package import CReckonerProto
package import Ledger

// Reading documents again: ingest does it, and the gateway passes on what it tells.

/// Some of the changes of one document.
package struct ClaimChanges: Hashable, Sendable {
  package var document: DocumentID
  package var changes: [ClaimChange]

  package init(document: DocumentID, changes: [ClaimChange] = []) {
    self.document = document
    self.changes = changes
  }
}

extension ClaimChanges: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ClaimChanges>?) -> Void
  { reckoner__v1__claim_changes__init }

  package init(reading wire: Reckoner__V1__ClaimChanges) throws(LedgerError) {
    self.init(
      document: try Read.document(wire.document, "document"),
      changes: try Read.messages(wire.n_changes, wire.changes, "changes"))
  }

  package func write(to wire: inout Reckoner__V1__ClaimChanges, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document.description, "document")
    (wire.n_changes, wire.changes) = try arena.place(changes)
  }

  /// The changes of a document in parts that each fit into one message.
  package static func parts(
    of changes: [ClaimChange], document: DocumentID, bytes limit: Int
  ) -> [ClaimChanges] {
    var parts: [ClaimChanges] = []
    var size = 0
    for change in changes {
      let estimate = (change.before?.estimatedSize ?? 0) + (change.after?.estimatedSize ?? 0)
      if parts.isEmpty || size + estimate > limit {
        parts.append(ClaimChanges(document: document))
        size = 0
      }
      parts[parts.count - 1].changes.append(change)
      size += estimate
    }
    return parts
  }
}

/// How many documents have been read.
package struct ReextractionProgress: Hashable, Sendable {
  package var done: Int64
  package var total: Int64

  package init(done: Int64 = 0, total: Int64 = 0) {
    self.done = done
    self.total = total
  }
}

extension ReextractionProgress: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ReextractionProgress>?) -> Void
  { reckoner__v1__reextraction_progress__init }

  package init(reading wire: Reckoner__V1__ReextractionProgress) throws(LedgerError) {
    self.init(
      done: try Read.amount(wire.done, "done"), total: try Read.amount(wire.total, "total"))
  }

  package func write(to wire: inout Reckoner__V1__ReextractionProgress, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.done = done
    wire.total = total
  }
}

/// One message of a re-extraction. The changes of a document come before what is said of the document, with nothing of
/// another document between them.
package enum ReextractionPart: Hashable, Sendable {
  case progress(ReextractionProgress)
  case changes(ClaimChanges)
  case document(DocumentReextraction)
  case report(ReextractionReport)
}

extension ReextractionPart: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ReextractionPart>?) -> Void
  { reckoner__v1__reextraction_part__init }

  package init(reading wire: Reckoner__V1__ReextractionPart) throws(LedgerError) {
    switch wire.part_case {
    case RECKONER__V1__REEXTRACTION_PART__PART_PROGRESS:
      self = .progress(try Read.required(wire.progress, "progress"))
    case RECKONER__V1__REEXTRACTION_PART__PART_CHANGES:
      self = .changes(try Read.required(wire.changes, "changes"))
    case RECKONER__V1__REEXTRACTION_PART__PART_DOCUMENT:
      self = .document(try Read.required(wire.document, "document"))
    case RECKONER__V1__REEXTRACTION_PART__PART_REPORT:
      self = .report(try Read.required(wire.report, "report"))
    default: throw LedgerError(.malformed, subject: "part", "missing")
    }
  }

  package func write(to wire: inout Reckoner__V1__ReextractionPart, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch self {
    case .progress(let progress):
      wire.part_case = RECKONER__V1__REEXTRACTION_PART__PART_PROGRESS
      wire.progress = try arena.place(progress)
    case .changes(let changes):
      wire.part_case = RECKONER__V1__REEXTRACTION_PART__PART_CHANGES
      wire.changes = try arena.place(changes)
    case .document(let document):
      wire.part_case = RECKONER__V1__REEXTRACTION_PART__PART_DOCUMENT
      wire.document = try arena.place(document)
    case .report(let report):
      wire.part_case = RECKONER__V1__REEXTRACTION_PART__PART_REPORT
      wire.report = try arena.place(report)
    }
  }
}

/// Asks ingest for documents to be read again.
package struct IngestServiceReextractRequest: Hashable, Sendable {
  package var reextraction: Reextraction
  package init(reextraction: Reextraction) { self.reextraction = reextraction }
}

extension IngestServiceReextractRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__IngestServiceReextractRequest>?) -> Void
  { reckoner__v1__ingest_service_reextract_request__init }

  package init(reading wire: Reckoner__V1__IngestServiceReextractRequest) throws(LedgerError) {
    self.init(reextraction: try Read.required(wire.reextraction, "reextraction"))
  }

  package func write(
    to wire: inout Reckoner__V1__IngestServiceReextractRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.reextraction = try arena.place(reextraction)
  }
}

/// What became of it so far.
package struct IngestServiceReextractResponse: Hashable, Sendable {
  package var part: ReextractionPart
  package init(_ part: ReextractionPart) { self.part = part }
}

extension IngestServiceReextractResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__IngestServiceReextractResponse>?) -> Void
  { reckoner__v1__ingest_service_reextract_response__init }

  package init(reading wire: Reckoner__V1__IngestServiceReextractResponse) throws(LedgerError) {
    self.init(try Read.required(wire.part, "part"))
  }

  package func write(
    to wire: inout Reckoner__V1__IngestServiceReextractResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.part = try arena.place(part)
  }
}

/// Asks for documents to be read again.
package struct ReextractRequest: Hashable, Sendable {
  package var reextraction: Reextraction
  package init(reextraction: Reextraction) { self.reextraction = reextraction }
}

extension ReextractRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ReextractRequest>?) -> Void
  { reckoner__v1__reextract_request__init }

  /// One that says nothing would read everything again: it is refused, because it may be another method's.
  package init(reading wire: Reckoner__V1__ReextractRequest) throws(LedgerError) {
    self.init(reextraction: try Read.required(wire.reextraction, "reextraction"))
  }

  package func write(to wire: inout Reckoner__V1__ReextractRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.reextraction = try arena.place(reextraction)
  }
}

/// What became of it so far.
package struct ReextractResponse: Hashable, Sendable {
  package var part: ReextractionPart
  package init(_ part: ReextractionPart) { self.part = part }
}

extension ReextractResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ReextractResponse>?) -> Void
  { reckoner__v1__reextract_response__init }

  package init(reading wire: Reckoner__V1__ReextractResponse) throws(LedgerError) {
    self.init(try Read.required(wire.part, "part"))
  }

  package func write(to wire: inout Reckoner__V1__ReextractResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.part = try arena.place(part)
  }
}
