package import CReckonerProto
package import Ledger

extension Access: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Access>?) -> Void {
    reckoner__v1__access__init
  }

  package init(reading wire: Reckoner__V1__Access) throws(LedgerError) {
    guard let hash = try Read.digest(wire.hash, "hash") else {
      throw LedgerError(.malformed, subject: "hash", "missing")
    }
    self.init(
      sequence: try Read.amount(wire.sequence, "sequence"),
      moment: try Read.required(wire.moment, "moment"),
      author: try Read.text(wire.author, "author"),
      document: try Read.document(wire.document, "document"),
      purpose: try Read.text(wire.purpose, "purpose"), hash: hash)
  }

  package func write(to wire: inout Reckoner__V1__Access, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.sequence = sequence
    wire.moment = try arena.place(moment)
    wire.author = try arena.place(author, "author")
    wire.document = try arena.place(document.description, "document")
    wire.purpose = try arena.place(purpose, "purpose")
    wire.hash = arena.place(hash.bytes)
  }
}

extension CustodyStep: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__CustodyStep>?) -> Void {
    reckoner__v1__custody_step__init
  }

  package init(reading wire: Reckoner__V1__CustodyStep) throws(LedgerError) {
    guard let hash = try Read.digest(wire.hash, "hash") else {
      throw LedgerError(.malformed, subject: "hash", "missing")
    }
    self.init(
      entry: try Read.revision(wire.entry, "entry"),
      recordedAt: try Read.required(wire.recorded_at, "recorded_at"),
      author: try Read.text(wire.author, "author"), type: try Read.text(wire.type, "type"),
      hash: hash)
  }

  package func write(to wire: inout Reckoner__V1__CustodyStep, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.entry = entry.number
    wire.recorded_at = try arena.place(recordedAt)
    wire.author = try arena.place(author, "author")
    wire.type = try arena.place(type, "type")
    wire.hash = arena.place(hash.bytes)
  }
}
