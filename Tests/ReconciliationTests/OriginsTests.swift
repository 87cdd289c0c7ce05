import Ledger
import Testing

@testable import Reconciliation

/// The origins of claims that came in this order, each document seen at an outlet of its own.
func origins(
  _ claims: [Claim], _ question: Question = Question(), _ known: Vocabulary? = ties
) throws -> OriginSet {
  var feed = Feed()
  if let known { feed.add(.vocabulary(known)) }
  feed.add(claims)
  let model = try feed.model()
  return try model.origins(question, at: model.revision)
}

/// Sources of two wars with what ties them.
let ties = Vocabulary(
  lexiconFingerprint: "f",
  measures: [
    .init(id: "killed", name: "Killed", includes: [], exchangeName: "killed"),
    .init(id: "wounded", name: "Wounded", includes: [], exchangeName: "wounded"),
    .init(
      id: "casualties", name: "Casualties", includes: ["killed", "wounded", "missing"],
      exchangeName: "casualties"),
  ],
  sources: [
    .init(id: "csis", name: "CSIS", kind: "research", buildsOn: ["mediazona"]),
    .init(id: "mediazona", name: "Mediazona", kind: "media"),
    .init(
      id: "general-staff-of-ukraine", name: "General Staff of Ukraine", kind: "military",
      party: "ukraine"),
    .init(
      id: "volodymyr-zelensky", name: "Volodymyr Zelensky", kind: "person", speaksFor: "ukraine"),
    .init(id: "united-nations", name: "United Nations", kind: "intergovernmental"),
    .init(id: "north-monitor", name: "North Monitor", kind: "monitor", buildsOn: ["csis"]),
  ])

/// Published on a day, and so dated by nothing else.
private func published(_ day: String) -> (inout Claim) -> Void {
  { $0.time.published = on(day, .supplied) }
}

extension OriginSet {
  func origin(of claim: Claim) -> OriginRecord? {
    origins.first { $0.figure.claims.contains(ClaimID(of: claim)) }
  }
  func changes(of claim: Claim) -> [String] {
    let id = ClaimID(of: claim)
    return origins.flatMap(\.relays).first { $0.claim == id }?.changes.map(\.kind) ?? []
  }
}

