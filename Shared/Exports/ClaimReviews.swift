package import Ledger

/// Who publishes reviews: they stand for them.
package struct ReviewOperator: Hashable, Sendable {
  package var name: String
  /// The page on which the reviews are published.
  package var url: String

  /// Throws `malformed` where the name is none, or the address none of a page on the web.
  package init(name: String, url: String) throws(LedgerError) {
    let isWeb = url.lowercased().hasPrefix("https://") || url.lowercased().hasPrefix("http://")
    let isClean = url.unicodeScalars.allSatisfy {
      !$0.properties.isWhitespace && $0.properties.generalCategory != .control
    }
    guard isWeb, isClean, let address = WebAddress(url) else {
      throw LedgerError(
        .malformed, subject: "--operator-url", "no address of a page: \(url.debugDescription)",
        hint:
          "name the page on which the reviews are published, such as https://example.org/reviews")
    }
    guard name.contains(where: { !$0.isWhitespace }) else {
      throw LedgerError(
        .malformed, subject: "--operator", "no name", hint: "say who publishes the reviews")
    }
    self.name = name
    self.url = address.text
  }
}

/// Findings that reviewers accepted, as schema.org's ClaimReview. A rating says in words how a claim stands to which
/// sources, and never how true it is: the ledger makes no such rating, so that there is none to export.
package struct ClaimReviews: Sendable {
  private let publisher: ReviewOperator
  private let revision: Revision

  package init(publisher: ReviewOperator, revision: Revision) {
    self.publisher = publisher
    self.revision = revision
  }

  /// What stands before and behind the reviews of a document of JSON-LD; between them a comma.
  package func opening(_ licence: String) -> String {
    let set = JSONValue.fields([
      ("@type", "Dataset"), ("name", "Reviews of claims on the human cost of conflicts"),
      ("description", .string(ExportDescription.rights)),
      ("version", .string("revision \(revision)")), ("license", .string(licence)),
      ("creator", creator),
    ])
    return "{\"@context\":\"https://schema.org\",\"@graph\":[\n" + set.text()
  }

  package static let closing = "\n]}\n"

  /// Who published some documents, each name once.
  package static func outlets(_ sightings: [Sighting]) -> [String] {
    ClaimColumns.distinct(sightings.compactMap { $0.outlet?.name }).sorted()
  }

  /// One review for each claim of the finding that is under review, each on a line behind a comma. None unless reviewers
  /// accepted the finding.
  package func reviews(
    of finding: Finding, _ claims: [ClaimID: ClaimRecord], _ sightings: [DocumentID: [Sighting]]
  ) -> [String] {
    guard finding.decision == .accepted, let review = finding.review else { return [] }
    return Self.reviewed(finding).compactMap { part in
      guard let record = claims[part.claim] else { return nil }
      let others = finding.claims.filter { $0.claim != part.claim }.compactMap { claims[$0.claim] }
      let url = "\(publisher.url)#\(finding.id)"
      let text = JSONValue.fields([
        ("@type", "ClaimReview"), ("@id", .string("\(url)-\(record.id.description.prefix(12))")),
        ("url", .string(url)), ("identifier", .string("\(finding.id)")),
        ("datePublished", review.recordedAt.date.map { .string($0.description) }),
        ("author", creator),
        ("claimReviewed", .string(Self.words(of: record))),
        ("itemReviewed", Self.claim(record, sightings)),
        ("reviewRating", Self.rating(finding)),
        ("reviewBody", .string(Self.body(finding))),
        ("citation", .array(others.map { Self.claim($0, sightings) })),
        ("version", .string("revision \(revision)")),
      ])
      return ",\n" + text.text()
    }
  }

  /// Where one claim is held against another one, that one. Where claims stand side by side, each of them: neither is the
  /// measure of the other.
  static func reviewed(_ finding: Finding) -> [FindingClaim] {
    let held: Set<FindingRole> = [.headline, .retelling, .cited, .marked]
    let own = finding.claims.filter { held.contains($0.role) }
    return own.isEmpty ? finding.claims : own
  }

  private var creator: JSONValue {
    .fields([
      ("@type", "Organization"), ("name", .string(publisher.name)), ("url", .string(publisher.url)),
    ])
  }

  /// No number: what is not a rating of truth must not look like one.
  private static func rating(_ finding: Finding) -> JSONValue {
    .fields([
      ("@type", "Rating"), ("alternateName", .string(finding.type.standing)),
      ("ratingExplanation", .string(finding.summary)),
    ])
  }

  private static func body(_ finding: Finding) -> String {
    var parts = [finding.summary]
    if !finding.formula.isEmpty { parts.append("Formula: \(finding.formula).") }
    for explanation in finding.explanations { parts.append("Perhaps: \(explanation.words).") }
    for missing in finding.missing { parts.append("Missing: \(missing).") }
    parts.append("It shows how statements stand to each other, and not which of them is true.")
    return parts.joined(separator: " ")
  }

  private static func claim(_ record: ClaimRecord, _ sightings: [DocumentID: [Sighting]])
    -> JSONValue
  {
    let claim = record.asItReads
    let date = (claim.time.statedOn ?? claim.time.published)?.date
    return .fields([
      ("@type", "Claim"), ("identifier", .string("\(record.id)")),
      ("text", .string(words(of: record))),
      // What kind of being a claimant is, the ledger does not always know, and no type is made up.
      ("author", claim.attribution.claimant.map { .fields([("name", .string($0.name))]) }),
      ("datePublished", date.map { .string($0.description) }),
      (
        "appearance",
        .array((sightings[record.claim.document] ?? []).compactMap(appearance))
      ),
    ])
  }

  private static func appearance(_ sighting: Sighting) -> JSONValue? {
    let isWeb = sighting.url.lowercased().hasPrefix("http")
    return .fields([
      ("@type", "CreativeWork"), ("headline", .string(sighting.title)),
      ("url", isWeb ? .string(sighting.url) : nil),
      ("datePublished", sighting.published.map { .string($0.date.description) }),
      (
        "publisher",
        sighting.outlet.map { .fields([("@type", "Organization"), ("name", .string($0.name))]) }
      ),
    ])
  }

  /// The sentence; where its words were withdrawn, the figure.
  private static func words(of record: ClaimRecord) -> String {
    let sentence = record.claim.evidence.sentenceText
    guard sentence.isEmpty else { return sentence }
    let claim = record.asItReads
    return "\(claim.quantity.display) \(claim.measure.id)"
  }
}

