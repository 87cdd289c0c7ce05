import Ledger
import LedgerStore
import Messages
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
    let packed = try await fixture.store.packedClaims(ids: asked, at: Revision(3))
    #expect(try packed.map { try $0.message() } == found)
  }

  /// Whatever was decided on them, corrected, withdrawn or ended.
  @Test func packedOnesAreThoseOfTheListAtEachRevision() async throws {
    let fixture = try Fixture()
    for index in 1...3 {
      try await fixture.append(
        report("Report \(index).", [Figure(count: 5, place: "Port"), Figure(count: index)]))
    }
    let claims = try await fixture.claims()
    try await fixture.decide(claims[0], .corrected, ["group.place": "Cape"])
    try await fixture.decide(claims[1], .accepted)
    try await fixture.decide(claims[2], .rejected, by: "Bob", of: 2)
    try await fixture.write(
      .withdrawal(
        Withdrawal(document: claims[5].claim.document, mode: .sealed, reason: "asked for")))
    for revision in 3...(try await fixture.recordings()) {
      let listed = try await fixture.claims(at: Revision(revision))
      let found = try await fixture.store.packedClaims(
        ids: listed.map(\.id.description), at: Revision(revision))
      #expect(try found.map { try $0.message() } == listed)
    }
  }

  @Test func packedOnesAreAsManyAsFitIntoAnAnswer() async throws {
    let fixture = try Fixture()
    let place = String(repeating: "long name ", count: 40_000)
    try await fixture.append(report("One.", (1...9).map { Figure(count: $0, place: place) }))
    let ids = try await fixture.claims().map(\.id.description)
    var left = ids[...]
    var calls = 0
    while !left.isEmpty {
      let found = try await fixture.store.packedClaims(ids: Array(left), at: Revision(3))
      #expect(try found.map { try $0.message().id.description } == Array(left.prefix(found.count)))
      try #require(!found.isEmpty)
      left = left.dropFirst(found.count)
      calls += 1
    }
    #expect(calls > 1)
    #expect(try await fixture.store.packedClaims(ids: [], at: Revision(3)).isEmpty)
  }

  @Test func aClaimThatHadNotBegunIsNotFound() async throws {
    let fixture = try Fixture()
    let recording = report("One.")
    try await fixture.append(recording)
    let id = ClaimID(of: recording.run.claims[0]).description
    for (id, revision) in [(id, Revision(2)), (String(repeating: "0", count: 64), Revision(3))] {
      for error in [
        await ledgerError { _ = try await fixture.store.claims(ids: [id], at: revision) },
        await ledgerError { _ = try await fixture.store.packedClaims(ids: [id], at: revision) },
      ] {
        #expect(error?.reason == .notFound)
        #expect(error?.subject == id)
      }
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
