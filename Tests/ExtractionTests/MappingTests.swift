import Formats
import Foundation
import Ledger
import Testing

@testable import Extraction

/// Tables that are read as claims, by a mapping.
@Suite("A mapping")
struct MappingTests {
  static func claims(
    _ table: String, by mapping: String, published: String? = nil
  ) throws -> [Claim] {
    try claims(Array(table.utf8), by: mapping, published: published)
  }

  static func claims(
    _ table: [UInt8], by text: String, published: String? = nil
  ) throws -> [Claim] {
    let lexicon = try Repository.lexicon.get()
    let mapping = try TableMapping(text, lexicon: lexicon)
    var reader = try TableFileReader(
      table, format: mapping.format, delimiter: mapping.delimiter, columns: mapping.columns)
    let date = published.flatMap { CivilDate($0) }.map { DateStatement($0, basis: .supplied) }
    let rows = TableClaims(
      mapping, lexicon: lexicon, document: reader.document, format: reader.format, published: date)
    var claims: [Claim] = []
    while let row = try reader.next() { claims += try rows.claims(of: row) }
    for claim in claims { #expect(claim.evidence.contradiction(to: .original(table)) == nil) }
    return claims
  }

  static let plain = "kind: cumulative\nfigures:\n  - measure: killed\n    value: n\n"

  @Test("says all of a claim that a row does not")
  func fields() throws {
    let claims = try Self.claims(
      "when;who;n;how\n2024-03-05;Sudan;1.200;mehr\n",
      by: """
        format: csv
        delimiter: ";"
        claimant: sohr
        speaker: {name: A clinic}
        relay: reuters
        conflict: sudan-2023
        party: {column: who}
        population: civilian
        place: El Fasher
        cause: hunger_or_disease
        method: named
        mode: direct_quote
        kind: cumulative
        from: 2023-04
        date: {column: when}
        stated: {column: when}
        figures:
          - measure: killed
            words: dead
            value: n
            modifier: {column: how, values: {mehr: more than}}
        """, published: "2024-03-06")
    let claim = try #require(claims.first)
    #expect(claims.count == 1)
    #expect(claim.quantity.form == .lowerBound)
    #expect(claim.quantity.low == .init(1200, inclusive: false))
    #expect(claim.quantity.modifierText == "mehr")
    #expect(claim.measure == MeasureStatement("killed", words: "dead"))
    #expect(
      claim.group
        == CountedGroup(
          party: "sudan", population: "civilian", conflict: "sudan-2023", conflictBasis: .stated,
          place: "El Fasher", cause: .hungerOrDisease, method: .named))
    #expect(claim.time.from == DateStatement(CivilDate("2023-04")!, basis: .supplied))
    #expect(claim.time.asOf == DateStatement(CivilDate("2024-03-05")!, basis: .stated))
    #expect(claim.time.statedOn?.date == CivilDate("2024-03-05"))
    #expect(claim.time.published?.date == CivilDate("2024-03-06"))
    #expect(claim.attribution.claimant?.id == "sohr")
    #expect(claim.attribution.speaker == Source(name: "A clinic"))
    #expect(claim.attribution.relays.map(\.id) == ["reuters"])
    #expect(claim.attribution.mode == .directQuote)
    #expect(claim.evidence.section == .table)
    #expect(claim.evidence.sentenceText == "2024-03-05;Sudan;1.200;mehr")
    #expect(claim.evidence.numberText == "1.200")
    #expect(claim.rules == ["table row", "modifier"])
  }

  @Test("reads a modifier, a bound or a vague word in the cell itself")
  func cells() throws {
    let claims = try Self.claims(
      "n\n~1200\n\"at least 1,200\"\n30+\ndozens\n0\n", by: Self.plain)
    #expect(claims.map(\.quantity.display) == ["~1,200", "≥ 1,200", "≥ 30", "“dozens”", "0"])
    #expect(claims.map(\.quantity.form) == [.point, .lowerBound, .lowerBound, .vague, .zero])
    #expect(claims[0].quantity.significantDigits == 2)
  }

