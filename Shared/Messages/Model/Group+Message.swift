package import CReckonerProto
package import Ledger

extension CountedGroup: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__CountedGroup>?) -> Void
  { reckoner__v1__counted_group__init }

  package init(reading wire: Reckoner__V1__CountedGroup) throws(LedgerError) {
    let place = try Read.text(wire.place, "place")
    let incident = try Read.text(wire.incident, "incident")
    self.init(
      party: try Read.identifier(wire.party, "party"),
      population: try Read.identifier(wire.population, "population"),
      conflict: try Read.identifier(wire.conflict, "conflict"),
      conflictBasis: try Read.value(wire.conflict_basis.rawValue, "conflict_basis"),
      place: place.isEmpty ? nil : place,
      incident: incident.isEmpty ? nil : incident,
      cause: try Read.value(wire.cause.rawValue, "cause"),
      responsible: try Read.message(wire.responsible, "responsible"),
      method: try Read.value(wire.method.rawValue, "method"))
  }

  package func write(to wire: inout Reckoner__V1__CountedGroup, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.party = try arena.place(party?.value ?? "", "party")
    wire.population = try arena.place(population?.value ?? "", "population")
    wire.conflict = try arena.place(conflict?.value ?? "", "conflict")
    wire.conflict_basis = .init(UInt32(conflictBasis.rawValue))
    wire.place = try arena.place(place ?? "", "place")
    wire.incident = try arena.place(incident ?? "", "incident")
    wire.cause = .init(UInt32(cause.rawValue))
    wire.responsible = try arena.place(responsible)
    wire.method = .init(UInt32(method.rawValue))
  }
}

extension CountedGroup.Responsibility: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__Responsibility>?) -> Void
  { reckoner__v1__responsibility__init }

  package init(reading wire: Reckoner__V1__Responsibility) throws(LedgerError) {
    self.init(
      party: try Read.requiredIdentifier(wire.party, "party"),
      statedBy: try Read.text(wire.stated_by, "stated_by"))
  }

  package func write(to wire: inout Reckoner__V1__Responsibility, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.party = try arena.place(party.value, "party")
    wire.stated_by = try arena.place(statedBy, "stated_by")
  }
}
