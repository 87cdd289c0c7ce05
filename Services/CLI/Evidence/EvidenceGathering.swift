import Ledger
import Messages
import RPC

/// A claim with all that the ledger says of it.
struct ClaimEvidence: Sendable {
  var answer: ShowClaimResponse
  var record: ClaimRecord
  var proof: ClaimProof
  var checkpoint: Checkpoint
  /// An authority on time has seen the checkpoint.
  var hasTimestamp = false
  /// The file of the transcript that has the sentence; nil where the original has it.
  var transcript: String?
  /// What stands around the sentence; nil where that is no text.
  var context: SentenceContext?

  var folder: String { "claims/\(record.id)" }
}

/// A document with all that the ledger says of it.
struct DocumentEvidence: Sendable {
  var report: ReportRecord
  var steps: [CustodyStep] = []
  var accesses: [Access] = []
  /// How its text was had, with the names of their files.
  var transcripts: [(transcript: Transcript, file: String)] = []

  var folder: String { "documents/\(report.document.id)" }
}

/// Asks the gateway for what stands behind some claims, checks all of it, and writes it into a folder.
struct EvidenceGathering: Sendable {
  let gateway: Peer
  let purpose: String
  let folder: NewFolder

  /// Returns what was written, line by line.
  func gather(_ ids: [String]) async throws -> [String] {
    var claims: [ClaimEvidence] = []
    for id in ids {
      let answer = try await gateway.call(GatewayAPI.showClaim, ShowClaimRequest(id: id))
      guard let record = answer.claim else {
        throw LedgerError(.notFound, subject: id, "the ledger has no such claim")
      }
      // Two beginnings of one id are one claim.
      guard !claims.contains(where: { $0.record.id == record.id }) else { continue }
      claims.append(try await proven(record, answer))
    }
    var documents: [DocumentEvidence] = []
    for id in claims.map(\.record.claim.document) {
      guard !documents.contains(where: { $0.report.document.id == id }) else { continue }
      documents.append(try await document(id, &claims))
    }
    // Last, so that it covers the accesses of this export.
    let note = try await gateway.call(
      GatewayAPI.showCheckpoint, ShowCheckpointRequest(now: true)
    ).note
    let checkpoint = try Checkpoint(note: note)
    try folder.write(note, to: "ledger.checkpoint")
    try folder.write(checkpoint.key.pem, to: "ledger.pem")
    let page = EvidencePage(claims: claims, documents: documents, checkpoint: checkpoint)
    try folder.write(page.html, to: "index.html")
    return claims.map { "claim \($0.record.id)" }
      + documents.map { "document \($0.report.document.id), \($0.report.document.size) bytes" }
  }

  private func proven(_ record: ClaimRecord, _ answer: ShowClaimResponse) async throws
    -> ClaimEvidence
  {
    let proof = try await gateway.call(
      GatewayAPI.proveClaim, ProveClaimRequest(claim: record.id.description)
    ).proof
    // What does not hold is not passed on.
    let proven = try proof.check()
    guard proof.claim == record.id else {
      throw LedgerError(
        .damaged, subject: "claim \(record.id)", "the proof is of another claim",
        hint: "run reckon ledger verify")
    }
    var evidence = ClaimEvidence(
      answer: answer, record: record, proof: proof, checkpoint: proven.checkpoint)
    try folder.write(try answer.json() + "\n", to: "\(evidence.folder)/claim.json")
    try folder.write(try proof.json() + "\n", to: "\(evidence.folder)/claim.proof")
    try folder.write(proof.checkpoint, to: "\(evidence.folder)/checkpoint")
    guard let day = proven.checkpoint.statement.day else { return evidence }
    let daily = try await gateway.call(
      GatewayAPI.showCheckpoint, ShowCheckpointRequest(day: day))
    evidence.hasTimestamp = daily.note == proof.checkpoint && !daily.timestamp.isEmpty
    if evidence.hasTimestamp {
      try folder.write(daily.timestamp, to: "\(evidence.folder)/checkpoint.tsr")
    }
    return evidence
  }

