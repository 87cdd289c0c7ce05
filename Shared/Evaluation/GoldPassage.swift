package import Ledger

/// A passage of an annotated corpus: a text, and what its annotators read in it.
package struct GoldPassage: Decodable, Sendable {
  package var id: String
  package var published: CivilDate?
  package var text: String
  /// What the passage is about, in the corpus's own words: "elision", "relay". Empty in corpora that do not say.
  package var phenomena: [String]
  package var claims: [GoldClaim]

  private enum CodingKeys: String, CodingKey { case id, published, text, phenomena, claims }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    text = try container.decode(String.self, forKey: .text)
    phenomena = try container.decodeIfPresent([String].self, forKey: .phenomena) ?? []
    claims = try container.decodeIfPresent([GoldClaim].self, forKey: .claims) ?? []
    let date = try container.decodeIfPresent(String.self, forKey: .published)
    published = date.flatMap { CivilDate($0) }
    if let date, published == nil {
      throw DecodingError.dataCorruptedError(
        forKey: .published, in: container, debugDescription: "\(date) is no date")
    }
  }
}

/// A claim as annotated. A field may hold several acceptable values, the annotator's own first.
package struct GoldClaim: Decodable, Sendable {
  package var quote: String
  /// Code points before the quote; nil where the corpus does not say.
  package var quoteStart: Int?
  package var numberSpan: String
  /// Code points before the number; nil where the corpus leaves it to be found in the quote.
  package var numberStart: Int?
  package var measure: String
  package var low: Double?
  package var best: Double?
  package var high: Double?
  package var modifier: String
  package var party: Acceptable
  package var population: Acceptable
  package var period: ExchangeClaim.Period?
  package var kind: Acceptable
  package var ratePer: String?
  package var claimant: Acceptable
  package var negatedOrHypothetical: Bool

  private enum CodingKeys: String, CodingKey {
    case quote
    case quoteStart = "quote_start"
    case numberSpan = "number_span"
    case numberStart = "number_start"
    case measure, low, best, high, modifier, party, population, period, kind
    case ratePer = "rate_per"
    case claimant
    case negatedOrHypothetical = "negated_or_hypothetical"
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    quote = try container.decodeIfPresent(String.self, forKey: .quote) ?? ""
    quoteStart = try container.decodeIfPresent(Int.self, forKey: .quoteStart)
    numberSpan = try container.decode(String.self, forKey: .numberSpan)
    numberStart = try container.decodeIfPresent(Int.self, forKey: .numberStart)
    measure = try container.decode(String.self, forKey: .measure)
    low = try container.decodeIfPresent(Double.self, forKey: .low)
    best = try container.decodeIfPresent(Double.self, forKey: .best)
    high = try container.decodeIfPresent(Double.self, forKey: .high)
    modifier = try container.decode(String.self, forKey: .modifier)
    party = try container.decodeIfPresent(Acceptable.self, forKey: .party) ?? Acceptable()
    population = try container.decodeIfPresent(Acceptable.self, forKey: .population) ?? Acceptable()
    period = try container.decodeIfPresent(ExchangeClaim.Period.self, forKey: .period)
    kind = try container.decodeIfPresent(Acceptable.self, forKey: .kind) ?? Acceptable()
    ratePer = try container.decodeIfPresent(String.self, forKey: .ratePer)
    claimant = try container.decodeIfPresent(Acceptable.self, forKey: .claimant) ?? Acceptable()
    negatedOrHypothetical =
      try container.decodeIfPresent(Bool.self, forKey: .negatedOrHypothetical) ?? false
  }

  /// One value or a list of them; none of them, or an open one, is nil.
  package struct Acceptable: Decodable, Sendable {
    package var values: [String?] = [nil]

    init() {}

    package init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let list = try? container.decode([String?].self) {
        values = list
      } else {
        values = container.decodeNil() ? [nil] : [try container.decode(String.self)]
      }
    }

    func contains(where isSame: (String?) -> Bool) -> Bool { values.contains(where: isSame) }
  }
}
