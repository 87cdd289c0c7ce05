/// Why a claim says what it says: one step for each of its fields, in their order.
package struct ClaimExplanation: Hashable, Sendable {
  package var steps: [Step]
  package init(steps: [Step] = []) { self.steps = steps }

  /// How one field of a claim came about.
  package struct Step: Hashable, Sendable {
    package var field: Field
    /// What was read, for people; empty where the text leaves it open.
    package var value: String
    /// The rule that decided it.
    package var rule: String
    /// The words of the text that it rests on. Empty where it rests on none: what is open, or so for lack of a word.
    package var words: [ExplainedWords]
    /// What the lexicon says beside the words: which sides a conflict has, whose people a measure counts.
    package var records: [LexiconEntry]

    package init(
      _ field: Field, value: String, rule: String, words: [ExplainedWords] = [],
      records: [LexiconEntry] = []
    ) {
      self.field = field
      self.value = value
      self.rule = rule
      self.words = words
      self.records = records
    }
  }

  /// Numbers are those of `ClaimField` in explanation.proto; a test compares them.
  package enum Field: Int32, CaseIterable, Sendable {
    case number = 1
    case modifier, measure, party, population, conflict, place, time, kind, polarity, claimant
    /// Only where the text states them.
    case cause, method, responsible
    case confidence
  }

  /// The fields that every claim has a step for, however much its text leaves open.
  package static let always = Field.allCases.filter {
    ![.cause, .method, .responsible].contains($0)
  }
}

/// A stretch of the text with what the lexicon has for it.
package struct ExplainedWords: Hashable, Sendable {
  /// As written; the end of a very long one is cut, and marked with "…".
  package var text: String
  /// Nil where they stand in no block of the text, such as a table's header.
  package var span: Span?
  /// The meanings that count here. Empty for names and numerals that no list has.
  package var entries: [LexiconEntry]

  package init(text: String, span: Span? = nil, entries: [LexiconEntry] = []) {
    self.text = text
    self.span = span
    self.entries = entries
  }
}

/// One entry of the lexicon, and where it stands.
package struct LexiconEntry: Hashable, Sendable {
  /// What it says, such as "measure killed, participle".
  package var meaning: String
  /// Below the lexicon's directory, such as `languages/en/measures.tsv`.
  package var file: String
  package var line: Int

  package init(meaning: String, file: String, line: Int) {
    self.meaning = meaning
    self.file = file
    self.line = line
  }
}

/// A number of the text that became no claim.
package struct PassedOverNumber: Hashable, Sendable {
  package var span: Span
  /// The number as written, with what was read together with it: its modifier, the rest of a date.
  package var text: String
  /// Some words before and behind it, for whoever reads only this.
  package var before: String
  package var behind: String
  package var reason: String
  /// The words that the reason rests on, where it rests on any.
  package var words: [ExplainedWords]

  package init(
    span: Span, text: String, before: String = "", behind: String = "", reason: String,
    words: [ExplainedWords] = []
  ) {
    self.span = span
    self.text = text
    self.before = before
    self.behind = behind
    self.reason = reason
    self.words = words
  }
}
