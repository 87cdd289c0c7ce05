import Ledger
import Reconciliation
import Testing

@Suite("Questions on findings")
struct FindingQuestions {
  private let war = MadeUpWar.both[0]
  private var claims: [Claim] {
    [
      war.level(.exact(9_000, digits: 4), by: MadeUpWar.minister, asOf: "2031-01-05", in: "A"),
      war.level(.exact(8_400, digits: 4), by: MadeUpWar.minister, asOf: "2031-02-05", in: "B"),
      war.level(.range(10_000, 14_000), by: MadeUpWar.institute, in: "C"),
      war.level(.upTo(14_000), by: MadeUpWar.institute, in: "D"),
    ]
  }

  @Test func areAnsweredByTypeAndSeverity() throws {
    #expect(try findings(claims).types == [.countFalls, .boundsDiffer])
    #expect(
      try findings(claims, FindingQuestion(types: [.boundsDiffer])).types == [.boundsDiffer])
    #expect(try findings(claims, FindingQuestion(severity: .high)).types == [.countFalls])
    #expect(try findings(claims, FindingQuestion(question: Question(party: "south"))).count == 0)
    let early = FindingQuestion(question: Question(asOf: CivilDate("2031-01-31")))
    #expect(try findings(claims, early).types == [.boundsDiffer])
  }

  @Test func areAnsweredInPages() throws {
    let set = try findings(claims, FindingQuestion(together: true))
    #expect(try set.page(from: 0, PageSize(1)).findings.map(\.type) == [.countFalls])
    #expect(try set.page(from: 1, PageSize(1)).findings.map(\.type) == [.boundsDiffer])
    #expect(try set.page(from: 1, PageSize(1)).together.isEmpty)
    #expect(try set.page(from: 2, PageSize(1)).findings.isEmpty)
    #expect(try set.page(from: 1, PageSize(1)).count == 2)
  }

  @Test func showWhatReviewersDecidedThen() throws {
    var feed = Feed()
    feed.add(.vocabulary(MadeUpWar.vocabulary))
    feed.add(claims)
    let before = try feed.model()
    let finding = try #require(
      before.findings(FindingQuestion(), at: before.revision).of(.countFalls).first)
    feed.add(
      .review(
        ReviewDecision(
          subject: finding.id.description, decision: .rejected, reason: "revised", reviewer: "Ann"))
    )
    let model = try feed.model()
    #expect(
      try model.findings(FindingQuestion(), at: model.revision).of(.countFalls).map(\.decision)
        == [.rejected])
    #expect(
      try model.findings(FindingQuestion(), at: before.revision).of(.countFalls).map(\.decision)
        == [.unreviewed])
    // Who decided, and why, stands with it.
    let review = try #require(
      model.findings(FindingQuestion(), at: model.revision).of(.countFalls).first?.review)
    #expect(review.decision.reviewer == "Ann")
    #expect(review.decision.reason == "revised")
    #expect(review.entry == model.revision)
    #expect(
      try model.findings(FindingQuestion(), at: before.revision).of(.countFalls).first?.review
        == nil)
  }

  @Test func canBeAskedForByWhatReviewersDecided() throws {
    var feed = Feed()
    feed.add(.vocabulary(MadeUpWar.vocabulary))
    feed.add(claims)
    let before = try feed.model()
    let finding = try #require(
      before.findings(FindingQuestion(), at: before.revision).of(.countFalls).first)
    func decide(_ decision: ReviewDecision.Decision, by reviewer: String, of required: Int) {
      feed.add(
        .review(
          ReviewDecision(
            subject: finding.id.description, decision: decision, reason: "read",
            reviewer: reviewer, requiredReviewers: required)))
    }
    func found(_ decision: ReviewDecision.Decision) throws -> [FindingType] {
      let model = try feed.model()
      return try model.findings(FindingQuestion(decision: decision), at: model.revision).types
    }
    decide(.accepted, by: "Ann", of: 2)
    // One of two is a proposal.
    #expect(try found(.accepted).isEmpty)
    #expect(try found(.unreviewed).contains(.countFalls))
    decide(.accepted, by: "Bea", of: 2)
    #expect(try found(.accepted) == [.countFalls])
    #expect(try !found(.unreviewed).contains(.countFalls))
    decide(.rejected, by: "Ann", of: 1)
    #expect(try found(.accepted).isEmpty)
    #expect(try found(.rejected) == [.countFalls])
  }

  @Test func leaveOutWhatReviewersRejected() throws {
    var feed = Feed()
    feed.add(.vocabulary(MadeUpWar.vocabulary))
    feed.add(claims)
    feed.review(claims[1], .rejected)
    let model = try feed.model()
    #expect(try model.findings(FindingQuestion(), at: model.revision).types == [.boundsDiffer])
  }

  @Test func areTheSameForTheSameClaimsOnly() throws {
    let ids = claims.map { ClaimID(of: $0) }
    #expect(FindingID(.countFalls, ids) == FindingID(.countFalls, ids.reversed()))
    #expect(FindingID(.countFalls, ids) != FindingID(.boundsDiffer, ids))
    #expect(FindingID(.countFalls, ids) != FindingID(.countFalls, Array(ids.dropLast())))
    let id = FindingID(.countFalls, ids)
    #expect(FindingID(id.description) == id)
    #expect(ClaimID(id.description) == nil)
    #expect(FindingID(ids[0].description) == nil)
  }
}
