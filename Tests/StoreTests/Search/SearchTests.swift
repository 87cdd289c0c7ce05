import Ledger
import Testing

@testable import LedgerStore

extension Fixture {
  func search(
    _ words: String, in scope: SearchScope? = nil, _ filter: ClaimFilter = ClaimFilter(),
    at revision: Revision? = nil, pageSize: Int = 0
  ) async throws -> [TextHit] {
    let revision = if let revision { revision } else { try await store.head().revision }
    var filter = filter
    filter.words = words
    var found: [TextHit] = []
    var cursor = ""
    repeat {
      let page = try await store.search(
        filter, in: scope, at: revision, pageSize: pageSize, cursor: cursor)
      found += page.items
      cursor = page.nextCursor
    } while !cursor.isEmpty
    return found
  }

  /// Which of some texts are found, by their places in the list; each is a report without claims.
  func found(_ words: String, among texts: [String]) async throws -> [Int] {
    for text in texts { try await append(report(text, [], title: "")) }
    let ids = texts.map { report($0, []).document.id }
    return try await search(words, in: .reports).compactMap { ids.firstIndex(of: $0.document) }
      .sorted()
  }
}

extension Excerpt {
  /// What is marked in it, cut out by bytes.
  var marked: [String] {
    let units = Array(words.utf8)
    return matches.map { String(decoding: units[$0.bytes], as: UTF8.self) }
  }

  /// What is marked in it, cut out by code points.
  var markedByCharacters: [String] {
    let scalars = Array(words.unicodeScalars)
    return matches.map { match in
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars[match.characters])
      return text
    }
  }
}

@Suite("Search") struct SearchTests {
  static let texts = [
    "The morgue of the harbour counted forty bodies.",
    "At the harbour a morgue was built; nobody counted.",
    "Forty ships left the HARBOUR.",
    "Über Zürich: Café, naïve, Ёлка.",
    "Bombardments went on. A bomb-shelter held.",
  ]

  @Test(arguments: [
    ("harbour", [0, 1, 2]), ("HARBOUR morgue", [0, 1]), ("morgue harbour forty", [0]),
    ("\"the harbour\"", [0, 1, 2]), ("\"harbour counted\"", [0]),
    ("\u{201C}harbour counted\u{201D}", [0]),
    ("harbour -ships", [0, 1]), ("harbour -\"forty bodies\"", [1, 2]),
    ("ships OR bodies", [0, 2]), ("harbour ships OR built", [1, 2]),
    ("OR harbour", []), ("harbour OR", []), ("uber zurich cafe naive елка", [3]),
    ("bombard*", [4]), ("\"bomb shel\"*", [4]), ("bomb*", [4]), ("bombard", []),
    ("bomb-shelter", [4]),
    ("shelter-bomb", []), ("harbour* NEAR ships", []), ("text : harbour", []), ("har*bour", []),
    ("\"harbour", [0, 1, 2]), ("- harbour", [0, 1, 2]), ("* harbour", [0, 1, 2]),
    ("(harbour)", [0, 1, 2]),
  ])
  func findsWhatHoldsTheWords(_ words: String, _ expected: [Int]) async throws {
    #expect(try await Fixture().found(words, among: Self.texts) == expected, "\(words)")
  }

  @Test(arguments: [
    ("死亡", [0]), ("亡人", [0]), ("死", [0, 1]), ("\"死亡人数\"", [0]), ("死者 東京", [1]), ("なく", [1]),
    ("死*", [0, 1]), ("ตาย", [2]), ("ผู้เสียชีวิต", [2]), ("កម្ពុជា", [3]), ("قتيل", [4]), ("قَتِيل", [4]),
    ("שלום", [5]), ("हिन्दी", [6]), ("हि", []), ("서울", []), ("서울*", [7]), ("می‌شود", [8]),
    ("casualties", [9]), ("亡死", []), ("احمد", [10]), ("أحمد كلي", [10]),
  ])
  func findsWordsOfAllScripts(_ words: String, _ expected: [Int]) async throws {
    let texts = [
      "官方公布死亡人数为十二人。", "死者は東京で数えられ、少なくなかった。", "มีผู้เสียชีวิต 12 คน ตายแล้ว",
      "នៅកម្ពុជាមាន", "سقط ١٢ قتيلًا و قتيل آخر", "שָׁלוֹם", "हिन्दी में", "서울에서", "گفته می\u{200C}شود",
      "the casu\u{AD}alties rose", "إحمد قال کلى",
    ]
    #expect(try await Fixture().found(words, among: texts) == expected, "\(words)")
  }

