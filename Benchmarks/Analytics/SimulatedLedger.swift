import BenchmarkSupport
import Foundation
import Ledger

/// The entries of a ledger that never was: reports of simulated wars, each with many claims. What whoever counts
/// published last is repeated by report after report, rounded here, without its bound there.
struct SimulatedLedger {
  let world: SimulatedWorld
  private let documents: Int
  private let claimsEach: Int
  private var random: SeededRandom
  private var written = 0
  private var waiting: [Entry.Body]
  private var sequence: Int64 = 0
  /// Shares of the reports that are about one of the first wars, by war.
  private let upTo: [Double]

  init(claims: Int, documents: Int, systems: Int) {
    world = SimulatedWorld(systems: systems)
    self.documents = documents
    claimsEach = claims / documents
    random = SeededRandom(seed: 20_260_131)
    waiting = [.vocabulary(world.vocabulary)]
    var sum = 0.0
    let weights = world.wars.indices.map { 1 / Double($0 + 2) }
    let total = weights.reduce(0, +)
    upTo = weights.map { weight in
      sum += weight
      return sum / total
    }
  }

  /// The next entry; nil behind the last one.
  mutating func next() -> Entry? {
    if waiting.isEmpty {
      guard written < documents else { return nil }
      report()
    }
    sequence += 1
    return Entry(
      sequence: Revision(sequence), recordedAt: Moment(microseconds: sequence), author: "local",
      body: waiting.removeFirst())
  }

  private mutating func report() {
    let days = SimulatedWorld.lastDay - SimulatedWorld.firstDay
    let day = SimulatedWorld.firstDay + written * days / documents
    written += 1
    let id = DocumentID(original: Array("report \(written)".utf8))
    let outlet = Source(name: "Courier \(Int.random(in: 1...300, using: &random))")
    let share = Double.random(in: 0..<1, using: &random)
    let war = world.wars[upTo.firstIndex { share < $0 } ?? 0]
    let published = CivilDate(dayNumber: day).map { DateStatement($0, basis: .supplied) }
    let claims = (0..<claimsEach).map { place in
      claim(of: war, on: day, at: place, in: id, published, outlet)
    }
    waiting = [
      .document(DocumentRecord(id: id, mediaType: "text/plain", size: 5_000)),
      .sighting(
        Sighting(
          document: id, outlet: outlet, published: published,
          receivedAt: Moment(microseconds: Int64(written)))),
      .run(
        ExtractionRun(
          document: id, language: "en", extractorVersion: "benchmark",
          lexiconFingerprint: "benchmark", claims: claims)),
    ]
  }

  private mutating func claim(
    of war: SimulatedWorld.War, on day: Int, at place: Int, in document: DocumentID,
    _ published: DateStatement?, _ outlet: Source
  ) -> Claim {
    let measure = Int.random(in: SimulatedWorld.measures.indices, using: &random)
    let side = Int.random(in: 0...1, using: &random)
    let civilian = measure == 4 || chance(0.25)
    let body = war.bodies[Int.random(in: war.bodies.indices, using: &random)]
    // What was published in this week or one before, seldom in one long ago.
    let weeksAgo = chance(0.8) ? 0 : Int.random(in: 1...(chance(0.8) ? 4 : 52), using: &random)
    let asOf = max(war.began + 1, (day / SimulatedWorld.week - weeksAgo) * SimulatedWorld.week)
    let kind: Claim.Kind = chance(0.85) ? .cumulative : chance(0.6) ? .incident : .rate
    let number: Double =
      switch kind {
      case .incident: Double(Int.random(in: 1...60, using: &random))
      case .rate:
        (war.level(body, side, measure, civilian: civilian, on: asOf) / Double(asOf - war.began))
          .rounded()
      default: war.level(body, side, measure, civilian: civilian, on: asOf)
      }
    var claim = Claim(
      document: document, quantity: quantity(max(1, number), body),
      measure: MeasureStatement(
        MeasureID(SimulatedWorld.measures[measure]), words: SimulatedWorld.measures[measure]),
      group: CountedGroup(
        party: war.conflict.parties[side], population: civilian ? "civilian" : "military",
        conflict: war.conflict.id, conflictBasis: .inferred,
        place: kind == .incident ? "Town \(Int.random(in: 1...400, using: &random))" : nil,
        method: body.method),
      time: ClaimTime(published: published), kind: kind,
      ratePer: kind == .rate ? .day : nil, polarity: chance(0.03) ? .projected : .asserted,
      attribution: Attribution(
        claimant: chance(0.88) ? body.source : nil,
        relays: chance(0.2) ? [Source(name: "Agency \(place % 9)")] : [], outlet: outlet,
        mode: .reportedSpeech), evidence: Self.evidence(at: place * 120), rules: [],
      confidence: 0.9)
    let date = CivilDate(dayNumber: kind == .incident ? day - 1 : asOf)
    if kind != .rate, chance(0.85) {
      claim.time.asOf = date.map { DateStatement($0, basis: .stated) }
    }
    if kind == .cumulative, chance(0.2) {
      claim.time.from = CivilDate(dayNumber: war.began).map { DateStatement($0, basis: .stated) }
    }
    return claim
  }

  /// Most repeat the number as it was published.
  private mutating func quantity(_ number: Double, _ body: SimulatedWorld.Body) -> Quantity {
    let digits = "\(Int(number))".count
    if number >= 1_000, chance(0.15) {
      let unit = pow(10, Double(digits - 3))
      return .about((number / unit).rounded() * unit, "about", digits: 3)
    }
    if number >= 1_000, body.nature == .estimate, chance(0.4) {
      let unit = pow(10, Double(digits - 2))
      let low = (number / unit).rounded(.down) * unit
      return Quantity(
        form: .range, low: .init(low), high: .init(low + unit), modifier: .range,
        significantDigits: 2)
    }
    if chance(0.2) {
      return Quantity(
        form: .lowerBound, low: .init(number), modifier: .atLeast, modifierText: "at least",
        significantDigits: digits)
    }
    return .exact(number, digits: digits)
  }

  private static func evidence(at offset: Int) -> Evidence {
    let span = Span(bytes: offset..<offset + 7, characters: offset..<offset + 7)
    return Evidence(
      number: span, phrase: span, sentence: span, section: .body, sentenceText: "", numberText: "")
  }

  private mutating func chance(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &random) < share
  }
}
