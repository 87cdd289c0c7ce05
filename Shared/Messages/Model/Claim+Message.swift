package import CReckonerProto
package import Ledger

extension Claim: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Claim>?) -> Void {
    reckoner__v1__claim__init
  }

  /// The id on the wire must be the one that the fields add up to: nobody can pass one claim off as another.
  package init(reading wire: Reckoner__V1__Claim) throws(LedgerError) {
    self = try Claim(fields: wire).identified()
    guard try Read.claimID(wire.id, "id") == ClaimID(of: self) else {
      throw LedgerError(.malformed, subject: "id", "not the digest of the claim's fields")
    }
  }

  package func write(to wire: inout Reckoner__V1__Claim, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.id = try arena.place(ClaimID(of: self).description, "id")
    try write(fields: &wire, in: arena)
  }

  /// All but the id.
  init(fields wire: Reckoner__V1__Claim) throws(LedgerError) {
    self.init(
      document: try Read.document(wire.document, "document"),
      quantity: try Read.required(wire.quantity, "quantity"),
      measure: try Read.required(wire.measure, "measure"),
      group: try Read.required(wire.group, "group"),
      time: try Read.message(wire.time, "time") ?? ClaimTime(),
      kind: try Read.value(wire.kind.rawValue, "kind"),
      ratePer: try Read.optional(wire.rate_per.rawValue, "rate_per"),
      polarity: try Read.value(wire.polarity.rawValue, "polarity"),
      citedForScale: wire.cited_for_scale != 0,
      attribution: try Read.required(wire.attribution, "attribution"),
      relations: try Read.messages(wire.n_relations, wire.relations, "relations"),
      evidence: try Read.required(wire.evidence, "evidence"),
      rules: try Read.texts(wire.n_rules, wire.rules, "rules"),
      confidence: try Read.number(wire.confidence, "confidence"))
  }

  func write(fields wire: inout Reckoner__V1__Claim, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document.description, "document")
    wire.quantity = try arena.place(quantity)
    wire.measure = try arena.place(measure)
    wire.group = try arena.place(group)
    wire.time = try arena.place(time)
    wire.kind = .init(UInt32(kind.rawValue))
    wire.rate_per = .init(UInt32(ratePer?.rawValue ?? 0))
    wire.polarity = .init(UInt32(polarity.rawValue))
    wire.cited_for_scale = citedForScale ? 1 : 0
    wire.attribution = try arena.place(attribution)
    (wire.n_relations, wire.relations) = try arena.place(relations)
    wire.evidence = try arena.place(evidence)
    (wire.n_rules, wire.rules) = try arena.place(rules, "rules")
    wire.confidence = confidence
  }
}

extension MeasureStatement: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__MeasureStatement>?) -> Void
  { reckoner__v1__measure_statement__init }

  package init(reading wire: Reckoner__V1__MeasureStatement) throws(LedgerError) {
    self.init(
      try Read.requiredIdentifier(wire.id, "id"),
      includes: try Read.identifiers(wire.n_includes, wire.includes, "includes"),
      words: try Read.text(wire.words, "words"))
  }

  package func write(to wire: inout Reckoner__V1__MeasureStatement, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.id = try arena.place(id.value, "id")
    (wire.n_includes, wire.includes) = try arena.place(includes.map(\.value), "includes")
    wire.words = try arena.place(words, "words")
  }
}

extension Relation: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Relation>?) -> Void {
    reckoner__v1__relation__init
  }

  package init(reading wire: Reckoner__V1__Relation) throws(LedgerError) {
    self.init(
      try Read.value(wire.kind.rawValue, "kind"), try Read.claimID(wire.target, "target"))
  }

  package func write(to wire: inout Reckoner__V1__Relation, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.kind = .init(UInt32(kind.rawValue))
    wire.target = try arena.place(target.description, "target")
  }
}
