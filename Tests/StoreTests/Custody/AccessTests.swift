import Foundation
import Ledger
import Testing

@testable import LedgerStore

@Suite("Accesses to originals") struct AccessTests {
  /// Two documents, of which the first was given out twice, and a day that was signed after that.
  private func filled() async throws -> (Fixture, [Recording]) {
    let fixture = try Fixture()
    let recordings = [report("One."), report("Two.", title: "Another week")]
    for recording in recordings { try await fixture.append(recording) }
    for (number, recording) in [recordings[0], recordings[1], recordings[0]].enumerated() {
      _ = try await fixture.store.original(
        of: recording.document.id.description, purpose: "look \(number + 1)", author: "desk",
        at: .second(Int64(number) + 5))
    }
    _ = try await fixture.store.signEndedDays(by: .second(90_000))
    return (fixture, recordings)
  }

  @Test func areLoggedInAChainThatDoesNotMoveTheRevision() async throws {
    let (fixture, recordings) = try await filled()
    let before = try await fixture.store.head()
    let id = recordings[0].document.id
    let original = try await fixture.store.original(
      of: String(id.description.prefix(8)), purpose: "evidence", author: "desk", at: .second(1))
    #expect(original.bytes == recordings[0].original)
    #expect(original.document.id == id)
    #expect(original.access.sequence == 4)
    // The log's time never goes back, whatever the clock does.
    #expect(original.access.moment == .second(7))
    #expect(try await fixture.store.head() == before)
    let all = try await fixture.store.listAccesses(document: "", pageSize: 0, cursor: "")
    #expect(all.items.map(\.sequence) == [4, 3, 2, 1])
    #expect(all.items[0] == original.access)
    #expect(all.items.map(\.purpose) == ["evidence", "look 3", "look 2", "look 1"])
    var previous = Digest.zero
    for access in all.items.reversed() {
      #expect(access.hash == access.hash(after: previous))
      previous = access.hash
    }
    let report = try await fixture.store.verify(signedAt: .second(99_000))
    #expect(report.holds)
    #expect(report.accesses == AccessHead(count: 4, hash: previous))
    #expect(try Checkpoint(note: report.checkpoint).statement.accesses == report.accesses)
    // A rebuild has nothing to do with it.
    try await fixture.store.rebuild()
    #expect(try await fixture.store.verify().accesses == report.accesses)
  }

  @Test func areListedInPagesAndByDocument() async throws {
    let (fixture, recordings) = try await filled()
    var (found, cursor): ([Int64], String) = ([], "")
    repeat {
      let page = try await fixture.store.listAccesses(document: "", pageSize: 1, cursor: cursor)
      found += page.items.map(\.sequence)
      cursor = page.nextCursor
    } while !cursor.isEmpty && found.count < 9
    #expect(found == [3, 2, 1])
    let id = recordings[0].document.id.description
    let one = try await fixture.store.listAccesses(document: id, pageSize: 0, cursor: "")
    #expect(one.items.map(\.sequence) == [3, 1])
    let page = try await fixture.store.listAccesses(document: id, pageSize: 1, cursor: "")
    let foreign = await ledgerError {
      _ = try await fixture.store.listAccesses(
        document: "", pageSize: 1, cursor: page.nextCursor)
    }
    #expect(foreign?.reason == .malformed)
  }

  @Test(arguments: Withdrawal.Mode.allCases)
  func whatWasWithdrawnIsGivenToNobody(_ mode: Withdrawal.Mode) async throws {
    let (fixture, recordings) = try await filled()
    let id = recordings[0].document.id
    try await fixture.write(.withdrawal(Withdrawal(document: id, mode: mode, reason: "asked for")))
    let error = await ledgerError {
      _ = try await fixture.store.original(
        of: id.description, purpose: "look", author: "desk", at: .second(9))
    }
    #expect(error?.reason == .withdrawn)
    #expect(error?.message.contains("withdrawn") == true)
    let log = try await fixture.store.listAccesses(document: "", pageSize: 0, cursor: "")
    #expect(log.items.count == 3)
  }

