import Foundation
import Ledger
import Messages
import Support
import Testing

/// Reports that nobody should send: each is refused with a reason, or read as far as it goes and said to be so.
@Suite(.serialized, .sharedStack) struct ReportTests {
  private var stack: Stack { get throws { try #require(SharedStack.current) } }

  struct Refused: Sendable, CustomTestStringConvertible {
    var name: String
    var content: [UInt8]
    var reason: LedgerError.Reason
    /// Words that the message must hold.
    var says: String
    var testDescription: String { name }
  }

  private static let text = "In the battle 40 soldiers were killed."

  static let refused: [Refused] = [
    Refused(name: "an empty file", content: [], reason: .malformed, says: "empty"),
    Refused(
      name: "50 MB of zeros", content: [UInt8](repeating: 0, count: 50 << 20), reason: .tooLarge,
      says: "limits.report-size"),
    Refused(
      name: "zeros", content: [UInt8](repeating: 0, count: 5000), reason: .unsupported, says: "NUL"),
    Refused(
      name: "invalid UTF-8", content: Array(text.utf8) + [0xC3, 0x28], reason: .malformed,
      says: "byte 38"),
    Refused(
      name: "a NUL within", content: Array(text.utf8) + [0] + Array(text.utf8),
      reason: .unsupported, says: "NUL at byte 38"),
  ]

  @Test(arguments: ReportDoor.allCases, refused)
  func whatCannotBeReadIsRefusedWithTheReason(_ door: ReportDoor, _ report: Refused) async throws {
    let stack = try stack
    let submitted = await failure { _ = try await door.submit(report.content, to: stack) }
    #expect(submitted?.reason == report.reason)
    #expect(
      submitted?.description.contains(report.says) == true, "\(String(describing: submitted))")
    // As a passage it is an answer of its own kind.
    let answers = try await door.extract(report.content, from: stack)
    let error = answers.compactMap(\.error).first
    if report.content.isEmpty {
      #expect(answers.flatMap(\.claims).isEmpty)
    } else {
      #expect(error?.reason == report.reason)
      #expect(error?.description.contains(report.says) == true, "\(String(describing: error))")
    }
    try await Vitals.expectWell(stack)
  }

  @Test(arguments: ReportDoor.allCases)
  func aReportThatDoesNotSayHowLargeItIsStopsAtTheLimit(_ door: ReportDoor) async throws {
    let stack = try stack
    let zeros = [UInt8](repeating: 0, count: 50 << 20)
    let error = await failure { _ = try await door.submit(zeros, announcing: 0, to: stack) }
    #expect(error?.reason == .tooLarge)
    #expect(error?.description.contains("limits.report-size") == true)
    try await Vitals.expectWell(stack)
  }

  @Test(arguments: ReportDoor.allCases)
  func aReportOfAnotherLengthThanAnnouncedIsNotTaken(_ door: ReportDoor) async throws {
    let stack = try stack
    let error = await failure {
      _ = try await door.submit(Array(Self.text.utf8), announcing: 500, to: stack)
    }
    #expect(error?.reason == .malformed)
    #expect(error?.description.contains("38 bytes came where 500 were announced") == true)
  }

  struct Strange: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    /// What a warning must say; empty for none.
    var warning: String
    var claims: ClosedRange<Int>
    var testDescription: String { name }
  }

  private static let sentence = text + " "

  static let strange: [Strange] = [
    Strange(
      name: "a million numbers",
      text: sentence + (0..<1_000_000).map { "\($0 % 9973)" }.joined(separator: " "),
      warning: "limits.tokens-per-report", claims: 1...500),
    Strange(
      name: "too many claims", text: String(repeating: sentence, count: 3000),
      warning: "limits.claims-per-report", claims: 500...500),
    Strange(
      name: "a line of 10 MB", text: String(repeating: sentence, count: 10_000_000 / 39),
      warning: "limits.", claims: 500...500),
    Strange(
      name: "a word of 10 MB", text: sentence + String(repeating: "a", count: 10_000_000),
      warning: "", claims: 1...1),
    Strange(
      name: "a numeral of 10 MB",
      text: sentence + String(repeating: "9", count: 10_000_000) + " soldiers were killed.",
      warning: "", claims: 1...1),
    Strange(
      name: "brackets", text: sentence + String(repeating: "(", count: 1_000_000),
      warning: "limits.tokens-per-report", claims: 1...1),
    Strange(
      name: "a language without a lexicon", text: "犠牲者は四十人に上った。\n\n兵士が死亡した。",
      warning: "no language", claims: 0...0),
    Strange(
      name: "years that no calendar has",
      text: "In the year 0 40 soldiers were killed. On 1 March 99999, 50 soldiers were killed. "
        + "On 0000-00-00 60 soldiers were killed. On 31 February 2024, 70 soldiers were killed.",
      warning: "", claims: 1...8),
    Strange(name: "only white space", text: " \n\t\n \u{A0}", warning: "", claims: 0...0),
  ]

  @Test(arguments: ReportDoor.allCases, strange)
  func whatCanBeReadIsReadAsFarAsItGoesAndSaysSo(
    _ door: ReportDoor, _ report: Strange
  ) async throws {
    let stack = try stack
    let progress = try await door.submit(Array(report.text.utf8), to: stack)
    #expect(progress.state == (door == .gateway ? .answerable : .recorded))
    #expect(report.claims.contains(progress.claims), "\(progress.claims) claims")
    if !report.warning.isEmpty {
      #expect(progress.warnings.contains { $0.contains(report.warning) }, "\(progress.warnings)")
    }
    try await Vitals.expectWell(stack)
  }

  @Test func theCommandLineSaysWhichFileItCannotRead() async throws {
    let stack = try stack
    for command in ["ingest", "extract"] {
      let folder = try await stack.reckon(command, "/tmp")
      #expect(folder.status == 65)
      #expect(folder.errors.contains("/tmp: a folder"))
      let missing = try await stack.reckon(command, "/no/such/file.txt")
      #expect(missing.status == 66)
      #expect(missing.errors.contains("/no/such/file.txt: no such file"))
      // A device that never ends is read in parts, and refused at the limit.
      let endless = try await stack.reckon(command, "/dev/zero")
      #expect(endless.status == 73, "\(endless.errors)")
      #expect(endless.errors.contains("limits.report-size"))
    }
    for date in ["0000-01-01", "99999-01-01", "2024-02-31", "yesterday"] {
      let outcome = try await stack.reckon("ingest", try stack.report(1), "--published", date)
      #expect(outcome.status == 65, "\(date): \(outcome.status)")
      #expect(outcome.errors.contains("--published"))
    }
  }
}
