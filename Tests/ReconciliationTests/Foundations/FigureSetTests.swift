import Ledger
import Testing

@testable import Reconciliation

@Suite struct Figures {
  func figures(_ claims: [Claim], _ vocabulary: Vocabulary? = vocabulary) throws -> FigureSet {
    var feed = Feed()
    if let vocabulary { feed.add(.vocabulary(vocabulary)) }
    feed.add(claims)
    let model = try feed.model()
    return try model.figures(Question(), at: model.revision)
  }

  @Test func areFoundByEachClaimThatTheyRestOn() throws {
    let body = claim(.range(100_000, 140_000), by: csis, in: "A")
    let relay = claim(.upTo(140_000), by: csis, in: "B")
    let set = try figures([body, relay])
    #expect(set.figures.count == 1)
    #expect(set.figure(of: ClaimID(of: relay))?.id == ClaimID(of: body))
    #expect(set.figure(of: ClaimID(of: body))?.statements.count == 2)
    #expect(set.figures(on: .init(set.figures[0].topic)).count == 1)
  }

  @Test func keepWhatADerivedStatementWasMadeFrom() throws {
    let whole = claim(.exact(900), by: csis, in: "A")
    let part = claim(.exact(300), "wounded", by: csis, in: "A", at: 50)
    let share = claim(
      Quantity(form: .share, best: 25, modifier: .exact, unit: "percent"), by: csis, in: "A", at: 90
    ) {
      $0.relations = [
        Relation(.derivedFrom, ClaimID(of: whole)), Relation(.derivedFrom, ClaimID(of: part)),
      ]
    }
    let set = try figures([whole, part, share])
    let derived = try #require(set.figure(of: ClaimID(of: share)))
    let bases = set.context.table.bases(of: derived.statements[0], at: set.context.revision)
    #expect(Set(bases.map(\.id)) == [ClaimID(of: whole), ClaimID(of: part)])
    #expect(!derived.countsPeople)
  }

  @Test func keepSpeakerAndRelaysThroughACorrection() throws {
    let said = claim(.exact(9), by: zelensky, in: "A") {
      $0.attribution.speaker = Source(name: "a spokesman")
      $0.attribution.relays = [Source(name: "First"), Source(name: "Second")]
      $0.measure.words = "fell"
    }
    var feed = Feed()
    feed.add([said])
    feed.decide(said, .corrected, ["group.party": "ukraine"])
    let model = try feed.model()
    let set = try model.figures(Question(), at: model.revision)
    let chain = set.context.table.chain(of: try #require(set.figures.first).statements[0])
    #expect(chain.speaker?.name == "a spokesman")
    #expect(chain.relays.map(\.name) == ["First", "Second"])
    #expect(set.figures[0].topic.party == "ukraine")
  }
}

@Suite struct Coverages {
  func coverage(_ time: ClaimTime, _ kind: Claim.Kind = .cumulative, began: String? = nil)
    -> Coverage
  {
    Coverage(time, kind: kind, conflictBegan: began.flatMap { CivilDate($0) })
  }

  @Test func countFromTheBeginningOfTheConflictWhereNoneIsStated() throws {
    let running = coverage(ClaimTime(asOf: on("2022-02-28")), began: "2022-02-24")
    #expect(running.firstFrom == .conflictBegan)
    #expect(try #require(running.dayCount) == (5, 5))
    #expect(
      coverage(ClaimTime(asOf: on("2022-02-28")), .incident, began: "2022-02-24").first == nil)
    #expect(coverage(ClaimTime(asOf: on("2022-02-28"))).first == nil)
  }

  @Test func takeTheWholeOfAYear() throws {
    let year = coverage(ClaimTime(from: on("2024"), to: on("2024")), .periodTotal)
    #expect(try #require(year.dayCount) == (1, 366))
  }

  @Test func sayHowTheirEndIsKnown() {
    #expect(
      coverage(ClaimTime(statedOn: on("2025-02-04"), published: on("2025-02-07"))).lastFrom
        == .statementMade)
    #expect(coverage(ClaimTime(published: on("2025-02-07"))).lastFrom == .published)
    #expect(coverage(ClaimTime()).last == nil)
  }

  @Test func beginAlikeWhereNothingSpeaksAgainstIt() {
    let war = coverage(ClaimTime(from: on("2022-02"), asOf: on("2023")))
    #expect(war.beginsLike(coverage(ClaimTime(from: on("2022-02-24")))))
    #expect(war.beginsLike(coverage(ClaimTime())))
    #expect(!war.beginsLike(coverage(ClaimTime(from: on("2024")))))
  }
}

@Suite struct Extents {
  let measures = Vocabulary(measures: [
    .init(id: "killed", name: "Killed", includes: [], exchangeName: "killed"),
    .init(
      id: "casualties", name: "Casualties", includes: ["killed", "wounded", "missing"],
      exchangeName: "casualties"),
  ])

  @Test func areWhatTheTextSaysElseWhatTheWordMayMean() {
    let said = Extent("casualties", includes: ["killed", "wounded"], vocabulary: measures)
    let open = Extent("casualties", includes: [], vocabulary: measures)
    let killed = Extent("killed", includes: [], vocabulary: measures)
    #expect(said.isCertain)
    #expect(!open.isCertain)
    #expect(killed.isPart(of: said))
    #expect(!killed.isPart(of: open))
    #expect(!said.isPart(of: killed))
    #expect(!open.differs(from: said))
    #expect(killed.differs(from: Extent("wounded", includes: [], vocabulary: measures)))
  }

  @Test func areWhatTheCountingSystemPublishesWhereTheTextSaysNothing() {
    let count = Vocabulary.Count(measure: "casualties", includes: ["killed", "wounded"])
    let published = Extent("casualties", includes: [], count: count, vocabulary: measures)
    #expect(published.certain == ["killed", "wounded"])
    let said = Extent("casualties", includes: ["killed"], count: count, vocabulary: measures)
    #expect(said.certain == ["killed"])
    let without = Vocabulary.Count(measure: "casualties", excludes: ["missing"])
    let open = Extent("casualties", includes: [], count: without, vocabulary: measures)
    #expect(open.possible == ["killed", "wounded"])
    #expect(open.certain.isEmpty)
  }
}
