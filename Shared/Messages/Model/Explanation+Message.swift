package import CReckonerProto
package import Ledger

extension ClaimExplanation: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ClaimExplanation>?) -> Void
  { reckoner__v1__claim_explanation__init }

  package init(reading wire: Reckoner__V1__ClaimExplanation) throws(LedgerError) {
    self.init(steps: try Read.messages(wire.n_steps, wire.steps, "steps"))
  }

  package func write(to wire: inout Reckoner__V1__ClaimExplanation, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_steps, wire.steps) = try arena.place(steps)
  }
}

extension ClaimExplanation.Step: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ExplanationStep>?) -> Void
  { reckoner__v1__explanation_step__init }

  package init(reading wire: Reckoner__V1__ExplanationStep) throws(LedgerError) {
    self.init(
      try Read.value(wire.field.rawValue, "field"),
      value: try Read.text(wire.value, "value"),
      rule: try Read.text(wire.rule, "rule"),
      words: try Read.messages(wire.n_words, wire.words, "words"),
      records: try Read.messages(wire.n_records, wire.records, "records"))
  }

  package func write(to wire: inout Reckoner__V1__ExplanationStep, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.field = .init(UInt32(field.rawValue))
    wire.value = try arena.place(value, "value")
    wire.rule = try arena.place(rule, "rule")
    (wire.n_words, wire.words) = try arena.place(words)
    (wire.n_records, wire.records) = try arena.place(records)
  }
}

extension ExplainedWords: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ExplainedWords>?) -> Void
  { reckoner__v1__explained_words__init }

  package init(reading wire: Reckoner__V1__ExplainedWords) throws(LedgerError) {
    self.init(
      text: try Read.text(wire.text, "text"),
      span: try Read.message(wire.span, "span"),
      entries: try Read.messages(wire.n_entries, wire.entries, "entries"))
  }

  package func write(to wire: inout Reckoner__V1__ExplainedWords, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.text = try arena.place(text, "text")
    wire.span = try arena.place(span)
    (wire.n_entries, wire.entries) = try arena.place(entries)
  }
}

extension LexiconEntry: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__LexiconEntry>?) -> Void
  {
    reckoner__v1__lexicon_entry__init
  }

  package init(reading wire: Reckoner__V1__LexiconEntry) throws(LedgerError) {
    self.init(
      meaning: try Read.text(wire.meaning, "meaning"),
      file: try Read.text(wire.file, "file"),
      line: try Read.count(wire.line, "line"))
  }

  package func write(to wire: inout Reckoner__V1__LexiconEntry, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.meaning = try arena.place(meaning, "meaning")
    wire.file = try arena.place(file, "file")
    wire.line = Int32(clamping: line)
  }
}

extension PassedOverNumber: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__PassedOverNumber>?) -> Void
  { reckoner__v1__passed_over_number__init }

  package init(reading wire: Reckoner__V1__PassedOverNumber) throws(LedgerError) {
    self.init(
      span: try Read.required(wire.span, "span"),
      text: try Read.text(wire.text, "text"),
      before: try Read.text(wire.before, "before"),
      behind: try Read.text(wire.behind, "behind"),
      reason: try Read.text(wire.reason, "reason"),
      words: try Read.messages(wire.n_words, wire.words, "words"))
  }

  package func write(to wire: inout Reckoner__V1__PassedOverNumber, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.span = try arena.place(span)
    wire.text = try arena.place(text, "text")
    wire.before = try arena.place(before, "before")
    wire.behind = try arena.place(behind, "behind")
    wire.reason = try arena.place(reason, "reason")
    (wire.n_words, wire.words) = try arena.place(words)
  }
}