  @Test func sentencesTextsAndTitlesAreFoundEachOnce() async throws {
    let fixture = try Fixture()
    let first = report("A quarry.", [Figure(count: 5), Figure(count: 7)], title: "The quarry toll")
    try await fixture.append(first)
    try await fixture.append(
      report(
        "A quarry.", [Figure(count: 5), Figure(count: 7)], outlet: "B", title: "The quarry toll"))
    let hits = try await fixture.search("\"5 dead\" OR \"7 dead\"")
    #expect(hits.map(\.kind) == [.sentence, .sentence, .text])
    #expect(hits.compactMap(\.claim?.claim.quantity.best) == [5, 7])
    #expect(Set(hits.map(\.document)) == [first.document.id])
    #expect(hits.map(\.excerpt.marked) == [["5 dead"], ["7 dead"], ["5 dead", "7 dead"]])
    // The text has it, so that the title is no hit of its own; and one of two equal titles is enough.
    #expect(try await fixture.search("quarry").map(\.kind) == [.text])
    let titles = try await fixture.search("toll")
    #expect(titles.map(\.kind) == [.title])
    #expect(titles.first?.sighting?.outlet?.name == "Harbour Courier")
    #expect(
      titles.first?.excerpt
        == Excerpt(
          words: "The quarry toll", matches: [Span(bytes: 11..<15, characters: 11..<15)],
          passageSize: 15))
    #expect(try await fixture.search("dead", in: .claims).map(\.kind) == [.sentence, .sentence])
    #expect(try await fixture.search("dead", in: .reports).map(\.kind) == [.text])
  }

  @Test func filtersComposeWithWords() async throws {
    let fixture = try Fixture()
    try await fixture.append(
      report("One.", [Figure(count: 5), Figure(count: 6, party: "southland")]))
    try await fixture.append(
      report("Two.", [Figure(count: 7, party: "southland")], outlet: "Gazette"))
    func found(_ filter: ClaimFilter, _ scope: SearchScope) async throws -> Int {
      try await fixture.search("harbour", in: scope, filter).count
    }
    #expect(try await found(ClaimFilter(party: "southland"), .claims) == 2)
    #expect(try await found(ClaimFilter(party: "northland"), .claims) == 1)
    #expect(try await found(ClaimFilter(party: "northland"), .reports) == 1)
    #expect(try await found(ClaimFilter(party: "southland"), .reports) == 2)
    #expect(try await found(ClaimFilter(outlet: "gazette"), .reports) == 1)
    #expect(try await found(ClaimFilter(party: "nobody"), .reports) == 0)
    #expect(
      try await found(ClaimFilter(language: "EN", kind: .cumulative, polarity: .asserted), .claims)
        == 3)
    #expect(try await found(ClaimFilter(language: "fr"), .claims) == 0)
    #expect(try await found(ClaimFilter(kind: .rate), .claims) == 0)
    #expect(try await found(ClaimFilter(polarity: .denied), .reports) == 0)
    let claim = try await fixture.claims(ClaimFilter(party: "northland"))[0]
    try await fixture.review(claim.id.description, .rejected)
    #expect(try await found(ClaimFilter(review: .rejected), .claims) == 1)
    #expect(try await found(ClaimFilter(review: .unreviewed), .claims) == 2)
    // The same words as a filter of a list.
    var words = ClaimFilter(party: "southland")
    words.words = "\"7 dead\" OR \"5 dead\""
    #expect(try await fixture.claims(words).map(\.claim.quantity.best) == [7])
    #expect(try await fixture.claims(words, pageSize: 1).count == 1)
  }

  @Test func anEarlierRevisionAnswersAsItDidThen() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One.", [Figure(count: 1), Figure(count: 2)]))
    let then = try await fixture.search("harbour", at: Revision(3))
    try await fixture.append(report("One.", [Figure(count: 1)], extractor: "2"))
    try await fixture.append(report("Two.", [Figure(count: 3)]))
    #expect(try await fixture.search("harbour", at: Revision(3)) == then)
    #expect(then.count == 3)
    #expect(
      try await fixture.search("harbour", in: .claims).compactMap(\.claim?.claim.quantity.best) == [
        3, 1,
      ])
    #expect(try await fixture.search("harbour", at: Revision(1)).map(\.kind) == [.text])
    #expect(try await fixture.search("harbour", at: Revision(0)).isEmpty)
  }

  @Test func pagesGoOnAsIfNothingHadBeenAppended() async throws {
    let fixture = try Fixture()
    for number in 1...4 {
      try await fixture.append(report("Report \(number).", (1...3).map { Figure(count: $0) }))
    }
    let pinned = try await fixture.store.head().revision
    let whole = try await fixture.search("harbour dead", at: pinned)
    #expect(whole.count == 16)
    var filter = ClaimFilter()
    filter.words = "harbour dead"
    for size in [1, 3, 7, 16] {
      var (seen, cursor) = ([TextHit](), "")
      repeat {
        let page = try await fixture.store.search(
          filter, in: nil, at: seen.isEmpty ? pinned : try await fixture.store.head().revision,
          pageSize: size, cursor: cursor)
        #expect(page.revision == pinned)
        #expect(page.items.count <= size)
        seen += page.items
        cursor = page.nextCursor
        try await fixture.append(report("More \(size) \(seen.count)."))
        try await fixture.append(
          report("Report 1.", (1...2).map { Figure(count: $0) }, extractor: "\(seen.count)"))
      } while !cursor.isEmpty
      #expect(seen == whole, "pages of \(size)")
    }
  }

  @Test func aCursorAnswersItsOwnQuestionOnly() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One.", [Figure(count: 1), Figure(count: 2)]))
    var filter = ClaimFilter()
    filter.words = "harbour"
    let cursor = try await fixture.store.search(
      filter, in: nil, at: Revision(3), pageSize: 1, cursor: ""
    ).nextCursor
    #expect(!cursor.isEmpty)
    for (words, scope) in [("dead", SearchScope?.none), ("harbour", .claims)] {
      filter.words = words
      let error = await ledgerError {
        _ = try await fixture.store.search(
          filter, in: scope, at: Revision(3), pageSize: 1, cursor: cursor)
      }
      #expect(error?.reason == .malformed)
    }
  }

  @Test func anExcerptShowsWhereMostOfTheWordsStandTogether() async throws {
    let fixture = try Fixture()
    let filler = String(repeating: "Nothing of note was said about it. ", count: 30)
    let text =
      "Ćevap hospital first. \(filler)\nDer große Über-hospital was empty, and the morgue — full — stood by.\n\(filler)"
    try await fixture.append(report(text, [], title: ""))
    let excerpt = try #require(try await fixture.search("morgue hospital").first).excerpt
    #expect(excerpt.marked == ["hospital", "morgue"])
    #expect(excerpt.markedByCharacters == excerpt.marked)
    #expect(excerpt.isCutBefore && excerpt.isCutAfter)
    #expect(excerpt.words.utf8.count < 400)
    #expect(excerpt.passageSize == text.utf8.count)
    let start = text.utf8.index(text.startIndex, offsetBy: excerpt.byteStart)
    #expect(text[start...].hasPrefix(excerpt.words))
    // Words that were folded or taken apart are marked as they stand.
    try await fixture.append(report("死亡人数 was َقَتَلَ, ÜBER all.", [], title: ""))
    let folded = try #require(try await fixture.search("亡人 قتل uber").first).excerpt
    #expect(
      folded.marked == ["亡人", "قَتَلَ", "ÜBER"] || folded.marked == ["亡人", "َقَتَلَ", "ÜBER"]
        || folded.marked == ["亡人", "قَتَل", "ÜBER"], "\(folded.marked)")
    #expect(folded.markedByCharacters == folded.marked)
  }

  @Test func whatCannotBeLookedForIsRefusedWithAHint() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    for (words, reason) in [
      ("", LedgerError.Reason.malformed), ("  !! \"\" ** ", .malformed), ("-harbour", .malformed),
      (String(repeating: "x", count: 1001), .tooLarge),
      ((0..<65).map { "a\($0)" }.joined(separator: " "), .tooLarge),
    ] {
      let error = await ledgerError { _ = try await fixture.search(words) }
      #expect(error?.reason == reason, "\(words.prefix(20))")
      #expect(error?.hint.isEmpty == false)
      let list = await ledgerError { _ = try await fixture.claims(ClaimFilter(words: words)) }
      #expect(list?.reason == reason)
    }
  }
}
