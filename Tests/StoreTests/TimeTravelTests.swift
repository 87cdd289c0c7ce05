import Ledger
import Messages
import Testing

@testable import LedgerStore

@Suite("The ledger at an earlier state")
struct TimeTravelTests {
  @Test func aClaimHoldsFromTheEntryThatBroughtItUntilTheOneThatEndsIt() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One.", [Figure(count: 5)]))
    try await fixture.append(report("One.", [Figure(count: 6)]))
    let counts = try await (0...5).asyncMap { revision in
      try await fixture.claims(at: Revision(Int64(revision))).map(\.claim.quantity.best)
    }
    // At 4 the new run is there and its supersession is not: an entry takes effect on its own.
    #expect(counts == [[], [], [], [5], [6, 5], [6]])
  }

  @Test func anEndThatLiesAheadWasNotKnownThen() async throws {
    let fixture = try Fixture()
    let old = report("One.", [Figure(count: 5)])
    try await fixture.append(old)
    try await fixture.append(report("One.", [Figure(count: 6)]))
    let id = ClaimID(of: old.run.claims[0]).description
    #expect(try await fixture.store.claims(ids: [id], at: Revision(4))[0].ended == nil)
    #expect(try await fixture.store.claims(ids: [id], at: Revision(5))[0].ended == Revision(5))
  }

  @Test func aMomentIsTheLastEntryRecordedAtOrBeforeIt() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."), at: 10)
    try await fixture.append(report("Two."), at: 20)
    let heads = try await [9, 10, 15, 20, 1000].asyncMap { second in
      try await fixture.store.head(at: .moment(.second(Int64(second)))).revision.number
    }
    #expect(heads == [0, 3, 3, 6, 6])
  }

  /// Everything that storage answers about a state, as it goes over the wire.
  private func answers(_ fixture: Fixture, _ ids: [String]) async throws -> [[[UInt8]]] {
    let head = try await fixture.store.head().revision.number
    return try await Array(0...head).asyncMap { number in
      let revision = Revision(number)
      var packed: [[UInt8]] = []
      for record in try await fixture.claims(at: revision, pageSize: 2) {
        packed.append(try record.packed())
      }
      for id in ids {
        let known = try? await fixture.store.claims(ids: [id], at: revision)
        for record in known ?? [] { packed.append(try record.packed()) }
      }
      let reports = try await fixture.store.listReports(
        document: "", at: revision, pageSize: 0, cursor: "")
      for report in reports.items { packed.append(try report.packed()) }
      if let vocabulary = try await fixture.store.vocabulary(at: revision) {
        packed.append(try vocabulary.packed())
      }
      return packed
    }
  }

  @Test func whatFollowsChangesNoEarlierAnswer() async throws {
    let fixture = try Fixture()
    let first = report("One.", [Figure(count: 5), Figure(count: 7)])
    let id = ClaimID(of: first.run.claims[0]).description
    let steps: [@Sendable () async throws -> Void] = [
      { try await fixture.append(first) },
      { try await fixture.append(Vocabulary(lexiconFingerprint: "a")) },
      { try await fixture.review(id, .accepted) },
      { try await fixture.append(report("Two.", warnings: ["one"]), at: 10) },
      { try await fixture.append(report("One.", [Figure(count: 7)], outlet: "Gazette"), at: 20) },
      { try await fixture.review(id, .rejected) },
      { try await fixture.append(report("One.", [Figure(count: 7)], extractor: "2.0"), at: 25) },
      { try await fixture.append(Vocabulary(lexiconFingerprint: "b"), at: 30) },
      { try await fixture.append(first, at: 40) },
      { try await fixture.review(id, .corrected) },
    ]
    var known = try await answers(fixture, [id])
    for step in steps {
      try await step()
      let now = try await answers(fixture, [id])
      #expect(now.count > known.count)
      #expect(Array(now.prefix(known.count)) == known)
      known = now
    }
    try await fixture.store.rebuild()
    #expect(try await answers(fixture, [id]) == known)
    #expect(Set(known).count > 8)
  }

  @Test func theEmptyLedgerHasAZeroHashAndNoTime() async throws {
    let fixture = try Fixture()
    #expect(try await fixture.store.head() == Head(revision: .empty, hash: .zero, recordedAt: nil))
    #expect(try await fixture.store.entryHash(at: .empty) == .zero)
  }

  @Test func aRevisionAheadOfTheHeadIsUnknown() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    let store = fixture.store
    let ahead = Revision(4)
    let reasons = await [
      ledgerError { _ = try await store.head(at: .revision(ahead)) },
      ledgerError { _ = try await store.entryHash(at: ahead) },
      ledgerError { _ = try await store.claims(ids: ["abcdef"], at: ahead) },
      ledgerError { _ = try await store.sightings(of: [], at: ahead) },
      ledgerError { _ = try await store.vocabulary(at: ahead) },
      ledgerError { _ = try await store.entries(after: ahead, limit: 1) },
      ledgerError {
        _ = try await store.listClaims(ClaimFilter(), at: ahead, pageSize: 1, cursor: "")
      },
      ledgerError {
        _ = try await store.listReports(document: "", at: ahead, pageSize: 1, cursor: "")
      },
    ].map { $0?.reason }
    #expect(reasons == Array(repeating: .revisionUnknown, count: 8))
    let negative = await ledgerError { _ = try await store.head(at: .revision(Revision(-1))) }
    #expect(negative?.reason == .malformed)
  }

  @Test func theHashAtARevisionIsTheChainUpToIt() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    let raw = try RawDatabase(fixture.directory.database)
    var hash = Digest.zero
    for (index, bytes) in try raw.blobs("SELECT bytes FROM entry ORDER BY sequence").enumerated() {
      hash = Digest(of: hash.bytes + bytes)
      #expect(try await fixture.store.entryHash(at: Revision(Int64(index + 1))) == hash)
    }
    #expect(try await fixture.store.head().hash == hash)
  }
}
