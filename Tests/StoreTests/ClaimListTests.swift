import Ledger
import LedgerStore
import Testing

@Suite("Lists of claims")
struct ClaimListTests {
  @Test func theNewestEntryComesFirstAndWithinItTheOrderOfTheText() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One.", [Figure(count: 1), Figure(count: 2)]))
    try await fixture.append(report("Two.", [Figure(count: 3), Figure(count: 4)]))
    #expect(try await fixture.claims().map(\.claim.quantity.best) == [3, 4, 1, 2])
    #expect(try await fixture.claims(pageSize: 1).map(\.claim.quantity.best) == [3, 4, 1, 2])
  }

  @Test func pagesGoOnAsIfNothingHadBeenAppended() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One.", (1...10).map { Figure(count: $0) }))
    let pinned = try await fixture.store.head().revision
    var page = try await fixture.store.listClaims(
      ClaimFilter(), at: pinned, pageSize: 3, cursor: "")
    var seen = page.items
    var appended = 0
    while !page.nextCursor.isEmpty {
      appended += 1
      // New claims, and an end to some that the list has yet to come to.
      try await fixture.append(report("More \(appended)."))
      try await fixture.append(report("One.", (1...(10 - appended)).map { Figure(count: $0) }))
      page = try await fixture.store.listClaims(
        ClaimFilter(), at: try await fixture.store.head().revision, pageSize: 3,
        cursor: page.nextCursor)
      #expect(page.revision == pinned)
      seen += page.items
    }
    #expect(seen.map(\.claim.quantity.best) == (1...10).map(Double.init))
    #expect(seen.allSatisfy { $0.ended == nil })
  }

  @Test func aListThatEndsWithAFullPageHasNoEmptyPageAfterIt() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One.", (1...4).map { Figure(count: $0) }))
    let first = try await fixture.store.listClaims(
      ClaimFilter(), at: Revision(3), pageSize: 2, cursor: "")
    let second = try await fixture.store.listClaims(
      ClaimFilter(), at: Revision(3), pageSize: 2, cursor: first.nextCursor)
    #expect(second.items.count == 2)
    #expect(second.nextCursor.isEmpty)
  }

  @Test func aPageEndsBeforeItIsTooLargeForAMessage() async throws {
    let fixture = try Fixture()
    let long = String(repeating: "A long sentence about the harbour. ", count: 20_000)
    try await fixture.append(
      report("One.", (1...6).map { Figure(count: $0, sentence: "\($0) \(long)") }))
    let page = try await fixture.store.listClaims(
      ClaimFilter(), at: Revision(3), pageSize: 100, cursor: "")
    #expect(page.items.count == 2)
    #expect(try await fixture.claims().count == 6)
  }

  @Test func whereDocumentsWereSeenComesWithThePageOnceForEach() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One.", [Figure(count: 1), Figure(count: 2)]))
    for number in 1...20 {
      try await fixture.append(
        report("One.", [Figure(count: 1), Figure(count: 2)], outlet: "Paper \(number)"))
    }
    try await fixture.append(report("Two.", [Figure(count: 3)], outlet: "Late Courier"))
    func page(_ cursor: String = "", size: Int = 10, at revision: Revision? = nil) async throws
      -> (count: Int, next: String, outlets: [String])
    {
      let (page, sightings) = try await fixture.store.listSeenClaims(
        ClaimFilter(), at: revision.map { .revision($0) } ?? .head, pageSize: size,
        cursor: cursor, sightings: true)
      #expect(sightings.allSatisfy { $0.title == "A quiet week" })
      return (page.items.count, page.nextCursor, sightings.compactMap { $0.outlet?.name })
    }
    let whole = try await page()
    #expect(whole.count == 3)
    // The first ones of many, oldest first.
    #expect(
      whole.outlets
        == ["Late Courier", "Harbour Courier"]
        + (1..<Sighting.mostOnPage).map { "Paper \($0)" })
    let first = try await page(size: 1)
    #expect(first.outlets == ["Late Courier"])
    #expect(try await page(first.next).outlets.count == Sighting.mostOnPage)
    // None that the ledger did not know then.
    #expect(try await page(at: Revision(3)).outlets == ["Harbour Courier"])
    let plain = try await fixture.store.listSeenClaims(
      ClaimFilter(), at: .head, pageSize: 10, cursor: "", sightings: false)
    #expect(plain.sightings.isEmpty)
  }

  @Test func aSentenceLargerThanAPageIsAPageOfItsOwn() async throws {
    let fixture = try Fixture()
    let long = String(repeating: "long ", count: 500_000)
    try await fixture.append(report("One.", [Figure(count: 1), Figure(count: 2, sentence: long)]))
    let page = try await fixture.store.listClaims(
      ClaimFilter(), at: Revision(3), pageSize: 100, cursor: "")
    #expect(page.items.count == 1)
    #expect(try await fixture.claims().map(\.claim.quantity.best) == [1, 2])
  }

  @Test(arguments: [
    "x", "c1-3-5", "c1-3-5-0000000000000000", "r1-3-5-0000000000000000", "c1--3-5-0", "---", "🙂",
  ])
  func aCursorThatNoPageGaveIsMalformed(_ cursor: String) async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    let error = await ledgerError {
      _ = try await fixture.store.listClaims(
        ClaimFilter(), at: Revision(3), pageSize: 1, cursor: cursor)
    }
    #expect(error?.reason == .malformed)
  }

  @Test func aCursorAnswersItsOwnQuestionOnly() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One.", [Figure(count: 1), Figure(count: 2)]))
    let cursor = try await fixture.store.listClaims(
      ClaimFilter(), at: Revision(3), pageSize: 1, cursor: ""
    ).nextCursor
    let error = await ledgerError {
      _ = try await fixture.store.listClaims(
        ClaimFilter(party: "northland"), at: Revision(3), pageSize: 1, cursor: cursor)
    }
    #expect(error?.reason == .malformed)
    let other = await ledgerError {
      _ = try await fixture.store.listReports(
        document: "", at: Revision(3), pageSize: 1, cursor: cursor)
    }
    #expect(other?.reason == .malformed)
  }
}

