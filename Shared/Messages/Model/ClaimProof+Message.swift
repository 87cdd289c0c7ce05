package import CReckonerProto
package import Ledger

extension ClaimProof: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ClaimProof>?) -> Void {
    reckoner__v1__claim_proof__init
  }

  package init(reading wire: Reckoner__V1__ClaimProof) throws(LedgerError) {
    self.init(
      claim: try Read.claimID(wire.claim, "claim"), claimBytes: Read.bytes(wire.claim_bytes),
      place: try Read.count(wire.place, "place"), claims: try Read.count(wire.claims, "claims"),
      runPath: try Read.digests(wire.n_run_path, wire.run_path, "run_path"),
      entry: try Read.revision(wire.entry, "entry"),
      recordedAt: try Read.required(wire.recorded_at, "recorded_at"),
      author: try Read.text(wire.author, "author"),
      chain: try Read.digest(wire.chain, "chain") ?? .zero,
      ledgerPath: try Read.digests(wire.n_ledger_path, wire.ledger_path, "ledger_path"),
      checkpoint: try Read.text(wire.checkpoint, "checkpoint"),
      sentence: try Read.message(wire.sentence, "sentence"),
      number: try Read.message(wire.number, "number"))
  }

  package func write(to wire: inout Reckoner__V1__ClaimProof, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.claim = try arena.place(claim.description, "claim")
    wire.claim_bytes = arena.place(claimBytes)
    wire.place = Int32(clamping: place)
    wire.claims = Int32(clamping: claims)
    (wire.n_run_path, wire.run_path) = arena.place(runPath.map(\.bytes))
    wire.entry = entry.number
    wire.recorded_at = try arena.place(recordedAt)
    wire.author = try arena.place(author, "author")
    wire.chain = arena.place(chain.bytes)
    (wire.n_ledger_path, wire.ledger_path) = arena.place(ledgerPath.map(\.bytes))
    wire.checkpoint = try arena.place(checkpoint, "checkpoint")
    wire.sentence = try arena.place(sentence)
    wire.number = try arena.place(number)
  }

  /// Checks all of it, reading the claim as this program does. Throws as `check(reading:)` does.
  package func check() throws(LedgerError) -> Proven {
    try check { (bytes) throws(LedgerError) in try Claim(unpacking: bytes) }
  }
}

extension ClaimProof.SaltedWords: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__SaltedWords>?) -> Void {
    reckoner__v1__salted_words__init
  }

  package init(reading wire: Reckoner__V1__SaltedWords) throws(LedgerError) {
    self.init(salt: Read.bytes(wire.salt), words: try Read.text(wire.words, "words"))
  }

  package func write(to wire: inout Reckoner__V1__SaltedWords, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.salt = arena.place(salt)
    wire.words = try arena.place(words, "words")
  }
}
