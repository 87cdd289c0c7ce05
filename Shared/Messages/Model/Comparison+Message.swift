package import CReckonerProto
package import Ledger

extension Question: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Question>?) -> Void {
    reckoner__v1__question__init
  }

  package init(reading wire: Reckoner__V1__Question) throws(LedgerError) {
    self.init(
      conflict: try Read.identifier(wire.conflict, "conflict"),
      party: try Read.identifier(wire.party, "party"),
      measure: try Read.identifier(wire.measure, "measure"),
      population: try Read.identifier(wire.population, "population"),
      asOf: try Read.date(wire.as_of, "as_of"))
  }

  package func write(to wire: inout Reckoner__V1__Question, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.conflict = try arena.place(conflict?.value ?? "", "conflict")
    wire.party = try arena.place(party?.value ?? "", "party")
    wire.measure = try arena.place(measure?.value ?? "", "measure")
    wire.population = try arena.place(population?.value ?? "", "population")
    wire.as_of = try arena.place(asOf?.description ?? "", "as_of")
  }
}

extension Topic: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Topic>?) -> Void {
    reckoner__v1__topic__init
  }

  package init(reading wire: Reckoner__V1__Topic) throws(LedgerError) {
    self.init(
      conflict: try Read.identifier(wire.conflict, "conflict"),
      party: try Read.identifier(wire.party, "party"),
      population: try Read.identifier(wire.population, "population"),
      measure: try Read.requiredIdentifier(wire.measure, "measure"),
      cause: try Read.value(wire.cause.rawValue, "cause"),
      kind: try Read.value(wire.kind.rawValue, "kind"))
  }

  package func write(to wire: inout Reckoner__V1__Topic, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.conflict = try arena.place(conflict?.value ?? "", "conflict")
    wire.party = try arena.place(party?.value ?? "", "party")
    wire.population = try arena.place(population?.value ?? "", "population")
    wire.measure = try arena.place(measure.value, "measure")
    wire.cause = .init(UInt32(cause.rawValue))
    wire.kind = .init(UInt32(kind.rawValue))
  }
}

extension Comparison: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Comparison>?) -> Void {
    reckoner__v1__comparison__init
  }

  package init(reading wire: Reckoner__V1__Comparison) throws(LedgerError) {
    self.init(
      topics: try Read.messages(wire.n_topics, wire.topics, "topics"),
      claims: try Read.count(wire.claims, "claims"),
      rejectedClaims: try Read.count(wire.rejected_claims, "rejected_claims"),
      atDate: try Read.date(wire.at_date, "at_date"))
  }

  package func write(to wire: inout Reckoner__V1__Comparison, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_topics, wire.topics) = try arena.place(topics)
    wire.claims = Int32(clamping: claims)
    wire.rejected_claims = Int32(clamping: rejectedClaims)
    wire.at_date = try arena.place(atDate?.description ?? "", "at_date")
  }
}

extension ComparedTopic: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ComparedTopic>?) -> Void
  { reckoner__v1__compared_topic__init }

  package init(reading wire: Reckoner__V1__ComparedTopic) throws(LedgerError) {
    self.init(
      topic: try Read.required(wire.topic, "topic"),
      systems: try Read.messages(wire.n_systems, wire.systems, "systems"),
      lowest: wire.lowest_presence_case == RECKONER__V1__COMPARED_TOPIC__LOWEST_PRESENCE_LOWEST
        ? try Read.number(wire.lowest, "lowest") : nil,
      highest: wire.highest_presence_case == RECKONER__V1__COMPARED_TOPIC__HIGHEST_PRESENCE_HIGHEST
        ? try Read.number(wire.highest, "highest") : nil,
      atDate: try Read.messages(wire.n_at_date, wire.at_date, "at_date"))
  }

  package func write(to wire: inout Reckoner__V1__ComparedTopic, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.topic = try arena.place(topic)
    (wire.n_systems, wire.systems) = try arena.place(systems)
    if let lowest {
      wire.lowest_presence_case = RECKONER__V1__COMPARED_TOPIC__LOWEST_PRESENCE_LOWEST
      wire.lowest = lowest
    }
    if let highest {
      wire.highest_presence_case = RECKONER__V1__COMPARED_TOPIC__HIGHEST_PRESENCE_HIGHEST
      wire.highest = highest
    }
    (wire.n_at_date, wire.at_date) = try arena.place(atDate)
  }
}

extension CountingSystem: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__CountingSystem>?) -> Void
  { reckoner__v1__counting_system__init }

  package init(reading wire: Reckoner__V1__CountingSystem) throws(LedgerError) {
    self.init(
      claimant: try Read.message(wire.claimant, "claimant"),
      definition: try Read.text(wire.definition, "definition"),
      figures: try Read.messages(wire.n_figures, wire.figures, "figures"),
      furtherFigures: Int(wire.further_figures))
  }

  package func write(to wire: inout Reckoner__V1__CountingSystem, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.claimant = try arena.place(claimant)
    wire.definition = try arena.place(definition, "definition")
    (wire.n_figures, wire.figures) = try arena.place(figures)
    wire.further_figures = Int32(clamping: furtherFigures)
  }
}

extension Series: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Series>?) -> Void {
    reckoner__v1__series__init
  }

  package init(reading wire: Reckoner__V1__Series) throws(LedgerError) {
    self.init(
      topic: try Read.required(wire.topic, "topic"),
      claimant: try Read.message(wire.claimant, "claimant"),
      points: try Read.messages(wire.n_points, wire.points, "points"))
  }

  package func write(to wire: inout Reckoner__V1__Series, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.topic = try arena.place(topic)
    wire.claimant = try arena.place(claimant)
    (wire.n_points, wire.points) = try arena.place(points)
  }
}
