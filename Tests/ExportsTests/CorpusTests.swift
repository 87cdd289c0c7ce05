import Foundation
import Ledger
import Testing

@testable import Exports

@Suite("Corpus") struct CorpusExportTests {
  /// A claim on a number that stands in the sentence, which begins at the hundredth code point of a report with longer
  /// letters before it.
  private func record(
    _ number: String, _ quantity: Quantity, in sentence: String, phrase: String? = nil,
    review: ReviewDecision.Decision = .unreviewed
  ) throws -> ClaimRecord {
    func span(_ words: String) throws -> Span {
      let found = try #require(sentence.range(of: words))
      let before = sentence[..<found.lowerBound]
      return Span(
        bytes: 140 + before.utf8.count..<140 + before.utf8.count + words.utf8.count,
        characters: 100 + before.unicodeScalars.count..<100 + before.unicodeScalars.count
          + words.unicodeScalars.count)
    }
    var claim = Sample.claim(quantity, sentence: sentence)
    claim.evidence.number = try span(number)
    claim.evidence.phrase = try span(phrase ?? number)
    claim.evidence.sentence = try span(sentence)
    claim.evidence.numberText = number
    claim.time.published = Sample.date("2031-02-05", .supplied)
    return Sample.record(claim, review: review)
  }

  private static let sentence = "„Bürger“: at least 1,200 soldiers were killed, 30 hurt."

  private func lines(_ records: [ClaimRecord], wanted: Set<ClaimID>? = nil) throws -> (
    found: [[String: Any]], leftOut: [String: Int]
  ) {
    let lines = CorpusLines(records, wanted: wanted, vocabulary: Vocabulary())
    let found = try lines.lines.map { line in
      #expect(line.hasSuffix("\n"))
      return try #require(try parsed(line) as? [String: Any])
    }
    return (found, lines.leftOut)
  }

  @Test func aSentenceIsAPassageWithAllItsClaims() throws {
    let format = try FormatDescription("exchange")
    let records = [
      try record("30", .exact(30), in: Self.sentence, phrase: "30 hurt"),
      try record(
        "at least 1,200", Sample.atLeast(1200), in: Self.sentence,
        phrase: "at least 1,200 soldiers were killed"),
    ]
    let line = try #require(try lines(records).found.first)
    #expect(Set(line.keys) == Set(format.list("line")))
    #expect(line["text"] as? String == Self.sentence)
    #expect(line["published"] as? String == "2031-02-05")
    #expect(line["id"] as? String == "\(Sample.document)-140")
    let claims = try #require(line["claims"] as? [[String: Any]])
    #expect(claims.compactMap { $0["number_span"] as? String } == ["at least 1,200", "30"])
    let scalars = Array(Self.sentence.unicodeScalars)
    for claim in claims {
      #expect(Set(claim.keys) == Set(format.list("claim")))
      for (words, start) in [("number_span", "number_start"), ("quote", "quote_start")] {
        let text = try #require(claim[words] as? String)
        let place = try #require(claim[start] as? Int)
        var found = ""
        found.unicodeScalars.append(
          contentsOf: scalars[place..<place + text.unicodeScalars.count])
        #expect(found == text)
      }
      #expect(format.list("modifiers").contains(claim["modifier"] as? String ?? ""))
      #expect(format.list("populations").contains(claim["population"] as? String ?? ""))
      #expect(format.list("kinds").contains(claim["kind"] as? String ?? ""))
    }
  }

