import Ledger
import LedgerStore
import Testing

@Suite("Lists of reports")
struct ReportListTests {
  @Test func reportsComeNewestFirstInPages() async throws {
    let fixture = try Fixture()
    for index in 1...5 { try await fixture.append(report("Report \(index).")) }
    var cursor = ""
    var sizes: [Int] = []
    repeat {
      let page = try await fixture.store.listReports(
        document: "", at: Revision(15), pageSize: 2, cursor: cursor)
      sizes += page.items.map(\.document.size)
      #expect(page.revision == Revision(15))
      cursor = page.nextCursor
      try await fixture.append(report("Meanwhile \(sizes.count)."))
    } while !cursor.isEmpty
    #expect(sizes.count == 5)
  }

  @Test func aReportStandsAsItDidAtTheRevision() async throws {
    let fixture = try Fixture()
    let first = report("One.", [Figure(count: 1), Figure(count: 2)], warnings: ["first"])
    try await fixture.append(first, at: 10)
    try await fixture.append(report("One.", outlet: "Coast Gazette"), at: 20)
    let id = first.document.id.description
    func at(_ revision: Int64) async throws -> ReportRecord {
      try await fixture.store.listReports(
        document: id, at: Revision(revision), pageSize: 0, cursor: ""
      ).items[0]
    }
    let (before, between, after) = try await (at(3), at(5), at(6))
    #expect((before.claims, before.sightings.count, before.revision) == (2, 1, Revision(3)))
    #expect(before.warnings == ["first"])
    #expect(before.language == "en")
    #expect((between.claims, between.sightings.count, between.revision) == (3, 2, Revision(5)))
    #expect((after.claims, after.sightings.count, after.revision) == (1, 2, Revision(6)))
    #expect(after.warnings == [])
    #expect(after.recordedAt == .second(10))
    #expect(before.document.seal != nil)
  }

  @Test func aReportIsFoundByTheBeginningOfItsId() async throws {
    let fixture = try Fixture()
    let recording = report("One.")
    try await fixture.append(recording)
    try await fixture.append(report("Two."))
    let page = try await fixture.store.listReports(
      document: String(recording.document.id.description.prefix(6)), at: Revision(6), pageSize: 10,
      cursor: "")
    #expect(page.items.map(\.document.id) == [recording.document.id])
    for (prefix, reason) in [("000000", LedgerError.Reason.notFound), ("12", .malformed)] {
      let error = await ledgerError {
        _ = try await fixture.store.listReports(
          document: prefix, at: Revision(6), pageSize: 10, cursor: "")
      }
      #expect(error?.reason == reason)
    }
  }
}

@Suite("The vocabulary in the ledger")
struct VocabularyTests {
  private func vocabulary(_ fingerprint: String) -> Vocabulary {
    Vocabulary(
      lexiconFingerprint: fingerprint,
      measures: [.init(id: "killed", name: "killed", includes: [], exchangeName: "killed")],
      vagueIntervals: [.init(term: "dozens", low: 24)])
  }

  @Test func itIsRecordedWhenItsFingerprintChanges() async throws {
    let fixture = try Fixture()
    #expect(try await !fixture.append(vocabulary("a")).alreadyRecorded)
    #expect(try await fixture.append(vocabulary("a")).alreadyRecorded)
    #expect(try await !fixture.append(vocabulary("b")).alreadyRecorded)
    // Going back to an earlier lexicon is a change like any other.
    #expect(try await fixture.append(vocabulary("a")).revision == Revision(3))
  }

  @Test func theOneThatHeldAtARevisionIsAnswered() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    try await fixture.append(vocabulary("a"))
    try await fixture.append(vocabulary("b"))
    let found = try await [3, 4, 5].asyncMap { revision in
      try await fixture.store.vocabulary(at: Revision(revision))
    }
    #expect(found == [nil, vocabulary("a"), vocabulary("b")])
  }
}
