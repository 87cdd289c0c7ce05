import Foundation
import Testing

@Suite("The scoreboard")
struct ScoreboardTests {
  private static let file = AnnotatedCorpus.folder.appendingPathComponent("scoreboard.tsv")
  /// Set by Scripts/restate: the table is written instead of compared.
  private static let isRestated =
    ProcessInfo.processInfo.environment["RECKONER_RESTATE_SCOREBOARD"] == "1"

  @Test("says what the extractor finds in the annotated corpus today")
  func current() throws {
    let today = Scoreboard(try ReadPassage.own.get())
    if Self.isRestated { try today.text.write(to: Self.file, atomically: true, encoding: .utf8) }
    let frozen = Scoreboard(try String(contentsOf: Self.file, encoding: .utf8))
    let moved = frozen.differences(to: today)
    #expect(
      moved.isEmpty,
      """
      figures moved:
      \(moved.joined(separator: "\n"))
      If they moved for a good reason, Scripts/restate writes them anew; say why in the commit.
      """)
  }

  @Test("reads what it writes, and names what moved")
  func differences() throws {
    let board = Scoreboard(
      """
      # comment
      group\tpassages\tclaims\tfound\tdetected\tcore right\tfull right\tfalse alarms
      all\t9\t20\t18\t17\t12\t10\t1
      file sides\t9\t20\t18\t17\t12\t10\t1
      """)
    #expect(Scoreboard(board.text) == board)
    #expect(board.differences(to: board).isEmpty)
    let other = Scoreboard(
      "all\t9\t20\t18\t17\t14\t10\t0\nphenomenon zero\t1\t0\t0\t0\t0\t0\t0\n")
    #expect(
      board.differences(to: other) == [
        "all: core right 12 → 14, false alarms 1 → 0", "file sides: gone", "phenomenon zero: new",
      ])
  }
}
