import Ledger
import LedgerStore
import Testing

@Suite("Claims by id")
struct ClaimLookupTests {
  @Test func aPrefixOfSixCharactersIsEnough() async throws {
    let fixture = try Fixture()
    let recording = report("One.", [Figure(count: 5), Figure(count: 7)])
    try await fixture.append(recording)
    let ids = recording.run.claims.map { ClaimID(of: $0).description }
    let asked = [String(ids[1].prefix(6)), ids[0], String(ids[1].prefix(7))]
    let found = try await fixture.store.claims(ids: asked, at: Revision(3))
    #expect(found.map(\.id.description) == [ids[1], ids[0], ids[1]])
    #expect(found[1].claim.evidence.sentenceText == "The army reported 5 dead near the harbour.")
    #expect(found[1].claim.evidence.numberText == "5")
    #expect(found[1].claim.evidence.seal != nil)
  }

  @Test func aClaimThatHadNotBegunIsNotFound() async throws {
    let fixture = try Fixture()
    let recording = report("One.")
    try await fixture.append(recording)
    let id = ClaimID(of: recording.run.claims[0]).description
    for (id, revision) in [(id, Revision(2)), (String(repeating: "0", count: 64), Revision(3))] {
      let error = await ledgerError { _ = try await fixture.store.claims(ids: [id], at: revision) }
      #expect(error?.reason == .notFound)
      #expect(error?.subject == id)
    }
  }

  @Test(arguments: ["", "abcde", "zzzzzz", "ABCDEF", "abc-ef", String(repeating: "a", count: 65)])
  func whatIsNoIdIsMalformed(_ id: String) async throws {
    let fixture = try Fixture()
    let error = await ledgerError { _ = try await fixture.store.claims(ids: [id], at: .empty) }
    #expect(error?.reason == .malformed)
  }

  @Test func anAmbiguousPrefixNamesItsCandidates() async throws {
    let fixture = try Fixture()
    // 16^6 is more than a test can fill by chance, so a few ids are bent to one beginning in the projection.
    try await fixture.append(report("One.", (1...7).map { Figure(count: $0) }))
    let raw = try RawDatabase(fixture.directory.database)
    try raw.execute("UPDATE claim SET id = CAST(x'abcdef' || substr(id, 4) AS BLOB)")
    let error = await ledgerError {
      _ = try await fixture.store.claims(ids: ["abcdef"], at: Revision(3))
    }
    #expect(error?.reason == .malformed)
    #expect(error?.message.components(of: "abcdef") == 5)
    #expect(error?.message.hasSuffix("and more") == true)
  }
}

extension String {
  /// How often a text stands in this one.
  func components(of text: String) -> Int { ranges(of: text).count }
}