  @Test(arguments: ["", " \n\u{2003}", "a\0b", String(repeating: "ä", count: 251)])
  func withoutAPurposeNothingIsGivenOut(_ purpose: String) async throws {
    let (fixture, recordings) = try await filled()
    let id = recordings[0].document.id.description
    let error = await ledgerError {
      _ = try await fixture.store.original(
        of: id, purpose: purpose, author: "desk", at: .second(9))
    }
    #expect(error?.reason == .malformed)
    #expect(error?.subject == "purpose")
    for (unknown, reason) in [("0123456789", LedgerError.Reason.notFound), ("", .malformed)] {
      let error = await ledgerError {
        _ = try await fixture.store.original(
          of: unknown, purpose: "look", author: "desk", at: .second(9))
      }
      #expect(error?.reason == reason)
    }
    let log = try await fixture.store.listAccesses(document: "", pageSize: 0, cursor: "")
    #expect(log.items.count == 3)
  }

  /// Nobody gets what was not submitted, and that somebody asked for it is known.
  @Test func aDamagedOriginalIsNotGivenOut() async throws {
    let (fixture, recordings) = try await filled()
    let raw = try RawDatabase(fixture.directory.database)
    try raw.dropTriggers()
    try raw.execute(
      "UPDATE original SET words = x'41', coding = '', coded_seal = NULL WHERE entry = 1")
    let error = await ledgerError {
      _ = try await fixture.store.original(
        of: recordings[0].document.id.description, purpose: "look", author: "desk", at: .second(9))
    }
    #expect(error?.reason == .damaged)
    let log = try await fixture.store.listAccesses(document: "", pageSize: 0, cursor: "")
    #expect(log.items.count == 4)
  }

