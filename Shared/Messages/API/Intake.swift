package import CReckonerProto
package import Ledger

/// What somebody who submits a report knows of it.
package struct ReportHeader: Hashable, Sendable {
  package var fileName: String
  /// The outlet's name.
  package var outlet: String
  package var url: String
  package var published: CivilDate?
  /// Bytes of the report, where they are known before sending; 0 otherwise.
  package var size: Int
  /// For a table: how its rows are to be read as claims. Empty for a text, or for a table whose mapping the ledger has.
  package var mapping: String

  package init(
    fileName: String = "", outlet: String = "", url: String = "", published: CivilDate? = nil,
    size: Int = 0, mapping: String = ""
  ) {
    self.fileName = fileName
    self.outlet = outlet
    self.url = url
    self.published = published
    self.size = size
    self.mapping = mapping
  }
}

extension ReportHeader: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ReportHeader>?) -> Void
  { reckoner__v1__report_header__init }

  package init(reading wire: Reckoner__V1__ReportHeader) throws(LedgerError) {
    self.init(
      fileName: try Read.text(wire.file_name, "file_name"),
      outlet: try Read.text(wire.outlet, "outlet"),
      url: try Read.text(wire.url, "url"),
      published: try Read.date(wire.published, "published"),
      size: try Read.size(wire.size, "size"),
      mapping: try Read.text(wire.mapping, "mapping"))
  }

  package func write(to wire: inout Reckoner__V1__ReportHeader, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.file_name = try arena.place(fileName, "file_name")
    wire.outlet = try arena.place(outlet, "outlet")
    wire.url = try arena.place(url, "url")
    wire.published = try arena.place(published?.description ?? "", "published")
    wire.size = Int64(size)
    wire.mapping = try arena.place(mapping, "mapping")
  }
}

/// A report on its way: first the header, then its bytes in as many parts as it takes.
package enum ReportPart: Hashable, Sendable {
  case header(ReportHeader)
  case content([UInt8])
}

extension ReportPart: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ReportPart>?) -> Void {
    reckoner__v1__report_part__init
  }

  package init(reading wire: Reckoner__V1__ReportPart) throws(LedgerError) {
    switch wire.part_case {
    case RECKONER__V1__REPORT_PART__PART_HEADER:
      self = .header(try Read.required(wire.header, "header"))
    case RECKONER__V1__REPORT_PART__PART_CONTENT:
      self = .content(Read.bytes(wire.content))
    default: throw LedgerError(.malformed, subject: "part", "missing")
    }
  }

  package func write(to wire: inout Reckoner__V1__ReportPart, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch self {
    case .header(let header):
      wire.part_case = RECKONER__V1__REPORT_PART__PART_HEADER
      wire.header = try arena.place(header)
    case .content(let content):
      wire.part_case = RECKONER__V1__REPORT_PART__PART_CONTENT
      wire.content = arena.place(content)
    }
  }
}

/// Proof that a report is on durable storage. From here nothing is lost.
package struct Receipt: Hashable, Sendable {
  package var id: String
  package var document: DocumentID
  package var size: Int

  package init(id: String = "", document: DocumentID, size: Int = 0) {
    self.id = id
    self.document = document
    self.size = size
  }
}

extension Receipt: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Receipt>?) -> Void {
    reckoner__v1__receipt__init
  }

  package init(reading wire: Reckoner__V1__Receipt) throws(LedgerError) {
    self.init(
      id: try Read.text(wire.id, "id"),
      document: try Read.document(wire.document, "document"),
      size: try Read.size(wire.size, "size"))
  }

  package func write(to wire: inout Reckoner__V1__Receipt, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.id = try arena.place(id, "id")
    wire.document = try arena.place(document.description, "document")
    wire.size = Int64(size)
  }
}

/// How far a submitted report has come.
package struct IntakeProgress: Hashable, Sendable {
  package var state: IntakeState
  package var document: DocumentID
  /// Claims that hold for the document, once recorded.
  package var claims: Int
  package var warnings: [String]
  /// The ledger's revision that holds the report, once recorded.
  package var revision: Revision?
  /// The ledger held all of it before.
  package var alreadyRecorded: Bool
  /// Why it was refused, or why it waits.
  package var error: LedgerError?

  package init(
    state: IntakeState, document: DocumentID, claims: Int = 0, warnings: [String] = [],
    revision: Revision? = nil, alreadyRecorded: Bool = false, error: LedgerError? = nil
  ) {
    self.state = state
    self.document = document
    self.claims = claims
    self.warnings = warnings
    self.revision = revision
    self.alreadyRecorded = alreadyRecorded
    self.error = error
  }
}

extension IntakeProgress: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__IntakeProgress>?) -> Void
  { reckoner__v1__intake_progress__init }

  package init(reading wire: Reckoner__V1__IntakeProgress) throws(LedgerError) {
    self.init(
      state: try Read.value(wire.state.rawValue, "state"),
      document: try Read.document(wire.document, "document"),
      claims: try Read.count(wire.claims, "claims"),
      warnings: try Read.texts(wire.n_warnings, wire.warnings, "warnings"),
      revision: wire.revision == 0 ? nil : try Read.revision(wire.revision, "revision"),
      alreadyRecorded: wire.already_recorded != 0,
      error: try Read.message(wire.error, "error"))
  }

  package func write(to wire: inout Reckoner__V1__IntakeProgress, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.state = .init(UInt32(state.rawValue))
    wire.document = try arena.place(document.description, "document")
    wire.claims = Int32(clamping: claims)
    (wire.n_warnings, wire.warnings) = try arena.place(warnings, "warnings")
    wire.revision = revision?.number ?? 0
    wire.already_recorded = alreadyRecorded ? 1 : 0
    wire.error = try arena.place(error)
  }
}

/// How far a report has come. Numbers are those of `IntakeState` in intake.proto; a test compares them.
package enum IntakeState: Int32, CaseIterable, Sendable {
  /// Nothing is known of this receipt here: long done, or never given.
  case unknown = 1
  case queued, extracting, delivering
  /// In the ledger.
  case recorded
  /// In the ledger, and read by analytics.
  case answerable
  /// Cannot be read; kept aside with the reason.
  case refused

  /// Nothing more will happen.
  package var isFinal: Bool { self == .unknown || self == .answerable || self == .refused }
}
