import Fuzzing
import Testing

/// The short form: the same inputs every time. `Scripts/fuzz` is the long one.
@Suite struct TextFuzzTests {
  @Test("any bytes are read as a report or refused, and every claim holds", arguments: 0..<4)
  func texts(_ part: Int) throws {
    let share = 75
    let tally = try Campaign(.texts, seed: 1).run(part * share..<(part + 1) * share)
    for failure in tally.failures { Issue.record("\(failure)") }
    #expect(tally.accepted > share / 2)
    #expect(tally.yielding > share / 4)
    #expect(tally.claims > share)
  }
}
