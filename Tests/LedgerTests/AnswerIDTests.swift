import Ledger
import Testing

@Suite struct AnswerIDTests {
  private static let hash = Digest(of: Array("a chain".utf8))
  private static let question = Question(
    conflict: "river-war", party: "north", measure: "killed", population: "military",
    asOf: CivilDate("2031-05"))

  @Test func sayWhatWasAskedAndOfWhichState() throws {
    let id = AnswerID(.compare, Self.question, at: Revision(128), hash: Self.hash)
    #expect(
      id.description
        == "compare@128-\(Self.hash.hex.prefix(8))/as-of=2031-05/conflict=river-war/measure=killed/party=north/population=military"
    )
    let read = try AnswerID(id.description)
    #expect(read == id)
    #expect(try read.question() == Self.question)
  }

  @Test func keepWhatListsAreAskedFor() throws {
    let findings = FindingQuestion(
      question: Self.question, types: [.countFalls, .otherMeasure], severity: .medium,
      together: true, decision: .accepted)
    let one = try AnswerID(AnswerID(findings, at: Revision(3), hash: nil).description)
    #expect(try one.findingQuestion() == findings)
    let series = try AnswerID(
      AnswerID(
        .series, Self.question, at: Revision(3), hash: nil, [("projections", "yes")]
      ).description)
    #expect(try series.question(allowing: ["projections"]) == Self.question)
    #expect(series.values("projections") == ["yes"])
    #expect(throws: LedgerError.self) { try series.question() }
    let query = DerivationQuery(
      question: Question(measure: "killed"), kind: .exchange, verdict: .contradicted)
    let other = try AnswerID(AnswerID(query, at: Revision(3), hash: Self.hash).description)
    #expect(try other.derivationQuery() == query)
  }

  @Test func areOfOneLedger() throws {
    let id = AnswerID(.origins, Question(), at: Revision(9), hash: Self.hash)
    #expect(id.isOf(chainWith: Self.hash))
    #expect(!id.isOf(chainWith: Digest(of: Array("another chain".utf8))))
  }

  @Test(arguments: [
    "", "compare", "compare@", "compare@x", "compare@-1", "compare@007", "guess@3",
    "compare@3-12", "compare@3-GGGGGGGG", "compare@3/", "compare@3/party", "compare@3/party=",
    "compare@3/=north", "compare@3/party=north/measure=killed/", "compare@3/party=no rth",
    "compare@3/party=nörth", "compare@3//measure=killed", "compare@3@4",
  ]) func areReadStrictly(text: String) {
    #expect { try AnswerID(text) } throws: { ($0 as? LedgerError)?.reason == .malformed }
  }

  @Test(arguments: [
    "compare@3/color=red", "compare@3/party=NORTH", "compare@3/as-of=yesterday",
    "compare@3/type=countFalls",
  ]) func nameNothingThatIsNoQuestion(text: String) throws {
    let id = try AnswerID(text)
    #expect { try id.question() } throws: { ($0 as? LedgerError)?.reason == .malformed }
  }

  @Test func areNotEndless() {
    let long = "compare@3/" + String(repeating: "a=b/", count: 500) + "a=b"
    #expect { try AnswerID(long) } throws: { ($0 as? LedgerError)?.reason == .malformed }
  }
}
