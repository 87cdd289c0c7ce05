package import CReckonerProto
package import Ledger

// Originals, as storage gives them out and as the gateway passes them on.

/// A part of an original on its way: first the header, then its bytes in as many parts as it takes.
package enum OriginalPart: Hashable, Sendable {
  case header(OriginalHeader)
  case content([UInt8])
  /// How its text was had, in one reading; what follows is its words.
  case transcript(Transcript)
  case transcriptContent([UInt8])
}

/// What comes before an original's bytes.
package struct OriginalHeader: Hashable, Sendable {
  package var report: ReportRecord
  /// What was logged of it.
  package var access: Access

  package init(report: ReportRecord, access: Access) {
    self.report = report
    self.access = access
  }
}

extension OriginalHeader: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__OriginalHeader>?) -> Void
  { reckoner__v1__original_header__init }

  package init(reading wire: Reckoner__V1__OriginalHeader) throws(LedgerError) {
    self.init(
      report: try Read.required(wire.report, "report"),
      access: try Read.required(wire.access, "access"))
  }

  package func write(to wire: inout Reckoner__V1__OriginalHeader, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.report = try arena.place(report)
    wire.access = try arena.place(access)
  }
}

/// Asks for the bytes of a document.
package struct GetOriginalRequest: Hashable, Sendable {
  /// A whole id, or a beginning of six characters or more.
  package var document: String
  /// What it is for; logged.
  package var purpose: String
  /// Whether to send as well how its text was had.
  package var withTranscripts: Bool

  package init(document: String, purpose: String, withTranscripts: Bool = false) {
    self.document = document
    self.purpose = purpose
    self.withTranscripts = withTranscripts
  }
}

extension GetOriginalRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetOriginalRequest>?) -> Void
  { reckoner__v1__get_original_request__init }

  package init(reading wire: Reckoner__V1__GetOriginalRequest) throws(LedgerError) {
    self.init(
      document: try Read.text(wire.document, "document"),
      purpose: try Read.text(wire.purpose, "purpose"),
      withTranscripts: wire.with_transcripts != 0)
  }

  package func write(to wire: inout Reckoner__V1__GetOriginalRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document, "document")
    wire.purpose = try arena.place(purpose, "purpose")
    wire.with_transcripts = withTranscripts ? 1 : 0
  }
}

/// A part of an original.
package struct GetOriginalResponse: Hashable, Sendable {
  package var part: OriginalPart

  package init(_ part: OriginalPart) { self.part = part }
}

extension GetOriginalResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetOriginalResponse>?) -> Void
  { reckoner__v1__get_original_response__init }

  package init(reading wire: Reckoner__V1__GetOriginalResponse) throws(LedgerError) {
    switch wire.part_case {
    case RECKONER__V1__GET_ORIGINAL_RESPONSE__PART_HEADER:
      self.init(.header(try Read.required(wire.header, "header")))
    case RECKONER__V1__GET_ORIGINAL_RESPONSE__PART_CONTENT:
      self.init(.content(Read.bytes(wire.content)))
    case RECKONER__V1__GET_ORIGINAL_RESPONSE__PART_TRANSCRIPT:
      self.init(.transcript(try Read.required(wire.transcript, "transcript")))
    case RECKONER__V1__GET_ORIGINAL_RESPONSE__PART_TRANSCRIPT_CONTENT:
      self.init(.transcriptContent(Read.bytes(wire.transcript_content)))
    default: throw LedgerError(.malformed, subject: "part", "missing")
    }
  }

  package func write(to wire: inout Reckoner__V1__GetOriginalResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch part {
    case .header(let header):
      wire.part_case = RECKONER__V1__GET_ORIGINAL_RESPONSE__PART_HEADER
      wire.header = try arena.place(header)
    case .content(let content):
      wire.part_case = RECKONER__V1__GET_ORIGINAL_RESPONSE__PART_CONTENT
      wire.content = arena.place(content)
    case .transcript(let transcript):
      wire.part_case = RECKONER__V1__GET_ORIGINAL_RESPONSE__PART_TRANSCRIPT
      wire.transcript = try arena.place(transcript)
    case .transcriptContent(let content):
      wire.part_case = RECKONER__V1__GET_ORIGINAL_RESPONSE__PART_TRANSCRIPT_CONTENT
      wire.transcript_content = arena.place(content)
    }
  }
}

/// Asks for the bytes of a document.
package struct FetchOriginalRequest: Hashable, Sendable {
  /// A whole id, or a beginning of six characters or more.
  package var document: String
  /// What it is for; logged.
  package var purpose: String
  /// Whether to send as well how its text was had.
  package var withTranscripts: Bool

  package init(document: String, purpose: String, withTranscripts: Bool = false) {
    self.document = document
    self.purpose = purpose
    self.withTranscripts = withTranscripts
  }
}

extension FetchOriginalRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__FetchOriginalRequest>?) -> Void
  { reckoner__v1__fetch_original_request__init }

  package init(reading wire: Reckoner__V1__FetchOriginalRequest) throws(LedgerError) {
    self.init(
      document: try Read.text(wire.document, "document"),
      purpose: try Read.text(wire.purpose, "purpose"),
      withTranscripts: wire.with_transcripts != 0)
  }

  package func write(to wire: inout Reckoner__V1__FetchOriginalRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document, "document")
    wire.purpose = try arena.place(purpose, "purpose")
    wire.with_transcripts = withTranscripts ? 1 : 0
  }
}

/// A part of an original.
package struct FetchOriginalResponse: Hashable, Sendable {
  package var part: OriginalPart

  package init(_ part: OriginalPart) { self.part = part }
}

extension FetchOriginalResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__FetchOriginalResponse>?) -> Void
  { reckoner__v1__fetch_original_response__init }

  package init(reading wire: Reckoner__V1__FetchOriginalResponse) throws(LedgerError) {
    switch wire.part_case {
    case RECKONER__V1__FETCH_ORIGINAL_RESPONSE__PART_HEADER:
      self.init(.header(try Read.required(wire.header, "header")))
    case RECKONER__V1__FETCH_ORIGINAL_RESPONSE__PART_CONTENT:
      self.init(.content(Read.bytes(wire.content)))
    case RECKONER__V1__FETCH_ORIGINAL_RESPONSE__PART_TRANSCRIPT:
      self.init(.transcript(try Read.required(wire.transcript, "transcript")))
    case RECKONER__V1__FETCH_ORIGINAL_RESPONSE__PART_TRANSCRIPT_CONTENT:
      self.init(.transcriptContent(Read.bytes(wire.transcript_content)))
    default: throw LedgerError(.malformed, subject: "part", "missing")
    }
  }

  package func write(to wire: inout Reckoner__V1__FetchOriginalResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch part {
    case .header(let header):
      wire.part_case = RECKONER__V1__FETCH_ORIGINAL_RESPONSE__PART_HEADER
      wire.header = try arena.place(header)
    case .content(let content):
      wire.part_case = RECKONER__V1__FETCH_ORIGINAL_RESPONSE__PART_CONTENT
      wire.content = arena.place(content)
    case .transcript(let transcript):
      wire.part_case = RECKONER__V1__FETCH_ORIGINAL_RESPONSE__PART_TRANSCRIPT
      wire.transcript = try arena.place(transcript)
    case .transcriptContent(let content):
      wire.part_case = RECKONER__V1__FETCH_ORIGINAL_RESPONSE__PART_TRANSCRIPT_CONTENT
      wire.transcript_content = arena.place(content)
    }
  }
}
