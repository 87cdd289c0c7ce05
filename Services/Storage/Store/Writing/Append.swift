import Ledger

// What each append writes, within the writer's transaction. Start here to see what an entry is made for.

extension PreparedRecording {
  /// Writes the entries for what the ledger does not hold yet, and none where it holds all of it. Throws
  /// `writeConflict` for a reading that knows less of when the document was published than the last one knew.
  func write(with scribe: inout Scribe) throws(LedgerError) -> RecordingOutcome {
    let before = scribe.head.revision
    var found = try Stored.document(recording.document.id, scribe.connection)
    // The same bytes again would bring the words back that a decision took away.
    if let found, let mark = try Stored.withdrawal(of: found, scribe.connection) {
      throw mark.refusal(of: recording.document.id)
    }
    let last = try found.flatMap { (document) throws(LedgerError) in
      try Stored.newestRun(of: document, scribe.connection)
    }
    try requireNoBetterDate(than: last)
    try requireMapping(of: last)
    if found == nil {
      found = scribe.next
      try writeDocument(with: &scribe)
    }
    guard let document = found else { throw LedgerError(.internalFailure, "no document") }
    try writeSighting(of: document, with: &scribe)
    let held = try Stored.claims(heldOf: document, scribe.connection)
    let new = claims.filter { !held.contains($0.id) }
    let yielded = Set(claims.map(\.id))
    // What a reviewer vouches for outlasts a reading that does not yield it.
    let missed = held.subtracting(yielded).sorted()
    let decisions = try Stored.decisions(onClaimsOf: document, scribe.connection)
    let kept = missed.filter { decisions[$0]?.outlastsReadings ?? false }
    let gone = missed.filter { !(decisions[$0]?.outlastsReadings ?? false) }
    // A run that only ends claims is recorded too: it is the reason why they ended. So is one by another reader: it
    // says that this reader yields the same.
    if !new.isEmpty || !gone.isEmpty || !(last?.isBySameReader(as: recording.run) ?? false) {
      try writeRun(new, kept: claims.count - new.count, of: document, with: &scribe)
    }
    if !gone.isEmpty {
      try scribe.write(
        .supersession(
          Supersession(
            document: recording.document.id, claims: gone,
            reason: "not in the run of extractor \(recording.run.extractorVersion)")))
    }
    return RecordingOutcome(
      revision: scribe.head.revision, claims: claims.count + kept.count,
      alreadyRecorded: scribe.head.revision == before, keptByReview: kept.count)
  }

  /// Two submissions of one document may be read at once, each without knowing of the other's date: the one that comes
  /// last must not undo what the better date told.
  private func requireNoBetterDate(than last: ExtractionRun?) throws(LedgerError) {
    guard let known = last?.published, known.tellsMore(than: recording.run.published) else {
      return
    }
    throw LedgerError(
      .writeConflict, subject: "document \(recording.document.id)",
      "it was read as published on \(recording.run.published?.date.description ?? "an unknown day"), and is known to be from \(known.date)",
      hint: "read it again with the dates of all of its sightings")
  }

  /// The newest mapping that somebody gave holds, also for whoever submits the table without one, and may have read it
  /// before the mapping was there.
  private func requireMapping(of last: ExtractionRun?) throws(LedgerError) {
    guard recording.sighting.mapping.isEmpty else { return }
    guard recording.run.mapping == last?.mapping ?? "" else {
      throw LedgerError(
        .writeConflict, subject: "document \(recording.document.id)",
        "it was read by another mapping than the one that holds",
        hint: "read it again with the mapping of its newest run")
    }
  }

  private func writeDocument(with scribe: inout Scribe) throws(LedgerError) {
    var document = recording.document
    document.seal = original.seal
    try scribe.write(.document(document), words: .original(original, text: text))
  }

  private func writeSighting(of document: Revision, with scribe: inout Scribe) throws(LedgerError) {
    var sighting = recording.sighting
    guard try !Stored.holds(sighting, of: document, scribe.connection) else { return }
    // A report without a title has nothing to seal.
    let title = sighting.title.isEmpty ? nil : SealedWords(sighting.title)
    (sighting.title, sighting.mapping) = ("", "")
    sighting.titleSeal = title?.seal
    try scribe.write(.sighting(sighting), words: title.map { .title($0) } ?? .none)
  }

  private func writeRun(
    _ claims: [PreparedClaim], kept: Int, of document: Revision, with scribe: inout Scribe
  ) throws(LedgerError) {
    var run = recording.run
    run.keptClaims = kept
    let sketch = run.sketch.map { SealedWords($0.bytes) }
    (run.sketch, run.sketchSeal) = (nil, sketch?.seal)
    run.claims = claims.map(\.sealed)
    var transcript = transcript
    if let digest = run.transcript?.digest {
      let place = try Stored.transcript(digest, of: document, scribe.connection)
      if place != nil { transcript = nil }
      run.transcript?.words = []
      run.transcript?.keptAt = place
      run.transcript?.seal = transcript?.seal
    }
    try scribe.write(
      .run(run),
      words: .run(
        quotations: claims.map { ($0.sentence, $0.number) }, sketch: sketch,
        transcript: transcript),
      packed: claims.map(\.packed))
  }
}

