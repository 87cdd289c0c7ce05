import Ledger
import Support
import Testing

@testable import Reconciliation

@Suite("Independent origins") struct IndependenceTests {
  func groups(_ claims: [Claim], _ known: Vocabulary? = ties) throws -> [[String]] {
    let set = try origins(claims, Question(), known)
    let topic = try #require(set.topics.first)
    return topic.groups.map { $0.sources.map(\.name) }
  }

  @Test func areCountedAndNotMentions() throws {
    let claims = ["A", "B", "C", "D"].map { claim(.upTo(325_000), by: csis, in: $0) }
    let topic = try #require(try origins(claims).topics.first)
    #expect(topic.groups.count == 1)
    #expect((topic.origins, topic.claims, topic.documents) == (1, 4, 4))
  }

  @Test func areNotThoseOfASourceThatBuildsOnAnother() throws {
    let claims = [
      claim(.upTo(325_000), by: csis, in: "A"), claim(.exact(168_142), by: mediazona, in: "B"),
      claim(.exact(170_000), by: unitedNations, in: "C"),
    ]
    #expect(try groups(claims) == [["CSIS", "Mediazona"], ["United Nations"]])
    let topic = try #require(try origins(claims).topics.first)
    #expect(topic.groups[0].ties.map(\.kind) == ["builds on"])
    #expect(topic.groups[0].ties[0].on.name == "Mediazona")
  }

  /// Through a source that says nothing on the topic.
  @Test func areNotThoseOfASourceThatBuildsOnAnotherThroughAThird() throws {
    let monitor = Source(id: "north-monitor", name: "North Monitor")
    let claims = [
      claim(.exact(300_000), by: monitor, in: "A"), claim(.exact(168_142), by: mediazona, in: "B"),
    ]
    #expect(try groups(claims) == [["Mediazona", "North Monitor"]])
  }

  @Test func areNotThoseOfOfficialsOfOneState() throws {
    let claims = [
      claim(.range(300_000, 350_000), by: zelensky, in: "A"),
      claim(.exact(300_100), by: generalStaff, in: "B"),
    ]
    let topic = try #require(try origins(claims).topics.first)
    #expect(topic.groups.count == 1)
    #expect(topic.groups[0].ties.map(\.kind) == ["speaks for the same party"])
  }

  @Test func areNotThoseOfASourceThatIsOnlyEverQuotedThroughTheOther() throws {
    let through = claim(.exact(900), by: Source(name: "The Clinic"), in: "A") {
      $0.attribution.relays = [unitedNations]
    }
    let own = claim(.exact(950), by: unitedNations, in: "B")
    #expect(try groups([through, own]).count == 1)
    // Once it is quoted directly, it stands for itself.
    let direct = claim(.exact(990), by: Source(name: "The Clinic"), in: "C")
    #expect(try groups([through, own, direct]).count == 2)
  }

  @Test func areNotThoseOfNobody() throws {
    let claims = [claim(.exact(900), in: "A"), claim(.exact(950), by: csis, in: "B")]
    let topic = try #require(try origins(claims).topics.first)
    #expect(topic.groups.count == 1)
    #expect(topic.unattributed == 1)
  }

  @Test func areNotThoseOfSomebodyWithoutAName() throws {
    let claims = [
      claim(.atLeast(55_000), by: Source(name: "president"), in: "A", at: 90) {
        $0.attribution.mode = .caption
      },
      claim(.atLeast(55_000), by: zelensky, in: "A"),
      claim(.exact(61), by: Source(name: "officials"), in: "B"),
      claim(.exact(61_000), by: Source(name: "AL-NUR"), in: "B"),
    ]
    let set = try origins(claims)
    let topic = try #require(set.topics.first)
    #expect(topic.groups.map { $0.sources[0].name } == ["AL-NUR", "Volodymyr Zelensky"])
    #expect(topic.unattributed == 1)
    // The same text names who is meant by the title.
    #expect(set.origin(of: claims[0])?.relayOf == ClaimID(of: claims[1]))
    #expect(set.origin(of: claims[2])?.proposedCredibility == 6)
  }

  @Test func proposeConfirmedOnlyWhereAnIndependentOneAgrees() throws {
    func proposals(_ other: Source, _ value: Double = 170_100) throws -> Set<Int> {
      let claims = [
        claim(.exact(168_142), by: mediazona, in: "A") { $0.time.asOf = on("2026-02-01") },
        claim(.range(165_000, 172_000), by: other, in: "B") { $0.time.asOf = on("2026-02-10") },
      ]
      return Set(try origins(claims).origins.map(\.proposedCredibility))
    }
    #expect(try proposals(unitedNations) == [1])
    #expect(try proposals(csis) == [2])
    let alone = claim(.exact(168_142), by: mediazona, in: "A") { $0.time.asOf = on("2026-02-01") }
    #expect(try origins([alone]).origins[0].proposedCredibility == 3)
    #expect(try origins([claim(.exact(5_000), in: "A")]).origins[0].proposedCredibility == 6)
  }

