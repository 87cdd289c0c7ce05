import Ledger
import Messages

/// Keeps the tables that questions are answered from. Appending and rebuilding both come through `project`, so that
/// a rebuilt ledger answers as the one did that it was rebuilt from.
struct Projector {
  let connection: Connection
  init(_ connection: Connection) { self.connection = connection }

  /// The tables that `project` fills, each with the columns that tell its rows apart.
  static let keys: [(table: String, key: [String])] = [
    ("document", ["began"]), ("history", ["document", "entry"]), ("sighting", ["entry"]),
    ("run", ["entry"]), ("claim", ["number"]), ("claim_packed", ["number"]),
    ("vocabulary", ["entry"]), ("review", ["entry"]), ("review_state", ["entry"]),
    ("withdrawal", ["entry"]),
    ("tree", ["level", "place"]), ("address", ["entry"]),
  ]
  static let tables = keys.map(\.table)

  /// Writes what one entry, as stored and without words, changes. Entries come in order, each once.
  /// - Parameters:
  ///   - bytes: the entry as it is stored.
  ///   - chain: the chain's hash after it.
  func project(_ entry: Entry, bytes: [UInt8], chain: Digest) throws(LedgerError) {
    let (_, root, claims) = try entry.claimTree(bytes: bytes)
    try Tree(connection).add(entry.leaf(chain: chain, claims: claims.count, root: root))
    let sequence = entry.sequence
    switch entry.body {
    case .document(let document): try project(document, sequence)
    case .sighting(let sighting): try project(sighting, sequence)
    case .run(let run): try project(run, sequence, claims.map { Array(bytes[$0]) })
    case .supersession(let supersession): try project(supersession, sequence)
    case .vocabulary(let vocabulary):
      try connection.execute(
        "INSERT INTO vocabulary (entry, lexicon_fingerprint) VALUES (?, ?)",
        [.revision(sequence), .text(vocabulary.lexiconFingerprint)])
    case .review(let review): try project(review, sequence)
    case .withdrawal(let withdrawal):
      try connection.execute(
        "INSERT INTO withdrawal (entry, document, mode) VALUES (?, ?, ?)",
        [
          .revision(sequence), .revision(try key(of: withdrawal.document, sequence)),
          .integer(Int64(withdrawal.mode.rawValue)),
        ])
      try note(sequence, about: withdrawal.document)
    }
  }

  private func project(_ document: DocumentRecord, _ entry: Revision) throws(LedgerError) {
    try connection.execute(
      "INSERT INTO document (began, id, media_type, size, seal) VALUES (?, ?, ?, ?, ?)",
      [
        .revision(entry), .digest(document.id.digest), .text(document.mediaType),
        .integer(document.size), document.seal.map { .digest($0) } ?? .null,
      ])
    try note(entry, about: document.id)
  }

