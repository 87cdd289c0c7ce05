import Ledger
import Messages

/// A recording that was checked, with all that can be worked out before the writer's turn comes.
struct PreparedRecording: Sendable {
  let recording: Recording
  /// Packed already, though the ledger may have the document: the writer's turn is short.
  let original: PackedOriginal
  /// How the text was had, packed as well; nil where it is the original.
  let transcript: PackedOriginal?
  /// What people search, where that is not the original.
  let text: [UInt8]?
  /// The run's claims in the order of the text, each once.
  let claims: [PreparedClaim]

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
    let evidence = try Self.evidenceText(of: recording)
    transcript = recording.run.transcript.map { PackedOriginal($0.words) }
    text = recording.run.transcript == nil ? nil : evidence.text
    let (original, prepared) = try Self.parts(of: recording, evidence)
    var seen: Set<ClaimID> = []
    let claims = prepared.filter { seen.insert($0.id).inserted }
    guard claims.count < ClaimNumber.claimsPerRun else {
      throw LedgerError(
        .tooLarge, subject: subject,
        "\(claims.count) claims; one run holds at most \(ClaimNumber.claimsPerRun - 1)")
    }
    self.recording = recording
    self.original = original
    self.claims = claims
  }

  /// The original and the claims as they are stored. Several cores make them where there is enough to do: an append
  /// waits for it.
  private static func parts(of recording: Recording, _ text: EvidenceText) throws(LedgerError)
    -> (PackedOriginal, [PreparedClaim])
  {
    let (claims, original) = (recording.run.claims, recording.original)
    guard claims.count > together else {
      return (PackedOriginal(original), try PreparedClaim.prepare(claims[...], of: text))
    }
    let count = (claims.count + together - 1) / together
    let parts = try Cores.map(count + 1) { (number) throws(LedgerError) -> Part in
      // The longest piece of work first.
      guard number > 0 else { return .original(PackedOriginal(original)) }
      let range = (number - 1) * together..<min(claims.count, number * together)
      return .claims(try PreparedClaim.prepare(claims[range], of: text))
    }
    var packed: PackedOriginal?
    var prepared: [PreparedClaim] = []
    prepared.reserveCapacity(claims.count)
    for part in parts {
      switch part {
      case .original(let original): packed = original
      case .claims(let claims): prepared += claims
      }
    }
    return (packed ?? PackedOriginal(original), prepared)
  }

  /// What the spans of its claims are of. Throws `malformed` where the transcript is not what its digest says.
  private static func evidenceText(of recording: Recording) throws(LedgerError) -> EvidenceText {
    guard let transcript = recording.run.transcript else { return .original(recording.original) }
    guard Digest(of: transcript.words) == transcript.digest,
      transcript.words.count == transcript.size
    else {
      throw LedgerError(
        .malformed, subject: "run.transcript", "its words are not what its digest says",
        hint: "send all of its bytes")
    }
    if transcript.form == .text, String(validating: transcript.words, as: UTF8.self) == nil {
      throw LedgerError(.malformed, subject: "run.transcript", "its text is not UTF-8")
    }
    let text = try transcript.evidenceText(transcript.words, of: recording.original)
    guard text.text != nil else {
      throw LedgerError(
        .malformed, subject: "run.transcript", "its map is not one of this original")
    }
    return text
  }

  private enum Part: Sendable {
    case original(PackedOriginal)
    case claims([PreparedClaim])
  }

  /// Claims that one core prepares in one go: to hand out fewer would cost more than it gains.
  private static let together = 64

  static func refuseNUL(_ text: String, _ field: String) throws(LedgerError) {
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
