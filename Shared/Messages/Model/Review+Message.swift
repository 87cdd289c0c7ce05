package import CReckonerProto
package import Ledger

extension ReviewDecision: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ReviewDecision>?) -> Void
  { reckoner__v1__review_decision__init }

  package init(reading wire: Reckoner__V1__ReviewDecision) throws(LedgerError) {
    var corrections: [String: String] = [:]
    let entries: [Correction] = try Read.messages(
      wire.n_corrections, wire.corrections, "corrections")
    for entry in entries { corrections[entry.field] = entry.value }
    self.init(
      subject: try Read.text(wire.subject, "subject"),
      decision: try Read.value(wire.decision.rawValue, "decision"),
      reason: try Read.text(wire.reason, "reason"), corrections: corrections,
      sourceReliability: try Read.text(wire.source_reliability, "source_reliability"),
      credibility: try Read.count(wire.credibility, "credibility"),
      reviewer: try Read.text(wire.reviewer, "reviewer"),
      requiredReviewers: try Read.count(wire.required_reviewers, "required_reviewers"))
  }

  package func write(to wire: inout Reckoner__V1__ReviewDecision, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.subject = try arena.place(subject, "subject")
    wire.decision = .init(UInt32(decision.rawValue))
    wire.reason = try arena.place(reason, "reason")
    let entries = corrections.sorted { $0.key < $1.key }.map(Correction.init)
    (wire.n_corrections, wire.corrections) = try arena.place(entries)
    wire.source_reliability = try arena.place(sourceReliability, "source_reliability")
    wire.credibility = Int32(clamping: credibility)
    wire.reviewer = try arena.place(reviewer, "reviewer")
    wire.required_reviewers = Int32(clamping: requiredReviewers)
  }
}

/// One entry of the map of corrections; protobuf-C knows a map as a repeated message.
private struct Correction: Message {
  var field: String
  var value: String

  init(field: String, value: String) {
    self.field = field
    self.value = value
  }

  init(_ entry: (key: String, value: String)) { self.init(field: entry.key, value: entry.value) }

  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ReviewDecision__CorrectionsEntry>?) -> Void
  { reckoner__v1__review_decision__corrections_entry__init }

  package init(reading wire: Reckoner__V1__ReviewDecision__CorrectionsEntry) throws(LedgerError) {
    self.init(field: try Read.text(wire.key, "key"), value: try Read.text(wire.value, "value"))
  }

  package func write(
    to wire: inout Reckoner__V1__ReviewDecision__CorrectionsEntry, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.key = try arena.place(field, "key")
    wire.value = try arena.place(value, "value")
  }
}

extension ReviewRecord: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ReviewRecord>?) -> Void
  { reckoner__v1__review_record__init }

  package init(reading wire: Reckoner__V1__ReviewRecord) throws(LedgerError) {
    self.init(
      decision: try Read.required(wire.decision, "decision"),
      entry: try Read.revision(wire.entry, "entry"),
      recordedAt: try Read.required(wire.recorded_at, "recorded_at"),
      author: try Read.text(wire.author, "author"),
      effect: try Read.value(wire.effect.rawValue, "effect"))
  }

  package func write(to wire: inout Reckoner__V1__ReviewRecord, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.decision = try arena.place(decision)
    wire.entry = entry.number
    wire.recorded_at = try arena.place(recordedAt)
    wire.author = try arena.place(author, "author")
    wire.effect = .init(UInt32(effect.rawValue))
  }
}

extension FieldCorrection: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__FieldCorrection>?) -> Void
  { reckoner__v1__field_correction__init }

  package init(reading wire: Reckoner__V1__FieldCorrection) throws(LedgerError) {
    self.init(
      field: try Read.text(wire.field, "field"), from: try Read.text(wire.from, "from"),
      to: try Read.text(wire.to, "to"))
  }

  package func write(to wire: inout Reckoner__V1__FieldCorrection, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.field = try arena.place(field, "field")
    wire.from = try arena.place(from, "from")
    wire.to = try arena.place(to, "to")
  }
}
