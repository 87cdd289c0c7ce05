import Ledger
import Reconciliation
import Testing

/// What answers make of what reviewers decided.
@Suite struct DecisionsOfReviewers {
  private func parties(_ model: ClaimModel, at revision: Int64) throws -> [String: Int] {
    let topics = try model.compare(Question(), at: Revision(revision)).topics
    return Dictionary(
      uniqueKeysWithValues: topics.map {
        ($0.topic.party?.value ?? "", $0.systems.flatMap(\.figures).count)
      })
  }

  @Test func aCorrectedClaimIsCountedAsCorrectedFromThenOn() throws {
    let wrong = claim(.exact(120), by: csis, in: "A")
    var feed = Feed()
    feed.add([wrong, claim(.exact(7), by: csis, in: "A", at: 40)])
    feed.decide(wrong, .corrected, ["group.party": "ukraine", "quantity.best": "210"])
    feed.decide(wrong, .accepted)
    let model = try feed.model()
    #expect(try parties(model, at: 1) == ["russia": 2])
    #expect(try parties(model, at: 2) == ["russia": 1, "ukraine": 1])
    #expect(try parties(model, at: 3) == ["russia": 2])
    let corrected = try model.compare(Question(party: "ukraine"), at: Revision(2))
    let figure = try #require(corrected.figures.first)
    #expect(figure.quantity == .exact(210))
    #expect(figure.claims == [ClaimID(of: wrong)], "the id stays that of what was extracted")
    #expect(figure.correctedClaims == 1)
    #expect(corrected.topics[0].lowest == 210)
    // Taken back, it is as it was extracted.
    let back = try model.compare(Question(party: "russia"), at: Revision(3))
    let first = try model.compare(Question(party: "russia"), at: Revision(1))
    #expect(back.figures.map(\.quantity) == first.figures.map(\.quantity))
    #expect(back.figures.map(\.acceptedClaims).sorted() == [0, 1])
    #expect(model.claimCount == 2)
  }

  @Test func oneSideIsCorrectedAsTheOther() throws {
    func answer(_ from: PartyID, _ to: PartyID) throws -> [String] {
      let wrong = claim(.exact(120), by: csis, in: "A") { $0.group.party = from }
      var feed = Feed()
      feed.add([wrong])
      feed.decide(wrong, .corrected, ["group.party": to.value])
      return try feed.model().compare(Question(), at: Revision(2)).topics.map {
        "\($0.topic.party == to) \($0.lowest ?? 0) \($0.highest ?? 0)"
      }
    }
    #expect(try answer("russia", "ukraine") == ["true 120.0 120.0"])
    #expect(try answer("ukraine", "russia") == answer("russia", "ukraine"))
  }

  @Test func rejectedClaimsAreLeftOutAndCounted() throws {
    let (good, bad) = (claim(.exact(5), by: csis, in: "A"), claim(.exact(9), by: csis, in: "B"))
    var feed = Feed()
    feed.add([good, bad])
    feed.decide(bad, .rejected)
    feed.decide(good, .rejected, by: "Bob")
    let model = try feed.model()
    let counts = try (Int64(2)...4).map { revision in
      let answer = try model.compare(Question(), at: Revision(revision))
      return [answer.claims, answer.rejectedClaims]
    }
    #expect(counts == [[2, 0], [1, 1], [0, 2]])
    let series = try model.series(Question(), at: Revision(3))
    #expect([series.claims, series.rejectedClaims] == [1, 1])
    // Only what falls under the question is told of.
    #expect(try model.compare(Question(party: "ukraine"), at: Revision(4)).rejectedClaims == 0)
  }

  @Test func aProposedDecisionChangesNothingUntilAnotherReviewerDecidesTheSame() throws {
    let one = claim(.exact(5), by: csis, in: "A")
    var feed = Feed()
    feed.add([one])
    feed.decide(one, .corrected, by: "Ann", ["group.party": "ukraine"], of: 2)
    feed.decide(one, .rejected, by: "Bob", of: 2)
    feed.decide(one, .corrected, by: "Cyd", ["group.party": "ukraine"], of: 2)
    let model = try feed.model()
    let sides = try (Int64(1)...4).map { try parties(model, at: $0).keys.sorted() }
    #expect(sides == [["russia"], ["russia"], ["russia"], ["ukraine"]])
  }

