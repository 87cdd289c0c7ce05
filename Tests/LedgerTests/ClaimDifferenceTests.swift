import Ledger
import Testing

/// What differs between two readings of a document, and between two versions of a page.
@Suite struct ClaimDifferenceTests {
  private static func claim(
    _ figure: Double, _ measure: MeasureID = "killed", at start: Int = 0,
    party: PartyID? = "northland", claimant: String = "Army", asOf: DateStatement? = nil,
    polarity: Claim.Polarity = .asserted, sentence: String = "A sentence."
  ) -> Claim {
    let span = Span(bytes: start..<start + 3, characters: start..<start + 3)
    return Claim(
      document: DocumentID(original: []), quantity: .exact(figure),
      measure: MeasureStatement(measure), group: CountedGroup(party: party),
      time: ClaimTime(asOf: asOf), kind: .cumulative, polarity: polarity,
      attribution: Attribution(claimant: Source(name: claimant)),
      evidence: Evidence(
        number: span, phrase: span, sentence: span, section: .body, sentenceText: sentence,
        numberText: "1"))
  }

  private static func record(_ claim: Claim, _ review: ReviewDecision.Decision = .unreviewed)
    -> ClaimRecord
  {
    ClaimRecord(
      id: ClaimID(of: claim), claim: claim, began: Revision(3),
      recordedAt: Moment(microseconds: 0), author: "local", extractorVersion: "1",
      lexiconFingerprint: "f", review: review)
  }

  private static func day(_ basis: DateStatement.Basis) -> DateStatement? {
    CivilDate(year: 2026, month: 2, day: 4).map { DateStatement($0, basis: basis) }
  }

  // MARK: Readings

  @Test func readingTheSameChangesNothing() {
    let claims = [Self.claim(1), Self.claim(2, at: 10)]
    let difference = ClaimDifference(held: claims.reversed().map { Self.record($0) }, read: claims)
    #expect(difference.changes.isEmpty)
    #expect(difference.unchanged == 2)
  }

  @Test func whatIsOnTheSameNumberHasChangedAndTheRestIsAddedOrGone() {
    let held = [Self.claim(1, at: 30), Self.claim(2, at: 10)].map { Self.record($0) }
    let read = [Self.claim(2, at: 10, party: "southland"), Self.claim(3, at: 20)]
    let difference = ClaimDifference(held: held, read: read)
    #expect(difference.changes.map(\.kind) == [.changed, .added, .gone])
    #expect(difference.changes[0].before == held[1].claim)
    #expect(difference.changes[0].after == read[0])
    #expect(difference.unchanged == 0)
  }

