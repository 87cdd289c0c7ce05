import Ledger
import Messages
import Testing

@testable import LedgerStore

@Suite("Decisions of reviewers") struct ReviewTests {
  private func one(_ figures: [Figure] = [Figure(place: "Port")]) async throws -> (
    fixture: Fixture, claim: ClaimRecord
  ) {
    let fixture = try Fixture()
    try await fixture.append(report("One.", figures))
    return (fixture, try #require(try await fixture.claims().first))
  }

  @Test func aDecisionIsAnEntryAndTheSameAgainIsNone() async throws {
    let (fixture, claim) = try await one()
    let first = try await fixture.decide(claim, .accepted)
    #expect(first.revision == Revision(4))
    #expect(first.claims.map(\.review) == [.accepted])
    #expect(first.alreadyRecorded.isEmpty)
    let again = try await fixture.decide(claim, .accepted, by: " ann ")
    #expect(again.revision == Revision(4))
    #expect(again.alreadyRecorded == [claim.id])
    #expect(try await fixture.decide(claim, .accepted, because: "more").revision == Revision(5))
    #expect(try await fixture.decide(claim, .accepted, by: "Bob").revision == Revision(6))
    // Bob's is forgotten once Cyd decides otherwise.
    try await fixture.decide(claim, .rejected, by: "Cyd")
    #expect(try await fixture.decide(claim, .accepted, by: "Bob").revision == Revision(8))
    #expect(try await fixture.claims().map(\.review) == [.accepted])
  }

  @Test func theHistoryTellsWhoWhenAndWhy() async throws {
    let (fixture, claim) = try await one()
    try await fixture.decide(claim, .accepted, because: "first reading")
    try await fixture.decide(claim, .rejected, by: "Bob", because: "counts trucks")
    let store = fixture.store
    let id = claim.id.description
    let shown = try await store.claims(ids: [id], at: Revision(5))[0]
    #expect(shown.reviews.map(\.decision.reviewer) == ["Bob", "Ann"])
    #expect(shown.reviews.map(\.decision.reason) == ["counts trucks", "first reading"])
    #expect(shown.reviews.map(\.entry.number) == [5, 4])
    #expect(shown.reviews.map(\.author) == ["local", "local"])
    #expect(shown.reviews.map(\.effect) == [.holds, .replaced])
    #expect(shown.reviews.allSatisfy { $0.recordedAt == .second(0) })
    // Then, only the first was known, and it held.
    let before = try await store.claims(ids: [id], at: Revision(4))[0]
    #expect(before.reviews.map(\.effect) == [.holds])
    #expect(before.review == .accepted)
    // Lists carry the state alone.
    #expect(try await fixture.claims()[0].reviews.isEmpty)
  }

  @Test func aCorrectedClaimIsFoundByWhatItSaysAtEachRevision() async throws {
    let (fixture, claim) = try await one([
      Figure(count: 5, place: "Port"), Figure(count: 6, place: "Port"),
    ])
    try await fixture.decide(
      claim, .corrected,
      ["group.party": "southland", "quantity.best": "50", "time.asOf": "2020-01-01"])
    try await fixture.decide(claim, .accepted, because: "it was right")
    func found(_ filter: ClaimFilter, _ revision: Int64) async throws -> Int {
      try await fixture.claims(filter, at: Revision(revision)).count { $0.id == claim.id }
    }
    let counts = try await [3, 4, 5].asyncMap { revision in
      [
        try await found(ClaimFilter(party: "northland"), revision),
        try await found(ClaimFilter(party: "southland"), revision),
        try await found(ClaimFilter(until: "2020"), revision),
        try await found(ClaimFilter(review: .corrected), revision),
        try await found(ClaimFilter(review: .accepted), revision),
        try await found(ClaimFilter(review: .unreviewed), revision),
        try await found(ClaimFilter(), revision),
      ]
    }
    #expect(counts == [[1, 0, 0, 0, 0, 1, 1], [0, 1, 1, 1, 0, 0, 1], [1, 0, 0, 0, 1, 0, 1]])
    let corrected = try await fixture.claims(
      ClaimFilter(party: "southland"), at: Revision(4))[0]
    #expect(corrected.claim == claim.claim)
    #expect(corrected.began == claim.began && corrected.ended == nil)
    #expect(corrected.asItReads.quantity == .exact(50, digits: 0))
    #expect(corrected.asItReads.evidence.sentenceText == claim.claim.evidence.sentenceText)
    #expect(
      corrected.corrections.map { "\($0.field) \($0.from)>\($0.to)" }.contains(
        "group.party northland>southland"))
    // The other claim is left alone, and each is there once.
    for revision in Int64(3)...5 {
      #expect(try await fixture.claims(at: Revision(revision)).count == 2)
    }
    #expect(try await fixture.store.statistics().claims == 2)
    #expect(try await fixture.store.verify().problems.isEmpty)
  }

