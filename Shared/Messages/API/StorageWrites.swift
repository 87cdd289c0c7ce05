package import CReckonerProto
package import Ledger

/// A recording on its way: first its header, then its claims and the bytes of its original and its transcript.
package enum AppendRequest: Hashable, Sendable {
  case recording(RecordingHeader)
  case claims(ClaimBatch)
  case original([UInt8])
  case transcript([UInt8])
}

extension AppendRequest: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__AppendRequest>?) -> Void
  { reckoner__v1__append_request__init }

  package init(reading wire: Reckoner__V1__AppendRequest) throws(LedgerError) {
    switch wire.part_case {
    case RECKONER__V1__APPEND_REQUEST__PART_RECORDING:
      self = .recording(try Read.required(wire.recording, "recording"))
    case RECKONER__V1__APPEND_REQUEST__PART_CLAIMS:
      self = .claims(try Read.required(wire.claims, "claims"))
    case RECKONER__V1__APPEND_REQUEST__PART_ORIGINAL:
      self = .original(Read.bytes(wire.original))
    case RECKONER__V1__APPEND_REQUEST__PART_TRANSCRIPT:
      self = .transcript(Read.bytes(wire.transcript))
    default: throw LedgerError(.malformed, subject: "part", "missing")
    }
  }

  package func write(to wire: inout Reckoner__V1__AppendRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch self {
    case .recording(let recording):
      wire.part_case = RECKONER__V1__APPEND_REQUEST__PART_RECORDING
      wire.recording = try arena.place(recording)
    case .claims(let claims):
      wire.part_case = RECKONER__V1__APPEND_REQUEST__PART_CLAIMS
      wire.claims = try arena.place(claims)
    case .original(let original):
      wire.part_case = RECKONER__V1__APPEND_REQUEST__PART_ORIGINAL
      wire.original = arena.place(original)
    case .transcript(let transcript):
      wire.part_case = RECKONER__V1__APPEND_REQUEST__PART_TRANSCRIPT
      wire.transcript = arena.place(transcript)
    }
  }
}

/// A recording without its claims and its original; they follow.
package struct RecordingHeader: Hashable, Sendable {
  package var document: DocumentRecord
  package var sighting: Sighting
  package var run: ExtractionRun
  /// How many claims follow.
  package var claims: Int

  package init(document: DocumentRecord, sighting: Sighting, run: ExtractionRun, claims: Int = 0) {
    self.document = document
    self.sighting = sighting
    self.run = run
    self.claims = claims
  }
}

extension RecordingHeader: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__RecordingHeader>?) -> Void
  { reckoner__v1__recording_header__init }

  package init(reading wire: Reckoner__V1__RecordingHeader) throws(LedgerError) {
    self.init(
      document: try Read.required(wire.document, "document"),
      sighting: try Read.required(wire.sighting, "sighting"),
      run: try Read.required(wire.run, "run"),
      claims: try Read.count(wire.claims, "claims"))
  }

  package func write(to wire: inout Reckoner__V1__RecordingHeader, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document)
    wire.sighting = try arena.place(sighting)
    wire.run = try arena.place(run)
    wire.claims = Int32(clamping: claims)
  }
}

/// Some of the claims of a run.
package struct ClaimBatch: Hashable, Sendable {
  package var claims: [Claim]

  package init(claims: [Claim] = []) {
    self.claims = claims
  }
}

extension ClaimBatch: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ClaimBatch>?) -> Void {
    reckoner__v1__claim_batch__init
  }

  package init(reading wire: Reckoner__V1__ClaimBatch) throws(LedgerError) {
    self.init(claims: try Read.messages(wire.n_claims, wire.claims, "claims"))
  }

  package func write(to wire: inout Reckoner__V1__ClaimBatch, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_claims, wire.claims) = try arena.place(claims)
  }
}

/// What recording changed.
package struct AppendResponse: Hashable, Sendable {
  package var revision: Revision
  /// Claims of the document that hold now.
  package var claims: Int
  package var alreadyRecorded: Bool
  /// Of the claims that hold, those that the run did not yield and that a reviewer's decision keeps.
  package var keptByReview: Int

  package init(
    revision: Revision, claims: Int = 0, alreadyRecorded: Bool = false, keptByReview: Int = 0
  ) {
    self.revision = revision
    self.claims = claims
    self.alreadyRecorded = alreadyRecorded
    self.keptByReview = keptByReview
  }
}

extension AppendResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AppendResponse>?) -> Void
  { reckoner__v1__append_response__init }

  package init(reading wire: Reckoner__V1__AppendResponse) throws(LedgerError) {
    self.init(
      revision: try Read.revision(wire.revision, "revision"),
      claims: try Read.count(wire.claims, "claims"),
      alreadyRecorded: wire.already_recorded != 0,
      keptByReview: try Read.count(wire.kept_by_review, "kept_by_review"))
  }

  package func write(to wire: inout Reckoner__V1__AppendResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.revision = revision.number
    wire.claims = Int32(clamping: claims)
    wire.already_recorded = alreadyRecorded ? 1 : 0
    wire.kept_by_review = Int32(clamping: keptByReview)
  }
}

/// A vocabulary to record.
package struct AppendVocabularyRequest: Hashable, Sendable {
  package var vocabulary: Vocabulary

  package init(vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }
}

extension AppendVocabularyRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AppendVocabularyRequest>?) -> Void
  { reckoner__v1__append_vocabulary_request__init }

  package init(reading wire: Reckoner__V1__AppendVocabularyRequest) throws(LedgerError) {
    self.init(vocabulary: try Read.required(wire.vocabulary, "vocabulary"))
  }

  package func write(
    to wire: inout Reckoner__V1__AppendVocabularyRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.vocabulary = try arena.place(vocabulary)
  }
}

/// Where the vocabulary stands.
package struct AppendVocabularyResponse: Hashable, Sendable {
  package var revision: Revision
  package var alreadyRecorded: Bool

  package init(revision: Revision, alreadyRecorded: Bool = false) {
    self.revision = revision
    self.alreadyRecorded = alreadyRecorded
  }
}

extension AppendVocabularyResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AppendVocabularyResponse>?) -> Void
  { reckoner__v1__append_vocabulary_response__init }

  package init(reading wire: Reckoner__V1__AppendVocabularyResponse) throws(LedgerError) {
    self.init(
      revision: try Read.revision(wire.revision, "revision"),
      alreadyRecorded: wire.already_recorded != 0)
  }

  package func write(
    to wire: inout Reckoner__V1__AppendVocabularyResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.revision = revision.number
    wire.already_recorded = alreadyRecorded ? 1 : 0
  }
}
