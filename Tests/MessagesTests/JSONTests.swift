import Foundation
import Ledger
import Messages
import Testing

/// Canonical protobuf JSON (protobuf.dev, "ProtoJSON Format").
@Suite struct JSONTests {
  @Test func namesAreLowerCamelCaseAndDefaultsAreLeftOut() throws {
    #expect(
      try Quantity.exact(5).json(indented: false)
        == #"{"form":"QUANTITY_FORM_POINT","low":{"value":5,"inclusive":true},"best":5,"#
        + #""high":{"value":5,"inclusive":true},"modifier":"MODIFIER_EXACT","unit":"people"}"#)
  }

  @Test func aMemberOfAOneofIsWrittenEvenAtItsDefault() throws {
    #expect(try Quantity.exact(0).json(indented: false).contains(#""best":0"#))
    #expect(try LedgerPoint.revision(.empty).json(indented: false) == #"{"revision":"0"}"#)
    #expect(try LedgerPoint.head.json(indented: false) == "{}")
  }

  @Test func sixtyFourBitIntegersAreStringsAndBytesAreBase64() throws {
    let head = GetHeadResponse(
      revision: Revision(9_007_199_254_740_993), hash: Digest(of: []), recordedAt: nil)
    #expect(
      try head.json(indented: false)
        == #"{"revision":"9007199254740993","hash":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}"#
    )
  }

  @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
  func base64OfRFC4648(_ text: String, _ expected: String) throws {
    let json = try SubmitRequest(report: .content(Array(text.utf8))).json(indented: false)
    #expect(json == #"{"report":{"content":"\#(expected)"}}"#)
  }

  @Test func timestampsAreRFC3339() throws {
    let json = try Full.sighting.json(indented: false)
    #expect(json.contains(#""receivedAt":"1969-12-31T23:59:59.500000Z""#))
  }

  @Test func mapsAreObjectsAndListsAreLists() throws {
    let review = Entry(
      sequence: Revision(1), recordedAt: Moment(microseconds: 0), author: "local",
      body: Full.bodies[4])
    #expect(
      try review.json(indented: false)
        .contains(#""corrections":{"group.party":"ukraine","measure.id":"killed"}"#))
    #expect(
      try GetClaimsRequest(ids: ["a", "b"]).json(indented: false) == #"{"ids":["a","b"],"at":{}}"#)
  }

  @Test func aPackedAnswerIsWrittenWhereItLies() throws {
    var status = AnswerStatus(complete: true, parts: [], revision: Revision(7), version: "1")
    status.parts = [AnswerPart(name: "claims", complete: true)]
    let answer = SearchClaimsResponse(
      status: status, claims: [Full.record, Full.record], nextCursor: "next")
    let packed = try Packed(answer)
    let written = try packed.written(cursor: "nextCursor")
    #expect(
      try String(decoding: written.line, as: UTF8.self) == answer.json(indented: false) + "\n")
    #expect(written.status == status && written.cursor == "next" && written.digest == nil)

    let again = packed.remembering
    #expect(try again == packed && again.written(cursor: "nextCursor").line == written.line)
    #expect(try again.written(cursor: "nextCursor").digest == Digest(of: written.line))
  }

  /// The least of all whole numbers has no magnitude of its own kind.
  @Test func theLeastNumbersEndNobody() throws {
    let least = -Double(sign: .plus, exponent: 63, significand: 1)
    let bound = [0x09] + withUnsafeBytes(of: least.bitPattern.littleEndian) { Array($0) }
    let packed = bound.withUnsafeBytes { bytes in
      Packed<Quantity.Bound>(unpacking: bytes)
    }
    let line = try String(decoding: packed.written(cursor: "").line, as: UTF8.self)
    #expect(line == #"{"value":-9.223372036854776e+18}"# + "\n")
    #expect(
      try Quantity.Bound(least, inclusive: true).json(indented: false).contains("-9.2233720"))

    let seconds = [0x08] + [UInt8](repeating: 0x80, count: 9) + [0x01]
    let moment = [0x12, UInt8(seconds.count)] + seconds
    // No moment that a value may hold; nobody falls over it.
    let point = moment.withUnsafeBytes { bytes in Packed<LedgerPoint>(unpacking: bytes) }
    let text = try String(decoding: point.written(cursor: "").line, as: UTF8.self)
    #expect(text == #"{"moment":null}"# + "\n")
  }

  @Test func quotesAndControlCharactersAreEscaped() throws {
    let json = try Source(name: "a\"b\\c\n\u{1}\u{2028}é").json(indented: false)
    #expect(json == #"{"name":"a\"b\\c\n\u0001\u2028é"}"#)
  }

  @Test func numbersAreWholeOrShortest() throws {
    #expect(try Quantity.Bound(1_200_000).json(indented: false).contains("1200000,"))
    #expect(try Quantity.Bound(2.5).json(indented: false).contains("2.5,"))
  }

  @Test func everyMessageIsValidJSON() throws {
    for body in Full.bodies {
      let entry = Entry(
        sequence: Revision(1), recordedAt: Moment(microseconds: 7), author: "a", body: body)
      for indented in [true, false] {
        let json = try entry.json(indented: indented)
        #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
      }
    }
  }

  /// Wherever a character stands in a text, and whatever stands around it.
  @Test func everyCharacterIsWrittenSoThatItReadsBack() throws {
    let scalars =
      (UInt32(1)...0x2FF).compactMap(Unicode.Scalar.init)
      + [0x7FF, 0x800, 0x2007, 0x2027, 0x2028, 0x2029, 0x202A, 0xFFFD, 0x10000, 0x10FFFF]
      .compactMap(Unicode.Scalar.init)
    for scalar in scalars {
      for before in [0, 1, 6, 7, 8, 9, 17] {
        let text = String(repeating: "a", count: before) + String(scalar) + "b, é\u{2028}"
        let json = try Source(name: text).json(indented: false)
        let back = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: String]
        #expect(back == ["name": text], "U+\(String(scalar.value, radix: 16)) behind \(before)")
        // Nothing that ends a line, hides, or is no character of text is left as it is.
        let hidden = json.unicodeScalars.filter {
          $0.value < 0x20 || (0x7F..<0xA0).contains($0.value)
            || [0x2028, 0x2029].contains($0.value)
        }
        #expect(hidden.isEmpty)
      }
    }
  }
}
