import Ledger
import Testing

/// Which decision holds.
@Suite struct ReviewStateTests {
  /// Decisions in order, each with its reviewer.
  private func state(_ decisions: [(String, ReviewDecision.Decision)], of reviewers: Int)
    -> ReviewState
  {
    var state = ReviewState()
    for (index, (name, decision)) in decisions.enumerated() {
      state.add(
        ReviewDecision(
          decision: decision, reason: "\(index)", reviewer: name, requiredReviewers: reviewers),
        at: Revision(Int64(index + 1)))
    }
    return state
  }

  @Test func nothingHoldsBeforeAnybodyDecides() {
    #expect(ReviewState().decision == .unreviewed)
    #expect(ReviewState().pending == nil)
    #expect(ReviewState().corrections.isEmpty)
  }

  @Test(arguments: [0, 1]) func theLastDecisionHoldsWhereOneReviewerIsEnough(_ required: Int) {
    let state = state([("Ann", .accepted), ("Bob", .rejected)], of: required)
    #expect(state.decision == .rejected)
    #expect(state.pending == nil)
    #expect(state.effect(of: Revision(1)) == .replaced)
    #expect(state.effect(of: Revision(2)) == .holds)
  }

  @Test func aDecisionWaitsForASecondReviewer() {
    let proposed = state([("Ann", .rejected)], of: 2)
    #expect(proposed.decision == .unreviewed)
    #expect(proposed.pending == .proposed)
    #expect(proposed.effect(of: Revision(1)) == .proposed)
    let decided = state([("Ann", .rejected), ("Bob", .rejected)], of: 2)
    #expect(decided.decision == .rejected)
    #expect(decided.pending == nil)
    #expect([1, 2].map { decided.effect(of: Revision($0)) } == [.holds, .holds])
  }

  @Test(arguments: ["Ann", "ann", "  Ann ", "A\u{200B}nn", "ANN\t"])
  func oneReviewerIsNoSecondOneHoweverTheNameIsWritten(_ name: String) {
    let state = state([("Ann", .rejected), (name, .rejected)], of: 2)
    #expect(state.decision == .unreviewed)
    #expect(state.pending == .proposed)
  }

  @Test func whoeverStatesNoNameIsOneReviewer() {
    #expect(state([("", .rejected), ("", .rejected)], of: 2).decision == .unreviewed)
  }

  @Test func whereTwoDisagreeNeitherHolds() {
    let disputed = state([("Ann", .accepted), ("Bob", .rejected)], of: 2)
    #expect(disputed.decision == .unreviewed)
    #expect(disputed.pending == .disputed)
    #expect([1, 2].map { disputed.effect(of: Revision($0)) } == [.disputed, .disputed])
    // One gives in, or a third one decides.
    for name in ["Ann", "Cyd"] {
      let settled = state([("Ann", .accepted), ("Bob", .rejected), (name, .rejected)], of: 2)
      #expect(settled.decision == .rejected)
      #expect(settled.pending == nil)
      #expect(settled.effect(of: Revision(1)) == .replaced)
      #expect(settled.effect(of: Revision(2)) == .holds)
    }
  }

  @Test func whatHeldGoesOnToHoldWhileAnotherDecisionWaits() {
    let decisions: [(String, ReviewDecision.Decision)] = [
      ("Ann", .accepted), ("Bob", .accepted), ("Ann", .rejected),
    ]
    let waiting = state(decisions, of: 2)
    #expect(waiting.decision == .accepted)
    #expect(waiting.pending == .proposed)
    // Ann thinks better of it.
    let back = state(decisions + [("Ann", .accepted)], of: 2)
    #expect(back.decision == .accepted)
    #expect(back.pending == nil)
    #expect(back.effect(of: Revision(3)) == .replaced)
    #expect(back.effect(of: Revision(4)) == .holds)
    #expect(state(decisions + [("Cyd", .rejected)], of: 2).decision == .rejected)
  }

  @Test func correctionsAgreeOnlyWhereTheySayTheSame() {
    func decided(_ first: [String: String], _ second: [String: String]) -> ReviewState {
      var state = ReviewState()
      for (index, corrections) in [first, second].enumerated() {
        state.add(
          ReviewDecision(
            decision: .corrected, reason: "\(index)", corrections: corrections,
            reviewer: "\(index)", requiredReviewers: 2), at: Revision(Int64(index + 1)))
      }
      return state
    }
    let one = ["group.party": "russia"]
    #expect(decided(one, one).corrections == one)
    #expect(decided(one, ["group.party": "ukraine"]).pending == .disputed)
    #expect(decided(one, ["group.party": "ukraine"]).corrections.isEmpty)
  }

  @Test func theSameAgainIsKnownUnlessItWasForgottenOrMoreIsRequired() {
    func knows(_ reason: String, after others: [ReviewDecision], required: Int = 1) -> Bool {
      let own = ReviewDecision(
        decision: .accepted, reason: "read", reviewer: "Ann", requiredReviewers: required)
      var voices = [ReviewState.Voice(decision: own, entry: Revision(1))]
      for other in others {
        voices.append(.init(decision: other, entry: Revision(Int64(voices.count + 1))))
      }
      var state = ReviewState()
      for voice in voices { state.add(voice.decision, at: voice.entry) }
      let again = ReviewDecision(
        decision: .accepted, reason: reason, reviewer: "ann", requiredReviewers: 1)
      return state.knows(again, among: voices)
    }
    #expect(knows("read", after: []))
    #expect(!knows("read twice", after: []))
    let rejection = ReviewDecision(decision: .rejected, reason: "no", reviewer: "Bob")
    #expect(!knows("read", after: [rejection]))
    // It waits for a second reviewer, and one is enough now.
    #expect(!knows("read", after: [], required: 2))
  }
}
