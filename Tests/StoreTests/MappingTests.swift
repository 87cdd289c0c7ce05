import Ledger
import LedgerStore
import Testing

/// Tables that were read by a mapping.
@Suite struct MappingTests {
  private func recording(_ mapping: String, given: Bool, _ counts: Int...) -> Recording {
    var recording = report("Table.", counts.map { Figure(count: $0) })
    recording.run.mapping = mapping
    recording.sighting.mapping = given ? mapping : ""
    return recording
  }

  private func mapping(_ fixture: Fixture) async throws -> String? {
    let head = try await fixture.store.head().revision
    let id = report("Table.").document.id
    return try await fixture.store.listReports(
      document: id.description, at: head, pageSize: 1, cursor: ""
    ).items.first?.mapping
  }

  @Test func aMappingIsKeptWithItsRunAndInNoSighting() async throws {
    let fixture = try Fixture()
    try await fixture.append(recording("a: b\n", given: true, 12))
    #expect(try await fixture.append(recording("a: b\n", given: true, 12)).alreadyRecorded)
    let head = try await fixture.store.head().revision
    let reports = try await fixture.store.listReports(
      document: "", at: head, pageSize: 10, cursor: "")
    #expect(reports.items.map(\.mapping) == [""], "a list is not made long by it")
    #expect(reports.items.flatMap(\.sightings).map(\.mapping) == [""])
  }

  @Test func theNewestMappingHoldsAndAnEarlierOneMayComeBack() async throws {
    let fixture = try Fixture()
    let id = report("Table.").document.id
    func held() async throws -> [ClaimID] { try await fixture.claims().map(\.id) }
    try await fixture.append(recording("one", given: true, 12, 13))
    let first = Set(try await held())
    try await fixture.append(recording("two", given: true, 12))
    #expect(Set(try await held()).isStrictSubset(of: first))
    try await fixture.append(recording("one", given: true, 12, 13))
    #expect(Set(try await held()) == first)
    let head = try await fixture.store.head().revision
    let known = try await fixture.store.listReports(
      document: id.description, at: head, pageSize: 1, cursor: "")
    #expect(known.items.first?.mapping == "one")
    #expect(known.items.first?.sightings.count == 1)
  }

  @Test func whoeverBringsNoMappingUndoesNone() async throws {
    let fixture = try Fixture()
    try await fixture.append(recording("one", given: true, 12, 13))
    // Read before the mapping was there, or by an older one.
    for stale in [recording("", given: false, 12), recording("zero", given: false, 12)] {
      let error = await ledgerError { try await fixture.append(stale) }
      #expect(error?.reason == .writeConflict)
    }
    #expect(try await fixture.append(recording("one", given: false, 12, 13)).alreadyRecorded)
    #expect(try await fixture.claims().count == 2)
    #expect(try await mapping(fixture) == "one")
  }

  @Test func anotherMappingThatYieldsTheSameIsRecordedToo() async throws {
    let fixture = try Fixture()
    try await fixture.append(recording("one", given: true, 12))
    let outcome = try await fixture.append(recording("two", given: true, 12))
    #expect(!outcome.alreadyRecorded)
    #expect(try await mapping(fixture) == "two")
  }
}