@Suite("Origins") struct OriginsTests {
  @Test func areTheSameThroughOutletsWordingsAndDroppedBounds() throws {
    let full = claim(.range(100_000, 140_000), by: csis, in: "A", published("2026-02-05"))
    let dropped = claim(.upTo(140_000), by: csis, in: "B", published("2026-01-28"))
    let set = try origins([full, dropped])
    #expect(set.origins.count == 1)
    let origin = try #require(set.origins.first)
    #expect(origin.relays.map(\.claim) == [ClaimID(of: full), ClaimID(of: dropped)])
    #expect(
      origin.relays[1].changes == [
        RelayChange(kind: "bound dropped", before: "100,000–140,000", after: "≤ 140,000")
      ])
    #expect(origin.relays[0].changes.isEmpty)
    #expect(set.topics[0].groups.count == 1)
    #expect(set.topics[0].documents == 2)
  }

  @Test func nameEveryHandThatAFigureCameThrough() throws {
    let relayed = claim(.exact(55_000), by: zelensky, in: "A") {
      $0.attribution.speaker = Source(name: "a spokesman")
      $0.attribution.relays = [Source(id: "france-2", name: "France 2")]
    }
    let other = claim(.exact(55_000), by: zelensky, in: "B") {
      $0.attribution.relays = [Source(id: "france-televisions", name: "France TV")]
    }
    let set = try origins([relayed, other])
    #expect(set.origins.count == 1)
    let chains = Dictionary(
      uniqueKeysWithValues: set.origins[0].relays.map { ($0.claim, $0) })
    let chain = try #require(chains[ClaimID(of: relayed)])
    #expect(chain.claimant?.name == "Volodymyr Zelensky")
    #expect(chain.speaker?.name == "a spokesman")
    #expect(chain.relays.map(\.name) == ["France 2"])
    #expect(chain.outlets == ["Outlet of A"])
    #expect(chains[ClaimID(of: other)]?.relays.map(\.name) == ["France TV"])
  }

  @Test func sayWhatARelayMadeOfTheirMeasure() throws {
    let killed = claim(.exact(35_000, digits: 2), by: zelensky, in: "A", published("2026-01-22"))
    let badly = claim(
      .exact(35_000, digits: 2), "casualties", by: zelensky, in: "B", published("2026-01-26"))
    let set = try origins([killed, badly])
    #expect(set.origins.count == 2)
    #expect(set.origin(of: killed)?.relayOf == nil)
    let relay = try #require(set.origin(of: badly))
    #expect(relay.relayOf == ClaimID(of: killed))
    #expect(relay.proposedCredibility == 0)
    let aligned = try #require(set.origin(of: killed)?.relays.last)
    #expect(aligned.claim == ClaimID(of: badly))
    #expect(
      aligned.changes == [
        RelayChange(kind: "measure changed", before: "killed", after: "casualties")
      ])
    #expect(aligned.alignment.contains("same claimant and number"))
    // It is no origin of its own on its topic.
    let topic = try #require(set.topics.first { $0.topic.measure == "casualties" })
    #expect(topic.origins == 0)
    #expect(topic.groups.isEmpty)
  }

  /// A number of five digits tells enough by itself, whoever is said to have counted and whose people.
  @Test func areFoundAgainUnderAnotherNameByANumberThatTells() throws {
    let first = claim(.exact(1_080_480, digits: 6), "losses", by: generalStaff, in: "A") {
      $0.time.published = on("2025-08-28", .supplied)
    }
    let garbled = claim(
      .exact(1_080_480, digits: 6), "losses", by: Source(name: "The Russian General Staff"), in: "B"
    ) {
      $0.time.published = on("2025-08-29", .supplied)
      $0.group.party = "ukraine"
    }
    let set = try origins([first, garbled])
    #expect(set.origin(of: garbled)?.relayOf == ClaimID(of: first))
    #expect(set.changes(of: garbled).sorted() == ["claimant changed", "party changed"])
  }

  @Test func areNotAlignedByARoundNumberThatRecurs() throws {
    let russia = claim(.exact(600_000, digits: 1), by: csis, in: "A", published("2026-01-28"))
    let ukraine = claim(
      .exact(600_000, digits: 1), "casualties", by: csis, in: "B"
    ) {
      $0.time.published = on("2026-01-29", .supplied)
      $0.group.party = "ukraine"
    }
    let other = claim(.exact(35_000, digits: 2), "wounded", by: mediazona, in: "C") {
      $0.time.published = on("2026-01-29", .supplied)
    }
    let third = claim(.exact(35_000, digits: 2), by: csis, in: "D", published("2026-01-29"))
    #expect(try origins([russia, ukraine, other, third]).origins.allSatisfy { $0.relayOf == nil })
  }

  /// "55,000 killed and 55,000 missing" are two figures.
  @Test func areTwoWhereOneTextStatesBoth() throws {
    let killed = claim(.exact(55_100, digits: 3), by: zelensky, in: "A", published("2026-02-04"))
    let missing = claim(
      .exact(55_100, digits: 3), "casualties", by: zelensky, in: "A", at: 60,
      published("2026-02-04"))
    #expect(try origins([killed, missing]).origins.allSatisfy { $0.relayOf == nil })
  }

  @Test func areNotAlignedAcrossMonths() throws {
    let one = claim(.exact(35_000, digits: 2), by: zelensky, in: "A", published("2025-01-22"))
    let other = claim(
      .exact(35_000, digits: 2), "casualties", by: zelensky, in: "B", published("2026-01-26"))
    #expect(try origins([one, other]).origins.allSatisfy { $0.relayOf == nil })
  }

  @Test func ofOneStudyAreOneReleaseHoweverManyTextsReportIt() throws {
    let claims = [
      claim(.exact(1_200_000), "casualties", by: csis, in: "A"),
      claim(.upTo(325_000), by: csis, in: "A", at: 30),
      claim(.upTo(325_000), by: csis, in: "B"),
      claim(.range(500_000, 600_000), "wounded", by: csis, in: "B", at: 30),
      // Another text of another time, and another source.
      claim(.exact(77_000), by: csis, in: "C"),
      claim(.exact(168_142), by: mediazona, in: "A", at: 60),
    ]
    let releases = try origins(claims).releases
    #expect(releases.count == 1)
    #expect(releases.first?.origins.count == 3)
    #expect((releases.first?.claims, releases.first?.documents) == (4, 2))
  }

  @Test func thatOneTextRecallsOfOtherTimesAreOtherReleases() throws {
    func said(_ value: Double, _ day: String, at offset: Int) -> Claim {
      claim(.exact(value), by: zelensky, in: "A", at: offset) { $0.time.statedOn = on(day) }
    }
    let claims = [said(31_000, "2024-02-25", at: 0), said(55_000, "2026-02-04", at: 30)]
    #expect(try origins(claims).releases.isEmpty)
    let daily = ["2026-02-01", "2026-02-02", "2026-02-03"].enumerated().map { index, day in
      claim(.exact(1_240_000 + Double(index)), by: generalStaff, in: "T", at: index * 9) {
        $0.time.asOf = on(day)
      }
    }
    #expect(try origins(daily).releases.isEmpty)
  }

  @Test func comeInPagesWithoutGaps() throws {
    let measures: [MeasureID] = ["killed", "wounded", "missing", "captured"]
    let claims = (0..<25).map { index in
      claim(.exact(Double(1_000 + index)), measures[index % 4], by: csis, in: "D\(index)")
    }
    var feed = Feed()
    feed.add(claims)
    let model = try feed.model()
    let whole = try model.origins(Question(), limit: 100, at: model.revision)
    var paged: [OriginRecord] = []
    while paged.count < whole.total {
      paged += try model.origins(Question(), from: paged.count, limit: 7, at: model.revision)
        .origins
    }
    #expect(paged == whole.origins)
    #expect(whole.total == 25)
    #expect(try model.origins(Question(), from: 25, limit: 7, at: model.revision).origins.isEmpty)
  }
}

