import Foundation
import Ledger
import Testing

@testable import Formats

@Suite("A table")
struct TableFileTests {
  private func rows(
    _ text: String, _ columns: [String], format: TableFormat? = nil, delimiter: UInt8? = nil
  ) throws -> [TableRow] {
    var reader = try TableFileReader(
      Array(text.utf8), format: format, delimiter: delimiter, columns: columns)
    var rows: [TableRow] = []
    while let row = try reader.next() { rows.append(row) }
    // Every cell must be found again where it says that it stands.
    let bytes = reader.document.text
    for row in rows {
      for cell in row.cells.compactMap(\.self) {
        let written = String(decoding: bytes[cell.range], as: UTF8.self)
        #expect(row.range.contains(cell.range.lowerBound))
        #expect(row.range.upperBound >= cell.range.upperBound)
        if !written.contains("\"\""), !written.contains("\\") { #expect(written == cell.text) }
      }
    }
    return rows
  }

  private func texts(_ rows: [TableRow]) -> [[String?]] { rows.map { $0.cells.map { $0?.text } } }

  @Test("of CSV has quotes, commas and lines within cells, and either end of a line")
  func csv() throws {
    let text = "a,b,c\r\n1,\"x, \"\"y\"\"\",\r\n\"2\n3\",,z\n\n 4 ,5,6"
    let rows = try rows(text, ["c", "a", "b"])
    #expect(texts(rows) == [[nil, "1", "x, \"y\""], ["z", "2\n3", nil], ["6", "4", "5"]])
    #expect(rows.map(\.line) == [2, 3, 6])
    #expect(rows.map(\.number) == [1, 2, 3])
  }

  @Test("keeps offsets behind a byte order mark")
  func mark() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("day,n\n1,é2\n".utf8)
    var reader = try TableFileReader(bytes, format: nil, delimiter: nil, columns: ["day", "n"])
    let row = try #require(try reader.next())
    let cell = try #require(row.cells[1])
    let original = reader.document.evidenceRange(of: cell.range)
    #expect(Array(bytes[original]) == Array("é2".utf8))
    #expect(reader.document.id == DocumentID(original: bytes))
    #expect(try reader.next() == nil)
  }

  @Test("of TSV takes quotes for what they are")
  func tsv() throws {
    #expect(texts(try rows("a\tb\n\"1\t2\n", ["a", "b"])) == [["\"1", "2"]])
  }

  @Test("may have another mark between its cells")
  func semicolon() throws {
    let rows = try rows("a;b\n1;2,5\n", ["a", "b"], format: .csv, delimiter: 0x3B)
    #expect(texts(rows) == [["1", "2,5"]])
  }