  @Test func aClaimIsWrittenAsTheOneMappingHasIt() throws {
    let claim = try record("30", .exact(30), in: Self.sentence).claim
    let exchange = try #require(
      ExchangeClaim(claim, text: Array(Self.sentence.utf8), vocabulary: Vocabulary()))
    let text = exchange.json.text()
    #expect(try JSONDecoder().decode(ExchangeClaim.self, from: Data(text.utf8)) == exchange)
  }

  @Test func whatReviewersRejectedIsNoClaimAndItsSentenceStays() throws {
    let line = try #require(
      try lines([try record("30", .exact(30), in: Self.sentence, review: .rejected)]).found.first)
    #expect((line["claims"] as? [Any])?.isEmpty == true)
  }

  @Test func aWantedSentenceComesWhole() throws {
    let wanted = try record("30", .exact(30), in: Self.sentence)
    let other = try record("at least 1,200", Sample.atLeast(1200), in: Self.sentence)
    let found = try lines([wanted, other], wanted: [wanted.id]).found
    #expect((found.first?["claims"] as? [Any])?.count == 2)
    #expect(try lines([wanted, other], wanted: []).found.isEmpty)
  }

  @Test func whatCannotBeGivenIsCounted() throws {
    var withdrawn = try record("30", .exact(30), in: Self.sentence)
    withdrawn.withdrawn = WithdrawalMark(
      mode: .erased, revision: Revision(12), recordedAt: Moment("2031-02-06T10:20:30Z")!,
      author: "local", reason: "a court's order")
    withdrawn.claim.evidence.sentenceText = ""
    #expect(try lines([withdrawn]).found.isEmpty)
    #expect(try lines([withdrawn]).leftOut.values.map(\.self) == [1])
    var moved = try record("30", .exact(30), in: Self.sentence)
    moved.claim.evidence.numberText = "31"
    #expect(try lines([moved]).leftOut.values.map(\.self) == [1])
    #expect(try lines([moved]).found.count == 1)
    let none = try record("30", .exact(0), in: Self.sentence)
    #expect(try lines([none]).leftOut.values.map(\.self) == [1])
  }
}

@Suite("Description of an export") struct ExportDescriptionTests {
  private func description(_ format: ExportFormat) -> ExportDescription {
    var description = ExportDescription(
      format: format, question: [("conflict", "north-south"), ("at", "12")],
      revision: Revision(12), version: "0.1.0")
    description.rows = 3
    description.licence = "CC BY 4.0"
    description.outlets.add(["The Example", "<Paper>"])
    description.outlets.add(["The Example"])
    description.leftOut = ["claims without words": 2]
    return description
  }

  @Test func aTableIsDescribedAsTablesOnTheWebAre() throws {
    for format in ExportFormat.allCases where !format.columns.isEmpty {
      let text = description(format).json(file: "claims.csv")
      let table = try #require(try parsed(text) as? [String: Any])
      #expect(table["@context"] as? String == "http://www.w3.org/ns/csvw")
      #expect(table["url"] as? String == "claims.csv")
      #expect(table["dc:license"] as? String == "CC BY 4.0")
      let schema = try #require(table["tableSchema"] as? [String: Any])
      let columns = try #require(schema["columns"] as? [[String: Any]])
      #expect(columns.compactMap { $0["name"] as? String } == format.columns.map(\.name))
      #expect(columns.allSatisfy { $0["datatype"] is String && $0["dc:description"] is String })
      #expect(schema["primaryKey"] as? [String] == format.key)
      let notes = try #require(table["notes"] as? [[String: Any]])
      #expect(notes.first?["revision"] as? Int == 12)
    }
  }

  @Test func everyFormatSaysWhatItIsOf() throws {
    for format in ExportFormat.allCases where format.columns.isEmpty {
      let export = try #require(
        try parsed(description(format).json(file: "x")) as? [String: Any])
      #expect(export["format"] as? String == format.rawValue)
      #expect(export["revision"] as? Int == 12)
      #expect(export["program"] as? String == "reckoner 0.1.0")
      #expect(export["question"] as? [String: String] == ["conflict": "north-south", "at": "12"])
      #expect(export["rows"] as? Int == 3)
      #expect(export["leftOut"] as? [String: Int] == ["claims without words": 2])
      #expect((export["rights"] as? String)?.contains("publishers") == true)
      let outlets = try #require(export["outlets"] as? [[String: Any]])
      #expect(outlets.compactMap { $0["name"] as? String } == ["The Example", "<Paper>"])
      #expect(outlets.compactMap { $0["rows"] as? Int } == [2, 1])
    }
  }

  @Test func namesOfOutletsAreBounded() {
    var tally = OutletTally()
    for number in 0..<OutletTally.most + 7 { tally.add(["\(number)"]) }
    tally.add(["0"])
    #expect(tally.further == 7)
  }
}
