import Foundation
import Ledger
import Testing

@testable import LedgerStore

/// What is left of erased words on the disk: nothing, in no file, page or gap.
@Suite("Erased words")
struct ErasureTests {
  /// Words that stand nowhere else but in the original, which is stored packed: of the title, and of each sentence.
  private static let rare = ["Zirbelhalde", "Wolkenkratzergasse"]

  private static let secret: Recording = {
    let figures = (0..<60).map { number in
      Figure(sentence: "\(number % 10) of them fell in the \(rare[1]), house \(number * 7).")
    }
    return report("A secret.", figures, title: "In \(rare[0])")
  }()

  /// Before and after it others, so that pages are split, shared and moved.
  private static func filled(_ fixture: Fixture, reports: Int = 6) async throws {
    for number in 0..<reports {
      let figures = (0..<40).map {
        Figure(sentence: "\($0 % 10) of many in report \(number), line \($0).")
      }
      try await fixture.append(report("Report \(number).", figures))
      if number == reports / 2 { try await fixture.append(secret) }
    }
  }

  /// Pages that were given back with the words still in them, as a database leaves them that was not told to wipe what it
  /// deletes.
  private static func leaveFreePages(_ fixture: Fixture) throws {
    let raw = try RawDatabase(fixture.directory.database)
    try raw.execute(
      """
      PRAGMA secure_delete = OFF;
      CREATE TABLE copied AS SELECT words FROM original UNION ALL SELECT words FROM title
        UNION ALL SELECT sentence FROM quotation;
      DROP TABLE copied;
      """)
  }

  /// The rare words, and the original as it is stored, that any file in the ledger's directory has.
  private static func left(in directory: String) throws -> Set<String> {
    var wanted = rare.map { (name: $0, bytes: Data($0.utf8)) }
    let packed = PackedOriginal(secret.original).words
    wanted.append(("original", Data(packed.dropFirst(64).prefix(64))))
    var found: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
      guard let bytes = FileManager.default.contents(atPath: directory + "/" + name) else {
        continue
      }
      for one in wanted where bytes.range(of: one.bytes) != nil { found.insert(one.name) }
    }
    return found
  }

  private static let all = Set(rare + ["original"])

  @Test func areInNoFile() async throws {
    let fixture = try Fixture()
    try await Self.filled(fixture)
    try Self.leaveFreePages(fixture)
    #expect(try Self.left(in: fixture.directory.path) == Self.all)
    let others = try await fixture.claims().filter { $0.claim.document != Self.secret.document.id }
    let report = try await fixture.withdraw(Self.secret, .erased)
    #expect(report.pending == nil)
    #expect(!fixture.store.hasErasuresToFinish)
    #expect(try Self.left(in: fixture.directory.path) == [])
    #expect(
      try await fixture.claims().filter { $0.claim.document != Self.secret.document.id } == others)
    #expect(try await fixture.store.verify().problems.isEmpty)
    try await fixture.append(Samples.more)
    await fixture.store.close()
    #expect(try Self.left(in: fixture.directory.path) == [])
  }

  @Test func sealedWordsAreKept() async throws {
    let fixture = try Fixture()
    try await Self.filled(fixture)
    try await fixture.withdraw(Self.secret, .sealed)
    #expect(try Self.left(in: fixture.directory.path) == Self.all)
    try await fixture.withdraw(Self.secret, .erased)
    #expect(try Self.left(in: fixture.directory.path) == [])
  }

  @Test func goOnceNobodyReadsTheStateBefore() async throws {
    let fixture = try Fixture()
    try await Self.filled(fixture)
    let raw = try RawDatabase(fixture.directory.database)
    try raw.execute("BEGIN")
    _ = try raw.rows("SELECT count(*) FROM entry")
    let report = try await fixture.withdraw(Self.secret, .erased)
    #expect(report.pending?.reason == .unavailable)
    #expect(fixture.store.hasErasuresToFinish)
    // Gone for everybody who asks, whatever the file still has.
    #expect(
      try await fixture.claims().allSatisfy { claim in
        claim.claim.evidence.sentenceText.isEmpty == (claim.withdrawn != nil)
      })
    #expect(try Self.left(in: fixture.directory.path) == Self.all)
    #expect(try await !fixture.store.finishErasures())
    try await fixture.append(Samples.more)
    try raw.execute("COMMIT")
    #expect(try await fixture.store.finishErasures())
    #expect(!fixture.store.hasErasuresToFinish)
    #expect(try Self.left(in: fixture.directory.path) == [])
  }

  @Test func goAfterTheProcessEndedInBetween() async throws {
    let fixture = try Fixture()
    try await Self.filled(fixture)
    let raw = try RawDatabase(fixture.directory.database)
    try raw.execute("BEGIN")
    _ = try raw.rows("SELECT count(*) FROM entry")
    try await fixture.withdraw(Self.secret, .erased)
    await fixture.store.close()
    try raw.execute("COMMIT")
    #expect(try Self.left(in: fixture.directory.path) == Self.all)
    let next = try LedgerStore.open(directory: fixture.directory.path)
    #expect(next.hasErasuresToFinish)
    #expect(try await next.finishErasures())
    #expect(try Self.left(in: fixture.directory.path) == [])
    #expect(try await next.verify().problems.isEmpty)
    await next.close()
  }

  @Test(.enabled(if: SmallDisk.isAvailable, "needs the right to mount a small disk"))
  func goOnceTheDiskHasRoomForTheFileAnew() async throws {
    let disk = try SmallDisk()
    let directory = disk.path + "/ledger"
    let fixture = Fixture(
      directory: TemporaryDirectory(), store: try LedgerStore.open(directory: directory))
    try await Self.filled(fixture, reports: 1)
    await fixture.store.close()
    // Room for an entry and its pages, and not for all of the file once more.
    let filling = try #require(FileHandle(forWritingAtPath: disk.fill()))
    var size: UInt64 = 0
    while (try? filling.write(contentsOf: Data(repeating: 1, count: 4096))) != nil { size += 4096 }
    try filling.truncate(atOffset: size - 200_000)
    let store = try LedgerStore.open(directory: directory)
    let report = try await store.withdraw(
      Self.secret.document.id.description, .erased, reason: "why", author: "desk",
      at: .second(99))
    #expect(report.pending?.reason == .diskFull, "\(String(describing: report.pending))")
    #expect(store.hasErasuresToFinish)
    let again = await ledgerError { try await store.finishErasures() }
    #expect(again?.reason == .diskFull)
    try filling.truncate(atOffset: 0)
    #expect(try await store.finishErasures())
    #expect(try Self.left(in: directory) == [])
    #expect(try await store.verify().problems.isEmpty)
    await store.close()
  }

  @Test func stayWhereTheyAreIfNobodyCouldTellThatTheyMustGo() async throws {
    // The announcement cannot be written, so nothing is recorded either.
    let fixture = try Fixture()
    try await Self.filled(fixture)
    let before = try await fixture.recordings()
    try FileManager.default.createDirectory(
      atPath: fixture.directory.database + ".erasing.partial", withIntermediateDirectories: true)
    let error = await ledgerError { try await fixture.withdraw(Self.secret, .erased) }
    #expect(error != nil)
    #expect(try await fixture.recordings() == before)
    #expect(try await fixture.claims().allSatisfy { $0.withdrawn == nil })
  }

  private enum Samples { static let more = report("Later.") }
}
