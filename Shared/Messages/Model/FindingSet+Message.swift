package import CReckonerProto
package import Ledger

extension FindingQuestion: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__FindingQuestion>?) -> Void
  { reckoner__v1__finding_question__init }

  package init(reading wire: Reckoner__V1__FindingQuestion) throws(LedgerError) {
    var types: [FindingType] = []
    for index in 0..<wire.n_types {
      types.append(try Read.value(wire.types?[index].rawValue ?? 0, "types[\(index)]"))
    }
    self.init(
      question: try Read.message(wire.question, "question") ?? Question(), types: types,
      severity: try Read.optional(wire.severity.rawValue, "severity"),
      together: wire.together != 0,
      decision: try Read.optional(wire.decision.rawValue, "decision"))
  }

  package func write(to wire: inout Reckoner__V1__FindingQuestion, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.question = try arena.place(question)
    (wire.n_types, wire.types) = arena.place(
      types.map { Reckoner__V1__FindingType(UInt32($0.rawValue)) })
    wire.severity = .init(UInt32(severity?.rawValue ?? 0))
    wire.together = together ? 1 : 0
    wire.decision = .init(UInt32(decision?.rawValue ?? 0))
  }
}

extension TogetherGroup: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__TogetherGroup>?) -> Void
  { reckoner__v1__together_group__init }

  package init(reading wire: Reckoner__V1__TogetherGroup) throws(LedgerError) {
    self.init(
      conflict: try Read.requiredIdentifier(wire.conflict, "conflict"),
      cause: try Read.value(wire.cause.rawValue, "cause"),
      widening: try Read.required(wire.widening, "widening"),
      binding: try Read.claimIDs(wire.n_binding, wire.binding, "binding"))
  }

  package func write(to wire: inout Reckoner__V1__TogetherGroup, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.conflict = try arena.place(conflict.value, "conflict")
    wire.cause = .init(UInt32(cause.rawValue))
    wire.widening = try arena.place(widening)
    (wire.n_binding, wire.binding) = try arena.place(binding.map(\.description), "binding")
  }
}

extension FindingSet: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__FindingSet>?) -> Void {
    reckoner__v1__finding_set__init
  }

  package init(reading wire: Reckoner__V1__FindingSet) throws(LedgerError) {
    self.init(
      findings: try Read.messages(wire.n_findings, wire.findings, "findings"),
      count: try Read.count(wire.count, "count"),
      together: try Read.messages(wire.n_together, wire.together, "together"),
      claims: try Read.count(wire.claims, "claims"),
      rejectedClaims: try Read.count(wire.rejected_claims, "rejected_claims"),
      limits: try Read.texts(wire.n_limits, wire.limits, "limits"))
  }

  package func write(to wire: inout Reckoner__V1__FindingSet, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_findings, wire.findings) = try arena.place(findings)
    wire.count = Int32(clamping: count)
    (wire.n_together, wire.together) = try arena.place(together)
    wire.claims = Int32(clamping: claims)
    wire.rejected_claims = Int32(clamping: rejectedClaims)
    (wire.n_limits, wire.limits) = try arena.place(limits, "limits")
  }
}
