import Ledger
import LedgerStore
import Testing

/// Other bytes at the same address are another version of a page.
@Suite("Versions of a page")
struct VersionTests {
  private func seen(_ text: String, at url: String, file: String = "a.txt") -> Recording {
    var recording = report(text)
    recording.sighting.url = url
    recording.sighting.fileName = file
    return recording
  }

  private func record(_ recording: Recording, in fixture: Fixture, at revision: Revision? = nil)
    async throws -> ReportRecord
  {
    let head = try await fixture.store.head().revision
    let page = try await fixture.store.listReports(
      document: recording.document.id.description, at: revision ?? head, pageSize: 1, cursor: "")
    return try #require(page.items.first)
  }

  @Test func areLinkedBothWaysInOrderOfSighting() async throws {
    let fixture = try Fixture()
    let first = seen("One.", at: "https://courier.example/a")
    let second = seen("Two.", at: "HTTPS://courier.example:443/a#latest")
    let third = seen("Three.", at: "https://courier.example/a")
    let other = seen("Four.", at: "https://courier.example/b")
    for recording in [first, other, second, third] { try await fixture.append(recording) }
    let (one, two, three) = (first.document.id, second.document.id, third.document.id)
    #expect(try await record(first, in: fixture).previousVersion == nil)
    #expect(try await record(first, in: fixture).nextVersion == two)
    #expect(try await record(second, in: fixture).previousVersion == one)
    #expect(try await record(second, in: fixture).nextVersion == three)
    #expect(try await record(third, in: fixture).previousVersion == two)
    #expect(try await record(third, in: fixture).nextVersion == nil)
    let alone = try await record(other, in: fixture)
    #expect(alone.previousVersion == nil && alone.nextVersion == nil)
    #expect(try await fixture.store.verify().holds)
  }

  @Test func whoeverSearchesOrDecidesLearnsOfTheLaterOneToo() async throws {
    let fixture = try Fixture()
    let first = seen("One.", at: "https://courier.example/a")
    let second = seen("Two.", at: "https://courier.example/a")
    try await fixture.append(first)
    try await fixture.append(second)
    let head = try await fixture.store.head().revision
    let page = try await fixture.store.search(
      ClaimFilter(words: "dead"), in: nil, at: head, pageSize: 9, cursor: "")
    let found = page.items.compactMap(\.claim)
    #expect(found.count == 2 && page.items.count == 4)
    let newer = Dictionary(uniqueKeysWithValues: found.map { ($0.claim.document, $0.newerVersion) })
    #expect(newer == [first.document.id: second.document.id, second.document.id: nil])
    let claim = try #require(found.first { $0.claim.document == first.document.id })
    let decided = try await fixture.decide(claim, .accepted)
    #expect(decided.claims.map(\.newerVersion) == [second.document.id])
  }