  /// A floor under an estimate, or a bound that anything fits, bears nothing out.
  @Test func doNotTakeEveryOverlapForAgreement() throws {
    let claims = [
      claim(.exact(168_142), by: mediazona, in: "A") { $0.time.asOf = on("2026-02-01") },
      claim(.upTo(325_000), by: unitedNations, in: "B") { $0.time.asOf = on("2026-02-01") },
      claim(.atLeast(100_000), by: generalStaff, in: "C") { $0.time.asOf = on("2026-02-01") },
      claim(.exact(168_142), by: Source(name: "Late"), in: "D") { $0.time.asOf = on("2027-02-01") },
    ]
    #expect(try origins(claims).origins.allSatisfy { $0.proposedCredibility == 3 })
  }

  /// The same shapes in another war with other sides.
  @Test func holdForOtherWars() throws {
    func sudan(_ claim: inout Claim) {
      claim.group.conflict = "sudan-2023"
      claim.group.party = "sudan"
      claim.group.population = "civilian"
    }
    let known = Vocabulary(
      lexiconFingerprint: "f",
      sources: [
        .init(id: "ministry", name: "Health Ministry", kind: "government", party: "sudan"),
        .init(id: "minister", name: "Minister", kind: "person", speaksFor: "sudan"),
        .init(id: "doctors", name: "Doctors", kind: "monitor"),
        .init(id: "study", name: "Study", kind: "research", buildsOn: ["doctors"]),
      ])
    let sources: [Source] = [
      Source(id: "ministry", name: "Health Ministry"), Source(id: "minister", name: "Minister"),
      Source(id: "doctors", name: "Doctors"), Source(id: "study", name: "Study"),
    ]
    let claims = sources.enumerated().map { index, source in
      claim(.exact(Double(12_000 + index)), by: source, in: "D\(index)", sudan)
    }
    #expect(try groups(claims, known).count == 2)
  }
}

@Suite("Origins in any order") struct OriginOrderTests {
  /// A mixture of everything that rules look at.
  static func claims(_ seed: UInt64) -> [Claim] {
    var random = SeededRandom(state: seed)
    let sources: [Source?] = [csis, zelensky, generalStaff, mediazona, nil]
    let measures: [MeasureID] = ["killed", "wounded", "casualties"]
    let values: [Quantity] = [
      .exact(168_142, digits: 6), .about(168_000, "about", digits: 3), .upTo(140_000),
      .range(100_000, 140_000), .exact(35_000, digits: 2), .atLeast(35_000),
      .exact(1_243_070, digits: 7),
    ]
    return (0..<24).map { index in
      claim(
        values[random.below(values.count)], measures[random.below(measures.count)],
        by: sources[random.below(sources.count)], in: "D\(random.below(7))", at: index * 10
      ) {
        if random.below(2) == 0 { $0.group.party = "ukraine" }
        if random.below(3) > 0 {
          $0.time.published = on("2026-0\(1 + random.below(3))-1\(random.below(9))", .supplied)
        }
        if random.below(3) == 0 { $0.time.asOf = on("2026-0\(1 + random.below(2))") }
        if random.below(4) == 0 { $0.attribution.relays = [unitedNations] }
      }
    }
  }

  @Test(arguments: 0..<60) func areTheSame(_ seed: Int) throws {
    let claims = Self.claims(UInt64(seed))
    let one = try origins(claims)
    var random = SeededRandom(state: UInt64(seed) &+ 77)
    let shuffled = claims.shuffled(using: &random)
    let other = try origins(shuffled)
    #expect(one.origins == other.origins)
    #expect(one.topics == other.topics)
    #expect(one.copies == other.copies)
    #expect(one.releases == other.releases)
  }

  @Test(arguments: 0..<30) func doNotChangeWithAnUnrelatedDocument(_ seed: Int) throws {
    let claims = Self.claims(UInt64(seed))
    let question = Question(conflict: "russia-ukraine")
    let one = try origins(claims, question)
    let unrelated = (0..<5).map { index in
      claim(.exact(Double(70 + index)), by: Source(name: "Harbour Police"), in: "Z", at: index * 9)
      {
        $0.group.conflict = "harbour-war"
        $0.group.party = "northland"
      }
    }
    let other = try origins(unrelated + claims, question)
    #expect(one.origins == other.origins)
    #expect(one.topics == other.topics)
    #expect(one.copies == other.copies)
  }
}

extension SeededRandom {
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