  @Test("leaves an end open where its cell is empty, and makes no claim of an empty row")
  func ranges() throws {
    let claims = try Self.claims(
      "a,b,c\n10,,20\n10,15,20\n10,,\n,,20\n7,,7\n,,\n,15,\n",
      by: """
        kind: cumulative
        figures:
          - {measure: killed, low: a, best: b, high: c}
        """)
    #expect(
      claims.map(\.quantity.form) == [.range, .range, .lowerBound, .upperBound, .point, .point])
    #expect(claims.map(\.quantity.best) == [nil, 15, nil, nil, 7, 15])
    #expect(claims[2].quantity.high == nil && claims[3].quantity.low == nil)
    #expect(claims[0].evidence.numberText == "10,,20")
  }

  @Test("gives a figure the time of its kind")
  func times() throws {
    func time(_ kind: String) throws -> ClaimTime {
      try #require(
        try Self.claims(
          "d,n\n5/1/2024,3\n",
          by: "kind: \(kind)\ndate: {column: d, format: D/M/YYYY}\n"
            + "figures:\n  - {measure: killed, value: n}\n"
        ).first
      ).time
    }
    let day = DateStatement(CivilDate("2024-01-05")!, basis: .stated)
    #expect(try time("cumulative") == ClaimTime(asOf: day))
    #expect(try time("period_total") == ClaimTime(from: day, to: day))
    #expect(try time("incident") == ClaimTime(from: day, to: day))
  }

  @Test("tells rows apart, and keeps whom a table holds responsible")
  func rows() throws {
    let claims = try Self.claims(
      "who,what,n\nRussia,own,1\nUkraine,hit,2\nMoon,other,3\n",
      by: """
        kind: cumulative
        claimant: {name: A table}
        figures:
          - measure: killed
            only: {column: what, cells: [own]}
            party: &who {column: who, values: {Moon: }}
            value: n
          - measure: killed
            except: {column: what, cells: [own]}
            responsible: *who
            value: n
        """)
    #expect(claims.map(\.group.party) == ["russia", nil, nil])
    #expect(
      claims.map(\.group.responsible)
        == [nil, .init(party: "ukraine", statedBy: "A table"), nil])
  }

  static let mistakes: [(String, String, String, String)] = [
    ("", "mapping:1", "empty", ""),
    ("kind: cumulative\n", "mapping:1", "lists no figure", ""),
    (plain + "klaimant: x\n", "mapping:5", "\"klaimant\" is no field", "claimant"),
    (plain + "party: rusia\n", "mapping:5", "\"rusia\" is none of the parties", "russia"),
    (plain + "claimant: mediazone\n", "mapping:5", "none of the claimants", "mediazona"),
    (plain + "population: millitary\n", "mapping:5", "none of the populations", "military"),
    (plain + "method: guessed\n", "mapping:5", "\"guessed\" is none", ""),
    (plain + "date: yesterday\n", "mapping:5", "\"yesterday\" is none of the dates", ""),
    (plain + "date: {column: d, format: dd/mm}\n", "mapping:5", "no way to write a date", ""),
    (plain + "party: {kolumn: x}\n", "mapping:5", "\"kolumn\" is no field", "column"),
    (plain + "party: {column: x, values: {A: rusia}}\n", "mapping:5", "\"rusia\"", "russia"),
    (plain + "format: xls\n", "mapping:5", "\"xls\" is no format", "csv"),
    (plain + "delimiter: ';'\n", "mapping:5", "sets no cells apart", "format: csv"),
    ("figures:\n  - {measure: killed, value: n}\n", "mapping:2", "what kind of count", "kind"),
    ("kind: cumulative\nfigures:\n  - {value: n}\n", "mapping:3", "\"measure\" is missing", ""),
    ("kind: cumulative\nfigures:\n  - {measure: killed}\n", "mapping:3", "no column is named", ""),
    (
      "kind: cumulative\nfigures:\n  - {measure: killed, value: n, low: m}\n", "mapping:3",
      "and not both", ""
    ),
    ("kind: [a\n", "mapping:", "not YAML", ""),
  ]

  @Test("with a mistake is refused with its line and what may be meant", arguments: mistakes)
  func refuses(_ text: String, _ place: String, _ message: String, _ hint: String) throws {
    let error = #expect(throws: LedgerError.self) {
      try TableMapping(text, lexicon: try Repository.lexicon.get())
    }
    #expect(error?.reason == .malformed)
    #expect(error?.subject.hasPrefix(place) == true, "\(error?.subject ?? "")")
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    #expect(error?.hint.contains(hint) == true || hint.isEmpty, "\(error?.hint ?? "")")
  }

  static let badRows: [(String, String, String)] = [
    ("n,p\nx,\n", "row 1 (line 2), column \"n\"", "\"x\" is no number"),
    ("n,p\n1,\n-5,\n", "row 2 (line 3), column \"n\"", "\"-5\" is no number"),
    ("n,p\n1,rusia\n", "row 1 (line 2), column \"p\"", "\"rusia\" is none of the parties"),
    ("n,p\n99999999999999999999,\n", "row 1 (line 2), column \"n\"", "is no number"),
  ]

  @Test("names the row and the column of a cell that means nothing", arguments: badRows)
  func badCells(_ table: String, _ place: String, _ message: String) throws {
    let error = #expect(throws: LedgerError.self) {
      try Self.claims(table, by: Self.plain + "party: {column: p}\n")
    }
    #expect(error?.subject == place)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test("refuses ends out of order and a period that ends before it begins")
  func disorder() throws {
    let ends = #expect(throws: LedgerError.self) {
      try Self.claims(
        "a,b\n20,10\n", by: "kind: cumulative\nfigures:\n  - {measure: killed, low: a, high: b}\n")
    }
    #expect(ends?.message.contains("20, 10") == true)
    let period = #expect(throws: LedgerError.self) {
      try Self.claims("n,d\n1,2020-01-01\n", by: Self.plain + "from: 2021\ndate: {column: d}\n")
    }
    #expect(period?.message.contains("before it begins") == true)
  }

  @Test("that is too large or nested without end is refused, and does not end the process")
  func limits() throws {
    let lexicon = try Repository.lexicon.get()
    let large = #expect(throws: LedgerError.self) {
      try TableMapping(String(repeating: "# \n", count: 40_000), lexicon: lexicon)
    }
    #expect(large?.reason == .tooLarge)
    for open in ["[", "{a: ", "- "] {
      let text = String(repeating: open, count: 60_000 / open.utf8.count)
      #expect(throws: LedgerError.self) { try TableMapping(text, lexicon: lexicon) }
    }
    var bomb = "a0: &a0 [x, x]\n"
    for level in 1...60 { bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(throws: LedgerError.self) { try TableMapping(bomb, lexicon: lexicon) }
  }

  @Test(
    "dates are read as they are written",
    arguments: [
      ("YYYY-MM-DD", "2024-02-29", "2024-02-29"), ("DD.MM.YYYY", "01.12.2024", "2024-12-01"),
      ("M/D/YYYY", "2/9/2024", "2024-02-09"), ("YYYY", "2024", "2024"),
      ("MM/YYYY", "02/2024", "2024-02"), ("YYYY-MM-DD*", "2024-02-03T00:00:00Z", "2024-02-03"),
      ("YYYY-MM-DD", "2023-02-29", nil), ("DD.MM.YYYY", "1.12.2024", nil),
      ("YYYY-MM-DD", "2024-02-03 ", nil),
    ])
  func dates(_ pattern: String, _ text: String, _ date: String?) throws {
    let pattern = try #require(DatePattern(pattern))
    #expect(pattern.date(text)?.description == date)
  }

  @Test(
    "no pattern is what lacks a year or says a part twice",
    arguments: ["MM-DD", "YYYY-YYYY", "DD-YYYY", "YY-MM-DD"])
  func patterns(_ text: String) { #expect(DatePattern(text) == nil) }
}
