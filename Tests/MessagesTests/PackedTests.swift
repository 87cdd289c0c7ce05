import Ledger
import Messages
import Testing

/// What is put together of packed parts has the bytes that the value packs to.
@Suite struct PackedTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// The record of a claim put together of its parts, as storage has them.
  private func packed(
    _ record: ClaimRecord, claim: [UInt8]? = nil, author: [UInt8]? = nil
  ) throws -> Packed<ClaimRecord> {
    var bare = record.claim
    bare.setWords(sentence: "", number: "")
    let parts = [
      try claim ?? bare.packed(), bytes(record.claim.evidence.sentenceText),
      bytes(record.claim.evidence.numberText), author ?? bytes(record.author),
      bytes(record.extractorVersion), bytes(record.lexiconFingerprint),
    ]
    // Side by side in one place that stays where it is.
    let whole = parts.flatMap(\.self)
    return try whole.withUnsafeBytes { whole in
      var place = 0
      let stretches = parts.map { part in
        defer { place += part.count }
        return UnsafeRawBufferPointer(rebasing: whole[place..<place + part.count])
      }
      return try StoredClaimRecord(
        claim: stretches[0], sentence: stretches[1], numberText: stretches[2], began: record.began,
        ended: record.ended,
        run: PackedRunHead(
          recordedAt: record.recordedAt, author: stretches[3], extractorVersion: stretches[4],
          lexiconFingerprint: stretches[5]),
        review: record.review, pendingReview: record.pendingReview,
        newerVersion: record.newerVersion
      ).packed()
    }
  }

  /// Nothing that only an unpacked record has.
  private var record: ClaimRecord {
    var record = Full.record
    (record.reviews, record.earlierReviews, record.corrections) = ([], 0, [])
    (record.reading, record.sourceReliability, record.credibility) = (nil, "", 0)
    record.withdrawn = nil
    return record
  }

  @Test func aRecordOfPartsIsTheRecord() throws {
    var records = [record]
    records.append(record)
    records[1].claim.setWords(sentence: String(repeating: "Long. ", count: 3000), number: "7")
    var plain = record
    plain.claim.setWords(sentence: "Seven.", number: "")
    (plain.ended, plain.pendingReview, plain.newerVersion) = (nil, nil, nil)
    (plain.author, plain.extractorVersion, plain.lexiconFingerprint) = ("", "", "")
    plain.recordedAt = Moment(microseconds: -1)
    plain.claim.evidence.seal = nil
    records.append(plain)
    for record in records {
      let packed = try packed(record)
      #expect(packed.bytes == (try record.packed()))
      #expect(try packed.message() == record)
    }
  }

  @Test func wordsAreReplacedAndNotAddedToThoseThatAreThere() throws {
    var other = record.claim
    other.setWords(sentence: "Something else.", number: "eight")
    #expect(try packed(record, claim: other.packed()).bytes == record.packed())
  }

  @Test func whatIsNotUTF8IsMadeReadableAndANULIsRefused() throws {
    let repaired = try packed(record, author: [0x61, 0xFF, 0x62]).message()
    #expect(repaired.author == "a\u{FFFD}b")
    for author: [UInt8] in [[0], [0x61, 0], Array("abcdefgh\0".utf8), Array("\0é".utf8)] {
      #expect(throws: LedgerError.self) { try packed(record, author: author) }
    }
  }

  @Test func aPartOfAClaimIsRefusedOrHasNoMoreThanItsBytes() throws {
    let claim = try record.claim.packed()
    for size in 0..<claim.count {
      _ = try? packed(record, claim: Array(claim[..<size]))
    }
    #expect(throws: LedgerError.self) { try packed(record, claim: []) }
    #expect(throws: LedgerError.self) { try packed(record, claim: [0x6A, 5, 1]) }
  }

  @Test func aPageOfPackedRecordsIsThePage() throws {
    let counts = ClaimCounts(claims: 3, reports: 1)
    for (records, counts) in [([record, record], nil), ([], counts), ([record], counts)] {
      let page = ListClaimsResponse(
        claims: records, nextCursor: "c1-7", revision: Revision(9), counts: counts,
        sightings: [Full.sighting])
      let packed = try Packed<ListClaimsResponse>(
        claims: try records.map { try Packed($0) }, nextCursor: "c1-7", revision: Revision(9),
        counts: counts, sightings: [Full.sighting])
      #expect(packed.bytes == (try page.packed()))
      #expect(try packed.message() == page)
    }
  }

  @Test func aPageOfPackedHitsIsThePage() throws {
    let excerpt = Excerpt(
      words: "„Zwölf”", matches: [Span(bytes: 0..<3, characters: 0..<1)], byteStart: 7,
      passageSize: 90)
    var stored = Full.sighting
    stored.title = ""
    let (bytes, title) = (try stored.packed(), Full.sighting.title)
    let sighting = try bytes.withUnsafeBytes { bytes in
      try Array(title.utf8).withUnsafeBytes { try Packed(stored: bytes, title: $0) }
    }
    #expect(sighting.bytes == (try Full.sighting.packed()))
    let hits = [
      TextHit(kind: .text, document: Full.document, sighting: Full.sighting, excerpt: excerpt),
      TextHit(kind: .sentence, document: Full.document, claim: record, excerpt: Excerpt()),
      TextHit(kind: .title, document: Full.document, excerpt: excerpt),
    ]
    let packed = try Packed<FindTextResponse>(
      hits: [
        Packed(kind: .text, document: Full.document, sighting: sighting, excerpt: excerpt),
        Packed(
          kind: .sentence, document: Full.document, claim: Packed(record), excerpt: Excerpt()),
        Packed(kind: .title, document: Full.document, excerpt: excerpt),
      ], nextCursor: "", revision: Revision(3), counts: nil)
    let page = FindTextResponse(hits: hits, revision: Revision(3))
    #expect(packed.bytes == (try page.packed()))
    #expect(try packed.message() == page)
  }

  @Test func aPageThatIsHandedOnIsThePageThatWasSent() throws {
    let counts = ClaimCounts(claims: 3, reports: 1)
    let sent = ListClaimsResponse(
      claims: [record, record], nextCursor: "c1-7", revision: Revision(300), counts: counts,
      sightings: [Full.sighting])
    let status = AnswerStatus.init(complete: true, revision: Revision(300), version: "1")
    let page = try Packed<SearchClaimsResponse>(
      handingOn: try Packed(sent), with: SearchClaimsResponse(status: status))
    #expect(try Packed(sent).revision() == Revision(300))
    let whole = SearchClaimsResponse(
      status: status, claims: sent.claims, nextCursor: sent.nextCursor, counts: counts,
      sightings: sent.sightings)
    #expect(try page.message() == whole)
    #expect(page.bytes == (try whole.packed()))
    #expect(try page.json() == (try whole.json()))
  }

  @Test func ofAnswersOnlyTheFieldsOfTheSameNameAndKindAreHandedOn() throws {
    // Both have a status, of different kinds.
    let other = GetStatusResponse(
      status: AnswerStatus(complete: true, revision: Revision(1), version: "1"))
    let page = try Packed<ListClaimsResponse>(
      handingOn: try Packed(other), with: ListClaimsResponse(revision: Revision(2)))
    #expect(try page.message() == ListClaimsResponse(revision: Revision(2)))
    #expect(throws: LedgerError.self) { try Packed(other).revision() }
  }

  @Test func whatIsNoMessageIsNotHandedOn() throws {
    let sent = try Packed(ListClaimsResponse(claims: [record], revision: Revision(300))).bytes
    for size in 1..<sent.count {
      let part = sent[..<size].withUnsafeBytes { Packed<ListClaimsResponse>(unpacking: $0) }
      // Where the cut is between two fields, it is a message.
      guard (try? part.message()) == nil else { continue }
      #expect(throws: LedgerError.self) {
        _ = try part.revision()
        _ = try Packed<SearchClaimsResponse>(
          handingOn: part,
          with: SearchClaimsResponse(
            status: AnswerStatus(complete: true, revision: Revision(1), version: "1")))
      }
      #expect(throws: LedgerError.self) { _ = try part.json() }
    }
  }

  @Test func bytesThatAreNoTextAreReadableInJSON() throws {
    let bytes: [UInt8] = [0x12, 3, 0x61, 0xFF, 0x62]
    let page = bytes.withUnsafeBytes { Packed<ListClaimsResponse>(unpacking: $0) }
    #expect(try page.json(indented: false) == "{\"nextCursor\":\"a\u{FFFD}b\"}")
  }

  @Test func itemsOfOthersListsAreAdded() throws {
    let sent = try Packed(GetClaimsResponse(claims: [record, record], revision: Revision(3)))
    #expect(try sent.count(of: "claims") == 2 && sent.count(of: "sightings") == 0)
    let status = AnswerStatus(complete: true, revision: Revision(3), version: "1")
    let answer = try Packed(CompareResponse(status: status))
    #expect(
      try answer.adding("claims", of: [sent, sent], to: "evidence").message()
        == CompareResponse(status: status, evidence: [record, record, record, record]))
    for field in ["revision", "sightings", "nothing"] {
      #expect(throws: LedgerError.self) { try answer.adding(field, of: [sent], to: "evidence") }
      #expect(throws: LedgerError.self) { try answer.adding("claims", of: [sent], to: field) }
    }
    #expect(throws: LedgerError.self) { try sent.count(of: "revision") }
  }

  @Test func textsAreFoundByTheirWay() throws {
    let requests = try Packed(GetClaimsRequest(ids: ["a", "", "b"]))
    #expect(try requests.texts("ids") == [["a", "", "b"]])
    #expect(try requests.texts("ids", limit: 2) == [["a", ""]])
    #expect(try Packed(GetClaimsRequest()).texts("ids") == [[]])
    for way in ["", "at", "history", "nothing", "ids.more", "at.ids"] {
      #expect(try requests.texts(way).allSatisfy(\.isEmpty), "\(way)")
    }
    let page = try Packed(ListClaimsResponse(claims: [record, record], revision: Revision(1)))
    #expect(try page.texts("claims.claim.rules") == [record.claim.rules, record.claim.rules])
    #expect(try Packed(GetClaimsRequest(history: true)).flag("history"))
    #expect(try !requests.flag("history") && !requests.flag("ids") && !requests.flag("none"))
  }
}