  @Test func pagesStayWholeAcrossCorrections() async throws {
    let (fixture, _) = try await one((1...9).map { Figure(count: $0) })
    let claims = try await fixture.claims()
    let head = try await fixture.store.head().revision
    let first = try await fixture.store.listClaims(
      ClaimFilter(), at: head, pageSize: 4, cursor: "")
    for claim in claims { try await fixture.decide(claim, .corrected, ["group.place": "Cape"]) }
    var items = first.items
    var cursor = first.nextCursor
    while !cursor.isEmpty {
      let page = try await fixture.store.listClaims(
        ClaimFilter(), at: head, pageSize: 4, cursor: cursor)
      (items, cursor) = (items + page.items, page.nextCursor)
    }
    #expect(items == claims)
    let now = try await fixture.claims(ClaimFilter(place: "cape"), pageSize: 2)
    #expect(Set(now.map(\.id)) == Set(claims.map(\.id)))
    #expect(now.count == 9)
  }

  @Test func aCorrectionOutlivesTheClaimsEndAndItsReturn() async throws {
    let (fixture, claim) = try await one([Figure(count: 5)])
    try await fixture.decide(claim, .corrected, ["group.party": "southland"])
    // As readings did while they did not ask what people decided.
    try await fixture.write(
      .supersession(
        Supersession(document: claim.claim.document, claims: [claim.id], reason: "not in the run")))
    #expect(try await fixture.claims(ClaimFilter(party: "southland")).isEmpty)
    let ended = try await fixture.store.claims(
      ids: [claim.id.description], at: try await fixture.store.head().revision)[0]
    #expect(ended.ended != nil && ended.review == .corrected)
    // A decision on what does not hold changes no row of those that do.
    try await fixture.decide(claim, .corrected, ["group.party": "eastland"])
    try await fixture.append(report("One.", [Figure(count: 5)]))
    let back = try await fixture.claims(ClaimFilter(party: "eastland"))
    #expect(back.map(\.id) == [claim.id])
    try await fixture.decide(claim, .accepted)
    #expect(try await fixture.claims(ClaimFilter(party: "northland")).map(\.id) == [claim.id])
    #expect(try await fixture.store.verify().problems.isEmpty)
  }

