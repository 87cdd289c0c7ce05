import Foundation
import Ledger
import Testing

@testable import Evaluation

/// The rules by which figures are made, each on a case that can be worked out by hand.
@Suite("Evaluation")
struct EvaluationTests {
  // MARK: names

  @Test(
    "takes names for the same without case, accents, marks, article and spelling",
    arguments: [
      ("The Gambia", "gambia"), ("Türkiye's army", "turkiye army"), ("U.S.", "USA"),
      ("the United States of America", "us"), ("United Kingdom", "Britain"),
      ("Ukrainian Ministry of Defense", "Ukraine ministry of defence"),
      ("burkina-faso", "Burkina Faso"), ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
      ("«»", nil as String?), (nil, nil),
    ])
  func sameNames(_ one: String?, _ other: String?) {
    #expect(NameFolding.isSame(one, other))
  }

  @Test(
    "tells names apart", arguments: [("Sudan", "South Sudan"), ("Mali", nil), ("M23", "M-23")])
  func otherNames(_ one: String?, _ other: String?) {
    #expect(!NameFolding.isSame(one, other))
  }

  @Test(
    "takes a claimant for the same when one name holds the other, or is its initials",
    arguments: [
      ("CSIS", "the CSIS report", true), ("UN", "United Nations", true),
      ("International Committee of the Red Cross", "ICRC", true), ("ICRC", "IFRC", false),
      ("Gaza Ministry of Health", "Ministry of Health", true), (nil, "Reuters", false),
      ("General Staff of Ukraine", "Ukrainian general staff", true),
    ])
  func claimants(_ one: String?, _ other: String?, _ isSame: Bool) {
    #expect(NameFolding.isSameClaimant(one, other) == isSame)
    #expect(NameFolding.isSameClaimant(other, one) == isSame)
  }

  // MARK: pairs

  private struct Wanted {
    var number: String
    var measure = "killed"
    var start: Int?
    var quote = ""
    var fields = ""
  }

  private static let rest =
    #""low":5,"best":5,"high":5,"modifier":"exact","party":"mali","population":"all","#
    + #""period":{"from":"2024-05","to":null},"kind":"incident","rate_per":null,"#
    + #""claimant":"ICRC","negated_or_hypothetical":false"#

