import Ledger

/// A recording that was checked, with all that can be worked out before the writer's turn comes.
struct PreparedRecording: Sendable {
  let recording: Recording
  /// Packed already, though the ledger may have the document: the writer's turn is short.
  let original: PackedOriginal
  /// The run's claims in the order of the text, each once.
  let claims: [(id: ClaimID, claim: Claim)]

  /// Throws `malformed` where the parts do not belong together, `tooLarge` where a run has too many claims.
  init(_ recording: Recording) throws(LedgerError) {
    let document = recording.document
    let subject = document.id.description
    guard DocumentID(original: recording.original) == document.id,
      recording.original.count == document.size
    else {
      throw LedgerError(
        .malformed, subject: subject, "the original is not the document that it is said to be",
        hint: "send all of the original's bytes")
    }
    guard recording.sighting.document == document.id, recording.run.document == document.id,
      recording.run.claims.allSatisfy({ $0.document == document.id })
    else {
      throw LedgerError(
        .malformed, subject: subject, "a sighting, run or claim of another document")
    }
    try Self.refuseNUL(recording.sighting.title, "sighting.title")
    var claims: [(id: ClaimID, claim: Claim)] = []
    var seen: Set<ClaimID> = []
    for claim in recording.run.claims {
      let claim = claim.identified()
      // Words are not packed with their entry, which would refuse a NUL; they are packed whenever they are read.
      try Self.refuseNUL(claim.evidence.sentenceText, "claim.evidence.sentence_text")
      try Self.refuseNUL(claim.evidence.numberText, "claim.evidence.number_text")
      let id = ClaimID(of: claim)
      // Verification holds every claim against its original; what does not hold from the start is not taken.
      if let contradiction = claim.evidence.contradiction(to: recording.original) {
        throw LedgerError(
          .malformed, subject: "claim \(id)", contradiction,
          hint: "spans are bytes of the original")
      }
      if seen.insert(id).inserted { claims.append((id, claim)) }
    }
    guard claims.count < ClaimNumber.claimsPerRun else {
      throw LedgerError(
        .tooLarge, subject: subject,
        "\(claims.count) claims; one run holds at most \(ClaimNumber.claimsPerRun - 1)")
    }
    self.recording = recording
    original = PackedOriginal(recording.original)
    self.claims = claims
  }

  private static func refuseNUL(_ text: String, _ field: String) throws(LedgerError) {
    guard !text.utf8.contains(0) else {
      throw LedgerError(.malformed, subject: field, "a NUL character in a string")
    }
  }
}

extension Sighting {
  /// What makes two submissions the same sighting: where and when it was published, not when it was received.
  var placeSeen: Digest {
    var fields = FieldDigest(domain: "reckoner.sighting.1")
    fields.add(outlet?.id?.value)
    fields.add(outlet?.name)
    fields.add(url)
    fields.add(fileName)
    fields.add(published?.date.description)
    fields.add(published?.basis.rawValue ?? 0)
    fields.add(published?.words)
    return fields.finish()
  }
}
