import Ledger
import Testing

@testable import Exports

@Suite("CSV") struct CSVTests {
  static let hostile = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u{A0}=1", "＝1", "＋1", "－1",
    "＠x",
    "\u{2212}1", "\u{200B}=1", "\u{FEFF}=1", "\u{202E}=1", "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://example.org\",\"x\")", "'=1", "'", "''", "-",
  ]
  static let harmless = [
    "", "plain", "a=b", "1-2", " ", " '=1", "a,b", "a\"b", "\"", "line\nend", "line\r\nend", "a\rb",
    "trailing ", "„Zwölf”", "😀", "a\u{0301}", "|", "1,200", "0x1", "e=1",
  ]

  /// What a reader of cells of text does, as Docs/exports.md says.
  private func original(_ cell: String) -> String {
    cell.hasPrefix("'") ? String(cell.unicodeScalars.dropFirst()) : cell
  }

  @Test(arguments: hostile) func whatASpreadsheetWouldRunIsMarkedAndComesBack(_ text: String) throws
  {
    let cell = try #require(try CSVReader.rows(CSVLine.of([.text(text), .code("x")])).first?.first)
    #expect(cell.unicodeScalars.first == "'")
    #expect(original(cell) == text)
  }

  @Test(arguments: harmless) func allElseStaysAsItIs(_ text: String) throws {
    let cell = try #require(try CSVReader.rows(CSVLine.of([.text(text), .code("x")])).first?.first)
    #expect(cell == text)
    #expect(original(cell) == text)
  }

  @Test func rowsOfHostileCellsHaveAllTheirCells() throws {
    let texts = Self.hostile + Self.harmless
    let line = CSVLine.of(texts.map { .text($0) })
    #expect(try CSVReader.rows(line + line).map(\.count) == [texts.count, texts.count])
  }

  @Test func controlCharactersAreReplacedAndSeenToBe() {
    #expect(CSVLine.unformulated("a\u{0}b\u{1B}[2Jc\u{9B}d") == "a\u{FFFD}b\u{FFFD}[2Jc\u{FFFD}d")
    #expect(
      CSVLine.unformulated("\u{0}=1") == "'\u{FFFD}=1"
        || CSVLine.unformulated("\u{0}=1") == "\u{FFFD}=1")
  }

  @Test func aNameWithTheSeparatorIsStillOneName() {
    #expect(CSVLine.of([.list(["One|Two", "Three"])]) == "One¦Two|Three\r\n")
    #expect(CSVLine.of([.list([])]) == "\r\n")
  }

  @Test func numbersAreReadByEveryone() {
    #expect(
      CSVLine.of([
        .number(1_243_070), .number(0.25), .number(0), .number(9_007_199_254_740_992),
        .number(.infinity), .number(-0.0), .number(1e18),
      ]) == "1243070,0.25,0,9007199254740992,,0,1000000000000000000\r\n")
  }
}

@Suite("Table of claims") struct ClaimTableTests {
  @Test func aRowSaysWhatTheClaimSays() throws {
    let row = ExportedClaim(
      record: Sample.record(),
      sightings: [
        Sample.sighting("The Example", url: "https://example.org/a", title: "=Losses"),
        Sample.sighting("The Example", url: "https://example.org/a"),
        Sample.sighting("Other|Paper"),
      ], revision: Revision(12))
    let table = ExportTable.claims
    let cells = try #require(try CSVReader.table(table.header + table.line(row)).first)
    let expected = [
      "claim_id": "\(row.record.id)", "document_id": "\(Sample.document)", "measure": "killed",
      "low": "1200", "low_inclusive": "true", "best": "", "high": "", "high_inclusive": "",
      "form": "lower-bound", "modifier": "at-least", "figure": "≥ 1,200", "kind": "cumulative",
      "polarity": "asserted", "conflict": "north-south", "party": "southland",
      "population": "military", "as_of": "2031-02", "as_of_basis": "stated", "period_from": "",
      "period_from_basis": "", "about_last": "2031-02", "claimant": "Ministry of Southland",
      "claimant_id": "south-ministry", "outlets": "The Example|Other¦Paper",
      "urls": "https://example.org/a", "titles": "'=Losses", "sentence": Sample.sentence,
      "sentence_byte_start": "101", "sentence_byte_end": "172", "number_char_start": "119",
      "review": "unreviewed", "revision": "12", "began": "7", "confidence": "0.75",
      "recorded_at": "2031-02-05T10:20:30Z", "cited_for_scale": "false",
    ]
    for (name, value) in expected { #expect(cells[name] == value, "\(name)") }
  }

  @Test func aCorrectedClaimReadsAsCorrectedAndSaysWhatItWas() throws {
    let row = ExportedClaim(
      record: Sample.record(review: .corrected, corrections: ["group.party": "northland"]),
      revision: Revision(12))
    let table = ExportTable.claims
    let cells = try #require(try CSVReader.table(table.header + table.line(row)).first)
    #expect(cells["party"] == "northland")
    #expect(cells["corrections"] == "group.party=southland")
    #expect(cells["review"] == "corrected")
    #expect(cells["sentence"] == Sample.sentence)
    #expect(cells["claim_id"] == "\(row.record.id)")
  }

  @Test func namesOfColumnsAreOnesThatEveryToolTakes() {
    for format in ExportFormat.allCases {
      let names = format.columns.map(\.name)
      #expect(Set(names).count == names.count)
      #expect(
        names.allSatisfy { name in
          name.utf8.allSatisfy { unit in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(unit | 0x20)
              || unit == UInt8(ascii: "_")
          }
        })
      #expect(format.columns.allSatisfy { !$0.meaning.isEmpty })
      #expect(Set(format.key).isSubset(of: names))
    }
  }

  @Test func aLineOfARecordIsOneLine() throws {
    let line = try ClaimLine.of(Sample.record(Sample.claim(sentence: "a\nb\u{2028}c\"")))
    #expect(line.hasSuffix("}\n"))
    #expect(line.dropLast().allSatisfy { !$0.isNewline })
    #expect(line.contains(#""sentenceText":"a\nb\u2028c\"""#))
  }
}