@Suite("Filters of claims")
struct ClaimFilterTests {
  /// Five claims in two documents; each filter says by their counts which ones it lets through.
  private func fixture() async throws -> Fixture {
    let fixture = try Fixture()
    try await fixture.append(
      report(
        "One.",
        [
          Figure(count: 1, place: "Port Élan", from: "2026-01-01", asOf: "2026-01-31"),
          Figure(count: 2, measure: "wounded", asOf: "2026-02"),
          Figure(count: 3, party: "southland", population: "civilian"),
        ]))
    try await fixture.append(
      report(
        "Two.",
        [
          Figure(
            count: 4, conflict: "east-west", claimant: Source(name: "Ministry of Health"),
            asOf: "2026-02-10"),
          Figure(
            count: 5, claimant: nil, outlet: Source(id: "hill-radio", name: "Hill Radio"),
            asOf: "2025"),
        ], outlet: "Coast Gazette"))
    return fixture
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let filter: ClaimFilter
    let counts: Set<Double>
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "none", filter: ClaimFilter(), counts: [1, 2, 3, 4, 5]),
    Case(name: "conflict", filter: ClaimFilter(conflict: "east-west"), counts: [4]),
    Case(name: "party", filter: ClaimFilter(party: "southland"), counts: [3]),
    Case(name: "measure", filter: ClaimFilter(measure: "wounded"), counts: [2]),
    Case(name: "population", filter: ClaimFilter(population: "civilian"), counts: [3]),
    Case(name: "place", filter: ClaimFilter(place: "PORT ÉLAN"), counts: [1]),
    Case(name: "part of a place", filter: ClaimFilter(place: "port"), counts: []),
    Case(
      name: "claimant id", filter: ClaimFilter(claimant: "army-of-northland"), counts: [1, 2, 3]),
    Case(name: "part of an id", filter: ClaimFilter(claimant: "army-of-north"), counts: []),
    Case(name: "part of a claimant", filter: ClaimFilter(claimant: "MINISTRY"), counts: [4]),
    Case(name: "outlet of the text", filter: ClaimFilter(outlet: "hill-radio"), counts: [5]),
    Case(name: "outlet of a sighting", filter: ClaimFilter(outlet: "gazette"), counts: [4, 5]),
    Case(name: "pattern characters", filter: ClaimFilter(outlet: "%"), counts: []),
    Case(name: "quotation mark", filter: ClaimFilter(claimant: "' OR 1=1 --"), counts: []),
    Case(name: "since", filter: ClaimFilter(since: "2026-01-31"), counts: [1, 2, 4]),
    Case(name: "since a month", filter: ClaimFilter(since: "2026-02"), counts: [2, 4]),
    Case(name: "until", filter: ClaimFilter(until: "2026-01-01"), counts: [1, 5]),
    Case(
      name: "since and until", filter: ClaimFilter(since: "2026-01-15", until: "2026-02-05"),
      counts: [1, 2]),
    Case(
      name: "document",
      filter: ClaimFilter(document: report("Two.").document.id), counts: [4, 5]),
    Case(
      name: "unknown document",
      filter: ClaimFilter(document: DocumentID(original: [])), counts: []),
    Case(
      name: "all at once",
      filter: ClaimFilter(
        conflict: "north-south", party: "northland", measure: "killed", population: "military",
        place: "port élan", claimant: "army", outlet: "courier", since: "2026", until: "2026"),
      counts: [1]),
  ]

  @Test(arguments: cases) func everyFieldThatIsSetMustMatch(_ example: Case) async throws {
    let found = try await fixture().claims(example.filter)
    #expect(Set(found.compactMap(\.claim.quantity.best)) == example.counts)
  }

  @Test func anOutletThatSawTheReportLaterDoesNotMatchEarlier() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    try await fixture.append(report("One.", outlet: "Coast Gazette"))
    let filter = ClaimFilter(outlet: "gazette")
    #expect(try await fixture.claims(filter, at: Revision(3)).isEmpty)
    #expect(try await fixture.claims(filter, at: Revision(4)).count == 1)
  }
}
