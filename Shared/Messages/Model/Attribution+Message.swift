package import CReckonerProto
package import Ledger

extension Attribution: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Attribution>?) -> Void {
    reckoner__v1__attribution__init
  }

  package init(reading wire: Reckoner__V1__Attribution) throws(LedgerError) {
    self.init(
      claimant: try Read.message(wire.claimant, "claimant"),
      speaker: try Read.message(wire.speaker, "speaker"),
      relays: try Read.messages(wire.n_relays, wire.relays, "relays"),
      outlet: try Read.message(wire.outlet, "outlet"),
      mode: try Read.value(wire.mode.rawValue, "mode"),
      announcedSources: try Read.text(wire.announced_sources, "announced_sources"))
  }

  package func write(to wire: inout Reckoner__V1__Attribution, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.claimant = try arena.place(claimant)
    wire.speaker = try arena.place(speaker)
    (wire.n_relays, wire.relays) = try arena.place(relays)
    wire.outlet = try arena.place(outlet)
    wire.mode = .init(UInt32(mode.rawValue))
    wire.announced_sources = try arena.place(announcedSources, "announced_sources")
  }
}

extension Source: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Source>?) -> Void {
    reckoner__v1__source__init
  }

  package init(reading wire: Reckoner__V1__Source) throws(LedgerError) {
    self.init(
      id: try Read.identifier(wire.id, "id"), name: try Read.text(wire.name, "name"))
  }

  package func write(to wire: inout Reckoner__V1__Source, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.id = try arena.place(id?.value ?? "", "id")
    wire.name = try arena.place(name, "name")
  }
}
