import Ledger
import Reconciliation
import Testing

@Suite struct UnattributedStatements {
  let body = claim(.upTo(325_000), by: csis, in: "A") { $0.time.asOf = on("2025-12") }
  let headline = claim(.exact(325_000), in: "A", at: 3) {
    $0.evidence.section = .headline
    $0.attribution.mode = .headline
  }

  @Test func aHeadlineJoinsTheFigureOfItsReport() throws {
    let answer = try compare([headline, body])
    #expect(answer.topics[0].systems.map(\.claimant) == [csis])
    #expect(answer.figures.count == 1)
    #expect(answer.figures[0].claims == [ClaimID(of: body), ClaimID(of: headline)])
    #expect(answer.figures[0].changes == ["bound dropped", "date lost", "claimant dropped"])
  }

  @Test func aHeadlineOfAnotherReportDoesNot() throws {
    var other = headline
    other.document = DocumentID(original: [1])
    #expect(try compare([other, body]).topics[0].systems.map(\.claimant) == [csis, nil])
  }

  @Test func aHeadlineThatTwoClaimantsMayMeanStaysUnattributed() throws {
    let rival = claim(.exact(325_000), by: mediazona, in: "A", at: 70)
    let systems = try compare([headline, body, rival]).topics[0].systems
    #expect(systems.map(\.claimant) == [csis, mediazona, nil])
  }

  @Test func aSentenceJoinsOnlyWhatItIsMarkedToRepeat() throws {
    let sentence = claim(.exact(325_000), in: "A", at: 50)
    #expect(try compare([sentence, body]).figures.count == 2)
    var marked = sentence
    marked.relations = [Relation(.repeats, ClaimID(of: body))]
    #expect(try compare([marked, body]).figures.count == 1)
    #expect(try compare([body, marked]).figures.count == 1)
  }
}
