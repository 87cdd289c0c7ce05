import Ledger
import Messages

/// A passage that was found: its number, and what it is.
enum FoundPassage {
  /// By the number of its words, and by that of the row of its claim.
  case sentence(Int64, claim: Int64)
  case report(Int64, document: Revision, isTitle: Bool)

  var number: Int64 {
    switch self {
    case .sentence(let number, _), .report(let number, _, _): number
    }
  }
}

/// Makes what a search answers with of the passages that it found.
struct HitMaker {
  let snapshot: Snapshot
  let revision: Revision
  let excerpts: ExcerptMaker
  private var connection: Connection { snapshot.connection }

  /// The hit, and about how many bytes it takes when packed.
  func hit(_ found: FoundPassage) throws(LedgerError) -> (Packed<TextHit>, Int) {
    switch found {
    case .sentence(_, let claim): return try sentence(claim)
    case .report(let number, let document, let isTitle):
      return isTitle
        ? try title(of: Passage.entry(of: number), document) : try text(of: document)
    }
  }

  private static let claim = ClaimRows.select + " WHERE claim.number = ?"

  private func sentence(_ number: Int64) throws(LedgerError) -> (Packed<TextHit>, Int) {
    let found = try connection.first(Self.claim, [.revision(revision), .integer(number)]) {
      (row) throws(LedgerError) in
      let excerpt =
        ClaimRows.isWithdrawn(row) ? Excerpt() : excerpts.excerpt(of: ClaimRows.sentence(row))
      return (
        document: ClaimRows.document(row), excerpt: excerpt, size: ClaimRows.size(row),
        record: try ClaimRows.packed(row, at: revision, in: snapshot)
      )
    }
    guard let found else {
      throw LedgerError(
        .damaged, subject: "claim number \(number)", "its run or its entry is missing",
        hint: LedgerPart.projection.hint)
    }
    let document = try connection.first(
      "SELECT id FROM document WHERE began = ?", [.revision(found.document)]
    ) { (row) throws(LedgerError) in try documentID(row, found.document) }
    guard let document else { throw missing(found.document) }
    return (
      try Packed(
        kind: .sentence, document: document, claim: found.record, excerpt: found.excerpt),
      found.size + found.excerpt.approximateSize
    )
  }

  private func text(of document: Revision) throws(LedgerError) -> (Packed<TextHit>, Int) {
    let found = try connection.first(
      """
      SELECT document.id, document.size, original.salt, original.words, original.coding,
        original.coded_seal
      FROM document LEFT JOIN original ON original.entry = document.began
      WHERE document.began = ?
      """, [.revision(document)]
    ) { (row) throws(LedgerError) in
      (id: try documentID(row, document), excerpt: excerpt(of: try words(row, document) ?? []))
    }
    guard let found else { throw missing(document) }
    let sighting = try snapshot.firstSighting(of: document, from: nil, at: revision)
    return try hit(.text, found.id, sighting, found.excerpt)
  }

  /// The text in a row of `text(of:)`; nil where it is not there, or not as it was stored.
  private func words(_ row: Row, _ document: Revision) throws(LedgerError) -> [UInt8]? {
    // Only what is packed has a seal of its own.
    let seal = row.isNull(2) || row.isNull(5) ? nil : Digest(bytes: row.bytes(5))
    if let seal, let text = connection.texts?.text(seal) { return text }
    let original = try StoredOriginal(row, from: 2).readableWords(size: Int(row.integer(1)))
    guard let original else { return nil }
    let words = try DocumentText(connection).text(of: document, in: original)
    if let seal, let words { connection.texts?.keep(words, seal) }
    return words
  }

  private func title(of sighting: Revision, _ document: Revision) throws(LedgerError)
    -> (Packed<TextHit>, Int)
  {
    let found = try connection.first(
      """
      SELECT document.id, title.words FROM document
      LEFT JOIN title ON title.entry = ? WHERE document.began = ?
      """, [.revision(sighting), .revision(document)]
    ) { (row) throws(LedgerError) in
      (id: try documentID(row, document), excerpt: excerpts.excerpt(of: row.bytesInPlace(1)))
    }
    guard let found else { throw missing(document) }
    let sighting = try snapshot.firstSighting(of: document, from: sighting, at: revision)
    return try hit(.title, found.id, sighting, found.excerpt)
  }

  private func excerpt(of words: [UInt8]) -> Excerpt {
    words.withUnsafeBytes { excerpts.excerpt(of: $0) }
  }

  private func hit(
    _ kind: PassageKind, _ document: DocumentID, _ sighting: Packed<Sighting>?, _ excerpt: Excerpt
  ) throws(LedgerError) -> (Packed<TextHit>, Int) {
    (
      try Packed(kind: kind, document: document, sighting: sighting, excerpt: excerpt),
      64 + (sighting?.bytes.count ?? 0) + excerpt.approximateSize
    )
  }

  private func documentID(_ row: Row, _ document: Revision) throws(LedgerError) -> DocumentID {
    DocumentID(try row.digest(0, "entry \(document)"))
  }

  private func missing(_ document: Revision) -> LedgerError {
    LedgerError(
      .damaged, subject: "document of entry \(document)", "it is missing",
      hint: LedgerPart.projection.hint)
  }
}

extension Excerpt {
  fileprivate var approximateSize: Int { words.utf8.count + 32 * matches.count + 16 }
}
