import Ledger

/// Makes claims out of a document's sentences, in the order of the text.
struct ClaimAssembler {
  let lexicon: Lexicon
  let language: Language
  let document: ReadDocument
  let sentences: [Sentence]
  let published: DateStatement?
  let outlet: Source?
  private(set) var stoppedAtLimit = false

  init(
    lexicon: Lexicon, language: Language, document: ReadDocument, sentences: [Sentence],
    published: DateStatement?, outlet: Source?
  ) {
    self.lexicon = lexicon
    self.language = language
    self.document = document
    self.sentences = sentences
    self.published = published
    self.outlet = outlet
  }

  mutating func claims(limit: Int) -> [Claim] {
    let measures = MeasureVocabulary(lexicon.vocabulary)
    let places = PlaceReader(lexicon: lexicon)
    let facts = DocumentFacts(sentences: sentences, places: places)
    let reader = ClaimReader(
      lexicon: lexicon, document: document, facts: facts, places: places, measures: measures,
      published: published, outlet: outlet, spans: SpanMap(document))
    var discourse = Discourse()
    var claims: [Claim] = []
    var seen: [RepetitionKey: ClaimID] = [:]
    for (number, sentence) in sentences.enumerated() {
      discourse.enter(part: sentence.part)
      for claim in reader.claims(in: sentence, number: number, discourse: &discourse) {
        guard claims.count < limit else {
          stoppedAtLimit = true
          return claims
        }
        claims.append(marked(claim, &seen))
      }
    }
    return claims
  }

  /// The same figure about the same group once more repeats the first.
  private func marked(_ claim: Claim, _ seen: inout [RepetitionKey: ClaimID]) -> Claim {
    var claim = claim
    let key = RepetitionKey(claim)
    if let first = seen[key] {
      claim.relations.append(Relation(.repeats, first))
      claim.rules.append("repetition")
    } else {
      seen[key] = ClaimID(of: claim)
    }
    return claim
  }
}

/// What makes two statements of one document the same statement.
private struct RepetitionKey: Hashable {
  var low: Double?
  var best: Double?
  var high: Double?
  var modifier: Quantity.Modifier
  var measure: MeasureID
  var party: PartyID?
  var population: PopulationID?
  var kind: Claim.Kind

  init(_ claim: Claim) {
    (low, best, high) = (claim.quantity.low?.value, claim.quantity.best, claim.quantity.high?.value)
    modifier = claim.quantity.modifier
    measure = claim.measure.id
    (party, population) = (claim.group.party, claim.group.population)
    kind = claim.kind
  }
}
