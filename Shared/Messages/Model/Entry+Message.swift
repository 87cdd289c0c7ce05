package import CReckonerProto
package import Ledger

extension Entry: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Entry>?) -> Void {
    reckoner__v1__entry__init
  }

  package init(reading wire: Reckoner__V1__Entry) throws(LedgerError) {
    let body: Body =
      switch wire.body_case {
      case RECKONER__V1__ENTRY__BODY_DOCUMENT:
        .document(try Read.required(wire.document, "document"))
      case RECKONER__V1__ENTRY__BODY_SIGHTING:
        .sighting(try Read.required(wire.sighting, "sighting"))
      case RECKONER__V1__ENTRY__BODY_RUN: .run(try Read.required(wire.run, "run"))
      case RECKONER__V1__ENTRY__BODY_SUPERSESSION:
        .supersession(try Read.required(wire.supersession, "supersession"))
      case RECKONER__V1__ENTRY__BODY_REVIEW: .review(try Read.required(wire.review, "review"))
      case RECKONER__V1__ENTRY__BODY_VOCABULARY:
        .vocabulary(try Read.required(wire.vocabulary, "vocabulary"))
      case RECKONER__V1__ENTRY__BODY_WITHDRAWAL:
        .withdrawal(try Read.required(wire.withdrawal, "withdrawal"))
      default:
        throw LedgerError(
          .schemaTooNew, subject: "body", "an entry of a type that this program does not know",
          hint: "use the version that wrote it, or a newer one")
      }
    self.init(
      sequence: Revision(wire.sequence),
      recordedAt: try Read.required(wire.recorded_at, "recorded_at"),
      author: try Read.text(wire.author, "author"), body: body)
  }

  package func write(to wire: inout Reckoner__V1__Entry, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.sequence = sequence.number
    wire.recorded_at = try arena.place(recordedAt)
    wire.author = try arena.place(author, "author")
    switch body {
    case .document(let document):
      wire.body_case = RECKONER__V1__ENTRY__BODY_DOCUMENT
      wire.document = try arena.place(document)
    case .sighting(let sighting):
      wire.body_case = RECKONER__V1__ENTRY__BODY_SIGHTING
      wire.sighting = try arena.place(sighting)
    case .run(let run):
      wire.body_case = RECKONER__V1__ENTRY__BODY_RUN
      wire.run = try arena.place(run)
    case .supersession(let supersession):
      wire.body_case = RECKONER__V1__ENTRY__BODY_SUPERSESSION
      wire.supersession = try arena.place(supersession)
    case .review(let review):
      wire.body_case = RECKONER__V1__ENTRY__BODY_REVIEW
      wire.review = try arena.place(review)
    case .vocabulary(let vocabulary):
      wire.body_case = RECKONER__V1__ENTRY__BODY_VOCABULARY
      wire.vocabulary = try arena.place(vocabulary)
    case .withdrawal(let withdrawal):
      wire.body_case = RECKONER__V1__ENTRY__BODY_WITHDRAWAL
      wire.withdrawal = try arena.place(withdrawal)
    }
  }
}

extension Supersession: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Supersession>?) -> Void
  { reckoner__v1__supersession__init }

  package init(reading wire: Reckoner__V1__Supersession) throws(LedgerError) {
    self.init(
      document: try Read.document(wire.document, "document"),
      claims: try Read.claimIDs(wire.n_claims, wire.claims, "claims"),
      reason: try Read.text(wire.reason, "reason"))
  }

  package func write(to wire: inout Reckoner__V1__Supersession, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document.description, "document")
    (wire.n_claims, wire.claims) = try arena.place(claims.map(\.description), "claims")
    wire.reason = try arena.place(reason, "reason")
  }
}

extension Withdrawal: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Withdrawal>?) -> Void {
    reckoner__v1__withdrawal__init
  }

  package init(reading wire: Reckoner__V1__Withdrawal) throws(LedgerError) {
    self.init(
      document: try Read.document(wire.document, "document"),
      mode: try Read.value(wire.mode.rawValue, "mode"),
      reason: try Read.text(wire.reason, "reason"))
  }

  package func write(to wire: inout Reckoner__V1__Withdrawal, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document.description, "document")
    wire.mode = .init(UInt32(mode.rawValue))
    wire.reason = try arena.place(reason, "reason")
  }
}
