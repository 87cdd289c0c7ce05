import Ledger
import Messages
import Testing

/// What fuzzing found, each by its name.
@Suite struct FuzzedBytesTests {
  private func timestamp(seconds: Int64, nanos: Int64) -> [UInt8] {
    func varint(_ number: Int64) -> [UInt8] {
      var (out, rest) = ([UInt8](), UInt64(bitPattern: number))
      while rest >= 0x80 {
        out.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      return out + [UInt8(rest)]
    }
    return [0x08] + varint(seconds) + [0x10] + varint(nanos)
  }

  @Test func aRefusalQuotesTheBeginningEvenWhereOneCharacterIsEndless() {
    let endless = Array(("a" + String(repeating: "\u{301}", count: 100_000)).utf8)
    for error in [
      refusal(Question.self, field(2, endless)), refusal(Question.self, field(5, endless)),
      refusal(Supersession.self, field(1, endless)),
    ] {
      #expect(error?.reason == .malformed)
      #expect((error?.description.utf8.count ?? .max) < 2000)
    }
  }

  @Test(
    arguments: [
      (-30_610_224_001, 0), (253_402_300_800, 0), (.min, 0), (.max, 0), (0, -1), (0, 1_000_000_000),
      (253_402_300_799, 2_147_483_647),
    ] as [(Int64, Int64)])
  func timestampsThatNoDateCanSayAreRefused(_ seconds: Int64, _ nanos: Int64) {
    #expect(
      refusal(Moment.self, timestamp(seconds: seconds, nanos: nanos))?.reason == .malformed)
  }

  @Test(arguments: [-30_610_224_000, 253_402_300_799] as [Int64])
  func theFirstAndTheLastSecondComeBack(_ seconds: Int64) throws {
    let moment = try Moment(unpacking: timestamp(seconds: seconds, nanos: 999_999_000))
    #expect(try Moment(unpacking: try moment.packed()) == moment)
    #expect(Moment(moment.description) == moment)
    #expect(try moment.json() == "\"\(moment)\"")
  }

  @Test func aClaimOfMinusZeroPeopleIsTheClaimOfNone() throws {
    var claim = Full.claim
    (claim.relations, claim.confidence) = ([], -0.0)
    (claim.quantity.low, claim.quantity.best) = (.init(-0.0), -0.0)
    #expect(try Claim(unpacking: try claim.packed()) == claim)
    var none = claim
    (none.quantity.low, none.quantity.best) = (.init(0), 0)
    #expect(ClaimID(of: claim) == ClaimID(of: none))
  }

  @Test func aQuestionAboutAnExtensionIsGivenBackWhole() throws {
    for question in [
      ReflectionRequest.Question.fileContainingExtension("a.B", number: 7),
      .fileContainingExtension("", number: 0), .fileContainingExtension("", number: -1),
    ] {
      let request = ReflectionRequest(host: "h", question)
      #expect(try ReflectionRequest(unpacking: try request.packed()) == request)
    }
  }

  @Test func aMessageThatComesAgainIsMergedAsOftenAsItMayBe() throws {
    let vocabulary = field(1, field(2, field(1, Array("killed".utf8))))
    let merged = try AppendVocabularyRequest(
      unpacking: [[UInt8]](repeating: vocabulary, count: 50).flatMap(\.self))
    #expect(merged.vocabulary.measures.count == 50)
  }

  /// protobuf-C copies the list each time: without a bound 196 kB of this took 3 GB, and twice the bytes four times that.
  @Test func aMessageThatComesAgainWithoutEndIsRefused() {
    let vocabulary = field(1, field(2, field(1, Array("a".utf8))))
    let bytes = [[UInt8]](repeating: vocabulary, count: 70_000).flatMap(\.self)
    let error = refusal(AppendVocabularyRequest.self, bytes)
    #expect(error?.reason == .malformed)
    #expect(error?.subject == "reckoner.v1.AppendVocabularyRequest")
  }

  @Test func aLargeMessageOfSmallPartsIsRead() throws {
    let request = GetClaimsRequest(ids: [String](repeating: "0bbd48aa", count: 200_000))
    #expect(try GetClaimsRequest(unpacking: try request.packed()).ids.count == 200_000)
  }
}