  @Test(arguments: [
    ("UPDATE access SET purpose = 'nothing' WHERE sequence = 2", "access 2", "does not follow"),
    ("UPDATE access SET author = 'x' WHERE sequence = 3", "access 3", "does not follow"),
    ("UPDATE access SET moment = 5 WHERE sequence = 2", "access 2", "its time goes back"),
    ("UPDATE access SET hash = zeroblob(32) WHERE sequence = 1", "access 1", "does not follow"),
    ("DELETE FROM access WHERE sequence = 1", "access 2", "access 1 is missing"),
    ("DELETE FROM access WHERE sequence < 3", "access 3", "accesses 1 to 2 are missing"),
    ("UPDATE access SET sequence = 0 WHERE sequence = 1", "access 0", "no place"),
    (
      """
      UPDATE access SET sequence = 9 WHERE sequence = 1; UPDATE access SET sequence = 1
      WHERE sequence = 2; UPDATE access SET sequence = 2 WHERE sequence = 9
      """, "access 1", "does not follow"
    ),
    (
      "INSERT INTO access SELECT 4, moment, author, document, purpose, hash FROM access LIMIT 1",
      "access 4", "does not follow"
    ),
    // The newest ones: the chain alone cannot know, but the day's checkpoint does.
    ("DELETE FROM access WHERE sequence = 3", "checkpoint of entry 6", "before access 3"),
    ("DELETE FROM access", "checkpoint of entry 6", "before access 3"),
  ])
  func aChangedLogIsFoundAndNamed(_ sql: String, _ subject: String, _ message: String) async throws
  {
    let (fixture, _) = try await filled()
    let raw = try RawDatabase(fixture.directory.database)
    for refused in [
      "UPDATE access SET purpose = 'nothing'", "DELETE FROM access WHERE sequence = 3",
      "INSERT INTO access SELECT 7, moment, author, document, purpose, hash FROM access LIMIT 1",
      "INSERT OR REPLACE INTO access SELECT * FROM access",
    ] { #expect(throws: RawDatabase.Failure.self) { try raw.execute(refused) } }
    #expect(try await fixture.store.verify().holds)
    try raw.dropTriggers()
    try raw.execute(sql)
    let problems = try await fixture.store.verify().problems
    #expect(
      problems.contains { $0.subject == subject && $0.message.contains(message) }, "\(problems)")
    #expect(
      problems.contains { $0.part == .access || $0.part == .checkpoint }, "\(problems)")
  }

  /// A log that was written anew, with hashes that fit: nothing in the file shows it but what was signed.
  @Test func anotherLogIsFoundByTheCheckpointsThatWereKept() async throws {
    let (fixture, _) = try await filled()
    let kept = try await fixture.store.checkpoint(signedAt: .second(9))
    #expect(kept.statement.accesses?.count == 3)
    let raw = try RawDatabase(fixture.directory.database)
    try raw.dropTriggers()
    try raw.execute("DELETE FROM checkpoint; DELETE FROM access WHERE sequence = 3")
    let cut = try await fixture.store.verify(against: [kept])
    #expect(cut.against.map(\.extends) == [false])
    #expect(cut.against[0].message.contains("before access 3"))
    #expect(!cut.holds)
    let id = report("Two.").document.id.description
    _ = try await fixture.store.original(of: id, purpose: "x", author: "desk", at: .second(7))
    let other = try await fixture.store.verify(against: [kept])
    #expect(other.problems.allSatisfy { $0.part == .guards })
    #expect(other.against.map(\.extends) == [false])
    #expect(other.against[0].message.contains("up to access 3 are others"))
  }

  @Test func manyAtOnceAreLoggedOneBehindTheOther() async throws {
    let (fixture, recordings) = try await filled()
    let found = try await withThrowingTaskGroup(of: Original.self) { group in
      for number in 0..<40 {
        let id = recordings[number % 2].document.id.description
        group.addTask {
          try await fixture.store.original(
            of: id, purpose: "look \(number)", author: "desk", at: .second(Int64(number)))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(found.map(\.access.sequence).sorted() == Array(4...43))
    for original in found {
      #expect(DocumentID(original: original.bytes) == original.access.document)
    }
    #expect(try await fixture.store.verify().holds)
  }

  /// What cannot be logged is not given out.
  @Test func aFullDiskGivesNothingOut() async throws {
    let fixture = try Fixture(maximumSize: 400_000)
    let recording = report("One.")
    try await fixture.append(recording)
    let purpose = String(repeating: "why ", count: 120)
    var (given, failure): (Int64, LedgerError?) = (0, nil)
    while failure == nil, given < 5000 {
      failure = await ledgerError {
        _ = try await fixture.store.original(
          of: recording.document.id.description, purpose: purpose, author: "desk", at: .second(0))
        given += 1
      }
    }
    #expect(failure?.reason == .diskFull)
    let report = try await fixture.store.verify()
    #expect(report.holds)
    #expect(report.accesses?.count == given)
  }

  @Test func theEntriesAboutADocumentAreListedOldestFirst() async throws {
    let (fixture, recordings) = try await filled()
    let claim = try await fixture.claims()[1]
    #expect(claim.claim.document == recordings[0].document.id)
    try await fixture.review(claim.id.description, .accepted)
    try await fixture.append(
      report("One.", outlet: "Another outlet", receivedAt: 50), at: 50)
    let id = recordings[0].document.id.description
    var (steps, cursor): ([CustodyStep], String) = ([], "")
    repeat {
      let page = try await fixture.store.listCustody(of: id, pageSize: 2, cursor: cursor)
      #expect(page.items.count <= 2)
      steps += page.items
      cursor = page.nextCursor
    } while !cursor.isEmpty && steps.count < 20
    #expect(steps.map(\.type) == ["document", "sighting", "run", "review", "sighting"])
    #expect(steps.map(\.entry.number) == [1, 2, 3, 7, 8])
    for step in steps {
      #expect(step.hash == (try await fixture.store.entryHash(at: step.entry)))
    }
    let missing = await ledgerError {
      _ = try await fixture.store.listCustody(of: "0123456789", pageSize: 0, cursor: "")
    }
    #expect(missing?.reason == .notFound)
  }
}
