import Ledger
import Messages
import RPC

/// Bounds on what one recording may be.
struct StorageLimits: Sendable {
  /// Bytes of one original.
  var reportSize: Int
  /// Claims of one run.
  var claimsPerReport: Int
  /// Over all callers together.
  var unfinished: ByteBudget
}

/// Puts a recording together from its parts. It comes out whole, as announced, or not at all.
enum RecordingAssembly {
  /// - Parameter held: what it counts its bytes in; for as long as the caller holds the recording.
  static func assemble(
    _ parts: Incoming<AppendRequest>, _ limits: StorageLimits, _ held: ByteBudget.Reservation
  ) async throws -> Recording {
    var header: RecordingHeader?
    var claims: [Claim] = []
    var original: [UInt8] = []
    var transcript: [UInt8] = []
    for try await part in parts {
      switch (part, header) {
      case (.recording(let first), nil):
        try check(first, limits)
        header = first
      case (.recording, _?):
        throw LedgerError(.malformed, subject: "recording", "a second header in one recording")
      case (_, nil):
        throw LedgerError(.malformed, subject: "recording", "must come first")
      case (.claims(let batch), let header?):
        try held.add(batch.claims.reduce(0) { $0 + $1.estimatedSize })
        claims += batch.claims
        guard claims.count <= header.claims else {
          throw unlike("claims", header.claims, claims.count)
        }
      case (.original(let bytes), let header?):
        try held.add(bytes.count)
        original += bytes
        guard original.count <= header.document.size else {
          throw unlike("original", header.document.size, original.count)
        }
      case (.transcript(let bytes), let header?):
        try held.add(bytes.count)
        transcript += bytes
        let announced = header.run.transcript?.size ?? 0
        guard transcript.count <= announced else {
          throw unlike("transcript", announced, transcript.count)
        }
      }
    }
    guard let header else {
      throw LedgerError(.malformed, subject: "recording", "an empty stream")
    }
    guard claims.count == header.claims else { throw unlike("claims", header.claims, claims.count) }
    guard original.count == header.document.size else {
      throw unlike("original", header.document.size, original.count)
    }
    let announced = header.run.transcript?.size ?? 0
    guard transcript.count == announced else {
      throw unlike("transcript", announced, transcript.count)
    }
    return try recording(header, claims, original, transcript)
  }

  private static func check(_ header: RecordingHeader, _ limits: StorageLimits) throws(LedgerError)
  {
    guard header.document.size <= limits.reportSize else {
      throw LedgerError(
        .tooLarge, subject: "document.size",
        "\(header.document.size) bytes, over limits.report-size (\(limits.reportSize))")
    }
    if let transcript = header.run.transcript, transcript.size > limits.reportSize {
      throw LedgerError(
        .tooLarge, subject: "run.transcript.size",
        "\(transcript.size) bytes, over limits.report-size (\(limits.reportSize))")
    }
    guard header.claims <= limits.claimsPerReport else {
      throw LedgerError(
        .tooLarge, subject: "claims",
        "\(header.claims) claims, over limits.claims-per-report (\(limits.claimsPerReport))")
    }
  }

  private static func recording(
    _ header: RecordingHeader, _ claims: [Claim], _ original: [UInt8], _ transcript: [UInt8]
  ) throws(LedgerError) -> Recording {
    let document = header.document.id
    guard DocumentID(original: original) == document else {
      throw LedgerError(.malformed, subject: "document.id", "not the digest of the original")
    }
    guard header.sighting.document == document, header.run.document == document,
      claims.allSatisfy({ $0.document == document })
    else {
      throw LedgerError(
        .malformed, subject: "document", "sighting, run and claims are not all of one document")
    }
    var run = header.run
    run.claims = claims
    run.transcript?.words = transcript
    return Recording(
      document: header.document, sighting: header.sighting, run: run, original: original)
  }

  private static func unlike(_ what: String, _ announced: Int, _ came: Int) -> LedgerError {
    LedgerError(.malformed, subject: what, "\(came) came where \(announced) were announced")
  }
}