@Suite("Rounded repetitions") struct RoundedTests {
  func named(_ change: (inout Claim) -> Void = { _ in }) -> Claim {
    claim(.exact(168_142, digits: 6), by: mediazona, in: "A") {
      $0.time.asOf = on("2026-02-01")
      $0.time.published = on("2026-02-04", .supplied)
      change(&$0)
    }
  }

  @Test(arguments: [
    Quantity.about(168_000, "about", digits: 3), .exact(168_000, digits: 3),
    .moreThan(168_000, digits: 3), .about(170_000, "about", digits: 2),
  ])
  func joinTheNumberThatTheyWereMadeFrom(_ rounded: Quantity) throws {
    let relay = claim(rounded, by: mediazona, in: "B") {
      $0.time.asOf = on("2026-02")
      $0.time.published = on("2026-02-06", .supplied)
    }
    let set = try origins([named(), relay])
    #expect(set.origins.count == 1)
    #expect(set.changes(of: relay).contains("number rounded"))
  }

  @Test func joinOnlyWhatTheyRoundTo() throws {
    for (quantity, day) in [
      (Quantity.about(167_000, "about", digits: 3), "2026-02"),
      (.moreThan(169_000, digits: 3), "2026-02"), (.about(200_000, "about", digits: 1), "2026-02"),
      (.about(168_000, "about", digits: 3), "2025-11"),
    ] {
      let other = claim(quantity, by: mediazona, in: "B") { $0.time.asOf = on(day) }
      #expect(try origins([named(), other]).origins.count == 2, "\(quantity.display) \(day)")
    }
  }

  @Test func joinNoneWhereTwoQualify() throws {
    let second = claim(.exact(168_210, digits: 6), by: mediazona, in: "C") {
      $0.time.asOf = on("2026-02-03")
    }
    let relay = claim(.about(168_000, "about", digits: 3), by: mediazona, in: "B") {
      $0.time.asOf = on("2026-02")
    }
    #expect(try origins([named(), second, relay]).origins.count == 3)
  }

  @Test func mayHaveBeenRoundedTwice() throws {
    let finer = claim(.about(1_210_000, "about", digits: 3), "losses", by: generalStaff, in: "A") {
      $0.time.asOf = on("2025-12-31")
    }
    let finest = claim(.exact(1_207_910, digits: 6), "losses", by: generalStaff, in: "B") {
      $0.time.asOf = on("2025-12-31")
    }
    let coarse = claim(.about(1_200_000, "about", digits: 2), "losses", by: generalStaff, in: "C") {
      $0.time.asOf = on("2025-12")
    }
    for order in [[finer, finest, coarse], [coarse, finer, finest]] {
      #expect(try origins(order).origins.count == 1)
    }
  }
}

extension Quantity {
  static func moreThan(_ value: Double, digits: Int) -> Quantity {
    var quantity = moreThan(value)
    quantity.significantDigits = digits
    return quantity
  }
}
