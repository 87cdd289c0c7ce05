package import CReckonerProto
package import Ledger

extension ClaimFilter: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ClaimFilter>?) -> Void {
    reckoner__v1__claim_filter__init
  }

  package init(reading wire: Reckoner__V1__ClaimFilter) throws(LedgerError) {
    self.init(
      conflict: try Read.identifier(wire.conflict, "conflict"),
      party: try Read.identifier(wire.party, "party"),
      measure: try Read.identifier(wire.measure, "measure"),
      population: try Read.identifier(wire.population, "population"),
      place: try Read.optionalText(wire.place, "place"),
      claimant: try Read.optionalText(wire.claimant, "claimant"),
      outlet: try Read.optionalText(wire.outlet, "outlet"),
      since: try Read.date(wire.since, "since"),
      until: try Read.date(wire.until, "until"),
      document: try Read.optionalDocument(wire.document, "document"),
      words: try Read.optionalText(wire.words, "words"),
      language: try Read.optionalText(wire.language, "language"),
      kind: try Read.optional(wire.kind.rawValue, "kind"),
      polarity: try Read.optional(wire.polarity.rawValue, "polarity"),
      review: try Read.optional(wire.review.rawValue, "review"),
      pendingReview: try Read.optional(wire.pending_review.rawValue, "pending_review"))
  }

  package func write(to wire: inout Reckoner__V1__ClaimFilter, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.conflict = try arena.place(conflict?.value ?? "", "conflict")
    wire.party = try arena.place(party?.value ?? "", "party")
    wire.measure = try arena.place(measure?.value ?? "", "measure")
    wire.population = try arena.place(population?.value ?? "", "population")
    wire.place = try arena.place(place ?? "", "place")
    wire.claimant = try arena.place(claimant ?? "", "claimant")
    wire.outlet = try arena.place(outlet ?? "", "outlet")
    wire.since = try arena.place(since?.description ?? "", "since")
    wire.until = try arena.place(until?.description ?? "", "until")
    wire.document = try arena.place(document?.description ?? "", "document")
    wire.words = try arena.place(words ?? "", "words")
    wire.language = try arena.place(language ?? "", "language")
    wire.kind = .init(UInt32(kind?.rawValue ?? 0))
    wire.polarity = .init(UInt32(polarity?.rawValue ?? 0))
    wire.review = .init(UInt32(review?.rawValue ?? 0))
    wire.pending_review = .init(UInt32(pendingReview?.rawValue ?? 0))
  }
}

extension ReportRecord: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ReportRecord>?) -> Void
  { reckoner__v1__report_record__init }

  package init(reading wire: Reckoner__V1__ReportRecord) throws(LedgerError) {
    self.init(
      document: try Read.required(wire.document, "document"),
      sightings: try Read.messages(wire.n_sightings, wire.sightings, "sightings"),
      language: try Read.text(wire.language, "language"),
      claims: try Read.count(wire.claims, "claims"),
      warnings: try Read.texts(wire.n_warnings, wire.warnings, "warnings"),
      recordedAt: try Read.required(wire.recorded_at, "recorded_at"),
      revision: try Read.revision(wire.revision, "revision"),
      rejectedClaims: try Read.count(wire.rejected_claims, "rejected_claims"),
      previousVersion: try Read.optionalDocument(wire.previous_version, "previous_version"),
      nextVersion: try Read.optionalDocument(wire.next_version, "next_version"),
      withdrawn: try Read.message(wire.withdrawn, "withdrawn"),
      mapping: try Read.text(wire.mapping, "mapping"))
  }

  package func write(to wire: inout Reckoner__V1__ReportRecord, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document)
    (wire.n_sightings, wire.sightings) = try arena.place(sightings)
    wire.language = try arena.place(language, "language")
    wire.claims = Int32(clamping: claims)
    (wire.n_warnings, wire.warnings) = try arena.place(warnings, "warnings")
    wire.recorded_at = try arena.place(recordedAt)
    wire.revision = revision.number
    wire.rejected_claims = Int32(clamping: rejectedClaims)
    wire.previous_version = try arena.place(
      previousVersion?.description ?? "", "previous_version")
    wire.next_version = try arena.place(nextVersion?.description ?? "", "next_version")
    wire.withdrawn = try arena.place(withdrawn)
    wire.mapping = try arena.place(mapping, "mapping")
  }
}

extension LedgerPoint: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__LedgerPoint>?) -> Void {
    reckoner__v1__ledger_point__init
  }

  package init(reading wire: Reckoner__V1__LedgerPoint) throws(LedgerError) {
    switch wire.point_case {
    case RECKONER__V1__LEDGER_POINT__POINT_REVISION:
      self = .revision(try Read.revision(wire.revision, "revision"))
    case RECKONER__V1__LEDGER_POINT__POINT_MOMENT:
      self = .moment(try Read.required(wire.moment, "moment"))
    default: self = .head
    }
  }

  package func write(to wire: inout Reckoner__V1__LedgerPoint, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch self {
    case .head: break
    case .revision(let revision):
      wire.point_case = RECKONER__V1__LEDGER_POINT__POINT_REVISION
      wire.revision = revision.number
    case .moment(let moment):
      wire.point_case = RECKONER__V1__LEDGER_POINT__POINT_MOMENT
      wire.moment = try arena.place(moment)
    }
  }
}
