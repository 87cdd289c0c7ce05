import Ledger

/// When, in what sense, and by whom.
extension StepWriter {
  private static let relations: [GrammarClass] = [
    .since, .asOf, .until, .by, .from, .between, .during, .through, .throughout, .after, .before,
    .in, .on, .at,
  ]

  var timeStep: Step {
    let time = claim.time
    let hasPeriod = time.from != nil || time.to != nil || time.asOf != nil
    let isOwn =
      decided.timing.time.from != nil || decided.timing.time.to != nil
      || decided.timing.time.asOf != nil
    guard hasPeriod || time.statedOn != nil else {
      return step(.time, claim.rules.contains("period out of order") ? "out of order" : "no date")
    }
    let own = dateWords(withStatement: true)
    let words = own.isEmpty ? parent?.period ?? [] : own
    guard hasPeriod, !isOwn else {
      return step(.time, decided.timing.rule ?? "day of statement", words)
    }
    let isWhole = parent?.period.isEmpty == false
    return step(.time, isWhole ? "time of whole" : "day of the event", words)
  }

  /// The words of the period, its own or those of the claim that it takes from.
  var periodWords: [ExplainedWords] {
    let own = dateWords(withStatement: false)
    return own.isEmpty ? parent?.period ?? [] : own
  }

  /// The dates of the sentence that the claim has, each with the small word before it.
  /// - Parameter withStatement: with the day on which it was said.
  private func dateWords(withStatement: Bool) -> [ExplainedWords] {
    let time = claim.time
    let said = withStatement ? time.statedOn?.date : nil
    let firsts = [time.from?.date, said].compactMap(\.self)
    let lasts = [time.to?.date, time.asOf?.date].compactMap(\.self)
    let sentence = decided.row ?? sentence
    let items = sentence.items
    var words: [ExplainedWords] = []
    for (index, item) in items.enumerated() {
      guard let date = item.date, firsts.contains(date.first) || lasts.contains(date.last) else {
        continue
      }
      if let before = items[safe: index - 1] {
        words += [
          reader.words(before, of: sentence) {
            if case .grammar(let word) = $0 { Self.relations.contains(word) } else { false }
          }
        ].compactMap(\.self).filter { !$0.entries.isEmpty }
      }
      words += calendarWords(item, sentence)
    }
    return words
  }

  private func calendarWords(_ item: Item, _ sentence: Sentence) -> [ExplainedWords] {
    guard var whole = reader.words(item.tokens, of: sentence) else { return [] }
    whole.entries = reader.phrases(in: item.tokens, of: sentence, withRest: false) {
      if case .calendar = $0 { true } else { false }
    }.flatMap(\.entries)
    return [whole]
  }

  var kindStep: Step {
    let rule = decided.kind.rule
    switch rule {
    case "per unit of time":
      let says: (Sense) -> Bool = {
        switch $0 {
        case .grammar(let word): [.per, .daily, .weekly, .monthly, .yearly].contains(word)
        case .calendar(let word): word.role == .unit
        default: false
        }
      }
      let word = nearest(to: anchor, where: says)
      let unit = word.flatMap { items[safe: $0 + 1]?.calendar?.role == .unit ? $0 + 1 : nil }
      return step(.kind, rule, [word, unit].map { words($0, where: says) })
    case "one event": return step(.kind, rule, [words(about: .event)])
    case "kind of whole": return step(.kind, rule, inherited(.kind))
    case "running count", "whole period", "one day":
      return step(.kind, rule, periodWords)
    default: return step(.kind, rule)
    }
  }

  var polarityStep: Step {
    let says: (Sense) -> Bool = { $0 == .stance(claim.polarity) }
    return step(
      .polarity, decided.stance.rule, [words(nearest(to: anchor, where: says), where: says)])
  }

  var claimantStep: Step {
    guard let source = claim.attribution.claimant else {
      return step(.claimant, decided.said.rule ?? "nobody named")
    }
    return step(
      .claimant, decided.said.rule ?? "nobody named", [speechWords] + sourceWords(source))
  }

  private func isSpeech(_ sense: Sense) -> Bool {
    switch sense {
    case .attribution: true
    case .grammar(.possessive): decided.said.rule == "own count"
    default: false
    }
  }

  private var speechWords: ExplainedWords? { words(decided.said.item, where: isSpeech) }

  /// The source where it is named: by the lexicon, by its own words, or by a word that points back to it.
  private func sourceWords(_ source: Source) -> [ExplainedWords?] {
    let near = decided.said.item ?? anchor
    let says: (Sense) -> Bool = { sense in
      if case .source(let id) = sense { id == source.id } else { false }
    }
    if source.id != nil, let index = nearest(to: near, where: says) {
      return [words(index, where: says)]
    }
    if let named = name(source.name, near: near) { return [named] }
    let points: (Sense) -> Bool = {
      switch $0 {
      case .attribution(.again), .attribution(.person), .attribution(.body),
        .attribution(.speaker), .grammar(.pronoun):
        true
      default: false
      }
    }
    let pointing =
      decided.said.item == nil
      ? nil
      : (near - 6..<near + 7).clamped(to: 0..<items.count)
        .filter { $0 != near && items[$0].senses.contains(where: points) }
        .min { abs($0 - near) < abs($1 - near) }
    return [words(pointing, where: points), source.id.flatMap { words(about: .source($0)) }]
  }

  /// A name that no list has, word by word in the sentence.
  private func name(_ name: String, near item: Int) -> ExplainedWords? {
    let words = Language.words(of: name)
    guard let first = words.first, words.count <= 24 else { return nil }
    let anchor = items[safe: item]?.tokens.lowerBound ?? 0
    let starts = sentence.tokens.indices.filter { start in
      sentence.tokens[start].folded == first && start + words.count <= sentence.tokens.count
        && zip(words, sentence.tokens[start...]).allSatisfy { $0 == $1.folded }
    }
    return starts.min { abs($0 - anchor) < abs($1 - anchor) }.flatMap {
      reader.words($0..<$0 + words.count, of: sentence)
    }
  }
}