  @Test("of JSON has rows with keys in any order, escapes, and lists that nobody asks for")
  func json() throws {
    let text = #"""
       [ {"n": 12, "x": [1, {"y": []}], "day": "a\u00e9\n\ud83d\ude00"},
         {"day": null}, {"day": " b ", "n": -1.5e3, "z": true} ]
      """#
    let rows = try rows(text, ["day", "n"])
    #expect(texts(rows) == [["aé\n😀", "12"], [nil, nil], ["b", "-1.5e3"]])
    #expect(rows.map(\.line) == [1, 2, 2])
  }

  static let refused: [(String, String, String)] = [
    ("a,b\n1,2,3\n", "row 1 (line 2)", "3 cells where the header has 2"),
    ("a,b\n1\n", "row 1 (line 2)", "1 cells"),
    ("a,b\n1,2\n\"3,4\n", "row 2 (line 3)", "never closed"),
    ("a,b\n1,\"2\"x\n", "row 1 (line 2)", "behind the closing quote"),
    ("a,b\n1,2\"\n", "row 1 (line 2)", "quote in the middle"),
    ("a,c\n1,2\n", "header", "no column is called \"b\""),
    ("a,b,a\n1,2,3\n", "header", "two columns are called \"a\""),
    ("\n\n", "table", "empty"),
    ("{}", "table", "not a list of objects"),
    (#"[{"a": 1, "b": 2}"#, "row 2", "comma or the end"),
    (#"[{"a": 1, "b": 2},]"#, "row 2", "an object should begin"),
    (#"[{"a": 01, "b": 2}]"#, "row 1 (line 1)", "value should stand"),
    (#"[{"a": 1, "a": 2}]"#, "row 1 (line 1)", "stands here twice"),
    (#"[{"a": [1], "b": 2}]"#, "row 1 (line 1), column \"a\"", "a list or an object"),
    (#"[{"a": "x"#, "row 1 (line 1)", "never closed"),
    (#"[{"a": "\q", "b": 1}]"#, "row 1 (line 1)", "escape that JSON does not have"),
    (#"[{"a": "\ud800", "b": 1}]"#, "row 1 (line 1)", "half of a character"),
    (#"[{"a": 1}]"#, "table", "no row has the key \"b\""),
    (#"[{"a": 1, "b": 2}] x"#, "row 2", "behind the end"),
    ("[{\"a\": \"1\n\", \"b\": 2}]", "row 1 (line 1)", "control character"),
  ]

  @Test("that is not well-formed is refused with its place", arguments: refused)
  func refuses(_ text: String, _ place: String, _ message: String) throws {
    let error = #expect(throws: LedgerError.self) { try rows(text, ["a", "b"]) }
    #expect(error?.reason == .malformed)
    #expect(error?.subject.hasPrefix(place) == true, "\(error?.subject ?? "")")
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test("that is too deep or too wide is refused by its limit, and does not end the process")
  func limits() throws {
    let deep = String(repeating: "[", count: 100_000)
    let cases = [
      #"[{"x": "# + deep, "a,b\n1," + String(repeating: "x", count: 100_000),
      #"[{"a": ""# + String(repeating: "x", count: 100_000) + #""}]"#,
      String(repeating: "a,", count: 2000) + "b\n",
      "a,b\n\"" + String(repeating: "\n", count: 100_000) + "\",1\n",
    ]
    for text in cases {
      let error = #expect(throws: LedgerError.self) { try rows(text, ["a", "b"]) }
      #expect(error?.reason == .tooLarge, "\(String(describing: error))")
    }
  }

  @Test("that is no text is refused as a report is")
  func binary() {
    #expect(throws: LedgerError.self) {
      try TableFileReader([0x50, 0x4B, 3, 4], format: nil, delimiter: nil, columns: [])
    }
    #expect(throws: LedgerError.self) {
      try TableFileReader([0x61, 0xFF], format: .csv, delimiter: nil, columns: [])
    }
  }

  /// Cut and changed at random, a table is read or refused, and what is read stands where it says.
  @Test("that was damaged is read or refused", arguments: 0..<40)
  func damaged(_ seed: Int) throws {
    let tables = [
      "day,n,said\r\n2024-01-01,\"1,200\",about\r\n2024-01-02,,\"x \"\"y\"\"\"\r\n",
      #"[{"day": "2024-01-01", "n": 12, "said": "é\u00e9"}, {"n": null, "x": {"y": [1]}}]"#,
      "day\tn\tsaid\n2024-01-01\t12\tabout\n",
    ]
    var state = UInt64(seed + 1) &* 0x9E37_79B9_7F4A_7C15
    func dice(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    let marks = Array("\",\n\r\t{}[]\\:0x\u{FF}".utf8)
    for _ in 0..<200 {
      var bytes = Array(tables[dice(tables.count)].utf8)
      for _ in 0...dice(4) {
        switch dice(3) {
        case 0: bytes.remove(at: dice(bytes.count))
        case 1: bytes.insert(marks[dice(marks.count)], at: dice(bytes.count))
        default: bytes = Array(bytes.prefix(1 + dice(bytes.count)))
        }
        if bytes.isEmpty { bytes = [0x5B] }
      }
      guard let text = String(validating: bytes, as: UTF8.self) else { continue }
      for format in TableFormat.allCases {
        _ = try? rows(text, ["day", "n"], format: format)
      }
    }
  }
}