  @Test func aPartOfACorrectedFigureIsAPartOfWhatItReadsNow() throws {
    let whole = claim(.exact(100), by: csis, in: "A")
    let part = claim(.exact(30), by: csis, in: "A", at: 40) {
      $0.relations = [Relation(.subsetOf, ClaimID(of: whole))]
    }
    var feed = Feed()
    feed.add([whole, part])
    feed.decide(whole, .corrected, ["quantity.best": "200"])
    feed.decide(part, .corrected, ["quantity.best": "40"])
    feed.decide(whole, .corrected, by: "Bob", ["group.party": "ukraine"])
    let model = try feed.model()
    func span(_ party: PartyID, _ revision: Int64) throws -> [Double?] {
      try model.compare(Question(party: party), at: Revision(revision)).topics
        .flatMap { [$0.lowest, $0.highest] }
    }
    #expect(try span("russia", 1) == [100, 100])
    #expect(try span("russia", 2) == [200, 200])
    #expect(try span("russia", 3) == [200, 200])
    // The whole counts another side: the part stands for itself.
    #expect(try span("russia", 4) == [40, 40])
    #expect(try span("ukraine", 4) == [100, 100])
  }

  @Test func aClaimThatReturnsReadsAsItWasCorrected() throws {
    let one = claim(.exact(5), by: csis, in: "A")
    var feed = Feed()
    feed.add([one])
    feed.decide(one, .corrected, ["group.party": "ukraine"])
    feed.end([one])
    feed.add([one])
    feed.decide(one, .accepted)
    let model = try feed.model()
    let sides = try (Int64(1)...5).map { try parties(model, at: $0).keys.sorted() }
    #expect(sides == [["russia"], ["ukraine"], [], ["ukraine"], ["russia"]])
    #expect(model.claimCount == 1)
  }

  @Test func decisionsOnFindingsAndUnknownClaimsChangeNothing() throws {
    let one = claim(.exact(5), by: csis, in: "A")
    var feed = Feed()
    feed.decide(claim(.exact(8), in: "B"), .corrected, ["group.party": "ukraine"])
    feed.add([one])
    feed.add(
      .review(ReviewDecision(subject: "finding-7", decision: .rejected, reason: "no")))
    #expect(try parties(try feed.model(), at: 3) == ["russia": 1])
  }

  /// Whatever a correction changes, answers are those of a text that had been read so.
  @Test(arguments: [
    ["quantity.best": "21"],
    ["quantity.form": "upper_bound", "quantity.low": "", "quantity.best": ""],
    ["quantity.low": ">3", "quantity.form": "range", "quantity.high": "<99", "quantity.best": ""],
    ["quantity.modifier": "approximate", "quantity.approximate": "true"],
    ["measure.id": "wounded"], ["group.party": ""], ["group.population": "civilian"],
    ["group.conflict": "gaza-2023"], ["group.place": "Kursk"], ["group.incident": "Train"],
    ["group.cause": "direct"], ["group.method": "estimated"],
    ["group.responsible.party": "ukraine", "group.responsible.statedBy": "somebody"],
    ["time.from": "2022-02", "time.to": "2022-12"], ["time.asOf": "2024-02-29"],
    ["time.statedOn": "2024", "time.published": "2025"],
    ["kind": "rate", "ratePer": "month"], ["kind": "incident"], ["polarity": "denied"],
    ["citedForScale": "true"], ["attribution.mode": "headline"],
    ["attribution.claimant.id": "mediazona", "attribution.claimant.name": "Mediazona"],
    ["attribution.claimant.name": ""], ["attribution.outlet.name": "The Daily"],
    ["attribution.speaker.name": "A spokesman"],
  ])
  func answersAreThoseOfWhatItReadsNow(_ corrections: [String: String]) throws {
    let one = claim(.exact(12), by: csis, in: "A") { $0.time.asOf = on("2023") }
    let other = claim(.exact(12), by: mediazona, in: "B")
    var feed = Feed()
    feed.add([one, other])
    feed.decide(one, .corrected, corrections)
    let corrected = try feed.model()
    let read = try one.corrected(by: corrections)
    func answer(_ model: ClaimModel) throws -> [Topic: [String]] {
      let answer = try model.compare(Question(), at: model.revision)
      return Dictionary(
        uniqueKeysWithValues: answer.topics.map { topic in
          (
            topic.topic,
            ["\(topic.lowest ?? -1) \(topic.highest ?? -1)"]
              + topic.systems.flatMap { system in
                system.figures.map {
                  "\(system.claimant?.name ?? "") \($0.quantity) \($0.time) \($0.kind) \($0.polarity) "
                    + "\($0.ratePer.map { "\($0)" } ?? "") \($0.citedForScale) \($0.method) \($0.outlets)"
                }
              }
          )
        })
    }
    var direct = Feed()
    direct.add([read, other])
    #expect(try answer(corrected) == answer(try direct.model()))
  }
}
