import BenchmarkSupport
import Foundation
import Ledger

/// Made-up wars with whoever counts in them, the same on every machine. A few wars are written about most, as it is.
struct SimulatedWorld {
  struct Body {
    let source: Source
    /// What it finds of all that there is to count.
    let share: Double
    let nature: Vocabulary.Nature
    let method: CountedGroup.Method
    let entry: Vocabulary.CountingSource
  }

  struct War {
    let conflict: Vocabulary.Conflict
    let began: Int
    let bodies: [Body]
    /// People a day and measure, of whom the first side loses one and a half times as many.
    let pace: Double
  }

  static let measures = ["killed", "wounded", "missing", "captured", "displaced", "casualties"]
  static let firstDay = 18_300
  static let lastDay = 20_400
  /// Whoever counts publishes once a week.
  static let week = 7
  private static let bodiesOfWar = 5

  let wars: [War]
  let vocabulary: Vocabulary

  init(systems: Int) {
    var random = SeededRandom(seed: 7)
    let count = max(1, systems / Self.bodiesOfWar)
    wars = (1...count).map { Self.war($0, &random) }
    vocabulary = Vocabulary(
      lexiconFingerprint: "benchmark",
      measures: Self.measures.map {
        Vocabulary.Measure(
          id: MeasureID($0), name: $0,
          includes: $0 == "casualties" ? ["captured", "killed", "missing", "wounded"] : [],
          exchangeName: $0, isReversible: $0 == "captured" || $0 == "displaced")
      },
      parties: wars.flatMap { war in
        war.conflict.parties.map { Vocabulary.Party(id: $0, name: $0.value, kind: "state") }
      },
      conflicts: wars.map(\.conflict), sources: wars.flatMap { $0.bodies.map(\.entry) },
      vagueIntervals: [Vocabulary.VagueInterval(term: "dozens", low: 24)])
  }

  private static func war(_ number: Int, _ random: inout SeededRandom) -> War {
    let sides = ["a", "b"].map { PartyID("side-\(number)-\($0)") }
    let began = firstDay - 60 - Int.random(in: 0..<600, using: &random)
    let conflict = Vocabulary.Conflict(
      id: ConflictID("war-\(number)"), name: "War \(number)", parties: sides,
      from: CivilDate(dayNumber: began))
    let monitor = SourceID("monitor-\(number)")
    let bodies = [
      body("army-\(number)-a", "military", 0.95, .announced, party: sides[0]),
      body("army-\(number)-b", "military", 1.1, .announced, party: sides[1]),
      body(monitor.value, "monitor", 0.55, .named),
      body("agency-\(number)", "intergovernmental", 0.8, .estimated),
      body("institute-\(number)", "research", 0.9, .modelled, buildsOn: [monitor]),
    ]
    return War(
      conflict: conflict, began: began, bodies: bodies,
      pace: Double.random(in: 5...400, using: &random))
  }

  private static func body(
    _ id: String, _ kind: String, _ share: Double, _ method: CountedGroup.Method,
    party: PartyID? = nil, buildsOn: [SourceID] = []
  ) -> Body {
    let nature = Vocabulary.Nature(method) ?? .count
    return Body(
      source: Source(id: SourceID(id), name: id.capitalized), share: share, nature: nature,
      method: method,
      entry: Vocabulary.CountingSource(
        id: SourceID(id), name: id.capitalized, kind: kind, party: party,
        definition: "counts what it hears of", buildsOn: buildsOn, speaksFor: party,
        counts: measures.map { Vocabulary.Count(measure: MeasureID($0), nature: nature) },
        reportsAt: .morning))
  }
}

extension SimulatedWorld.War {
  /// What a body has counted up to a day: it never falls.
  func level(_ body: SimulatedWorld.Body, _ side: Int, _ measure: Int, civilian: Bool, on day: Int)
    -> Double
  {
    let rates = [1, 3.2, 0.15, 0.1, 40, 4.45]
    let rate = pace * rates[measure] * (side == 0 ? 1.5 : 1) * (civilian ? 0.3 : 1) * body.share
    return (rate * Double(day - began)).rounded()
  }
}
