import Ledger
import Messages
import Wording

/// What a proof has shown, for people.
enum ProofPage {
  /// - Parameters:
  ///   - key: what the user takes for the ledger's key.
  ///   - original: the file that was compared.
  static func lines(
    _ proof: ClaimProof, _ proven: ClaimProof.Proven, key: VerifyingKey?, original: String?
  ) -> [String] {
    let claim = proven.claim
    let checkpoint = proven.checkpoint
    var lines = Terminal.wrapped(ClaimPage.sentence(claim.evidence)) + [""]
    func add(_ name: String, _ value: String) {
      let fill = String(repeating: " ", count: max(1, 13 - name.count))
      lines.append(Terminal.faint(name) + fill + Terminal.safe(value))
    }
    add("claim", "\(proof.claim)")
    add(
      "figure",
      "\(Words.figure(claim.quantity, claim.kind, claim.ratePer)) \(claim.measure.id), "
        + Words.group(claim.group.party, claim.group.population))
    add("document", "\(claim.document)")
    if let original { add("original", "\(original): the document, with the sentence at its place") }
    add("entry", "\(proof.entry), recorded \(proof.recordedAt) by \(proof.author)")
    add("chain", proof.chain.hex)
    lines.append("")
    let day = checkpoint.statement.day.map { "of \($0), " } ?? ""
    add(
      "checkpoint",
      "\(day)\(checkpoint.statement.size) entries, signed \(checkpoint.statement.signedAt)")
    add("signed by", "\(checkpoint.key.ledgerName), key \(checkpoint.key.hex)")
    lines.append("")
    lines.append(
      proven.hasWords
        ? "The proof holds: the ledger that signed this checkpoint holds this claim with this sentence."
        : "The proof holds for the claim; its words were withdrawn, and are not proven.")
    if key == nil {
      lines.append(
        "Whether the checkpoint is the ledger's: compare it with the published one, or give --key.")
    }
    return lines
  }
}