  @Test func twoClaimsOnOneNumberArePairedByWhatTheyCount() {
    let held = [Self.claim(5, "wounded"), Self.claim(5, "killed")].map { Self.record($0) }
    let read = [
      Self.claim(5, "killed", party: "southland"), Self.claim(5, "wounded", party: "southland"),
    ]
    let changes = ClaimDifference(held: held, read: read).changes
    #expect(changes.count == 2)
    for change in changes { #expect(change.before?.measure.id == change.after?.measure.id) }
  }

  @Test(arguments: ReviewDecision.Decision.allCases)
  func aDecisionIsNeverDiscarded(_ decision: ReviewDecision.Decision) {
    let held = [Self.record(Self.claim(1, at: 10), decision), Self.record(Self.claim(2), decision)]
    let difference = ClaimDifference(held: held, read: [Self.claim(1, at: 10, party: "southland")])
    let kept = decision == .accepted || decision == .corrected
    #expect(difference.changes.map(\.kind) == [.gone, .changed])
    #expect(difference.changes.allSatisfy { $0.keptByReview == kept && $0.review == decision })
    #expect(difference.changes.map(\.needsReview) == [false, decision != .unreviewed])
    let tally = ClaimTally(difference)
    #expect(tally.keptByReview == (kept ? 2 : 0))
    #expect(tally.needReview == (decision == .unreviewed ? 0 : 1))
  }

  @Test func aDecisionThatWaitsIsKeptToo() {
    var held = Self.record(Self.claim(1))
    held.pendingReview = .proposed
    let difference = ClaimDifference(held: [held], read: [])
    #expect(difference.changes.map(\.keptByReview) == [true])
    #expect(difference.changes.map(\.review) == [.unreviewed])
  }

  @Test func aClaimThatAReadingYieldsTwiceIsAddedOnce() {
    let read = [Self.claim(1), Self.claim(1)]
    #expect(ClaimDifference(held: [], read: read).changes.count == 1)
    let held = ClaimDifference(held: [Self.record(Self.claim(1))], read: read)
    #expect(held.changes.isEmpty && held.unchanged == 1)
  }

  // MARK: Versions

  @Test func aClaimThatOnlyMovedOrIsWordedOtherwiseIsUnchanged() {
    var worded = Self.claim(7, at: 90, claimant: "ARMY", sentence: "Said otherwise.")
    worded.quantity.modifierText = "precisely"
    worded.measure.words = "dead"
    worded.group.conflictBasis = .stated
    let difference = ClaimDifference(
      version: [Self.record(Self.claim(7, at: 10))], next: [worded])
    #expect(difference.changes.isEmpty)
    #expect(difference.unchanged == 1)
  }

  @Test func anotherFigureOfTheSameIsAChange() {
    let difference = ClaimDifference(
      version: [Self.record(Self.claim(500, at: 10))], next: [Self.claim(471, at: 10)])
    #expect(difference.changes.map(\.kind) == [.changed])
    #expect(difference.changes[0].before?.quantity.best == 500)
    #expect(difference.changes[0].after?.quantity.best == 471)
  }

  @Test func aFigureThatIsNowDeniedIsAChange() {
    let difference = ClaimDifference(
      version: [Self.record(Self.claim(500))], next: [Self.claim(500, polarity: .denied)])
    #expect(difference.changes.map(\.kind) == [.changed])
  }

  @Test(arguments: [
    claim(500, "wounded"), claim(500, party: "southland"), claim(500, claimant: "Ministry"),
    claim(500, asOf: day(.stated)),
  ])
  func whatSpeaksOfSomethingElseIsAddedAndGone(_ other: Claim) {
    let difference = ClaimDifference(version: [Self.record(Self.claim(500))], next: [other])
    #expect(Set(difference.changes.map(\.kind)) == [.added, .gone])
  }

  @Test func datesThatTheTextDoesNotGiveTellNothingApart() {
    let difference = ClaimDifference(
      version: [Self.record(Self.claim(500))], next: [Self.claim(500, asOf: Self.day(.inferred))])
    #expect(difference.changes.isEmpty)
  }

  @Test func sameFiguresAreMatchedBeforeOthersArePaired() {
    let old = [1.0, 2, 3].enumerated().map { Self.record(Self.claim($1, at: 10 * $0)) }
    let new = [2.0, 3, 4].enumerated().map { Self.claim($1, at: 10 * $0) }
    let difference = ClaimDifference(version: old, next: new)
    #expect(difference.unchanged == 2)
    #expect(difference.changes.map(\.kind) == [.changed])
    #expect(difference.changes[0].before?.quantity.best == 1)
    #expect(difference.changes[0].after?.quantity.best == 4)
  }

  @Test func theOrderInWhichClaimsComeChangesNothing() {
    let old = (0..<20).map { Self.record(Self.claim(Double($0), at: $0)) }
    let new = (10..<30).map { Self.claim(Double($0) + ($0 % 3 == 0 ? 100 : 0), at: $0) }
    let one = ClaimDifference(version: old, next: new)
    #expect(one == ClaimDifference(version: old.reversed(), next: new.reversed()))
    #expect(one.unchanged + one.count(.changed) + one.count(.gone) == 20)
  }
}