extension Vocabulary {
  /// Writes the vocabulary unless the newest one has its fingerprint.
  func write(with scribe: inout Scribe) throws(LedgerError) -> RecordingOutcome {
    let newest = try Stored.newestVocabulary(scribe.connection)
    let known = newest == lexiconFingerprint
    if !known { try scribe.write(.vocabulary(self)) }
    return RecordingOutcome(revision: scribe.head.revision, claims: 0, alreadyRecorded: known)
  }
}

/// What the writer must know of the ledger's newest state before it adds to it.
enum Stored {
  /// The entry of a document.
  static func document(_ id: DocumentID, _ connection: Connection) throws(LedgerError) -> Revision?
  {
    try connection.first("SELECT began FROM document WHERE id = ?", [.digest(id.digest)]) {
      (row) throws(LedgerError) in row.revision(0)
    }
  }

  static func holds(_ sighting: Sighting, of document: Revision, _ connection: Connection)
    throws(LedgerError) -> Bool
  {
    try connection.first(
      "SELECT 1 FROM sighting WHERE document = ? AND place_seen = ?",
      [.revision(document), .digest(sighting.placeSeen)]
    ) { (_) throws(LedgerError) in true } ?? false
  }

  static func claims(heldOf document: Revision, _ connection: Connection) throws(LedgerError)
    -> Set<
      ClaimID
    >
  {
    Set(
      try connection.all(
        "SELECT id FROM claim WHERE document = ? AND ended IS NULL", [.revision(document)]
      ) { (row) throws(LedgerError) in
        ClaimID(try row.digest(0, "a claim's id"))
      })
  }

  /// What people decided on the claims that hold of a document: what holds, and whether decisions wait. A claim that
  /// nobody decided on is not among them.
  static func decisions(onClaimsOf document: Revision, _ connection: Connection)
    throws(LedgerError) -> [ClaimID: ReviewStanding]
  {
    var decisions: [ClaimID: ReviewStanding] = [:]
    try connection.forEach(
      """
      SELECT state.claim, state.decision, state.pending FROM claim
      JOIN review_state AS state ON state.claim = claim.id AND state.ended IS NULL
      WHERE claim.document = ? AND claim.ended IS NULL
      """, [.revision(document)]
    ) { (row) throws(LedgerError) in
      let decision = ReviewDecision.Decision(rawValue: Int32(clamping: row.integer(1)))
      decisions[ClaimID(try row.digest(0, "a claim's id"))] = ReviewStanding(
        decision: decision ?? .unreviewed, isPending: !row.isNull(2))
      return true
    }
    return decisions
  }

  /// The last reading of a document, without its claims.
  static func newestRun(of document: Revision, _ connection: Connection) throws(LedgerError)
    -> ExtractionRun?
  {
    try connection.first(
      "SELECT packed, entry FROM run WHERE document = ? ORDER BY entry DESC LIMIT 1",
      [.revision(document)]
    ) { (row) throws(LedgerError) in try row.run(0, entry: 1) }
  }

  /// The run of a document that keeps the words of a transcript.
  static func transcript(_ digest: Digest, of document: Revision, _ connection: Connection)
    throws(LedgerError) -> Revision?
  {
    let runs = try connection.all(
      "SELECT packed, entry FROM run WHERE document = ? ORDER BY entry", [.revision(document)]
    ) { (row) throws(LedgerError) in (run: try row.run(0, entry: 1), entry: row.revision(1)) }
    return runs.first { $0.run.transcript?.digest == digest && $0.run.transcript?.keptAt == nil }?
      .entry
  }

  /// The fingerprint of the newest vocabulary.
  static func newestVocabulary(_ connection: Connection) throws(LedgerError) -> String? {
    try connection.first(
      "SELECT lexicon_fingerprint FROM vocabulary ORDER BY entry DESC LIMIT 1"
    ) { (row) throws(LedgerError) in row.text(0) }
  }
}

extension ExtractionRun {
  /// Whether nothing that could make a difference lies between two readings of one document.
  fileprivate func isBySameReader(as other: ExtractionRun) -> Bool {
    extractorVersion == other.extractorVersion && lexiconFingerprint == other.lexiconFingerprint
      && published?.date == other.published?.date && mapping == other.mapping
      && transcript?.reader == other.transcript?.reader
      && transcript?.digest == other.transcript?.digest
  }
}