extension FindingType {
  /// How each claim under review of such a finding stands to its sources, in a few words and without a verdict.
  package var standing: String {
    switch self {
    case .countFalls: "Does not go with another count of the same source"
    case .countFallsAcross: "Does not go with another source's count of another day"
    case .partAboveWhole: "A part and its whole that do not go together"
    case .floorAboveEstimate: "Single cases and an estimate that do not go together"
    case .rateAgainstLevel: "A pace and a count that do not go together"
    case .periodAgainstSeries: "A total and a running count that do not go together"
    case .disjointRanges: "Has no number in common with another source"
    case .conflictingDates: "Dated otherwise elsewhere"
    case .headlineAgainstBody: "A headline that differs from its text"
    case .otherMeasure: "Given elsewhere for another measure"
    case .boundsDiffer: "Given with other bounds elsewhere"
    case .figureNotInCited: "Not in the report that is cited for it"
    case .severalSourcesOneCited: "Several sources announced, one named"
    case .definitionsDiffer: "Counts other fates than what it is compared with"
    case .notObserved: "Projected or supposed, not counted"
    case .gluedParts: "Stands in a text put together from others"
    case .scaleOfOtherMeasure: "Counts something else than what it is set beside"
    case .undatedReport: "In a report whose relative dates nothing resolves"
    }
  }
}
