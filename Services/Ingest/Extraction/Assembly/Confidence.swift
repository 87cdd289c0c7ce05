import Foundation
import Ledger

/// How sure the extractor is: the probability that a claim's core is right, which is its value, modifier, measure,
/// party, population, kind and polarity. A logistic model over features that say in words what they are; the weights
/// are data, learned from annotated passages by `Scripts/calibrate`.
struct Confidence: Sendable {
  /// What is not listed weighs nothing: without weights a claim is as likely right as wrong.
  let weights: [Feature: Double]
  /// Where each weight stands in its file, for explanations.
  let lines: [Feature: Int]
  private let table: Table

  init(weights: [Feature: Double] = [:], lines: [Feature: Int] = [:]) {
    (self.weights, self.lines, table) = (weights, lines, Table(weights))
  }

  /// Nothing is certain, neither that a claim is right nor that it is wrong.
  static let bounds = 0.02...0.98

  /// Something that a claim has, such as "rule: lost" or "party: open".
  struct Feature: Hashable, Sendable, CustomStringConvertible {
    var kind: Kind
    var value: String
    var description: String { "\(kind.name): \(value)" }

    init(_ kind: Kind, _ value: String) {
      self.kind = kind
      self.value = value
    }

    /// By its value: hardly two kinds have one in common.
    func hash(into hasher: inout Hasher) { hasher.combine(value) }
  }

  enum Kind: UInt8, NamedCase {
    static let byName = allNames()

    /// What every claim has, so that the model knows how often claims are right at all.
    case claim
    case rule, measure, party, population, conflict, kind, polarity, time, claimant, relation
    case quantity, size, section
    case claimsInSentence

    var name: String { self == .claimsInSentence ? "claims in sentence" : "\(self)" }
  }

  /// The claims of a document, finished but for their confidence.
  func rated(_ claims: consuming [Claim]) -> [Claim] {
    let inSentence = Self.inSentence(claims)
    let sums = claims.withUnsafeBufferPointer { claims in
      claims.indices.map { index in
        let count = inSentence[claims[index].evidence.sentence.bytes.lowerBound] ?? 1
        var sum = 0.0
        Self.eachFeature(of: claims, index, count) { sum += table.weight($0) }
        return sum
      }
    }
    for index in claims.indices { claims[index].confidence = Self.probability(sums[index]) }
    return claims
  }

  /// The weights by kind and by the length of the value: a few strings are compared sooner than one is hashed.
  private struct Table {
    private static let lengths = 32
    private var places: [[(value: String, weight: Double)]]

    init(_ weights: [Feature: Double]) {
      places = Array(repeating: [], count: Kind.allCases.count * Self.lengths)
      for (feature, weight) in weights {
        places[Self.place(of: feature)].append((feature.value, weight))
      }
    }

    func weight(_ feature: Feature) -> Double {
      places[Self.place(of: feature)].first { $0.value == feature.value }?.weight ?? 0
    }

    private static func place(of feature: Feature) -> Int {
      Int(feature.kind.rawValue) * lengths + min(feature.value.utf8.count, lengths - 1)
    }
  }

  func probability(of features: [Feature]) -> Double {
    Self.probability(features.reduce(0) { $0 + (weights[$1] ?? 0) })
  }

  private static func probability(_ sum: Double) -> Double {
    min(max(1 / (1 + exp(-sum)), bounds.lowerBound), bounds.upperBound)
  }

  // MARK: features

  /// What speaks for or against each claim.
  static func features(of claims: [Claim]) -> [[Feature]] {
    let inSentence = inSentence(claims)
    return claims.withUnsafeBufferPointer { claims in
      claims.indices.map { index in
        let count = inSentence[claims[index].evidence.sentence.bytes.lowerBound] ?? 1
        var features: [Feature] = []
        eachFeature(of: claims, index, count) { features.append($0) }
        return features
      }
    }
  }

  /// How many claims each sentence has, by its first byte: no two sentences have one in common.
  private static func inSentence(_ claims: [Claim]) -> [Int: Int] {
    var inSentence: [Int: Int] = [:]
    inSentence.reserveCapacity(claims.count)
    // By index: a claim is large, and would be copied else.
    for index in claims.indices {
      inSentence[claims[index].evidence.sentence.bytes.lowerBound, default: 0] += 1
    }
    return inSentence
  }