  private func project(_ sighting: Sighting, _ entry: Revision) throws(LedgerError) {
    try connection.execute(
      """
      INSERT INTO sighting (entry, document, place_seen, outlet_id, outlet, packed)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        .revision(entry), .revision(try key(of: sighting.document, entry)),
        .digest(sighting.placeSeen), .text(sighting.outlet?.id?.value),
        .text(sighting.outlet?.name.folded), .blob(try sighting.packed()),
      ])
    try projectAddress(of: sighting, entry)
    try note(entry, about: sighting.document)
  }

  /// Where a sighting saw its document, for the versions of a page.
  private func projectAddress(of sighting: Sighting, _ entry: Revision) throws(LedgerError) {
    guard let address = WebAddress(sighting.url) else { return }
    try connection.execute(
      "INSERT INTO address (entry, document, place) VALUES (?, ?, ?)",
      [
        .revision(entry), .revision(try key(of: sighting.document, entry)),
        .digest(address.digest),
      ])
  }

  /// - Parameter packed: its claims, as the entry has them.
  private func project(_ run: ExtractionRun, _ entry: Revision, _ packed: [[UInt8]])
    throws(LedgerError)
  {
    let document = try key(of: run.document, entry)
    var header = run
    header.claims = []
    try connection.execute(
      """
      INSERT INTO run (entry, document, extractor_version, lexicon_fingerprint, packed, language)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        .revision(entry), .revision(document), .text(run.extractorVersion),
        .text(run.lexiconFingerprint), .blob(try header.packed()), .text(run.language),
      ])
    let mayBeCorrected = try hasCorrections()
    try connection.executeBackwards(Self.insertClaim, run.claims.indices) {
      (place) throws(LedgerError) in
      let claim = run.claims[place]
      let (id, number) = (ClaimID(of: claim), ClaimNumber(run: entry, place: place))
      let corrections = mayBeCorrected ? try corrections(of: id) : [:]
      let reading = corrections.isEmpty ? claim : claim.reading(with: corrections)
      return Self.values(reading, id, of: document, number)
    }
    try connection.executeBackwards(
      "INSERT INTO claim_packed (number, packed) VALUES (?, ?)", packed.indices
    ) { place in
      [.integer(ClaimNumber(run: entry, place: place).value), .blob(packed[place])]
    }
    try note(entry, about: run.document)
  }

  /// Begins a row of a claim, as it reads.
  /// - Parameter recorded: where the claim stands in its run, for a row that a decision begins.
  func write(
    _ claim: Claim, _ id: ClaimID, of document: Revision, _ number: ClaimNumber,
    recorded: ClaimNumber? = nil
  ) throws(LedgerError) {
    try connection.execute(
      Self.insertClaim, Self.values(claim, id, of: document, number, recorded: recorded))
  }

  private static let insertClaim = """
    INSERT INTO claim (number, document, id, conflict, party, measure, population, place,
      claimant_id, claimant, outlet_id, outlet, about_first, about_last, kind, polarity, recorded)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  private static func values(
    _ claim: Claim, _ id: ClaimID, of document: Revision, _ number: ClaimNumber,
    recorded: ClaimNumber? = nil
  ) -> [SQLValue] {
    let about = claim.time.about
    let attribution = claim.attribution
    return [
      .integer(number.value), .revision(document), .digest(id.digest),
      .text(claim.group.conflict?.value), .text(claim.group.party?.value),
      .text(claim.measure.id.value), .text(claim.group.population?.value),
      .text(claim.group.place?.folded), .text(attribution.claimant?.id?.value),
      .text(attribution.claimant?.name.folded), .text(attribution.outlet?.id?.value),
      .text(attribution.outlet?.name.folded), .integer(about?.first.firstDay.dayNumber),
      .integer(about?.last.lastDay.dayNumber), .integer(Int64(claim.kind.rawValue)),
      .integer(Int64(claim.polarity.rawValue)),
      recorded.map { .integer($0.value) } ?? .null,
    ]
  }

  private func project(_ supersession: Supersession, _ entry: Revision) throws(LedgerError) {
    let document = try key(of: supersession.document, entry)
    for claim in supersession.claims {
      try connection.execute(
        "UPDATE claim SET ended = ? WHERE id = ? AND document = ? AND ended IS NULL",
        [.revision(entry), .digest(claim.digest), .revision(document)])
    }
    try note(entry, about: supersession.document)
  }

  private func note(_ entry: Revision, about document: DocumentID) throws(LedgerError) {
    try connection.execute(
      "INSERT INTO history (document, entry) VALUES (?, ?)",
      [.revision(try key(of: document, entry)), .revision(entry)])
  }

  /// The entry of a document, by which all other projections know it.
  private func key(of document: DocumentID, _ entry: Revision) throws(LedgerError) -> Revision {
    guard let key = try Stored.document(document, connection) else {
      throw .damaged("entry \(entry)", "it is about a document that the ledger does not have")
    }
    return key
  }
}

extension String {
  /// As names are compared: without case.
  var folded: String { lowercased() }
}
