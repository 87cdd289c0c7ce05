import Foundation
import Ledger
import Messages
import Testing

@testable import LedgerStore

extension Fixture {
  @discardableResult
  func withdraw(
    _ recording: Recording, _ mode: Withdrawal.Mode, _ reason: String = "a family asked"
  ) async throws -> WithdrawalReport {
    try await store.withdraw(
      recording.document.id.description, mode, reason: reason, author: "desk", at: .second(99))
  }

  func recordings() async throws -> Int64 { try await store.head().revision.number }
}

@Suite("A withdrawal")
struct WithdrawalTests {
  private let secret = report(
    "One.", [Figure(count: 5, place: "Port"), Figure(count: 7)], title: "A loud week")
  private let other = report("Two.", title: "Another week")

  private func filled() async throws -> Fixture {
    let fixture = try Fixture()
    try await fixture.append(secret)
    try await fixture.append(other)
    // A second run and a second sighting: their words go, too.
    try await fixture.append(
      report("One.", [Figure(count: 5, place: "Port"), Figure(count: 9)], outlet: "Coast Gazette"))
    return fixture
  }

  @Test(arguments: Withdrawal.Mode.allCases)
  func leavesTheFiguresAndAMarkAtEveryRevision(_ mode: Withdrawal.Mode) async throws {
    let fixture = try await filled()
    let before = try await fixture.recordings()
    let report = try await fixture.withdraw(secret, mode, "  a family asked\n")
    let mark = WithdrawalMark(
      mode: mode, revision: Revision(before + 1), recordedAt: .second(99), author: "desk",
      reason: "a family asked")
    #expect(report.withdrawn == mark)
    #expect(!report.alreadyRecorded && report.pending == nil && report.claims == 2)
    #expect(report.document == secret.document.id)
    #expect(report.revision == Revision(before + 1))
    for revision in 3...(before + 1) {
      let point = Revision(revision)
      for record in try await fixture.claims(at: point) {
        let isSecret = record.claim.document == secret.document.id
        #expect(record.withdrawn == (isSecret ? mark : nil))
        #expect(record.claim.evidence.sentenceText.isEmpty == isSecret)
        #expect(record.claim.evidence.numberText.isEmpty == isSecret)
        #expect(record.claim.quantity.best != nil)
        let single = try await fixture.store.claims(ids: [record.id.description], at: point)
        #expect(single == [record])
      }
      let reports = try await fixture.store.listReports(
        document: "", at: point, pageSize: 0, cursor: ""
      ).items
      for report in reports {
        let isSecret = report.document.id == secret.document.id
        #expect(report.withdrawn == (isSecret ? mark : nil))
        #expect(report.sightings.allSatisfy { $0.title.isEmpty == isSecret })
      }
    }
    #expect(try await fixture.store.withdrawal(of: secret.document.id) == mark)
    #expect(try await fixture.store.withdrawal(of: other.document.id) == nil)
  }

  @Test(arguments: Withdrawal.Mode.allCases)
  func isToldInTheFeedBesideWhatComesWithoutWords(_ mode: Withdrawal.Mode) async throws {
    let fixture = try await filled()
    try await fixture.withdraw(secret, mode)
    let feed = try await fixture.store.feed(after: .empty, limit: 100)
    for item in feed {
      let (hasWords, document): (Bool, DocumentID)
      switch item.entry.body {
      case .sighting(let sighting): (hasWords, document) = (true, sighting.document)
      case .run(let run): (hasWords, document) = (!run.claims.isEmpty, run.document)
      case .document(let record): (hasWords, document) = (false, record.id)
      case .supersession(let supersession): (hasWords, document) = (false, supersession.document)
      case .withdrawal(let withdrawal):
        #expect(withdrawal.mode == mode)
        (hasWords, document) = (false, withdrawal.document)
      default: continue
      }
      #expect((item.withdrawn != nil) == (hasWords && document == secret.document.id))
    }
    #expect(feed.contains { $0.withdrawn?.mode == mode })
  }

  @Test(arguments: Withdrawal.Mode.allCases)
  func leavesALedgerThatIsWholeAndCanBeRebuilt(_ mode: Withdrawal.Mode) async throws {
    let fixture = try await filled()
    try await fixture.withdraw(secret, mode)
    let report = try await fixture.store.verify()
    #expect(report.problems.isEmpty)
    // An original, two titles, two sketches, three claims with two words each.
    #expect(report.erased == (mode == .erased ? 11 : 0))
    let claims = try await fixture.claims()
    try await fixture.store.rebuild()
    #expect(try await fixture.store.verify().problems.isEmpty)
    #expect(try await fixture.claims() == claims)
    let id = ClaimID(of: secret.run.claims[0]).description
    let proof = try await fixture.store.proof(of: id, signedAt: .second(100))
    #expect(try !proof.check().hasWords)
  }