  @Test func aListKnowsOneThatCameAfterTheListBefore() async throws {
    let fixture = try Fixture()
    let first = seen("One.", at: "https://courier.example/a")
    let second = seen("Two.", at: "https://courier.example/a")
    try await fixture.append(first)
    let before = try await fixture.store.head().revision
    for _ in 0..<8 { #expect(try await fixture.claims().map(\.newerVersion) == [nil]) }
    try await fixture.append(second)
    for _ in 0..<8 {
      #expect(try await fixture.claims().map(\.newerVersion) == [nil, second.document.id])
      #expect(try await fixture.claims(at: before).map(\.newerVersion) == [nil])
    }
  }

  @Test func aListKnowsWhatARebuildPutRight() async throws {
    let fixture = try Fixture()
    try await fixture.append(seen("One.", at: "https://courier.example/a"))
    try await fixture.append(seen("Two.", at: "https://courier.example/a"))
    let right = try await fixture.claims()
    let raw = try RawDatabase(fixture.directory.database)
    try raw.execute(
      "UPDATE run SET extractor_version = 'other'; DELETE FROM address WHERE entry = 2")
    // By every reader, one after the other.
    for _ in 0..<8 { _ = try await fixture.claims() }
    try await fixture.store.rebuild()
    for _ in 0..<8 { #expect(try await fixture.claims() == right) }
  }

  @Test func areKnownFromTheRevisionOnAtWhichTheyWereSeen() async throws {
    let fixture = try Fixture()
    let first = seen("One.", at: "https://courier.example/a")
    let second = seen("Two.", at: "https://courier.example/a")
    try await fixture.append(first)
    try await fixture.append(second)
    #expect(try await record(first, in: fixture, at: Revision(4)).nextVersion == nil)
    #expect(try await record(first, in: fixture, at: Revision(5)).nextVersion == second.document.id)
    #expect(try await record(second, in: fixture, at: Revision(4)).previousVersion == nil)
    let id = ClaimID(of: first.run.claims[0]).description
    let claims = try await [4, 6].asyncMap {
      try await fixture.store.claims(ids: [id], at: Revision($0))[0]
    }
    #expect(claims.map(\.newerVersion) == [nil, second.document.id])
    #expect(claims.map(\.ended) == [nil, nil], "both state what they state")
    let listed = try await fixture.claims()
    #expect(
      Dictionary(uniqueKeysWithValues: listed.map { ($0.claim.document, $0.newerVersion) }) == [
        first.document.id: second.document.id, second.document.id: nil,
      ])
  }

  @Test func aPageThatGoesBackIsItsNewestVersionAgain() async throws {
    let fixture = try Fixture()
    let first = seen("One.", at: "https://courier.example/a")
    let second = seen("Two.", at: "https://courier.example/a")
    try await fixture.append(first)
    try await fixture.append(second)
    try await fixture.append(seen("One.", at: "https://courier.example/a", file: "again.txt"))
    #expect(try await record(first, in: fixture).nextVersion == nil)
    #expect(try await record(second, in: fixture).nextVersion == first.document.id)
    #expect(try await record(second, in: fixture).previousVersion == first.document.id)
  }

  @Test func ofADocumentAtSeveralAddressesAreTheNearestOnes() async throws {
    let fixture = try Fixture()
    let old = seen("Old.", at: "https://gazette.example/x")
    let first = seen("One.", at: "https://courier.example/a")
    let next = seen("Next.", at: "https://gazette.example/x")
    let later = seen("Later.", at: "https://courier.example/a")
    for recording in [
      old, first, seen("One.", at: "https://gazette.example/x"), next, later,
    ] { try await fixture.append(recording) }
    let found = try await record(first, in: fixture)
    #expect(found.previousVersion == old.document.id)
    #expect(found.nextVersion == next.document.id)
  }

  @Test(arguments: [
    "", "not an address", "https://", "file:///tmp/a", String(repeating: "x", count: 100_000),
  ])
  func areNotConcludedFromWhatIsNoAddress(_ url: String) async throws {
    let fixture = try Fixture()
    let (first, second) = (seen("One.", at: url), seen("Two.", at: url))
    try await fixture.append(first)
    try await fixture.append(second)
    #expect(try await record(first, in: fixture).nextVersion == nil)
    #expect(try await record(second, in: fixture).previousVersion == nil)
  }

  @Test func ofLongAndOddAddressesAreLinkedAsWell() async throws {
    let fixture = try Fixture()
    for tail in [
      String(repeating: "é", count: 50_000), "'); DROP TABLE address; --", "\u{1B}[2J\u{202E}",
    ] {
      let first = seen("One \(tail.count).", at: "https://courier.example/\(tail)")
      let second = seen("Two \(tail.count).", at: "https://courier.example/\(tail)")
      try await fixture.append(first)
      try await fixture.append(second)
      #expect(try await record(first, in: fixture).nextVersion == second.document.id)
    }
    #expect(try await fixture.store.verify().holds)
  }

  @Test func aRebuildLinksThemAsTheyWere() async throws {
    let fixture = try Fixture()
    let first = seen("One.", at: "https://courier.example/a")
    let second = seen("Two.", at: "https://courier.example/a")
    try await fixture.append(first)
    try await fixture.append(second)
    try RawDatabase(fixture.directory.database).execute("DELETE FROM address")
    #expect(try await fixture.store.verify().problems.count == 2)
    _ = try await fixture.store.rebuild()
    #expect(try await record(first, in: fixture).nextVersion == second.document.id)
    #expect(try await fixture.store.verify().holds)
  }
}
