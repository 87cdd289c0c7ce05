/// A claim in the exchange format of the annotated corpora: poorer than the model, for scoring and exchange.
/// The one place that maps between the two.
package struct ExchangeClaim: Codable, Hashable, Sendable {
  package var quote: String
  /// The number with its modifier.
  package var numberSpan: String
  /// Code points before the number and before the quote.
  package var numberStart: Int
  package var quoteStart: Int
  package var measure: String
  package var low: Double?
  package var best: Double?
  package var high: Double?
  package var modifier: String
  package var party: String?
  package var population: String
  package var period: Period?
  package var kind: String
  package var ratePer: String?
  package var claimant: String?
  package var negatedOrHypothetical: Bool

  package struct Period: Codable, Hashable, Sendable {
    package var from: String?
    package var to: String?

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(from, forKey: .from)
      try container.encode(to, forKey: .to)
    }
  }

  package enum CodingKeys: String, CodingKey {
    case quote
    case numberSpan = "number_span"
    case numberStart = "number_start"
    case quoteStart = "quote_start"
    case measure, low, best, high, modifier, party, population, period, kind
    case ratePer = "rate_per"
    case claimant
    case negatedOrHypothetical = "negated_or_hypothetical"
  }

  /// Nil for forms that the format does not have: zero, ratio, share, multiple.
  /// `text` is the passage as UTF-8: the original bytes, without a byte order mark.
  package init?(_ claim: Claim, text: [UInt8], vocabulary: Vocabulary) {
    switch claim.quantity.form {
    case .zero, .ratio, .share, .multiple: return nil
    case .point, .range, .lowerBound, .upperBound, .vague, .rate: break
    }
    func words(_ span: Span) -> String {
      String(decoding: text[span.bytes.clamped(to: 0..<text.count)], as: UTF8.self)
    }
    quote = words(claim.evidence.phrase)
    quoteStart = claim.evidence.phrase.characters.lowerBound
    numberSpan = words(claim.evidence.number)
    numberStart = claim.evidence.number.characters.lowerBound
    let entry = vocabulary.measures.first { $0.id == claim.measure.id }
    measure = entry?.exchangeName ?? claim.measure.id.value
    (low, best, high) = Self.bounds(of: claim.quantity, vocabulary)
    modifier = Self.modifier(of: claim.quantity)
    party = claim.group.party?.value
    population = Self.broadPopulation(claim.group.population)
    let end = claim.time.to ?? claim.time.asOf
    if claim.time.from != nil || end != nil {
      period = Period(
        from: claim.time.from?.date.description, to: end?.date.description)
    }
    kind = Self.kind(claim.kind)
    ratePer = claim.ratePer.map(Self.unit)
    claimant = claim.attribution.claimant?.name
    negatedOrHypothetical = claim.polarity != .asserted
  }

  package func encode(to encoder: any Encoder) throws {
    // Every field is written, `null` where it is open: readers need no list of defaults.
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(quote, forKey: .quote)
    try container.encode(numberSpan, forKey: .numberSpan)
    try container.encode(numberStart, forKey: .numberStart)
    try container.encode(quoteStart, forKey: .quoteStart)
    try container.encode(measure, forKey: .measure)
    try container.encode(low, forKey: .low)
    try container.encode(best, forKey: .best)
    try container.encode(high, forKey: .high)
    try container.encode(modifier, forKey: .modifier)
    try container.encode(party, forKey: .party)
    try container.encode(population, forKey: .population)
    try container.encode(period, forKey: .period)
    try container.encode(kind, forKey: .kind)
    try container.encode(ratePer, forKey: .ratePer)
    try container.encode(claimant, forKey: .claimant)
    try container.encode(negatedOrHypothetical, forKey: .negatedOrHypothetical)
  }
}

extension ExchangeClaim {
  private static func bounds(
    of quantity: Quantity, _ vocabulary: Vocabulary
  ) -> (Double?, Double?, Double?) {
    switch (quantity.form, quantity.modifier) {
    case (.vague, _):
      let interval = vocabulary.vagueIntervals.first { $0.term == quantity.vagueTerm }
      return (interval?.low ?? quantity.low?.value, nil, nil)
    case (_, .exact):
      let value = quantity.leadingValue
      return (value, value, value)
    case (_, .approximate): return (nil, quantity.best, nil)
    case (_, .atLeast), (_, .moreThan): return (quantity.low?.value ?? quantity.best, nil, nil)
    case (_, .upTo), (_, .lessThan): return (nil, nil, quantity.high?.value ?? quantity.best)
    case (_, .range): return (quantity.low?.value, nil, quantity.high?.value)
    }
  }

  private static func modifier(of quantity: Quantity) -> String {
    if quantity.form == .vague { return "at_least" }
    return switch quantity.modifier {
    case .exact: "exact"
    case .approximate: "approx"
    case .atLeast: "at_least"
    case .moreThan: "more_than"
    case .upTo: "up_to"
    case .lessThan: "less_than"
    case .range: "range"
    }
  }

  /// The format has five; what is narrower belongs to one of them.
  package static func broadPopulation(_ population: PopulationID?) -> String {
    guard let population else { return "unknown" }
    switch population.value {
    case "military", "civilian", "children", "all", "unknown": return population.value
    case "conscripts", "officers", "police", "peacekeepers", "contractors": return "military"
    default: return "civilian"
    }
  }

  private static func kind(_ kind: Claim.Kind) -> String {
    switch kind {
    case .cumulative, .periodTotal: "cumulative"
    case .incident: "incident"
    case .rate: "rate"
    }
  }

  private static func unit(_ unit: Claim.RateUnit) -> String {
    switch unit {
    case .day: "day"
    case .week: "week"
    case .month: "month"
    case .year: "year"
    }
  }
}
