package import CReckonerProto
package import Ledger

extension Vocabulary: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Vocabulary>?) -> Void {
    reckoner__v1__vocabulary__init
  }

  package init(reading wire: Reckoner__V1__Vocabulary) throws(LedgerError) {
    self.init(
      lexiconFingerprint: try Read.text(wire.lexicon_fingerprint, "lexicon_fingerprint"),
      measures: try Read.messages(wire.n_measures, wire.measures, "measures"),
      parties: try Read.messages(wire.n_parties, wire.parties, "parties"),
      conflicts: try Read.messages(wire.n_conflicts, wire.conflicts, "conflicts"),
      sources: try Read.messages(wire.n_sources, wire.sources, "sources"),
      vagueIntervals: try Read.messages(
        wire.n_vague_intervals, wire.vague_intervals, "vague_intervals"))
  }

  package func write(to wire: inout Reckoner__V1__Vocabulary, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.lexicon_fingerprint = try arena.place(lexiconFingerprint, "lexicon_fingerprint")
    (wire.n_measures, wire.measures) = try arena.place(measures)
    (wire.n_parties, wire.parties) = try arena.place(parties)
    (wire.n_conflicts, wire.conflicts) = try arena.place(conflicts)
    (wire.n_sources, wire.sources) = try arena.place(sources)
    (wire.n_vague_intervals, wire.vague_intervals) = try arena.place(vagueIntervals)
  }
}

extension Vocabulary.Measure: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Measure>?) -> Void {
    reckoner__v1__measure__init
  }

  package init(reading wire: Reckoner__V1__Measure) throws(LedgerError) {
    self.init(
      id: try Read.requiredIdentifier(wire.id, "id"), name: try Read.text(wire.name, "name"),
      includes: try Read.identifiers(wire.n_includes, wire.includes, "includes"),
      exchangeName: try Read.text(wire.exchange_name, "exchange_name"),
      isReversible: wire.reversible != 0)
  }

  package func write(to wire: inout Reckoner__V1__Measure, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.id = try arena.place(id.value, "id")
    wire.name = try arena.place(name, "name")
    (wire.n_includes, wire.includes) = try arena.place(includes.map(\.value), "includes")
    wire.exchange_name = try arena.place(exchangeName, "exchange_name")
    wire.reversible = isReversible ? 1 : 0
  }
}

extension Vocabulary.Party: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Party>?) -> Void {
    reckoner__v1__party__init
  }

  package init(reading wire: Reckoner__V1__Party) throws(LedgerError) {
    self.init(
      id: try Read.requiredIdentifier(wire.id, "id"), name: try Read.text(wire.name, "name"),
      kind: try Read.text(wire.kind, "kind"), parent: try Read.identifier(wire.parent, "parent"))
  }

  package func write(to wire: inout Reckoner__V1__Party, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.id = try arena.place(id.value, "id")
    wire.name = try arena.place(name, "name")
    wire.kind = try arena.place(kind, "kind")
    wire.parent = try arena.place(parent?.value ?? "", "parent")
  }
}

extension Vocabulary.Conflict: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Conflict>?) -> Void {
    reckoner__v1__conflict__init
  }

  package init(reading wire: Reckoner__V1__Conflict) throws(LedgerError) {
    self.init(
      id: try Read.requiredIdentifier(wire.id, "id"), name: try Read.text(wire.name, "name"),
      parties: try Read.identifiers(wire.n_parties, wire.parties, "parties"),
      from: try Read.date(wire.from, "from"), to: try Read.date(wire.to, "to"),
      camp: try Read.identifiers(wire.n_camp, wire.camp, "camp"))
  }

  package func write(to wire: inout Reckoner__V1__Conflict, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.id = try arena.place(id.value, "id")
    wire.name = try arena.place(name, "name")
    (wire.n_parties, wire.parties) = try arena.place(parties.map(\.value), "parties")
    wire.from = try arena.place(from?.description ?? "", "from")
    wire.to = try arena.place(to?.description ?? "", "to")
    (wire.n_camp, wire.camp) = try arena.place(camp.map(\.value), "camp")
  }
}

extension Vocabulary.VagueInterval: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__VagueInterval>?) -> Void
  { reckoner__v1__vague_interval__init }

  package init(reading wire: Reckoner__V1__VagueInterval) throws(LedgerError) {
    let hasHigh = wire.high_presence_case == RECKONER__V1__VAGUE_INTERVAL__HIGH_PRESENCE_HIGH
    self.init(
      term: try Read.text(wire.term, "term"), low: try Read.number(wire.low, "low"),
      high: hasHigh ? try Read.number(wire.high, "high") : nil)
  }

  package func write(to wire: inout Reckoner__V1__VagueInterval, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.term = try arena.place(term, "term")
    wire.low = low
    if let high {
      wire.high_presence_case = RECKONER__V1__VAGUE_INTERVAL__HIGH_PRESENCE_HIGH
      wire.high = high
    }
  }
}
