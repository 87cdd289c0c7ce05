import Ledger
import Messages
import Testing

/// Bytes from the wire that protobuf-C itself would take: each gives a clear error that names the field.
@Suite struct HostileBytesTests {
  @Test func nulInAStringOnTheWireIsRefused() {
    let error = refusal(Source.self, field(2, Array("Medi\0azona".utf8)))
    #expect(error?.reason == .malformed)
    #expect(error?.subject == "reckoner.v1.Source.name")
    #expect(error?.message.contains("NUL") == true)
  }

  @Test func nulAtEitherEndOfAStringIsRefused() {
    #expect(refusal(Source.self, field(2, [0])) != nil)
    #expect(refusal(Source.self, field(2, [0x61, 0])) != nil)
    #expect(refusal(Source.self, field(2, [0, 0x61])) != nil)
  }

  @Test func nulInAStringIsRefusedWhenPacking() {
    #expect(throws: LedgerError.self) { try Source(name: "a\0b").packed() }
    #expect(throws: LedgerError.self) { try GetClaimsRequest(ids: ["ok", "a\0"]).packed() }
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x61, 0xE2, 0x82], [0xF4, 0x90, 0x80, 0x80],
    ] as [[UInt8]])
  func invalidUTF8InAStringIsRefused(_ bytes: [UInt8]) {
    let error = refusal(Source.self, field(2, bytes))
    #expect(error?.reason == .malformed)
    #expect(error?.message == "not valid UTF-8")
  }

  @Test func unknownEnumValuesAreRefused() {
    // polarity (field 9) = 77
    let packed = try? Full.claim.packed()
    let error = refusal(Claim.self, (packed ?? []) + [9 << 3, 77])
    #expect(error?.reason == .malformed)
    #expect(error?.subject == "reckoner.v1.Claim.polarity")
    #expect(error?.message == "unknown enum value 77")
  }

  @Test func negativeEnumValuesAreRefused() {
    let packed = (try? Full.claim.packed()) ?? []
    let minusOne: [UInt8] = [9 << 3] + [UInt8](repeating: 0xFF, count: 9) + [1]
    #expect(refusal(Claim.self, packed + minusOne)?.message == "unknown enum value -1")
  }

  @Test func moreSignificantDigitsThanAnalyticsKeepsAreRefused() throws {
    var quantity = Quantity.exact(12)
    quantity.significantDigits = 256
    let bytes = try quantity.packed()
    let error = #expect(throws: LedgerError.self) { try Quantity(unpacking: bytes) }
    #expect(error?.subject.contains("significant_digits") == true)
  }

  @Test func truncatedMessagesAreRefused() throws {
    // Without the fields at its end that may be missing: it would be whole before each of them.
    var record = Full.record
    (record.reviews, record.earlierReviews, record.pendingReview) = ([], 0, nil)
    (record.corrections, record.reading) = ([], nil)
    (record.sourceReliability, record.credibility) = ("", 0)
    let packed = try record.packed()
    for length in stride(from: 1, to: packed.count, by: 7) {
      let error = refusal(ClaimRecord.self, Array(packed[..<length]))
      #expect(error?.reason == .malformed, "cut at \(length) of \(packed.count)")
    }
  }

  @Test func aTruncatedMessageSaysWhatItShouldHaveBeen() throws {
    let packed = try Source(name: "Mediazona").packed()
    let error = refusal(Source.self, Array(packed.dropLast()))
    #expect(error?.subject == "reckoner.v1.Source")
    #expect(error?.message.contains("\(packed.count - 1) bytes") == true)
  }

  @Test func aLengthBeyondTheEndIsRefused() {
    #expect(refusal(Source.self, [2 << 3 | 2, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x61]) != nil)
  }

  @Test func nothingAtAllIsAnEmptyMessage() throws {
    #expect(try Source(unpacking: []) == Source(name: ""))
    #expect(refusal(Claim.self, []) != nil)
  }

  @Test func aClaimUnderAnotherIDIsRefused() throws {
    var forged = try Full.claim.packed()
    let id = ClaimID(of: Full.claim).description
    let other = String(id.reversed())
    let position = try #require(forged.firstRange(of: Array(id.utf8)))
    forged.replaceSubrange(position, with: Array(other.utf8))
    #expect(refusal(Claim.self, forged)?.message == "not the digest of the claim's fields")
  }

  @Test(arguments: ["Russia", "a b", "russia;drop", "руссия", String(repeating: "a", count: 81)])
  func idsOutsideTheirAlphabetAreRefused(_ id: String) throws {
    let error = refusal(Question.self, [2 << 3 | 2] + [UInt8(id.utf8.count)] + Array(id.utf8))
    #expect(error?.reason == .malformed)
    #expect(error?.subject == "reckoner.v1.Question.party")
  }

  @Test func datesThatDoNotExistAreRefused() {
    for text in ["2023-02-29", "0999", "2024-13", "24-01-01", "2024-1-1", "yesterday"] {
      #expect(refusal(Question.self, field(5, Array(text.utf8)))?.reason == .malformed, "\(text)")
    }
  }

  @Test func anySequenceOfBytesIsReadOrRefused() {
    // The generator of Numerical Recipes: the same bytes every time.
    var state: UInt64 = 20_260_205
    func random() -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
    let whole = (try? Full.record.packed()) ?? []
    for _ in 0..<20_000 {
      var bytes = whole
      for _ in 0..<Int(random() % 6 + 1) { bytes[Int(random()) * 7 % bytes.count] = random() }
      _ = refusal(ClaimRecord.self, bytes)
      _ = refusal(Entry.self, (0..<Int(random() % 40)).map { _ in random() })
    }
  }
}
