package import CReckonerProto
package import Ledger

extension ExplainedStep: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ExplainedStep>?) -> Void
  { reckoner__v1__explained_step__init }

  package init(reading wire: Reckoner__V1__ExplainedStep) throws(LedgerError) {
    self.init(
      try Read.count(wire.depth, "depth"), try Read.text(wire.kind, "kind"),
      try Read.text(wire.text, "text"),
      formula: try Read.text(wire.formula, "formula"),
      claims: try Read.claimIDs(wire.n_claims, wire.claims, "claims"))
  }

  package func write(to wire: inout Reckoner__V1__ExplainedStep, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.kind = try arena.place(kind, "kind")
    wire.text = try arena.place(text, "text")
    wire.formula = try arena.place(formula, "formula")
    (wire.n_claims, wire.claims) = try arena.place(claims.map(\.description), "claims")
    wire.depth = Int32(clamping: depth)
  }
}

/// Asks how an answer came about.
package struct ExplainRequest: Hashable, Sendable {
  package var answer: String
  /// At most 500; 0 means 100.
  package var pageSize: Int
  package var cursor: String

  package init(answer: String, pageSize: Int = 0, cursor: String = "") {
    self.answer = answer
    self.pageSize = pageSize
    self.cursor = cursor
  }
}

extension ExplainRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ExplainRequest>?) -> Void
  { reckoner__v1__explain_request__init }

  package init(reading wire: Reckoner__V1__ExplainRequest) throws(LedgerError) {
    self.init(
      answer: try Read.text(wire.answer, "answer"),
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"))
  }

  package func write(to wire: inout Reckoner__V1__ExplainRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.answer = try arena.place(answer, "answer")
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
  }
}

/// How an answer came about, with the sentences.
package struct ExplainResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var steps: [ExplainedStep]
  package var evidence: [ClaimRecord]
  package var nextCursor: String

  package init(
    status: AnswerStatus, steps: [ExplainedStep] = [], evidence: [ClaimRecord] = [],
    nextCursor: String = ""
  ) {
    self.status = status
    self.steps = steps
    self.evidence = evidence
    self.nextCursor = nextCursor
  }
}

extension ExplainResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ExplainResponse>?) -> Void
  { reckoner__v1__explain_response__init }

  package init(reading wire: Reckoner__V1__ExplainResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      steps: try Read.messages(wire.n_steps, wire.steps, "steps"),
      evidence: try Read.messages(wire.n_evidence, wire.evidence, "evidence"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"))
  }

  package func write(to wire: inout Reckoner__V1__ExplainResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    (wire.n_steps, wire.steps) = try arena.place(steps)
    (wire.n_evidence, wire.evidence) = try arena.place(evidence)
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
  }
}