  private func claim(_ wanted: Wanted) -> String {
    let start = wanted.start.map { #","number_start":\#($0),"quote_start":0"# } ?? ""
    return
      #"{"quote":"\#(wanted.quote)","number_span":"\#(wanted.number)","measure":"\#(wanted.measure)""#
      + start + "," + (wanted.fields.isEmpty ? Self.rest : wanted.fields) + "}"
  }

  private func outcome(_ text: String, gold: [Wanted], found: [Wanted]) throws -> PassageOutcome {
    let claims = gold.map(claim).joined(separator: ",")
    let passage = try JSONDecoder().decode(
      GoldPassage.self, from: Data(#"{"id":"one","text":"\#(text)","claims":[\#(claims)]}"#.utf8))
    let list = found.map(claim).joined(separator: ",")
    return PassageOutcome(
      passage, try JSONDecoder().decode([ExchangeClaim].self, from: Data("[\(list)]".utf8)))
  }

  @Test("pairs claims of one measure whose numbers overlap, the best overlap first")
  func pairs() throws {
    let text = "at least 12 dead, 12 hurt"
    let result = try outcome(
      text, gold: [Wanted(number: "at least 12", start: 0)],
      found: [
        Wanted(number: "12", start: 9), Wanted(number: "least 12", start: 3),
        Wanted(number: "12", measure: "wounded", start: 9), Wanted(number: "12", start: 18),
      ])
    #expect(result.matches.map(\.found) == [1])
    #expect(result.alarms == [0, 2, 3])
    #expect(result.missed.isEmpty)
  }

  @Test("finds numbers without a position in their quotes, each place once")
  func unplaced() throws {
    let text = "3 of 3 died, 3 more died"
    let result = try outcome(
      text,
      gold: [
        Wanted(number: "3", quote: "3 of 3 died"), Wanted(number: "3", quote: "3 of 3 died"),
        Wanted(number: "3", quote: "3 more died"), Wanted(number: "more", quote: "not there"),
      ],
      found: [0, 5, 13].map { Wanted(number: "3", start: $0) }
        + [Wanted(number: "more", start: 15)])
    #expect(result.matches.map(\.gold).sorted() == [0, 1, 2, 3])
    #expect(result.matches.allSatisfy { $0.gold == $0.found })
  }

  @Test("counts code points, not bytes")
  func codePoints() throws {
    let result = try outcome(
      "«Ménaka»: 5 dead", gold: [Wanted(number: "5", quote: "5 dead")],
      found: [Wanted(number: "5", start: 10)])
    #expect(result.matches.count == 1)
  }

  // MARK: fields

  private func wrong(_ field: String, _ gold: String, _ found: String) throws -> [ScoredField] {
    func replaced(_ value: String) throws -> String {
      var object = try #require(
        JSONSerialization.jsonObject(with: Data("{\(Self.rest)}".utf8)) as? [String: Any])
      #expect(object[field] != nil, "the claim has no \(field)")
      object[field] = try JSONSerialization.jsonObject(
        with: Data(value.utf8), options: .fragmentsAllowed)
      let text = String(
        decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
      return String(text.dropFirst().dropLast())
    }
    let result = try outcome(
      "5 dead", gold: [Wanted(number: "5", start: 0, fields: replaced(gold))],
      found: [Wanted(number: "5", start: 0, fields: replaced(found))])
    return try #require(result.matches.first).wrong
  }

  @Test(
    "names the field that is wrong",
    arguments: [
      ("best", "5", "6", ScoredField.value), ("low", "null", "5", .value),
      ("modifier", "\"approx\"", "\"exact\"", .modifier), ("party", "null", "\"mali\"", .party),
      ("party", "[\"niger\",\"chad\"]", "\"mali\"", .party),
      ("population", "\"military\"", "\"all\"", .population),
      ("kind", "\"rate\"", "\"incident\"", .kind), ("rate_per", "\"day\"", "null", .kind),
      ("negated_or_hypothetical", "true", "false", .stance),
      ("claimant", "null", "\"ICRC\"", .claimant),
      (
        "period", "{\"from\":\"2024-05\",\"to\":\"2024-05\"}", "{\"from\":\"2024-05\",\"to\":null}",
        .period
      ),
      (
        "period", "{\"from\":\"2024-05-01\",\"to\":null}", "{\"from\":\"2024\",\"to\":null}",
        .period
      ),
    ])
  func wrongFields(_ field: String, _ gold: String, _ found: String, _ wanted: ScoredField) throws {
    #expect(try wrong(field, gold, found) == [wanted])
  }

  @Test(
    "takes any of several readings, and dates as precise as both say",
    arguments: [
      ("party", "[\"niger\",\"mali\"]", "\"mali\""), ("party", "[null,\"mali\"]", "\"Mali\""),
      ("population", "[\"civilian\",\"all\"]", "\"all\""), ("population", "null", "\"unknown\""),
      ("kind", "[\"cumulative\",\"incident\"]", "\"incident\""),
      ("claimant", "[\"WHO\",null]", "\"World Health Organization\""),
      ("period", "{\"from\":\"2024\",\"to\":null}", "{\"from\":\"2024-05-31\",\"to\":null}"),
      ("period", "{\"from\":\"2024-05-31\",\"to\":null}", "{\"from\":\"2024-05\",\"to\":null}"),
      ("period", "null", "{\"from\":null,\"to\":null}"),
    ])
  func rightFields(_ field: String, _ gold: String, _ found: String) throws {
    #expect(try wrong(field, gold, found).isEmpty)
  }

  // MARK: totals

  @Test("adds passages up to precision, recall and F1")
  func totals() throws {
    var scores = Scores()
    let other = Self.rest.replacingOccurrences(of: "mali", with: "chad")
    let late = Self.rest.replacingOccurrences(of: "2024-05", with: "2024-06")
    scores.add(
      try outcome(
        "5 dead, 5 hurt, 5 gone",
        gold: [
          Wanted(number: "5", start: 0), Wanted(number: "5", measure: "wounded", start: 8),
          Wanted(number: "5", measure: "missing", start: 16),
        ],
        found: [
          Wanted(number: "5", start: 0),
          Wanted(number: "5", measure: "wounded", start: 8, fields: late),
          Wanted(number: "5", measure: "missing", start: 16, fields: other),
          Wanted(number: "dead", start: 2),
        ]))
    scores.add(try outcome("5 goals", gold: [], found: [Wanted(number: "5", start: 0)]))
    scores.add(try outcome("5 dead", gold: [Wanted(number: "5", start: 0)], found: []))
    #expect(scores.passages == 3 && scores.passagesWithoutClaim == 1)
    #expect(scores.gold == 4 && scores.found == 5 && scores.falseAlarms == 1)
    #expect((scores.detected, scores.coreRight, scores.fullRight) == (3, 2, 1))
    // Of five found three answer one of four: precision 3/5, recall 3/4, F1 2·3/(5+4).
    #expect(scores.detect.precision == 0.6 && scores.detect.recall == 0.75)
    #expect(abs(scores.detect.f1 - 6.0 / 9) < 1e-12)
    #expect(abs(scores.core.f1 - 4.0 / 9) < 1e-12)
    #expect(abs(scores.full.f1 - 2.0 / 9) < 1e-12)
    #expect(abs(scores.accuracy(of: .party) - 2.0 / 3) < 1e-12)
    #expect(scores.accuracy(of: .value) == 1)
  }

  @Test("has no error where there is nothing")
  func nothing() throws {
    var scores = Scores()
    scores.add(try outcome("peace", gold: [], found: []))
    #expect(scores.detect.f1 == 1)
    #expect(Calibration([]).bins.isEmpty && Calibration([]).expectedError == 0)
  }

  // MARK: calibration

  @Test("sets what confidence says against what is right, in bins of equal count")
  func calibration() {
    // Two bins of three: said 0.2 in the mean and one of three right, said 0.8 and all right.
    let samples = zip([0.9, 0.1, 0.7, 0.3, 0.8, 0.2], [true, false, true, true, true, false])
      .map { Calibration.Sample(confidence: $0, isRight: $1) }
    let calibration = Calibration(samples, bins: 2)
    #expect(calibration.bins.map(\.count) == [3, 3])
    #expect(calibration.bins.map(\.shareRight) == [1.0 / 3, 1])
    #expect(abs(calibration.bins[0].meanConfidence - 0.2) < 1e-12)
    #expect(abs(calibration.bins[1].meanConfidence - 0.8) < 1e-12)
    // ½ · |0.2 − ⅓| + ½ · |0.8 − 1| = 1/6
    #expect(abs(calibration.expectedError - 1.0 / 6) < 1e-12)
    #expect(Calibration(samples, bins: 4).bins.map(\.count) == [1, 2, 1, 2])
  }
}
