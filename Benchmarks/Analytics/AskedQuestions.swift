import BenchmarkSupport
import Ledger

/// Questions as people ask them: most about the wars that are written about most, each time about another group, and
/// every other one about the state of one day.
struct AskedQuestions {
  private let world: SimulatedWorld
  private var random: SeededRandom

  init(_ world: SimulatedWorld, seed: UInt64) {
    self.world = world
    random = SeededRandom(seed: seed)
  }

  /// - Parameter dated: whether figures are asked for as of a day, and of which share of the questions.
  mutating func next(dated: Double) -> Question {
    let share = Double.random(in: 0..<1, using: &random)
    // The nth war comes about as often as one over its number.
    let place = Int(Double(world.wars.count) * share * share * share)
    let war = world.wars[min(world.wars.count - 1, place)]
    let measure = Int.random(in: 0..<SimulatedWorld.measures.count, using: &random)
    let day = Int.random(
      in: SimulatedWorld.firstDay + 100...SimulatedWorld.lastDay, using: &random)
    let isDated = Double.random(in: 0..<1, using: &random) < dated
    return Question(
      conflict: war.conflict.id, party: war.conflict.parties.randomElement(using: &random),
      measure: MeasureID(SimulatedWorld.measures[measure]),
      asOf: isDated ? CivilDate(dayNumber: day) : nil)
  }
}
