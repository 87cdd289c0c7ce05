import Ledger

extension LedgerStore {
  /// Walks the chain from the first entry: hashes every entry again, and compares every original, title, sentence
  /// and number with its seal. Damage is an answer, not an error; what throws is only what keeps it from looking.
  package func verifyChain() async throws -> Verification {
    try await readers.read { (snapshot) throws(LedgerError) in
      var verifier = Verifier(snapshot.connection)
      try verifier.run(to: snapshot.head)
      return verifier.result
    }
  }
}

/// One walk along the chain.
struct Verifier {
  private let connection: Connection
  private(set) var result = Verification(
    revision: .empty, hash: .zero, words: 0, erased: 0, problem: nil)
  private var lastMoment: Int64 = .min

  init(_ connection: Connection) { self.connection = connection }

  mutating func run(to head: Revision) throws(LedgerError) {
    try connection.forEach(
      "SELECT bytes, sequence, recorded_at, author, type, hash FROM entry ORDER BY sequence"
    ) { (row) throws(LedgerError) in
      do throws(LedgerError) {
        try check(row)
        return true
      } catch {
        guard error.reason == .damaged else { throw error }
        result.problem = .init(entry: row.revision(1), message: error.message)
        return false
      }
    }
  }

  private mutating func check(_ row: Row) throws(LedgerError) {
    let sequence = row.revision(1)
    let name = "entry \(sequence)"
    guard sequence == result.revision.next else {
      throw .damaged(name, "entry \(result.revision.next) is missing")
    }
    let hash = Chain.hash(after: result.hash, row.bytes(0))
    guard hash == (try row.digest(5, name)) else {
      throw .damaged(name, "its bytes are not those that were recorded")
    }
    let entry = try Chain.entry(row, bytes: 0, sequence: 1)
    guard entry.sequence == sequence, entry.recordedAt.microseconds == row.integer(2),
      entry.author == row.text(3), entry.body.name == row.text(4)
    else { throw .damaged(name, "its columns do not say what its bytes say") }
    guard row.integer(2) >= lastMoment else { throw .damaged(name, "its time goes back") }
    try checkWords(of: entry)
    lastMoment = row.integer(2)
    result.revision = sequence
    result.hash = hash
  }

  private mutating func checkWords(of entry: Entry) throws(LedgerError) {
    switch entry.body {
    case .document(let document): try checkOriginal(of: document, entry.sequence)
    case .sighting(let sighting):
      try check(
        "SELECT salt, words FROM title WHERE entry = ?", entry.sequence.number,
        [("title", sighting.titleSeal)], of: sighting.document)
    case .run(let run):
      for (place, claim) in run.claims.enumerated() {
        let seal = claim.evidence.seal
        try check(
          """
          SELECT sentence_salt, sentence, number_salt, number_text FROM quotation WHERE number = ?
          """, ClaimNumber(run: entry.sequence, place: place).value,
          [("sentence", seal?.sentence), ("number text", seal?.number)], of: run.document)
      }
    case .supersession, .review, .vocabulary, .withdrawal: break
    }
  }

  private mutating func checkOriginal(of document: DocumentRecord, _ entry: Revision)
    throws(LedgerError)
  {
    try check(
      "SELECT salt, words FROM original WHERE entry = ?", entry.number,
      [("original", document.seal)], of: document.id)
  }

  /// Compares the words in one row, salt and words by turns, with their seals.
  private mutating func check(
    _ sql: String, _ key: Int64, _ seals: [(part: String, seal: Digest?)], of document: DocumentID
  ) throws(LedgerError) {
    let found = try connection.first(sql, [.integer(key)]) { (row) throws(LedgerError) in
      seals.indices.map { index in
        let column = Int32(index * 2)
        return (
          isErased: row.isNull(column), salt: row.bytes(column), words: row.bytes(column + 1)
        )
      }
    }
    for (index, expected) in seals.enumerated() {
      guard let found else {
        guard expected.seal != nil else { continue }
        throw .damaged("", "its \(expected.part) is missing")
      }
      result.words += 1
      let stored = found[index]
      if stored.isErased {
        guard try wasErased(document) else {
          throw .damaged("", "its \(expected.part) was erased without a withdrawal")
        }
        result.erased += 1
      } else if SealedWords.seal(salt: stored.salt, words: stored.words) != expected.seal {
        throw .damaged("", "its \(expected.part) does not match its seal")
      }
    }
  }

  private func wasErased(_ document: DocumentID) throws(LedgerError) -> Bool {
    try connection.first(
      """
      SELECT 1 FROM withdrawal JOIN document ON document.began = withdrawal.document
      WHERE document.id = ? AND withdrawal.mode = ?
      """,
      [.digest(document.digest), .integer(Int64(Withdrawal.Mode.erased.rawValue))]
    ) { (_) throws(LedgerError) in true } ?? false
  }
}