  @Test(arguments: Withdrawal.Mode.allCases)
  func isNotUndoneByTheSameBytes(_ mode: Withdrawal.Mode) async throws {
    let fixture = try await filled()
    try await fixture.withdraw(secret, mode, "a court's order")
    let before = try await fixture.recordings()
    let again = [
      secret, report("One.", [Figure(count: 5, place: "Port"), Figure(count: 7)], outlet: "New"),
      report("One.", [Figure(count: 3)], extractor: "2.0"),
    ]
    for recording in again {
      #expect(recording.document.id == secret.document.id)
      let error = await ledgerError { try await fixture.append(recording) }
      #expect(error?.reason == .withdrawn)
      #expect(error?.message.contains("\(mode) at entry \(before)") == true)
      #expect(error?.message.contains("a court's order") == true)
    }
    #expect(try await fixture.recordings() == before)
    try await fixture.append(report("Three."))
  }

  @Test func isRecordedOnceAndOnlyMadeStronger() async throws {
    let fixture = try await filled()
    let sealed = try await fixture.withdraw(secret, .sealed, "first")
    let again = try await fixture.withdraw(secret, .sealed, "second")
    #expect(again.alreadyRecorded)
    #expect(again.withdrawn == sealed.withdrawn)
    #expect(again.revision == sealed.revision)
    let erased = try await fixture.withdraw(secret, .erased, "third")
    #expect(!erased.alreadyRecorded)
    #expect(erased.withdrawn.mode == .erased)
    #expect(erased.withdrawn.reason == "third")
    let twice = try await fixture.withdraw(secret, .erased, "fourth")
    #expect(twice.alreadyRecorded && twice.withdrawn == erased.withdrawn)
    let error = await ledgerError { try await fixture.withdraw(secret, .sealed, "fifth") }
    #expect(error?.reason == .withdrawn)
    #expect(error?.message.contains("nothing left to seal") == true)
    #expect(error?.message.contains("third") == true)
    #expect(try await fixture.recordings() == erased.revision.number)
    #expect(try await fixture.store.verify().problems.isEmpty)
  }

  @Test func needsADocumentAndAReason() async throws {
    let fixture = try await filled()
    let store = fixture.store
    let id = secret.document.id.description
    let before = try await fixture.recordings()
    let attempts: [(String, String, LedgerError.Reason)] = [
      (id, " \n\t", .malformed), (id, "a\u{0}b", .malformed),
      (id, String(repeating: "x", count: 1001), .tooLarge),
      (String(repeating: "0", count: 64), "why", .notFound), ("12345", "why", .malformed),
    ]
    for (document, reason, expected) in attempts {
      let error = await ledgerError {
        _ = try await store.withdraw(
          document, .erased, reason: reason, author: "desk", at: .second(1))
      }
      #expect(error?.reason == expected, "\(reason.prefix(20))")
    }
    #expect(try await fixture.recordings() == before)
    #expect(!store.hasErasuresToFinish)
    let longest = String(repeating: "x", count: 1000)
    let report = try await store.withdraw(
      String(id.prefix(6)), .sealed, reason: longest, author: "desk", at: .second(1))
    #expect(report.withdrawn.reason == longest)
  }

  @Test func wordsThatCameBackAreFoundAndErasedAgain() async throws {
    let fixture = try await filled()
    let raw = try RawDatabase(fixture.directory.database)
    let title = try raw.rows("SELECT quote(salt), quote(words) FROM title WHERE entry = 2")[0]
    try await fixture.withdraw(secret, .erased)
    let before = try await fixture.recordings()
    try raw.execute("DROP TRIGGER title_stays")
    try raw.execute("UPDATE title SET salt = \(title[0]), words = \(title[1]) WHERE entry = 2")
    let found = try await fixture.store.verify().problems.filter { $0.part == .withdrawal }
    #expect(found.map(\.subject) == ["entry 2"])
    #expect(found[0].message.contains("its title is there"))
    #expect(found[0].hint.contains("reckon withdraw erase"))
    let report = try await fixture.withdraw(secret, .erased)
    #expect(report.alreadyRecorded)
    #expect(try await fixture.recordings() == before)
    try await fixture.store.rebuild()
    #expect(try await fixture.store.verify().problems.isEmpty)
  }

  @Test func namesTheCopiesThatItDidNotTouch() async throws {
    let fixture = try await filled()
    for name in ["ledger.sqlite.schema-2", "ledger.sqlite.before"] {
      try Data([1]).write(to: URL(fileURLWithPath: fixture.directory.path + "/" + name))
    }
    let report = try await fixture.withdraw(secret, .erased)
    #expect(
      report.copies.map(\.place)
        == ["ledger.sqlite.before", "ledger.sqlite.schema-2"].map {
          fixture.directory.path + "/" + $0
        })
  }
}
