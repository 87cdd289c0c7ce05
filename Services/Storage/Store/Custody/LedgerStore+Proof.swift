package import Ledger
import Messages

extension LedgerStore {
  /// What shows, without this ledger, that it holds a claim: under the oldest daily checkpoint that covers the claim,
  /// because that one has been published the longest; else under one that is signed now.
  /// - Parameters:
  ///   - id: a claim's id or an unambiguous beginning of one.
  ///   - point: the claim as it was known then: which recording of it is proven, where there are several.
  /// - Throws: `notFound`; `malformed` where several claims begin so; `misconfigured` without a key to sign with;
  ///   `damaged` where the ledger does not hold what it should.
  package func proof(of id: String, at point: LedgerPoint = .head, signedAt now: Moment)
    async throws -> ClaimProof
  {
    let key = key
    return try await readers.read { (snapshot) throws(LedgerError) in
      let record = try snapshot.claim(
        try IDPrefix(id, of: "claim"), try snapshot.head(at: point).revision)
      let proof = try snapshot.proof(of: record) { (statement) throws(LedgerError) in
        try Checkpoint(try statement(now), signedWith: try key.get())
      }
      do throws(LedgerError) {
        _ = try proof.check()
      } catch {
        throw LedgerError(
          .damaged, subject: "claim \(record.id)", "no proof of it holds: \(error.message)",
          hint: "run reckon ledger verify")
      }
      return proof
    }
  }
}

extension Snapshot {
  /// - Parameter sign: signs what a statement says of the present; it is given the moment.
  fileprivate func proof(
    of record: ClaimRecord,
    sign: ((Moment) throws(LedgerError) -> Checkpoint.Statement) throws(LedgerError) -> Checkpoint
  ) throws(LedgerError) -> ClaimProof {
    let run = record.began
    let (entry, bytes, chain) = try packedEntry(run)
    let (tree, _, claims) = try entry.claimTree(bytes: bytes)
    guard case .run(let body) = entry.body,
      let place = body.claims.firstIndex(where: { ClaimID(of: $0) == record.id })
    else { throw .damaged("entry \(run)", "it does not hold the claim \(record.id)") }
    let checkpoints = Checkpoints(connection)
    let checkpoint: Checkpoint
    if let stored = try checkpoints.first(covering: run) {
      checkpoint = try Checkpoint(note: stored.note)
    } else {
      checkpoint = try sign { (now) throws(LedgerError) in
        try checkpoints.statement(at: head, signedAt: now)
      }
    }
    let words = try words(of: ClaimNumber(run: run, place: place), in: body.document)
    return ClaimProof(
      claim: record.id, claimBytes: Array(bytes[claims[place]]), place: place,
      claims: claims.count, runPath: try tree.path(to: place, size: claims.count), entry: run,
      recordedAt: entry.recordedAt, author: entry.author, chain: chain,
      ledgerPath: try Tree(connection).whole.path(
        to: Int(run.number - 1), size: Int(checkpoint.statement.size.number)),
      checkpoint: checkpoint.note, sentence: words?.sentence, number: words?.number)
  }

  private func packedEntry(_ sequence: Revision) throws(LedgerError) -> (
    entry: Entry, bytes: [UInt8], chain: Digest
  ) {
    let found = try connection.first(
      "SELECT bytes, sequence, hash FROM entry WHERE sequence = ?", [.revision(sequence)]
    ) { (row) throws(LedgerError) in
      (
        try Chain.entry(row, bytes: 0, sequence: 1), row.bytes(0),
        try row.digest(2, "entry \(sequence)")
      )
    }
    guard let found else { throw .damaged("entry \(sequence)", "it is missing") }
    return found
  }

  /// The words of a claim with their salts; nil where they were withdrawn.
  private func words(of number: ClaimNumber, in document: DocumentID) throws(LedgerError) -> (
    sentence: ClaimProof.SaltedWords, number: ClaimProof.SaltedWords
  )? {
    guard try withdrawal(of: document) == nil else { return nil }
    let found: (sentence: ClaimProof.SaltedWords, number: ClaimProof.SaltedWords)?? =
      try connection.first(
        """
        SELECT sentence_salt, sentence, number_salt, number_text FROM quotation WHERE number = ?
        """, [.integer(number.value)]
      ) { (row) throws(LedgerError) in
        guard !row.isNull(0), !row.isNull(2) else { return nil }
        return (
          ClaimProof.SaltedWords(salt: row.bytes(0), words: row.text(1)),
          ClaimProof.SaltedWords(salt: row.bytes(2), words: row.text(3))
        )
      }
    return found.flatMap(\.self)
  }
}