  @Test func aSecondReviewerIsWaitedForWhereTwoAreRequired() async throws {
    let (fixture, claim) = try await one()
    let proposal = try await fixture.decide(claim, .rejected, of: 2)
    #expect(proposal.claims.map(\.review) == [.unreviewed])
    #expect(proposal.claims.map(\.pendingReview) == [.proposed])
    #expect(
      try await fixture.decide(claim, .rejected, by: "ANN", of: 2).alreadyRecorded == [claim.id])
    #expect(try await fixture.claims(ClaimFilter(pendingReview: .proposed)).count == 1)
    try await fixture.decide(claim, .accepted, by: "Bob", of: 2)
    #expect(try await fixture.claims(ClaimFilter(pendingReview: .disputed)).count == 1)
    #expect(try await fixture.claims(ClaimFilter(review: .unreviewed)).count == 1)
    let settled = try await fixture.decide(claim, .rejected, by: "Cyd", of: 2)
    #expect(settled.claims.map(\.review) == [.rejected])
    #expect(settled.claims.map(\.pendingReview) == [nil])
    let pending = try await [4, 5, 6].asyncMap { revision in
      try await fixture.claims(at: Revision(revision))[0].pendingReview
    }
    #expect(pending == [.proposed, .disputed, nil])
    #expect(try await fixture.store.verify().problems.isEmpty)
  }

  @Test func aCorrectionThatIsOnlyProposedChangesNothing() async throws {
    let (fixture, claim) = try await one()
    let correction = ["group.party": "southland"]
    try await fixture.decide(claim, .corrected, correction, of: 2)
    #expect(try await fixture.claims(ClaimFilter(party: "southland")).isEmpty)
    #expect(try await fixture.claims()[0].reading == nil)
    try await fixture.decide(claim, .corrected, by: "Bob", correction, of: 2)
    #expect(try await fixture.claims(ClaimFilter(party: "southland")).count == 1)
  }

  @Test func severalClaimsAreDecidedOnTogetherOrNotAtAll() async throws {
    let (fixture, claim) = try await one([Figure(count: 5), Figure(count: 6)])
    let ids = try await fixture.claims().map(\.id.description)
    let store = fixture.store
    func decide(_ ids: [String], _ decision: ReviewDecision) async throws -> ReviewOutcome {
      try await store.review(ids, decision, author: "local", at: .second(0))
    }
    let accept = ReviewDecision(decision: .accepted, reason: "read", reviewer: "Ann")
    let unknown = await ledgerError { _ = try await decide(ids + ["000000"], accept) }
    #expect(unknown?.reason == .notFound)
    let unlike = await ledgerError {
      _ = try await decide(
        ids,
        ReviewDecision(
          decision: .corrected, reason: "x", corrections: ["quantity.best": "5"], reviewer: "Ann"))
    }
    #expect(unlike?.message.contains("extracted so") == true)
    #expect(unlike?.subject.contains("claim ") == true)
    #expect(try await store.head().revision == Revision(3))
    let both = try await decide(ids + [String(ids[0].prefix(8))], accept)
    #expect(both.claims.map(\.id.description) == ids)
    #expect(both.revision == Revision(5))
    #expect(try await fixture.claims(ClaimFilter(review: .accepted)).count == 2)
    let none = await ledgerError { _ = try await decide([], accept) }
    #expect(none?.reason == .malformed)
    let many = await ledgerError {
      _ = try await decide(Array(repeating: claim.id.description, count: 101), accept)
    }
    #expect(many?.reason == .tooLarge)
  }

  @Test func aCorrectionIsHeldAgainstTheVocabularyOfTheLedger() async throws {
    let (fixture, claim) = try await one()
    try await fixture.append(
      Vocabulary(
        lexiconFingerprint: "a",
        measures: [.init(id: "wounded", name: "Wounded", includes: [], exchangeName: "wounded")],
        parties: [.init(id: "southland", name: "Southland", kind: "state")],
        sources: [.init(id: "observers", name: "The Observers", kind: "monitor")]))
    let error = await ledgerError {
      try await fixture.decide(claim, .corrected, ["group.party": "southlant"])
    }
    #expect(error?.reason == .notFound)
    #expect(error?.hint.contains("southland") == true)
    // What other claims say already is no mistake.
    try await fixture.append(report("Two.", [Figure(party: "westland")]))
    try await fixture.decide(claim, .corrected, ["group.party": "westland"])
    let named = try await fixture.decide(
      claim, .corrected, ["attribution.claimant.id": "observers", "measure.id": "WOUNDED"])
    #expect(named.claims[0].asItReads.attribution.claimant?.name == "The Observers")
    #expect(named.claims[0].asItReads.measure.id == "wounded")
    #expect(try await fixture.claims(ClaimFilter(claimant: "the obs")).count == 1)
  }

  @Test func rejectedClaimsAreCountedApart() async throws {
    let (fixture, claim) = try await one([Figure(count: 5), Figure(count: 6)])
    try await fixture.decide(claim, .rejected)
    func counts(_ revision: Int64) async throws -> [Int] {
      let report = try await fixture.store.listReports(
        document: "", at: Revision(revision), pageSize: 0, cursor: ""
      ).items[0]
      return [report.claims, report.rejectedClaims]
    }
    #expect(try await counts(3) == [2, 0])
    #expect(try await counts(4) == [1, 1])
    #expect(try await fixture.claims().count == 2)
  }

  @Test func whoeverReadsADocumentAgainLearnsWhatPeopleDecided() async throws {
    let (fixture, claim) = try await one([Figure(count: 5), Figure(count: 6), Figure(count: 7)])
    let claims = try await fixture.claims()
    try await fixture.decide(claim, .accepted)
    try await fixture.decide(claims[1], .rejected, of: 2)
    let connection = try Connection(path: fixture.directory.database, mode: .reading)
    let decisions = try Stored.decisions(onClaimsOf: Revision(1), connection)
    #expect(decisions.count == 2)
    #expect(decisions[claim.id]?.decision == .accepted)
    #expect(decisions[claim.id]?.isPending == false)
    #expect(decisions[claims[1].id]?.decision == .unreviewed)
    #expect(decisions[claims[1].id]?.isPending == true)
  }

  @Test func oneClaimHasABoundedNumberOfDecisionsAndOfThoseShown() async throws {
    let (fixture, claim) = try await one()
    for number in 1...104 {
      try await fixture.write(
        .review(
          ReviewDecision(
            subject: claim.id.description, decision: .accepted, reason: "\(number)",
            reviewer: "R\(number)")))
    }
    let shown = try await fixture.store.claims(
      ids: [claim.id.description], at: Revision(107))[0]
    #expect(shown.reviews.count == 100)
    #expect(shown.earlierReviews == 4)
    #expect(shown.reviews[0].decision.reason == "104")
  }

  @Test func theSameDecisionManyTimesAtOnceIsOneEntry() async throws {
    let (fixture, claim) = try await one()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<16 {
        group.addTask { try await fixture.decide(claim, .rejected).alreadyRecorded.count }
      }
      var known = 0
      for try await count in group { known += count }
      #expect(known == 15)
    }
    #expect(try await fixture.store.head().revision == Revision(4))
  }

  @Test func decisionsOfAProgramThatKnewNoReviewersStillHold() async throws {
    let (fixture, claim) = try await one()
    for decision in [ReviewDecision.Decision.accepted, .rejected] {
      try await fixture.review(claim.id.description, decision)
    }
    #expect(try await fixture.claims().map(\.review) == [.rejected])
    let feed = try await fixture.store.entries(after: Revision(3), limit: 9)
    #expect(feed.count == 2)
    #expect(try await fixture.decide(claim, .accepted, of: 2).claims.map(\.review) == [.rejected])
  }

  @Test func proofsAreOfWhatWasExtracted() async throws {
    let (fixture, claim) = try await one()
    try await fixture.decide(claim, .corrected, ["group.party": "southland"])
    let proof = try await fixture.store.proof(of: claim.id.description, signedAt: .second(0))
    #expect(try proof.check().claim.group.party == "northland")
  }
}
