import Ledger
import Testing

@testable import Exports

@Suite("ClaimReview") struct ClaimReviewTests {
  static let one = Sample.record()
  static let other = Sample.record(
    Sample.claim(.exact(900), sentence: "</script><b>900 \u{202E}were killed\u{2028}"))
  static let publisher = try! ReviewOperator(
    name: "The Example Desk", url: "https://desk.example.org/reviews")

  static func finding(
    _ type: FindingType = .disjointRanges, _ roles: [FindingRole] = [.one, .other],
    decision: ReviewDecision.Decision = .accepted
  ) -> Finding {
    let claims = zip([one, other], roles).map { FindingClaim($0.id, $1) }
    return Finding(
      type: type, severity: .high, summary: "1,200 and 900 have no number in common.",
      claims: claims, formula: "1,200 > 900",
      explanations: [FindingExplanation(.scope, "other people")], decision: decision,
      review: ReviewRecord(
        decision: ReviewDecision(decision: decision, reason: "read", reviewer: "A. Example"),
        entry: Revision(8), recordedAt: Moment("2031-02-06T23:20:30Z")!, author: "local",
        effect: .holds))
  }

  private func graph(_ findings: [Finding]) throws -> (text: String, nodes: [[String: Any]]) {
    let reviews = ClaimReviews(publisher: Self.publisher, revision: Revision(9))
    let claims = [Self.one.id: Self.one, Self.other.id: Self.other]
    let sightings = [
      Sample.document: [
        Sample.sighting("The Example", url: "https://example.org/a", title: "Losses"),
        Sample.sighting("Bad", url: "javascript:alert(1)"),
      ]
    ]
    let text =
      reviews.opening("CC BY 4.0")
      + findings.flatMap { reviews.reviews(of: $0, claims, sightings) }.joined()
      + ClaimReviews.closing
    let document = try #require(try parsed(text) as? [String: Any])
    #expect(
      document["@context"] as? String == (try FormatDescription("claim-review").text("context")))
    return (text, try #require(document["@graph"] as? [[String: Any]]))
  }

  /// Every node, with all that stand in it.
  private func all(_ value: Any) -> [[String: Any]] {
    if let list = value as? [Any] { return list.flatMap(all) }
    guard let node = value as? [String: Any] else { return [] }
    return [node] + node.values.flatMap(all)
  }

  @Test func eachReviewHasWhatTheFormatRequiresAndNothingThatItDoesNotKnow() throws {
    let format = try FormatDescription("claim-review")
    let nodes = try graph([Self.finding()]).nodes
    #expect(nodes.map { $0["@type"] as? String } == ["Dataset", "ClaimReview", "ClaimReview"])
    for node in nodes.dropFirst() {
      for name in format.list("required") + format.list("recommended") {
        #expect(node[name] != nil, "\(name)")
      }
      let rating = try #require(node["reviewRating"] as? [String: Any])
      #expect(rating["alternateName"] as? String == "Has no number in common with another source")
      #expect(rating["ratingValue"] == nil)
      #expect(node["datePublished"] as? String == "2031-02-06")
      #expect((node["author"] as? [String: Any])?["name"] as? String == "The Example Desk")
      #expect(node["url"] as? String == "https://desk.example.org/reviews#\(Self.finding().id)")
    }
    let properties = format.lists("properties")
    for node in all(nodes) {
      let known = properties[node["@type"] as? String ?? ""] ?? []
      #expect(Set(node.keys).isSubset(of: known), "\(node)")
    }
  }

  @Test func nobodyIsRatedTrueOrFalse() throws {
    for type in FindingType.allCases {
      let words = type.standing.lowercased()
      for verdict in ["true", "false", "fake", "mislead", "lie", "wrong", "correct"] {
        #expect(
          !words.split(whereSeparator: { !$0.isLetter }).contains(Substring(verdict)), "\(type)")
      }
    }
    #expect(Set(FindingType.allCases.map(\.standing)).count == FindingType.allCases.count)
    #expect(try !graph([Self.finding()]).text.contains("ratingValue"))
  }

  @Test func onlyWhatReviewersAcceptedIsAReview() throws {
    for decision in ReviewDecision.Decision.allCases where decision != .accepted {
      #expect(try graph([Self.finding(decision: decision)]).nodes.count == 1)
    }
    var undated = Self.finding()
    undated.review = nil
    #expect(try graph([undated]).nodes.count == 1)
    #expect(try graph([]).nodes.count == 1)
  }

  @Test func claimsSideBySideAreEachHeldAgainstTheOther() throws {
    let nodes = try graph([Self.finding()]).nodes.dropFirst()
    let items = nodes.compactMap {
      ($0["itemReviewed"] as? [String: Any])?["identifier"] as? String
    }
    #expect(items == ["\(Self.one.id)", "\(Self.other.id)"])
    #expect(Set(nodes.compactMap { $0["@id"] as? String }).count == 2)
    let retold = Self.finding(.boundsDiffer, [.telling, .retelling])
    let held = try graph([retold]).nodes.dropFirst()
    #expect(held.count == 1)
    #expect(
      (held.first?["itemReviewed"] as? [String: Any])?["identifier"] as? String
        == "\(Self.other.id)")
  }

  @Test func hostileWordsEndNoElementAndLinkNowhere() throws {
    let (text, nodes) = try graph([Self.finding()])
    #expect(!text.contains("</"))
    #expect(!text.contains("\u{2028}"))
    #expect(!text.contains("javascript"))
    #expect(
      nodes.last?["claimReviewed"] as? String == "</script><b>900 \u{202E}were killed\u{2028}")
  }

  @Test func whoeverPublishesIsNamedWithAPageOnTheWeb() {
    for (name, url) in [
      ("", "https://example.org"), (" ", "https://example.org"), ("A", ""), ("A", "example.org"),
      ("A", "javascript:alert(1)"), ("A", "https://"), ("A", "ftp://example.org"),
      ("A", "https://example.org/a b"), ("A", "https://example.org/\n"),
    ] {
      #expect(throws: LedgerError.self) { _ = try ReviewOperator(name: name, url: url) }
    }
  }
}
