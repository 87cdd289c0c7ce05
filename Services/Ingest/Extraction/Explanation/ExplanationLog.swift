import Ledger

/// Takes down, while claims are read, why each became what it is and why other numbers became none. There is one only
/// where somebody asked: without it, reading costs nothing of this.
final class ExplanationLog {
  private let reader: WordReader
  private let mentions: Mentions
  private let sentences: [Sentence]
  /// How many claims it explains, and how many other numbers it tells of.
  private let limit: Int
  private var count = 0

  /// By the claim's number; in the order of the claims, should a number ever have two.
  private var noted: [Span: [Noted]] = [:]
  private var numbers: PassedOverNumbers
  /// Of the sentence that is being read.
  private var current = 0
  private var claimed: [Range<Int>] = []
  private var objections: [Int: NoClaim] = [:]
  /// By the claim's number: the words of a later sentence that deny it.
  private var denials: [Span: [ExplainedWords]] = [:]
  /// Where the numbers of the claims that were kept stand.
  private var kept: [Range<Int>] = []

  private struct Noted {
    /// Nil beyond the limit.
    var written: StepWriter.Parent?
    var sentence: Int
    var number: Range<Int>
  }

  init(
    lexicon: Lexicon, languages: [Language], document: ReadDocument, sentences: [Sentence],
    limit: Int
  ) {
    reader = WordReader(lexicon: lexicon, languages: languages, spans: SpanMap(document))
    mentions = Mentions(sentences, lexicon)
    self.sentences = sentences
    self.limit = limit
    numbers = PassedOverNumbers(reader: reader, limit: limit)
  }

  // MARK: while reading

  func begin(_ number: Int) { current = number }

  /// A claim as it was read, before anything was compared with other claims.
  func note(_ claim: Claim, _ decided: ClaimDecisions, in sentence: Sentence) {
    let writer = StepWriter(
      reader: reader, mentions: mentions, claim: claim, decided: decided, sentence: sentence,
      // A cell takes words from its own row too.
      number: decided.row != nil ? current + 1 : current,
      parent: decided.parent.flatMap { noted[$0]?.last?.written })
    let bytes =
      sentence.items[safe: decided.attachment.item]
      .flatMap { reader.bytes($0.tokens, of: sentence) } ?? 0..<0
    claimed.append(bytes)
    count += 1
    let written =
      count <= limit
      ? StepWriter.Parent(explanation: writer.explanation(), period: writer.periodWords) : nil
    noted[claim.evidence.number, default: []].append(
      Noted(written: written, sentence: current, number: bytes))
  }

  /// A sentence behind a claim denies it.
  func deny(_ claim: Claim, in sentence: Sentence) {
    denials[claim.evidence.number] = sentence.items.first { $0.stance == .denied }.flatMap {
      reader.words($0, of: sentence, where: { $0 == .stance(.denied) })
    }.map { [$0] }
  }

  /// Something was counted, and it is no claim.
  func object(_ reason: NoClaim, to item: Int) { objections[item] = reason }

  /// A sentence is read. What it counts and claims nothing of is passed over.
  func close(_ sentence: Sentence, _ reasons: [Int: NoClaim]) {
    numbers.add(
      from: sentence, reasons.merging(objections) { $1 }, claimed: claimed, otherwise: .noMeasure)
    (claimed, objections) = ([], [:])
  }

  /// A row of a table is read.
  func close(_ cells: [(sentence: Sentence, reason: NoClaim)]) {
    for cell in cells {
      numbers.add(from: cell.sentence, [:], claimed: claimed, otherwise: cell.reason)
    }
    claimed = []
  }

  // MARK: at the end

  /// One explanation for each claim, in their order, as far as the limit goes.
  func explanations(of claims: [Claim]) -> [ClaimExplanation] {
    var explanations: [ClaimExplanation] = []
    for (claim, features) in zip(claims, Confidence.features(of: claims)) {
      var found: Noted?
      if noted[claim.evidence.number]?.isEmpty == false {
        found = noted[claim.evidence.number]?.removeFirst()
      }
      if let found { kept.append(found.number) }
      guard explanations.count < limit else { continue }
      var explanation = amended(found?.written?.explanation ?? ClaimExplanation(), claim)
      explanation.steps.append(confidence(of: claim, features))
      explanations.append(explanation)
    }
    return explanations
  }

  /// How much it shows of what was weighed.
  private static let mostWeights = 6

  /// What speaks most for the claim, or against it.
  private func confidence(
    of claim: Claim, _ features: [Confidence.Feature]
  ) -> ClaimExplanation.Step {
    let model = reader.lexicon.confidence
    let weighed = Set(features).compactMap { feature in
      model.weights[feature].map { (name: feature.description, weight: $0, feature: feature) }
    }.sorted { (abs($0.weight), $1.name) > (abs($1.weight), $0.name) }
    return .init(
      .confidence, value: ClaimExplanation.Field.confidence.value(of: claim), rule: "weighed",
      records: weighed.prefix(Self.mostWeights).map {
        LexiconEntry(
          meaning: Shown.cut($0.name) + ($0.weight < 0 ? ", −" : ", +") + "\(abs($0.weight))",
          file: Confidence.fileName, line: model.lines[$0.feature] ?? 0)
      })
  }

  /// What the comparison with other claims of the document changed.
  private func amended(_ explanation: ClaimExplanation, _ claim: Claim) -> ClaimExplanation {
    var steps = explanation.steps
    for field in ClaimExplanation.Field.allCases where field != .confidence {
      let value = field.value(of: claim)
      guard let index = steps.firstIndex(where: { $0.field == field }) else {
        if ClaimExplanation.always.contains(field) || !value.isEmpty {
          steps.append(.init(field, value: value, rule: "not taken down"))
        }
        continue
      }
      guard steps[index].value != value else { continue }
      if field == .polarity, claim.polarity == .denied, let words = denials[claim.evidence.number] {
        steps[index] = .init(field, value: value, rule: "denied behind", words: words)
        continue
      }
      steps[index] = .init(field, value: value, rule: Self.later(field, steps[index].rule))
    }
    return ClaimExplanation(steps: steps)
  }

  private static func later(_ field: ClaimExplanation.Field, _ rule: String) -> String {
    field == .measure ? "\(rule), corrected" : "same figure elsewhere"
  }

  /// The numbers that became no claim, in the order of the text; to be asked for behind the explanations.
  /// - Parameters:
  ///   - blocks: the tokens of each block.
  ///   - datelines: how many tokens of a block belong to its dateline.
  ///   - unread: why sentences were not read, where some were not.
  func passedOver(
    _ document: ReadDocument, _ blocks: [[Token]], datelines: [Int: Int], unread: NoClaim?
  ) -> (numbers: [PassedOverNumber], isWhole: Bool) {
    // Read and not kept, for there were enough.
    let left = noted.values.joined().sorted { $0.number.lowerBound < $1.number.lowerBound }
    for left in left {
      if let sentence = sentences[safe: left.sentence] {
        numbers.add(left.number, in: sentence, .overLimit)
      }
    }
    numbers.addRest(
      of: document, blocks, datelines: datelines, claimed: kept, unread: unread ?? .unread)
    return numbers.finish()
  }
}
