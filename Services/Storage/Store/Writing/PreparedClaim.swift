import Ledger
import Messages

/// A claim that was checked, as it goes into its run's entry, and its words as they go beside it.
struct PreparedClaim: Sendable {
  let id: ClaimID
  /// Without its words, and with what stands for them.
  let sealed: Claim
  /// The same, packed.
  let packed: [UInt8]
  let sentence: SealedWords
  let number: SealedWords

  /// - Parameter salts: two are taken.
  /// - Throws: `malformed` for a claim that does not say what its text says, or would not read back.
  private init(_ claim: Claim, of text: EvidenceText, _ salts: inout Salts) throws(LedgerError) {
    let claim = claim.identified()
    id = ClaimID(of: claim)
    // Words are not packed with their entry, which would refuse a NUL; they are packed whenever they are read.
    try PreparedRecording.refuseNUL(
      claim.evidence.sentenceText, "claim.evidence.sentence_text")
    try PreparedRecording.refuseNUL(claim.evidence.numberText, "claim.evidence.number_text")
    // Verification holds every claim against its text; what does not hold from the start is not taken.
    if let contradiction = claim.evidence.contradiction(to: text) {
      throw LedgerError(
        .malformed, subject: "claim \(id)", contradiction,
        hint: "spans are bytes of the \(text.name)")
    }
    sentence = SealedWords(Array(claim.evidence.sentenceText.utf8), salt: salts.next())
    number = SealedWords(Array(claim.evidence.numberText.utf8), salt: salts.next())
    sealed = claim.sealed(.init(sentence: sentence.seal, number: number.seal))
    packed = try sealed.packed()
    guard try Claim(unpacking: packed) == sealed else { throw Scribe.doesNotReadBack("claim") }
  }

  /// Throws what keeps the first of them from being recorded that cannot be.
  static func prepare(_ claims: ArraySlice<Claim>, of text: EvidenceText)
    throws(LedgerError) -> [PreparedClaim]
  {
    var salts = Salts()
    var prepared: [PreparedClaim] = []
    prepared.reserveCapacity(claims.count)
    for claim in claims { prepared.append(try PreparedClaim(claim, of: text, &salts)) }
    return prepared
  }
}
