import Ledger
import Messages
import Testing

@testable import GatewayService

/// Answers that the gateway keeps, without services.
@Suite struct KeptAnswersTests {
  private let question = CompareRequest()
  private let first = NewestState(revision: Revision(7), hash: .zero)

  private func answer() throws -> Packed<CompareResponse> {
    try Packed(CompareResponse(status: AnswerStatus(complete: true, revision: Revision(7))))
  }

  @Test func anAnswerIsKeptForItsQuestionAndItsState() throws {
    let kept = KeptAnswers<CompareRequest, CompareResponse>(mostBytes: 1 << 20)
    _ = kept.keep(try answer(), to: question, first)
    #expect(kept.answer(to: question, first) != nil)
    #expect(kept.answer(to: CompareRequest(figuresOnly: true), first) == nil)
    #expect(kept.answer(to: question, NewestState(revision: Revision(8), hash: .zero)) == nil)
    #expect(kept.answer(to: question, first) == nil, "what is gone does not come back")
  }

  @Test func whatIsOldGoesThoughNobodyAsks() throws {
    let kept = KeptAnswers<CompareRequest, CompareResponse>(mostBytes: 1 << 20)
    _ = kept.keep(try answer(), to: question, first)
    kept.forgetOld(at: .now + .seconds(50))
    #expect(kept.answer(to: question, first) != nil)
    kept.forgetOld(at: .now + .seconds(70))
    #expect(kept.answer(to: question, first) == nil)
  }

  @Test func noMoreIsKeptThanThereIsRoomFor() throws {
    let size = try answer().size
    let kept = KeptAnswers<CompareRequest, CompareResponse>(mostBytes: size * 10)
    for number in 1...50 {
      _ = kept.keep(
        try answer(), to: CompareRequest(question: Question(conflict: ConflictID("war-\(number)"))),
        first)
    }
    let left = (1...50).filter {
      kept.answer(to: CompareRequest(question: Question(conflict: ConflictID("war-\($0)"))), first)
        != nil
    }
    #expect(!left.isEmpty && left.count <= 10, "\(left)")
    #expect(left.last == 50, "what was used last stays")
  }
}
