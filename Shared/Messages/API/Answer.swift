package import CReckonerProto
package import Ledger

/// What an answer rests on, and what is missing from it.
package struct AnswerStatus: Hashable, Sendable {
  /// False: at least one part is missing, and no count in the answer may be taken for whole.
  package var complete: Bool
  package var parts: [AnswerPart]
  /// The ledger's revision that the answer shows.
  package var revision: Revision
  /// Version of the program that composed it.
  package var version: String
  /// What the answer is cited by, as `AnswerID` writes it; empty where there is no such id.
  package var answer: String

  package init(
    complete: Bool = false, parts: [AnswerPart] = [], revision: Revision, version: String = "",
    answer: String = ""
  ) {
    self.complete = complete
    self.parts = parts
    self.revision = revision
    self.version = version
    self.answer = answer
  }
}

extension AnswerStatus: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__AnswerStatus>?) -> Void
  { reckoner__v1__answer_status__init }

  package init(reading wire: Reckoner__V1__AnswerStatus) throws(LedgerError) {
    self.init(
      complete: wire.complete != 0,
      parts: try Read.messages(wire.n_parts, wire.parts, "parts"),
      revision: try Read.revision(wire.revision, "revision"),
      version: try Read.text(wire.version, "version"),
      answer: try Read.text(wire.answer, "answer"))
  }

  package func write(to wire: inout Reckoner__V1__AnswerStatus, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.complete = complete ? 1 : 0
    (wire.n_parts, wire.parts) = try arena.place(parts)
    wire.revision = revision.number
    wire.version = try arena.place(version, "version")
    wire.answer = try arena.place(answer, "answer")
  }
}

/// One part of an answer: complete, or with the reason why not.
package struct AnswerPart: Hashable, Sendable {
  /// What it is: "figures", "sentences", "progress".
  package var name: String
  package var complete: Bool
  /// Why it is not complete.
  package var error: LedgerError?

  package init(name: String = "", complete: Bool = false, error: LedgerError? = nil) {
    self.name = name
    self.complete = complete
    self.error = error
  }
}

extension AnswerPart: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__AnswerPart>?) -> Void {
    reckoner__v1__answer_part__init
  }

  package init(reading wire: Reckoner__V1__AnswerPart) throws(LedgerError) {
    self.init(
      name: try Read.text(wire.name, "name"),
      complete: wire.complete != 0,
      error: try Read.message(wire.error, "error"))
  }

  package func write(to wire: inout Reckoner__V1__AnswerPart, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.name = try arena.place(name, "name")
    wire.complete = complete ? 1 : 0
    wire.error = try arena.place(error)
  }
}

/// How one service is.
package struct ServiceStatus: Hashable, Sendable {
  package var service: String
  package var address: String
  package var version: String
  package var health: ServiceHealth
  /// The ledger's revision that it has reached; 0 for ingest.
  package var revision: Revision
  /// Reports accepted and not yet recorded; ingest only.
  package var queueLength: Int
  /// Further facts in one line, for people.
  package var note: String
  /// Why it does not answer, or what it cannot do.
  package var error: LedgerError?

  package init(
    service: String = "", address: String = "", version: String = "", health: ServiceHealth,
    revision: Revision, queueLength: Int = 0, note: String = "", error: LedgerError? = nil
  ) {
    self.service = service
    self.address = address
    self.version = version
    self.health = health
    self.revision = revision
    self.queueLength = queueLength
    self.note = note
    self.error = error
  }
}

extension ServiceStatus: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ServiceStatus>?) -> Void
  { reckoner__v1__service_status__init }

  package init(reading wire: Reckoner__V1__ServiceStatus) throws(LedgerError) {
    self.init(
      service: try Read.text(wire.service, "service"),
      address: try Read.text(wire.address, "address"),
      version: try Read.text(wire.version, "version"),
      health: try Read.value(wire.health.rawValue, "health"),
      revision: try Read.revision(wire.revision, "revision"),
      queueLength: try Read.count(wire.queue_length, "queue_length"),
      note: try Read.text(wire.note, "note"),
      error: try Read.message(wire.error, "error"))
  }

  package func write(to wire: inout Reckoner__V1__ServiceStatus, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.service = try arena.place(service, "service")
    wire.address = try arena.place(address, "address")
    wire.version = try arena.place(version, "version")
    wire.health = .init(UInt32(health.rawValue))
    wire.revision = revision.number
    wire.queue_length = Int32(clamping: queueLength)
    wire.note = try arena.place(note, "note")
    wire.error = try arena.place(error)
  }
}

/// How a service is. Numbers are those of `ServiceHealth` in answer.proto; a test compares them.
package enum ServiceHealth: Int32, CaseIterable, Sendable {
  case ready = 1
  /// Alive, and still catching up.
  case starting
  case unreachable
  /// It answers what it can; the error says what it cannot do.
  case degraded
}
