/// Everything that it takes to see, without any server, that a claim with its sentence is in a ledger that signed a
/// checkpoint. It grows with the logarithms of the numbers of claims and entries.
package struct ClaimProof: Hashable, Sendable {
  package var claim: ClaimID
  /// The packed claim without words, as it stands in the entry.
  package var claimBytes: [UInt8]
  /// Where it stands among the claims of its run, from 0, and how many there are.
  package var place: Int
  package var claims: Int
  /// From the claim to the root over its run's claims.
  package var runPath: [Digest]
  /// The run's entry.
  package var entry: Revision
  package var recordedAt: Moment
  package var author: String
  package var chain: Digest
  /// From the entry's leaf to the root that the checkpoint states.
  package var ledgerPath: [Digest]
  /// The signed checkpoint, as text.
  package var checkpoint: String
  /// Nil where the words were withdrawn.
  package var sentence: SaltedWords?
  package var number: SaltedWords?

  /// Words with the salt that their seal was made with.
  package struct SaltedWords: Hashable, Sendable {
    package var salt: [UInt8]
    package var words: String
    package init(salt: [UInt8], words: String) {
      self.salt = salt
      self.words = words
    }
    package var seal: Digest { Digest(of: [salt, Array(words.utf8)]) }
  }

  package init(
    claim: ClaimID, claimBytes: [UInt8], place: Int, claims: Int, runPath: [Digest],
    entry: Revision, recordedAt: Moment, author: String, chain: Digest, ledgerPath: [Digest],
    checkpoint: String, sentence: SaltedWords? = nil, number: SaltedWords? = nil
  ) {
    self.claim = claim
    self.claimBytes = claimBytes
    self.place = place
    self.claims = claims
    self.runPath = runPath
    self.entry = entry
    self.recordedAt = recordedAt
    self.author = author
    self.chain = chain
    self.ledgerPath = ledgerPath
    self.checkpoint = checkpoint
    self.sentence = sentence
    self.number = number
  }

  /// What a proof that holds has shown.
  package struct Proven: Hashable, Sendable {
    /// With its words, where the proof has them.
    package var claim: Claim
    package var checkpoint: Checkpoint
    package var hasWords: Bool
  }

  /// Checks all of it. Throws `damaged` with the part that does not hold, `malformed` for a checkpoint that is none.
  /// - Parameter read: reads a packed claim.
  package func check(reading read: ([UInt8]) throws(LedgerError) -> Claim) throws(LedgerError)
    -> Proven
  {
    let checkpoint = try Checkpoint(note: self.checkpoint)
    var claim: Claim
    do throws(LedgerError) {
      claim = try read(claimBytes)
    } catch {
      throw Self.fails("claim", "its bytes are no claim: \(error.message)")
    }
    guard ClaimID(of: claim) == self.claim else {
      throw Self.fails("claim", "it is another claim than \(self.claim)")
    }
    try checkPlace(under: checkpoint)
    try checkWords(of: claim)
    claim.evidence.sentenceText = sentence?.words ?? ""
    claim.evidence.numberText = number?.words ?? ""
    return Proven(claim: claim, checkpoint: checkpoint, hasWords: sentence != nil)
  }

  private func checkPlace(under checkpoint: Checkpoint) throws(LedgerError) {
    guard
      let claimsRoot = MerkleTree.root(
        from: MerkleTree.leaf(claimBytes), at: place, size: claims, path: runPath)
    else {
      throw Self.fails(
        "run path", "it has not the length that place \(place) of \(claims) asks for")
    }
    let leaf = LedgerLeaf(
      sequence: entry, recordedAt: recordedAt, author: author, chain: chain, count: claims,
      claims: claimsRoot)
    let size = checkpoint.statement.size
    guard entry > .empty, entry <= size else {
      throw Self.fails("entry", "entry \(entry) is not among the \(size) of the checkpoint")
    }
    let root = MerkleTree.root(
      from: leaf.hash, at: Int(entry.number - 1), size: Int(size.number), path: ledgerPath)
    guard root == checkpoint.statement.root else {
      throw Self.fails(
        "ledger path", "claim and entry do not lead to the root that the checkpoint states")
    }
  }

  private func checkWords(of claim: Claim) throws(LedgerError) {
    let evidence = claim.evidence
    if let sentence, sentence.seal != evidence.seal?.sentence {
      throw Self.fails("sentence", "it is not the one that the ledger sealed")
    }
    if let number, number.seal != evidence.seal?.number {
      throw Self.fails("number", "its words are not the ones that the ledger sealed")
    }
  }

  private static func fails(_ part: String, _ message: String) -> LedgerError {
    LedgerError(
      .damaged, subject: "proof, \(part)", message,
      hint: "the proof was changed or is of another ledger; get it again with reckon ledger prove")
  }
}

extension Evidence {
  /// What in the words is not what the text says at their spans; nil where all of it is.
  package func contradiction(to text: EvidenceText) -> String? {
    var (sentenceText, numberText) = (sentenceText, numberText)
    return sentenceText.withUTF8 { sentence in
      numberText.withUTF8 { number in
        WordPlaces(self).contradiction(
          of: UnsafeRawBufferPointer(sentence), UnsafeRawBufferPointer(number), to: text)
      }
    }
  }
}
