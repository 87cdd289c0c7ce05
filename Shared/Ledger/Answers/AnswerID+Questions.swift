extension AnswerID {
  package init(
    _ kind: Kind, _ question: Question, at revision: Revision, hash: Digest?,
    _ further: [(String, String?)] = []
  ) {
    self.init(
      kind, at: revision, hash: hash,
      [
        ("conflict", question.conflict?.value), ("party", question.party?.value),
        ("measure", question.measure?.value), ("population", question.population?.value),
        ("as-of", question.asOf?.description),
      ] + further)
  }

  package init(_ question: FindingQuestion, at revision: Revision, hash: Digest?) {
    self.init(
      .findings, question.question, at: revision, hash: hash,
      question.types.map { ("type", "\($0)") } + [
        ("severity", question.severity.map { "\($0)" }),
        ("together", question.together ? "yes" : nil),
        ("review", question.decision.map { "\($0)" }),
      ])
  }

  package init(_ query: DerivationQuery, at revision: Revision, hash: Digest?) {
    self.init(
      .derivations, query.question, at: revision, hash: hash,
      [("kind", query.kind.map { "\($0)" }), ("verdict", query.verdict.map { "\($0)" })])
  }

  /// Group, measure and date. Throws `malformed` for a name that the question does not have.
  package func question(allowing further: Set<String> = []) throws(LedgerError) -> Question {
    let known: Set<String> = ["conflict", "party", "measure", "population", "as-of"]
    for parameter in parameters
    where !known.contains(parameter.name) && !further.contains(parameter.name) {
      throw Self.unknown(parameter)
    }
    return Question(
      conflict: try id("conflict"), party: try id("party"), measure: try id("measure"),
      population: try id("population"), asOf: try date("as-of"))
  }

  package func findingQuestion() throws(LedgerError) -> FindingQuestion {
    let question = try question(allowing: ["type", "severity", "together", "review"])
    var types: [FindingType] = []
    for value in values("type") { types.append(try choice("type", value)) }
    let (severity, review) = (values("severity").first, values("review").first)
    return FindingQuestion(
      question: question, types: types,
      severity: severity == nil ? nil : try choice("severity", severity ?? ""),
      together: values("together") == ["yes"],
      decision: review == nil ? nil : try choice("review", review ?? ""))
  }

  package func derivationQuery() throws(LedgerError) -> DerivationQuery {
    let question = try question(allowing: ["kind", "verdict"])
    let (kind, verdict) = (values("kind").first, values("verdict").first)
    return DerivationQuery(
      question: question, kind: kind == nil ? nil : try choice("kind", kind ?? ""),
      verdict: verdict == nil ? nil : try choice("verdict", verdict ?? ""))
  }

  private func id<ID: VocabularyID>(_ name: String) throws(LedgerError) -> ID? {
    guard let value = values(name).first else { return nil }
    let id = ID(value)
    guard id.isWellFormed else { throw Self.unknown(Parameter(name: name, value: value)) }
    return id
  }

  private func date(_ name: String) throws(LedgerError) -> CivilDate? {
    guard let value = values(name).first else { return nil }
    guard let date = CivilDate(value) else {
      throw Self.unknown(Parameter(name: name, value: value))
    }
    return date
  }

  private func choice<Choice: CaseIterable>(_ name: String, _ value: String) throws(LedgerError)
    -> Choice
  {
    guard let found = Choice.allCases.first(where: { "\($0)" == value }) else {
      throw Self.unknown(Parameter(name: name, value: value))
    }
    return found
  }

  private static func unknown(_ parameter: Parameter) -> LedgerError {
    LedgerError(
      .malformed, subject: "answer",
      "No id of an answer: nothing is known of \(parameter.name)=\(parameter.value).")
  }
}
