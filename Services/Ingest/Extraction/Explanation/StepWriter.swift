import Ledger

/// Writes the steps of one claim. Rules and values are those that decided; the words are looked up again, by what they
/// mean and where they stand, so that reading a text need not carry them along.
struct StepWriter {
  let reader: WordReader
  let mentions: Mentions
  let claim: Claim
  let decided: ClaimDecisions
  let sentence: Sentence
  /// The sentence's place in the document.
  let number: Int
  /// The claim that this one takes from.
  let parent: Parent?

  /// What a claim hands on to those that take from it.
  struct Parent {
    var explanation: ClaimExplanation
    /// The words of its period, without those of the day on which it was said.
    var period: [ExplainedWords]
  }

  typealias Step = ClaimExplanation.Step
  typealias Field = ClaimExplanation.Field

  /// Of one step. More do not say more, and a message has to hold them.
  private static let mostWords = 8

  var items: [Item] { sentence.items }
  var attachment: Attachment { decided.attachment }
  /// Where the claim's own words stand: its number's and its measure's.
  var anchor: Int { attachment.item }

  /// All but the confidence, which is known when all claims are.
  func explanation() -> ClaimExplanation {
    ClaimExplanation(
      steps: [
        numberStep, modifierStep, measureStep, partyStep, populationStep, conflictStep, placeStep,
        timeStep, kindStep, polarityStep, claimantStep, causeStep, methodStep, responsibleStep,
      ].compactMap(\.self))
  }

  func step(
    _ field: Field, _ rule: String, _ words: [ExplainedWords?] = [],
    records: [LexiconEntry?] = []
  ) -> Step {
    Step(
      field, value: field.value(of: claim), rule: rule,
      words: Array(words.compactMap(\.self).prefix(Self.mostWords)),
      records: records.compactMap(\.self))
  }

  // MARK: looking words up

  /// The item nearest to another one whose meanings pass; of two as near, the one before.
  func nearest(
    to anchor: Int, within range: Range<Int>? = nil, where says: (Sense) -> Bool
  ) -> Int? {
    let range = (range ?? 0..<items.count).clamped(to: 0..<items.count)
    return range.filter { items[$0].senses.contains(where: says) }
      .min { abs($0 - anchor) < abs($1 - anchor) }
  }

  func words(_ index: Int?, where says: (Sense) -> Bool) -> ExplainedWords? {
    guard let index, let item = items[safe: index] else { return nil }
    return reader.words(item, of: sentence, where: says)
  }

  /// The nearest words of a subject: in the claim's phrase, in its sentence, else elsewhere in the text.
  func words(about subject: Mentions.Subject, near anchor: Int? = nil) -> ExplainedWords? {
    let says: (Sense) -> Bool = {
      Mentions.subjects(of: $0, reader.lexicon).contains(subject)
    }
    let anchor = anchor ?? self.anchor
    if let index = nearest(to: anchor, within: attachment.phrase.range, where: says)
      ?? nearest(to: anchor, where: says)
    {
      return words(index, where: says)
    }
    return mentions.nearest(subject, to: number, part: sentence.part).flatMap {
      reader.words($0.item, of: $0.sentence, where: says)
    }
  }

  /// The words that decided the same field of the claim that this one takes from.
  func inherited(_ field: Field) -> [ExplainedWords] {
    parent?.explanation.steps.first { $0.field == field }?.words ?? []
  }

  // MARK: number and modifier

  private var tokens: Range<Int> { items[safe: anchor]?.tokens ?? 0..<0 }

  private var numberStep: Step {
    let core = attachment.mention.core
    let words = reader.phrases(in: core, of: sentence, withRest: true) {
      switch $0 {
      case .number, .vague: true
      default: false
      }
    }
    let hasDigits = core.contains { sentence.tokens[safe: $0]?.kind == .numeral }
    let hasWords = words.contains { !$0.entries.isEmpty }
    let rule =
      switch claim.quantity.form {
      case .vague: "vague phrase"
      case .range: "range"
      case .share, .ratio, .multiple: "\(claim.quantity.form)"
      case .zero where !hasDigits: "none at all"
      case .zero, .point, .lowerBound, .upperBound, .rate:
        hasDigits ? hasWords ? "digits and magnitude" : "digits" : "number words"
      }
    return step(.number, rule, words)
  }

  /// Of a table's cell, the words of its column.
  private func headerWords(where says: (Sense) -> Bool) -> [ExplainedWords] {
    reader.words(outside: claim.measure.words, where: says)
  }

  private var modifierStep: Step {
    let isRange = claim.quantity.modifier == .range
    let joints: [GrammarClass] = [.between, .from, .to, .through, .and, .or]
    let core = attachment.mention.core.clamped(to: tokens)
    let stretches: [(tokens: Range<Int>, place: ModifierWord.Place)] = [
      (tokens.lowerBound..<core.upperBound, .before), (core.upperBound..<tokens.upperBound, .after),
    ]
    let words = stretches.flatMap { stretch, place in
      reader.phrases(in: stretch, of: sentence, withRest: false) {
        switch $0 {
        case .modifier(let word): word.place == place
        case .grammar(let word): isRange && joints.contains(word)
        default: false
        }
      }
    }
    return step(
      .modifier,
      isRange ? "range" : words.isEmpty ? "no modifier" : "modifier beside number", words)
  }

  // MARK: measure

  private var measureStep: Step {
    let counted = Set([claim.measure.id, attachment.measure] + claim.measure.includes)
    let says: (Sense) -> Bool = {
      if case .measure(let id, _) = $0 {
        return counted.contains(id)
          || reader.lexicon.ofCivilians[id].map(counted.contains) == true
      }
      return false
    }
    let rule = claim.rules.contains("corrected") ? "\(attachment.rule), corrected" : attachment.rule
    guard let word = attachment.measureItem else {
      let words = decided.row == nil ? inherited(.measure) : headerWords(where: says)
      guard words.isEmpty else { return step(.measure, rule, words) }
      // "260 (80 killed and 180 injured)": no word says what both are, those of its parts do.
      let named = [claim.measure.id] + (rule == "broken down" ? claim.measure.includes : [])
      return step(.measure, rule, named.map { self.words(about: .measure($0)) })
    }
    // Of a mixed measure, the words of its parts beside each other.
    let farthest = claim.measure.includes.isEmpty ? 0 : 8
    let parts = (word - farthest...word + farthest).filter { index in
      index == word
        || items[safe: index]?.senses.contains(where: says) == true
          && !items[min(index, word)..<max(index, word)].contains { $0.quantity != nil }
    }
    return step(.measure, rule, parts.map { words($0, where: says) })
  }
}
