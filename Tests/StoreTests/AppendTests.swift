import Ledger
import LedgerStore
import Testing

@Suite("Appending a recording")
struct AppendTests {
  @Test func aNewReportBecomesADocumentASightingAndARun() async throws {
    let fixture = try Fixture()
    let outcome = try await fixture.append(report("One.", [Figure(count: 5), Figure(count: 7)]))
    #expect(outcome == RecordingOutcome(revision: Revision(3), claims: 2, alreadyRecorded: false))
    let entries = try await fixture.store.entries(after: .empty, limit: 10)
    #expect(entries.map(\.body.name) == ["document", "sighting", "run"])
    #expect(entries.map(\.sequence.number) == [1, 2, 3])
  }

  @Test func theSameReportAgainChangesNothing() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    let head = try await fixture.store.head()
    let again = try await fixture.append(report("One.", receivedAt: 99), at: 99)
    #expect(again == RecordingOutcome(revision: Revision(3), claims: 1, alreadyRecorded: true))
    #expect(try await fixture.store.head() == head)
  }

  @Test func theSameBytesFromAnotherOutletAreASecondSighting() async throws {
    let fixture = try Fixture()
    let first = report("One.")
    try await fixture.append(first)
    let outcome = try await fixture.append(report("One.", outlet: "Coast Gazette", title: "Other"))
    #expect(outcome == RecordingOutcome(revision: Revision(4), claims: 1, alreadyRecorded: false))
    let sightings = try await fixture.store.sightings(of: [first.document.id], at: Revision(4))
    #expect(sightings.map(\.outlet?.name) == ["Harbour Courier", "Coast Gazette"])
    #expect(sightings.map(\.title) == ["A quiet week", "Other"])
    #expect(
      try await fixture.store.sightings(of: [first.document.id], at: Revision(3)).count == 1)
  }

  @Test func aRunSupersedesWhatItNoLongerYields() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One.", [Figure(count: 5), Figure(count: 7)]))
    let outcome = try await fixture.append(
      report("One.", [Figure(count: 5), Figure(count: 8)], extractor: "2.0"))
    #expect(outcome == RecordingOutcome(revision: Revision(5), claims: 2, alreadyRecorded: false))
    let entries = try await fixture.store.entries(after: Revision(3), limit: 10)
    guard case .run(let run) = entries[0].body, case .supersession(let gone) = entries[1].body
    else {
      Issue.record("not a run and a supersession")
      return
    }
    #expect(run.claims.map(\.quantity.best) == [8])
    #expect(run.keptClaims == 1)
    #expect(gone.claims.count == 1)
    #expect(
      Set(try await fixture.claims().map(\.claim.quantity.best)) == [5, 8])
  }

  @Test func aRunThatOnlyDropsClaimsIsRecordedAsTheReason() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One.", [Figure(count: 5), Figure(count: 7)]))
    let outcome = try await fixture.append(report("One.", [Figure(count: 5)]))
    #expect(outcome.claims == 1)
    let entries = try await fixture.store.entries(after: Revision(3), limit: 10)
    #expect(entries.map(\.body.name) == ["run", "supersession"])
  }

  @Test func aClaimThatComesBackHoldsAgain() async throws {
    let fixture = try Fixture()
    let (both, one) = (
      report("One.", [Figure(count: 5), Figure(count: 7)]), report("One.", [Figure(count: 5)])
    )
    try await fixture.append(both)
    try await fixture.append(one)
    try await fixture.append(both)
    #expect(try await fixture.claims().count == 2)
    #expect(try await fixture.claims(at: Revision(5)).count == 1)
    let id = ClaimID(of: both.run.claims[1]).description
    let spans = try await [3, 5, 6].asyncMap { revision in
      try await fixture.store.claims(ids: [id], at: Revision(revision))[0]
    }
    #expect(spans.map(\.began.number) == [3, 3, 6])
    #expect(spans.map(\.ended?.number) == [nil, 5, nil])
  }

  @Test func twoClaimsOfOneRunNeverSupersedeEachOther() async throws {
    let fixture = try Fixture()
    var recording = report("One.", [Figure(measure: "killed"), Figure(measure: "wounded")])
    // The same number, read as two claims.
    recording.run.claims[1].evidence.number = recording.run.claims[0].evidence.number
    try await fixture.append(recording)
    #expect(try await fixture.claims().count == 2)
    #expect(try await fixture.append(recording).alreadyRecorded)
  }

  @Test func aClaimThatARunYieldsTwiceCountsOnce() async throws {
    let fixture = try Fixture()
    var recording = report("One.")
    recording.run.claims.append(recording.run.claims[0])
    #expect(try await fixture.append(recording).claims == 1)
    #expect(try await fixture.claims().count == 1)
  }

  @Test func aRunWithoutClaimsIsKeptForItsWarnings() async throws {
    let fixture = try Fixture()
    let outcome = try await fixture.append(
      report("Nothing.", [], warnings: ["extraction: skipped (unsupported language)"]))
    #expect(outcome == RecordingOutcome(revision: Revision(3), claims: 0, alreadyRecorded: false))
    let page = try await fixture.store.listReports(
      document: "", at: Revision(3), pageSize: 10, cursor: "")
    #expect(page.items.map(\.warnings) == [["extraction: skipped (unsupported language)"]])
  }

  @Test func aReportWithoutBytesIsAReportToo() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("", []))
    #expect(try await fixture.store.verify().holds)
  }

  @Test func anOriginalThatIsNotTheDocumentIsRefused() async throws {
    let fixture = try Fixture()
    var recording = report("One.")
    recording.original.append(0)
    let error = await ledgerError { try await fixture.append(recording) }
    #expect(error?.reason == .malformed)
    #expect(try await fixture.store.head().revision == .empty)
  }

  @Test func aClaimOfAnotherDocumentIsRefused() async throws {
    let fixture = try Fixture()
    var recording = report("One.")
    recording.run.claims += report("Two.").run.claims
    #expect(await ledgerError { try await fixture.append(recording) }?.reason == .malformed)
  }

  @Test func aNULInTheWordsIsRefusedBeforeAnythingIsRecorded() async throws {
    let fixture = try Fixture()
    let error = await ledgerError {
      try await fixture.append(report("One.", [Figure(sentence: "a\0b")]))
    }
    #expect(error?.reason == .malformed)
    #expect(await ledgerError { try await fixture.append(report("One.", title: "a\0b")) } != nil)
    #expect(try await fixture.store.head().revision == .empty)
  }

  @Test(arguments: [
    Figure(party: "Not An Id"), Figure(place: ""), Figure(claimant: Source(id: "", name: "Army")),
  ])
  func whatWouldNotReadBackIsNeverRecorded(_ figure: Figure) async throws {
    let fixture = try Fixture()
    let error = await ledgerError { try await fixture.append(report("One.", [figure])) }
    #expect(error?.reason == .malformed)
    #expect(try await fixture.store.head().revision == .empty)
  }

  @Test func aTimeThatTheSchemaCannotHoldIsRefused() async throws {
    let fixture = try Fixture()
    for moment in [Moment(microseconds: .max), Moment(microseconds: .max / 2)] {
      let error = await ledgerError {
        _ = try await fixture.store.append(report("One."), author: "local", at: moment)
      }
      #expect(error?.reason == .malformed)
    }
    #expect(try await fixture.append(report("One.")).revision == Revision(3))
  }

  @Test func recordedTimeNeverGoesBack() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."), at: 100)
    try await fixture.append(report("Two."), at: 50)
    let entries = try await fixture.store.entries(after: .empty, limit: 10)
    #expect(Set(entries.map(\.recordedAt)) == [.second(100)])
  }

  @Test func theAuthorAndTheVersionsComeWithTheClaim() async throws {
    let fixture = try Fixture()
    _ = try await fixture.store.append(report("One."), author: "desk", at: .second(7))
    let claim = try #require(try await fixture.claims().first)
    #expect(claim.author == "desk")
    #expect(claim.extractorVersion == "1.0")
    #expect(claim.lexiconFingerprint == "words-1")
    #expect(claim.recordedAt == .second(7))
    #expect(claim.review == .unreviewed)
  }
}

extension Sequence {
  func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
    var results: [T] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
