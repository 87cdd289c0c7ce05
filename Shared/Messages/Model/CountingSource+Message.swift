package import CReckonerProto
package import Ledger

extension Vocabulary.CountingSource: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__CountingSource>?) -> Void
  { reckoner__v1__counting_source__init }

  package init(reading wire: Reckoner__V1__CountingSource) throws(LedgerError) {
    self.init(
      id: try Read.requiredIdentifier(wire.id, "id"), name: try Read.text(wire.name, "name"),
      kind: try Read.text(wire.kind, "kind"), party: try Read.identifier(wire.party, "party"),
      definition: try Read.text(wire.definition, "definition"),
      buildsOn: try Read.identifiers(wire.n_builds_on, wire.builds_on, "builds_on"),
      speaksFor: try Read.identifier(wire.speaks_for, "speaks_for"),
      counts: try Read.messages(wire.n_counts, wire.counts, "counts"),
      reportsAt: try Read.optional(wire.reports_at.rawValue, "reports_at"))
  }

  package func write(to wire: inout Reckoner__V1__CountingSource, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.id = try arena.place(id.value, "id")
    wire.name = try arena.place(name, "name")
    wire.kind = try arena.place(kind, "kind")
    wire.party = try arena.place(party?.value ?? "", "party")
    wire.definition = try arena.place(definition, "definition")
    (wire.n_builds_on, wire.builds_on) = try arena.place(buildsOn.map(\.value), "builds_on")
    wire.speaks_for = try arena.place(speaksFor?.value ?? "", "speaks_for")
    (wire.n_counts, wire.counts) = try arena.place(counts)
    wire.reports_at = .init(UInt32(reportsAt?.rawValue ?? 0))
  }
}

extension Vocabulary.Count: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__KeptCount>?) -> Void {
    reckoner__v1__kept_count__init
  }

  package init(reading wire: Reckoner__V1__KeptCount) throws(LedgerError) {
    self.init(
      measure: try Read.requiredIdentifier(wire.measure, "measure"),
      includes: try Read.identifiers(wire.n_includes, wire.includes, "includes"),
      excludes: try Read.identifiers(wire.n_excludes, wire.excludes, "excludes"),
      party: try Read.identifier(wire.party, "party"),
      population: try Read.identifier(wire.population, "population"),
      conflict: try Read.identifier(wire.conflict, "conflict"),
      method: try Read.optional(wire.method.rawValue, "method"),
      nature: try Read.optional(wire.nature.rawValue, "nature"))
  }

  package func write(to wire: inout Reckoner__V1__KeptCount, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.measure = try arena.place(measure.value, "measure")
    (wire.n_includes, wire.includes) = try arena.place(includes.map(\.value), "includes")
    (wire.n_excludes, wire.excludes) = try arena.place(excludes.map(\.value), "excludes")
    wire.party = try arena.place(party?.value ?? "", "party")
    wire.population = try arena.place(population?.value ?? "", "population")
    wire.conflict = try arena.place(conflict?.value ?? "", "conflict")
    wire.method = .init(UInt32(method?.rawValue ?? 0))
    wire.nature = .init(UInt32(nature?.rawValue ?? 0))
  }
}
