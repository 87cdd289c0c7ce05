import Foundation
import Ledger

/// How sure the extractor is: the probability that a claim's core is right, which is its value, modifier, measure,
/// party, population, kind and polarity. A logistic model over features that say in words what they are; the weights
/// are data, learned from annotated passages by `Scripts/calibrate`.
struct Confidence: Sendable {
  /// By feature. What is not listed weighs nothing: without weights a claim is as likely right as wrong.
  var weights: [String: Double] = [:]

  /// Nothing is certain, neither that a claim is right nor that it is wrong.
  static let bounds = 0.02...0.98

  /// The claims of a document, finished but for their confidence.
  func rated(_ claims: [Claim]) -> [Claim] {
    zip(claims, Self.features(of: claims)).map { claim, features in
      var claim = claim
      claim.confidence = probability(of: features)
      return claim
    }
  }

  func probability(of features: [String]) -> Double {
    let sum = features.reduce(0) { $0 + (weights[$1] ?? 0) }
    return min(max(1 / (1 + exp(-sum)), Self.bounds.lowerBound), Self.bounds.upperBound)
  }

  // MARK: features

  /// What speaks for or against each claim.
  static func features(of claims: [Claim]) -> [[String]] {
    let inSentence = Dictionary(grouping: claims, by: \.evidence.sentence).mapValues(\.count)
    return claims.map { claim in
      [
        "every claim",
        "claims in sentence: \(several(inSentence[claim.evidence.sentence] ?? 1))",
        "measure: \(claim.measure.id.value)",
        "section: \(section(claim.evidence.section))",
      ] + Set(claim.rules).sorted().map { "rule: \($0)" } + group(claim.group) + sense(claim)
        + quantity(claim.quantity)
    }
  }

  private static func several(_ count: Int) -> String {
    count < 4 ? String(count) : "4 and more"
  }

  private static func group(_ group: CountedGroup) -> [String] {
    let party =
      switch group.party {
      case nil: "open"
      case PartyResolver.everyone: "everyone"
      case PartyResolver.both: "both"
      default: "one"
      }
    let conflict =
      switch group.conflictBasis {
      case .stated: "stated"
      case .inferred: "inferred"
      case .unknown: "unknown"
      }
    return [
      "party: \(party)", "population: \(group.population?.value ?? "open")",
      "conflict: \(conflict)",
    ]
  }

  private static func sense(_ claim: Claim) -> [String] {
    let kind =
      switch claim.kind {
      case .cumulative: "cumulative"
      case .periodTotal: "total of a period"
      case .incident: "incident"
      case .rate: "rate"
      }
    let polarity =
      switch claim.polarity {
      case .asserted: "asserted"
      case .projected, .hypothetical, .denied: "not asserted"
      }
    let claimant = claim.attribution.claimant.map { $0.id == nil ? "by its name" : "known" }
    let relations = claim.relations.map {
      switch $0.kind {
      case .subsetOf: "part of another"
      case .repeats: "repeats another"
      case .derivedFrom: "derived from another"
      }
    }
    return [
      "kind: \(kind)", "polarity: \(polarity)", "time: \(basis(of: claim.time))",
      "claimant: \(claimant ?? "none")",
    ] + Set(relations).sorted()
  }

  private static func basis(of time: ClaimTime) -> String {
    switch (time.from ?? time.to ?? time.asOf)?.basis {
    case nil: "open"
    case .stated: "stated"
    case .resolved: "resolved"
    case .inferred, .supplied: "inferred"
    }
  }

  private static func quantity(_ quantity: Quantity) -> [String] {
    let form =
      switch quantity.form {
      case .vague: "vague"
      case .range: "range"
      case .zero: "zero"
      case .ratio, .share, .multiple: "derived"
      case .point, .lowerBound, .upperBound, .rate:
        switch quantity.modifier {
        case .exact: "exact"
        case .approximate: "about"
        case .range: "range"
        case .atLeast, .moreThan, .upTo, .lessThan: "bound"
        }
      }
    return ["quantity: \(form)", "size: \(size(quantity.leadingValue ?? 0))"]
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
