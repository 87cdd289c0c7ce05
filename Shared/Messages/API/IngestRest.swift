package import CReckonerProto
package import Ledger

/// Asks for copies of a document to be removed that were kept aside.
package struct DropRefusedRequest: Hashable, Sendable {
  package var document: DocumentID

  package init(document: DocumentID) { self.document = document }
}

extension DropRefusedRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__DropRefusedRequest>?) -> Void
  { reckoner__v1__drop_refused_request__init }

  package init(reading wire: Reckoner__V1__DropRefusedRequest) throws(LedgerError) {
    self.init(document: try Read.document(wire.document, "document"))
  }

  package func write(to wire: inout Reckoner__V1__DropRefusedRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document.description, "document")
  }
}

/// How many copies were removed.
package struct DropRefusedResponse: Hashable, Sendable {
  package var removed: Int

  package init(removed: Int) { self.removed = removed }
}

extension DropRefusedResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__DropRefusedResponse>?) -> Void
  { reckoner__v1__drop_refused_response__init }

  package init(reading wire: Reckoner__V1__DropRefusedResponse) throws(LedgerError) {
    self.init(removed: try Read.count(wire.removed, "removed"))
  }

  package func write(to wire: inout Reckoner__V1__DropRefusedResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.removed = Int32(clamping: removed)
  }
}
