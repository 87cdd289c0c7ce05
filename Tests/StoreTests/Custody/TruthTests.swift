import Foundation
import Ledger
import Testing

@testable import LedgerStore

@Suite("A verification without projections") struct TruthTests {
  @Test func findsWhatAWholeOneFindsButRows() async throws {
    let fixture = try await FullLedger().changed { _ in }
    var whole = try await fixture.store.verify()
    let truth = try await fixture.store.verify(projections: false)
    #expect(truth.holds)
    #expect(whole.rows > 0)
    whole.rows = 0
    #expect(truth == whole)
  }

  @Test func leavesProjectionsOut() async throws {
    let fixture = try await FullLedger().changed { raw in
      try raw.execute("UPDATE claim SET measure = 'wounded'; UPDATE tree SET hash = zeroblob(32)")
    }
    #expect(try await !fixture.store.verify().holds)
    #expect(try await fixture.store.verify(projections: false).holds)
  }

  /// Longer than two of the stretches in which entries are looked at.
  private static func long() async throws -> TemporaryDirectory {
    let fixture = try Fixture()
    let count = (2 << TruthVerifier.level) / 3 + 20
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<count {
        group.addTask {
          try await fixture.append(report("Report \(number).", number % 9 == 0 ? [Figure()] : []))
        }
      }
      try await group.waitForAll()
    }
    await fixture.store.close()
    return fixture.directory
  }

  @Test func namesTheSameEntriesWhereverTheyStand() async throws {
    let ledger = try await Self.long()
    let border = 1 << TruthVerifier.level
    let changes =
      [border - 1, border, border + 1, border + 2].flatMap { entry in
        [
          "UPDATE entry SET hash = zeroblob(32) WHERE sequence = \(entry)",
          // Another last byte, whichever it was.
          "UPDATE entry SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) "
            + "|| iif(substr(bytes, -1) = X'07', X'08', X'07') AS BLOB) WHERE sequence = \(entry)",
          "UPDATE entry SET author = 'other' WHERE sequence = \(entry)",
          "PRAGMA foreign_keys = OFF; DELETE FROM entry WHERE sequence = \(entry)",
        ]
      } + [
        "UPDATE entry SET recorded_at = 0 WHERE sequence = \(border + 1)",
        "PRAGMA foreign_keys = OFF; DELETE FROM entry WHERE sequence BETWEEN \(border - 8) AND \(border + 5)",
        "UPDATE original SET words = CAST(words || X'00' AS BLOB) WHERE entry = (SELECT max(began) FROM document)",
        "DELETE FROM quotation WHERE number = (SELECT max(number) FROM quotation)",
      ]
    for change in changes {
      let copy = TemporaryDirectory()
      for name in try FileManager.default.contentsOfDirectory(atPath: ledger.path) {
        try FileManager.default.copyItem(
          atPath: ledger.path + "/" + name, toPath: copy.path + "/" + name)
      }
      let raw = try RawDatabase(copy.database)
      try raw.dropTriggers()
      try raw.execute(change)
      let store = try LedgerStore.open(directory: copy.path)
      func problems(_ report: VerificationReport) -> Set<LedgerProblem> {
        Set(report.problems.filter { $0.part == .entry || $0.part == .words }).filter {
          $0.subject != "projections"
        }
      }
      let whole = problems(try await store.verify())
      #expect(!whole.isEmpty, "\(change)")
      #expect(problems(try await store.verify(projections: false)) == whole, "\(change)")
      await store.close()
    }
  }

  @Test func holdsTheLedgerAgainstCheckpoints() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    let before = try Checkpoint(
      note: try await fixture.store.verify(signedAt: .second(1)).checkpoint)
    try await fixture.append(report("Two."))
    let report = try await fixture.store.verify(
      against: [before], projections: false, signedAt: .second(2))
    #expect(report.against.map(\.extends) == [true])
    #expect(try Checkpoint(note: report.checkpoint).statement.root == report.root)
  }
}