  /// Fetches a document, and finds its claims' sentences in it.
  private func document(_ id: DocumentID, _ claims: inout [ClaimEvidence]) async throws
    -> DocumentEvidence
  {
    let (header, bytes, transcripts) = try await original(id)
    var document = DocumentEvidence(report: header.report)
    for transcript in transcripts {
      let file =
        "\(document.folder)/transcript-\(transcript.digest.hex.prefix(8))"
        + (transcript.form == .text ? ".txt" : ".map")
      document.transcripts.append((transcript, file))
      try folder.write(transcript.words, to: file)
    }
    for place in claims.indices where claims[place].record.claim.document == id {
      let evidence = claims[place].record.claim.evidence
      let (text, file) = try Self.text(of: evidence, bytes, document.transcripts)
      if let contradiction = evidence.contradiction(to: text) {
        throw LedgerError(
          .damaged, subject: "claim \(claims[place].record.id)", contradiction,
          hint: "run reckon ledger verify")
      }
      claims[place].transcript = file
      claims[place].context = SentenceContext(evidence, in: text)
    }
    try folder.write(bytes, to: "\(document.folder)/original")
    try folder.write(try header.report.json() + "\n", to: "\(document.folder)/report.json")
    document.steps = try await steps(id)
    document.accesses = try await accesses(id)
    return document
  }

  /// The text that has a claim's sentence at its place, and the file of its transcript: of several readings one does.
  private static func text(
    of evidence: Evidence, _ original: [UInt8],
    _ transcripts: [(transcript: Transcript, file: String)]
  ) throws(LedgerError) -> (EvidenceText, file: String?) {
    for (transcript, file) in transcripts {
      let text = try transcript.evidenceText(transcript.words, of: original)
      if evidence.contradiction(to: text) == nil { return (text, file) }
    }
    return (.original(original), nil)
  }

  private func original(_ id: DocumentID) async throws -> (
    OriginalHeader, [UInt8], [Transcript]
  ) {
    let request = FetchOriginalRequest(
      document: id.description, purpose: purpose, withTranscripts: true)
    let (header, bytes, transcripts) = try await gateway.read(
      GatewayAPI.fetchOriginal, request
    ) { parts in
      var header: OriginalHeader?
      var bytes: [UInt8] = []
      var transcripts: [Transcript] = []
      for try await part in parts {
        switch part.part {
        case .header(let first): header = first
        case .content(let content): bytes += content
        case .transcript(let next): transcripts.append(next)
        case .transcriptContent(let content):
          guard let last = transcripts.indices.last else { throw Self.isAnother(id) }
          transcripts[last].words += content
          guard transcripts[last].words.count <= transcripts[last].size else {
            throw Self.isAnother(id)
          }
        }
        guard let header, bytes.count <= header.report.document.size else {
          throw Self.isAnother(id)
        }
      }
      return (header, bytes, transcripts)
    }
    guard let header, header.report.document.id == id, DocumentID(original: bytes) == id,
      transcripts.allSatisfy({ Digest(of: $0.words) == $0.digest })
    else { throw Self.isAnother(id) }
    return (header, bytes, transcripts)
  }

  private static func isAnother(_ id: DocumentID) -> LedgerError {
    LedgerError(
      .damaged, subject: "document \(id)", "the bytes that came are not its own",
      hint: "run reckon ledger verify")
  }

  private func steps(_ id: DocumentID) async throws -> [CustodyStep] {
    var answer = try await gateway.call(
      GatewayAPI.browseCustody, BrowseCustodyRequest(document: id.description, pageSize: 500))
    while !answer.nextCursor.isEmpty {
      let page = try await gateway.call(
        GatewayAPI.browseCustody,
        BrowseCustodyRequest(
          document: id.description, pageSize: 500, cursor: answer.nextCursor))
      answer.steps += page.steps
      answer.nextCursor = page.nextCursor
    }
    try folder.write(try answer.json() + "\n", to: "documents/\(id)/custody.json")
    return answer.steps
  }

  private func accesses(_ id: DocumentID) async throws -> [Access] {
    var answer = try await gateway.call(
      GatewayAPI.browseAccesses, BrowseAccessesRequest(document: id.description, pageSize: 500))
    while !answer.nextCursor.isEmpty {
      let page = try await gateway.call(
        GatewayAPI.browseAccesses,
        BrowseAccessesRequest(
          document: id.description, pageSize: 500, cursor: answer.nextCursor))
      answer.accesses += page.accesses
      answer.nextCursor = page.nextCursor
    }
    try folder.write(try answer.json() + "\n", to: "documents/\(id)/accesses.json")
    return answer.accesses
  }
}