  /// - Parameter index: of the claim. Not the claim itself, which would be copied.
  @inline(__always)
  private static func eachFeature(
    of claims: UnsafeBufferPointer<Claim>, _ index: Int, _ inSentence: Int,
    _ take: (Feature) -> Void
  ) {
    take(Feature(.claim, "any"))
    take(Feature(.measure, claims[index].measure.id.value))
    take(Feature(.party, party(claims[index].group.party)))
    take(Feature(.population, claims[index].group.population?.value ?? "open"))
    take(Feature(.conflict, conflict(claims[index].group.conflictBasis)))
    take(Feature(.kind, kind(claims[index].kind)))
    take(Feature(.polarity, claims[index].polarity == .asserted ? "asserted" : "not asserted"))
    take(Feature(.time, time(claims[index].time)))
    take(Feature(.claimant, claimant(claims[index].attribution.claimant)))
    take(Feature(.quantity, form(claims[index].quantity)))
    take(Feature(.size, size(claims[index].quantity.leadingValue ?? 0)))
    take(Feature(.section, section(claims[index].evidence.section)))
    take(Feature(.claimsInSentence, several(inSentence)))
    let rules = claims[index].rules
    for (place, rule) in rules.enumerated() where !rules[..<place].contains(rule) {
      take(Feature(.rule, rule))
    }
    let relations = claims[index].relations
    for (place, one) in relations.enumerated()
    where !relations[..<place].contains(where: { $0.kind == one.kind }) {
      take(Feature(.relation, relation(one.kind)))
    }
  }

  private static func several(_ count: Int) -> String {
    switch count {
    case ...1: "1"
    case 2: "2"
    case 3: "3"
    default: "4 and more"
    }
  }

  private static func party(_ party: PartyID?) -> String {
    switch party {
    case nil: "open"
    case PartyResolver.everyone: "everyone"
    case PartyResolver.both: "both"
    default: "one"
    }
  }

  private static func conflict(_ basis: CountedGroup.Basis) -> String {
    switch basis {
    case .stated: "stated"
    case .inferred: "inferred"
    case .unknown: "unknown"
    }
  }

  private static func kind(_ kind: Claim.Kind) -> String {
    switch kind {
    case .cumulative: "cumulative"
    case .periodTotal: "total of a period"
    case .incident: "incident"
    case .rate: "rate"
    }
  }

  private static func time(_ time: ClaimTime) -> String {
    switch (time.from ?? time.to ?? time.asOf)?.basis {
    case nil: "open"
    case .stated: "stated"
    case .resolved: "resolved"
    case .inferred, .supplied, .metadata, .address: "inferred"
    }
  }

  private static func claimant(_ claimant: Source?) -> String {
    guard let claimant else { return "none" }
    return claimant.id == nil ? "by its name" : "known"
  }

  private static func relation(_ relation: Relation.Kind) -> String {
    switch relation {
    case .subsetOf: "part of another"
    case .repeats: "repeats another"
    case .derivedFrom: "derived from another"
    }
  }

  private static func form(_ quantity: Quantity) -> String {
    switch (quantity.form, quantity.modifier) {
    case (.vague, _): "vague"
    case (.zero, _): "zero"
    case (.ratio, _), (.share, _), (.multiple, _): "derived"
    case (.range, _), (_, .range): "range"
    case (_, .exact): "exact"
    case (_, .approximate): "about"
    case (_, .atLeast), (_, .moreThan), (_, .upTo), (_, .lessThan): "bound"
    }
  }

  private static func size(_ value: Double) -> String {
    switch value {
    case ..<10: "below 10"
    case ..<100: "below 100"
    case ..<10_000: "below 10,000"
    default: "large"
    }
  }

  private static func section(_ section: Section) -> String {
    switch section {
    case .headline, .deck: "headline"
    case .lede: "lede"
    case .body: "body"
    case .quotation: "quotation"
    case .caption: "caption"
    case .list: "list"
    case .table: "table"
    case .footnote: "footnote"
    }
  }
}
