import Ledger
import Reconciliation
import Testing

@Suite struct SpanOfATopic {
  func span(_ quantities: Quantity..., vocabulary: Vocabulary? = nil) throws -> [Double?] {
    let claims = quantities.enumerated().map {
      claim($0.element, by: csis, in: "A", at: $0.offset * 10)
    }
    let topic = try #require(try compare(claims, Question(), vocabulary).topics.first)
    return [topic.lowest, topic.highest]
  }

  @Test func isTheLeastAndTheMostAndNoAverage() throws {
    #expect(try span(.exact(55_000), .range(100_000, 140_000)) == [55_000, 140_000])
  }

  @Test func isOpenWhereNoFigureEndsIt() throws {
    #expect(try span(.upTo(325_000)) == [nil, 325_000])
    #expect(try span(.atLeast(55_000)) == [55_000, nil])
    #expect(try span(.upTo(325_000), .exact(168_142)) == [168_142, 325_000])
    #expect(try span(.atLeast(55_000), .upTo(140_000)) == [55_000, 140_000])
  }

  @Test func isOpenWhereAnOpenFigureGoesBeyondAllEnds() throws {
    #expect(try span(.atLeast(200_000), .upTo(140_000)) == [nil, nil])
    #expect(try span(.atLeast(200_000), .exact(140_000)) == [140_000, nil])
    #expect(try span(.upTo(50), .atLeast(60), .exact(70)) == [nil, 70])
  }

  @Test func takesAHedgedNumberForItself() throws {
    #expect(try span(.about(1_243_070, "around")) == [1_243_070, 1_243_070])
  }

  @Test func takesVagueWordsFromTheVocabulary() throws {
    #expect(try span(.vague("dozens"), vocabulary: vocabulary) == [24, nil])
    #expect(try span(.vague("a handful"), vocabulary: vocabulary) == [3, 7])
    #expect(try span(.vague("dozens")) == [nil, nil])
  }

  @Test func leavesOutTotalsOfALaterStretch() throws {
    let answer = try compare([
      claim(.range(300_000, 350_000), by: zelensky, in: "A") { $0.time.from = on("2022") },
      claim(.exact(310_000), by: csis, in: "A", at: 9) { $0.time.from = on("2022-02-24") },
      claim(.exact(150_000), by: csis, in: "A", at: 50) {
        $0.kind = .periodTotal
        $0.time.from = on("2024")
        $0.time.to = on("2024")
      },
    ])
    #expect(answer.figures.count == 3)
    #expect([answer.topics[0].lowest, answer.topics[0].highest] == [300_000, 350_000])
  }

  @Test func keepsTotalsThatBeginSomeDaysLaterOrGoOnBehindAnEarlierStretch() throws {
    let near = try compare([
      claim(.exact(100), by: csis, in: "A") { $0.time.from = on("2022-02-22") },
      claim(.exact(90), by: zelensky, in: "A", at: 9) { $0.time.from = on("2022-02-24") },
    ])
    #expect([near.topics[0].lowest, near.topics[0].highest] == [90, 100])
    let earlier = try compare([
      claim(.exact(10), by: csis, in: "A") {
        $0.time.from = on("2014")
        $0.time.to = on("2022")
      },
      claim(.exact(100), by: zelensky, in: "A", at: 9) { $0.time.from = on("2022-02-24") },
      claim(.exact(5), by: mediazona, in: "A", at: 19) {
        $0.time.from = on("2016")
        $0.time.to = on("2016")
      },
    ])
    #expect([earlier.topics[0].lowest, earlier.topics[0].highest] == [10, 100])
  }

  @Test(arguments: [Claim.Polarity.hypothetical, .projected, .denied])
  func isNeverWidenedByFiguresThatCountNobody(_ polarity: Claim.Polarity) throws {
    let answer = try compare([
      claim(.upTo(325_000), by: csis, in: "A"),
      claim(.exact(800_000), by: zelensky, in: "A", at: 50) { $0.polarity = polarity },
    ])
    #expect(answer.figures.count == 2)
    #expect(answer.figures.contains { $0.polarity == polarity && $0.quantity == .exact(800_000) })
    #expect(answer.topics[0].highest == 325_000)
    #expect(answer.topics[0].lowest == nil)
  }

  @Test func isNotTouchedByFiguresCitedForScaleNorByShares() throws {
    let answer = try compare([
      claim(.exact(10), by: csis, in: "A"),
      claim(.exact(20_000), by: zelensky, in: "A", at: 9) { $0.citedForScale = true },
      claim(.exact(41), by: csis, in: "A", at: 19) { $0.quantity.unit = "percent" },
    ])
    #expect(answer.figures.count == 3)
    #expect([answer.topics[0].lowest, answer.topics[0].highest] == [10, 10])
  }

  @Test func isNotTouchedByAPartOfAnotherFigure() throws {
    let whole = claim(.exact(306_887), by: unitedNations, in: "A")
    let part = claim(.exact(27_126), by: unitedNations, in: "A", at: 40) {
      $0.relations = [Relation(.subsetOf, ClaimID(of: whole))]
    }
    let topic = try compare([whole, part]).topics[0]
    #expect(topic.systems[0].figures.count == 2)
    #expect(topic.lowest == 306_887)
  }
}
