import Ledger
import Support
import Testing

@testable import Reconciliation

@Suite struct KeptAnswersTests {
  /// Whatever comes between two questions: reports, corrections, rejections, ends, sightings, withdrawals, vocabularies.
  @Test(arguments: 1...12) func answerAsIfNothingHadBeenKept(seed: UInt64) throws {
    var random = SeededRandom(state: seed)
    var feed = Feed()
    var model = ClaimModel()
    var kept = KeptAnswers()
    var claims: [Claim] = []
    var applied = 0
    for step in 0..<60 {
      add(step, &feed, &claims, &random)
      for entry in feed.entries[applied...] { try model.apply(entry) }
      applied = feed.entries.count
      let question = question(&random)
      // Now and then about the past, which a kept answer may no longer be about.
      let revision =
        step % 4 == 3
        ? Revision(Int64.random(in: 1...model.revision.number, using: &random)) : model.revision
      #expect(
        try model.compare(question, at: revision, &kept) == model.compare(question, at: revision))
      #expect(
        try model.series(question, at: revision, &kept) == model.series(question, at: revision))
      #expect(
        try model.origins(question, at: revision, &kept) == model.origins(question, at: revision))
      #expect(
        try model.findings(FindingQuestion(question: question), at: revision, &kept)
          == model.findings(FindingQuestion(question: question), at: revision))
      #expect(
        try model.derivations(DerivationQuery(question: question), at: revision, &kept)
          == model.derivations(DerivationQuery(question: question), at: revision))
    }
  }

  @Test func answersArePreparedAheadOfQuestions() throws {
    var random = SeededRandom(state: 5)
    var feed = Feed()
    for step in 0..<40 {
      feed.add((0..<4).map { Self.statement(in: "report \(step)", at: $0 * 40, &random) })
    }
    var model = try feed.model()
    var kept = KeptAnswers()
    #expect(kept.readiness(of: model).ready == 0)
    while kept.prepareNext(of: model) {}
    #expect(kept.readiness(of: model).ready == kept.readiness(of: model).topics)
    #expect(kept.readiness(of: model).topics > 2)
    let prepared = try model.compare(Question(), at: model.revision, &kept)
    #expect(try prepared == model.compare(Question(), at: model.revision))
    // What comes later makes its topics stale, and no others.
    feed.add([Self.statement(in: "a late report", at: 0, &random)])
    try model.apply(#require(feed.entries.last))
    let (topics, ready) = kept.readiness(of: model)
    #expect(ready == topics - 1)
    while kept.prepareNext(of: model) {}
    #expect(kept.readiness(of: model).ready == topics)
    let later = try model.compare(Question(), at: model.revision, &kept)
    #expect(try later == model.compare(Question(), at: model.revision))
  }

  @Test func noMoreIsPreparedThanThereIsRoomFor() throws {
    var random = SeededRandom(state: 6)
    var feed = Feed()
    for step in 0..<40 {
      feed.add((0..<4).map { Self.statement(in: "report \(step)", at: $0 * 40, &random) })
    }
    let model = try feed.model()
    var kept = KeptAnswers(mostStatements: 100)
    while kept.prepareNext(of: model) {}
    let (topics, ready) = kept.readiness(of: model)
    #expect(ready > 0 && ready < topics)
    // Nothing was forgotten for what nobody asked for: a second round prepares nothing else.
    while kept.prepareNext(of: model) {}
    #expect(kept.readiness(of: model).ready == ready)
  }

  private func add(
    _ step: Int, _ feed: inout Feed, _ claims: inout [Claim], _ random: inout SeededRandom
  ) {
    let known = claims.randomElement(using: &random)
    switch (Int.random(in: 0..<10, using: &random), known) {
    case (0, let known?): feed.end([known])
    case (1, let known?): feed.review(known, .rejected)
    case (2, let known?): feed.decide(known, .accepted)
    case (3, let known?): feed.decide(known, .corrected, ["group.party": "ukraine"])
    case (4, _?):
      feed.sight(
        "report \(Int.random(in: 0...step, using: &random))", at: Source(name: "Late Courier"))
    case (5, let known?):
      feed.add(
        .withdrawal(Withdrawal(document: known.document, mode: .sealed, reason: "test")))
    case (6, _?): feed.add(.vocabulary(Vocabulary(lexiconFingerprint: "\(step)")))
    default:
      let new = (0..<Int.random(in: 1...5, using: &random)).map { place in
        Self.statement(in: "report \(step)", at: place * 40, &random)
      }
      claims += new
      feed.add(new)
    }
  }

  private static func statement(in document: String, at offset: Int, _ random: inout SeededRandom)
    -> Claim
  {
    let number = Double([1_200, 1_215, 5_000, 5_100].randomElement(using: &random) ?? 1)
    let quantity: Quantity =
      switch Int.random(in: 0..<4, using: &random) {
      case 0: .atLeast(number)
      case 1: .about(number, "about", digits: 2)
      default: .exact(number, digits: 4)
      }
    return claim(
      quantity, ["killed", "wounded"].randomElement(using: &random) ?? "killed",
      by: [csis, mediazona, nil].randomElement(using: &random) ?? nil, in: document, at: offset
    ) { claim in
      claim.time.asOf = on("2025-0\(Int.random(in: 1...4, using: &random))-10")
      if Bool.random(using: &random) { claim.attribution.mode = .headline }
      if Int.random(in: 0..<5, using: &random) == 0 { claim.group.population = "civilian" }
    }
  }

  private func question(_ random: inout SeededRandom) -> Question {
    Question(
      measure: Bool.random(using: &random) ? "killed" : nil,
      asOf: Bool.random(using: &random) ? CivilDate("2025-02-20") : nil)
  }
}

@Suite struct LongCountTests {
  @Test func areComparedByTheirLatestFiguresAndBoundedByAll() throws {
    var feed = Feed()
    let days = CountingSystem.mostFigures + 10
    feed.add(
      (0..<days).map { day in
        claim(.exact(Double(1_000 + day), digits: 4), by: generalStaff, in: "report \(day)") {
          $0.time.asOf = CivilDate(dayNumber: 19_000 + day).map {
            DateStatement($0, basis: .stated)
          }
        }
      })
    let model = try feed.model()
    let topic = try #require(try model.compare(Question(), at: model.revision).topics.first)
    let system = try #require(topic.systems.first)
    #expect(system.figures.count == CountingSystem.mostFigures)
    #expect(system.furtherFigures == 10)
    #expect(system.figures.last?.quantity.best == Double(1_000 + days - 1))
    #expect(topic.lowest == 1_000)
    #expect(
      try model.series(Question(), at: model.revision).series.first?.points.count == days)
  }
}
