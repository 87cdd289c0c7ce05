import Foundation
import Ledger
import Testing

@testable import Formats

/// Samples of the project, found from this file.
enum SampleFiles {
  static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Samples/formats")

  static func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }
}

extension ReadDocument {
  /// The blocks with their text.
  var told: [(section: Section, text: String)] {
    blocks.map { ($0.section, String(decoding: text[$0.range], as: UTF8.self)) }
  }

  func texts(_ section: Section) -> [String] { told.filter { $0.section == section }.map(\.text) }
}

/// Every block, and every stretch of it between two blanks, is found again in the original.
func expectWayBack(_ document: ReadDocument, _ original: [UInt8]) throws {
  guard case .mapped(let map) = document.source else {
    Issue.record("the text does not lie in its original")
    return
  }
  #expect(original.withUnsafeBytes { map.text(of: $0) } == document.text)
  for block in document.blocks {
    var start = block.range.lowerBound
    // Between cells there are marks that the original has not.
    for end in block.range
    where block.section != .table && document.text[end] == 0x20 || end == block.range.upperBound - 1
    {
      let range = start..<(document.text[end] == 0x20 ? end : end + 1)
      start = end + 1
      guard !range.isEmpty else { continue }
      let place = document.evidenceRange(of: range)
      let back = original.withUnsafeBytes { map.text(in: place, of: $0) }
      #expect(
        back == Array(document.text[range]),
        """
        \(String(decoding: document.text[range], as: UTF8.self)) in \(String(decoding: original, as: UTF8.self)): \
        \(map.pieces)
        """)
    }
    let whole = original.withUnsafeBytes {
      map.text(in: document.evidenceRange(of: block.range), of: $0)
    }
    #expect(whole == Array(document.text[block.range]))
  }
}

@Suite("Reading pages") struct HTMLReaderTests {
  private func read(_ page: String) throws -> ReadDocument {
    let bytes = Array(page.utf8)
    let document = try FormatReader.read(bytes)
    try expectWayBack(document, bytes)
    return document
  }

  @Test("a page is its report, in blocks of their kinds") func sample() throws {
    let bytes = try SampleFiles.read("losses-by-month.html")
    let document = try FormatReader.read(bytes)
    try expectWayBack(document, bytes)
    #expect(document.mediaType == "text/html")
    #expect(
      document.told.map(\.section) == [
        .headline, .deck, .lede, .caption, .quotation, .headline, .caption, .table, .table,
      ])
    #expect(document.texts(.headline)[0] == "What two armies lost in a\u{A0}year")
    let lede = try #require(document.texts(.lede).first)
    #expect(lede.contains("killed since February 2022, and that Ukraine has lost"))
    #expect(lede.contains("100,000 and 140,000"))
    #expect(
      document.texts(.table) == [
        "October 2025 | 9,870 | 21,400", "November 2025 | 10,120 | 22,050",
      ])
    let row = try #require(document.blocks.last)
    #expect(row.columnHeaders == ["Month", "Killed", "Wounded"])
    let all = String(decoding: document.text, as: UTF8.self)
    for stray in ["9,999", "7,777", "5,555", "4,444", "3,333", "2,222", "1,111", "99,000"] {
      #expect(!all.contains(stray), "\(stray)")
    }
  }

  @Test("metadata say when, where and by whom a page was published") func metadata() throws {
    let part = try #require(
      try FormatReader.read(SampleFiles.read("losses-by-month.html")).parts.first)
    #expect(part.title == "What two armies lost in a year")
    #expect(part.outlet == "Harbour Gazette")
    #expect(part.url == "https://gazette.example/2026/02/05/what-two-armies-lost")
    #expect(part.published == CivilDate("2026-02-05").map { DateStatement($0, basis: .metadata) })
  }

  @Test(
    "the date of publication is where it is stated first",
    arguments: [
      (
        "<meta property='article:published_time' content='2025-03-04T10:00:00Z'>", "2025-03-04",
        DateStatement.Basis.metadata
      ),
      ("<meta name='dc.date' content='20250304'>", "2025-03-04", .metadata),
      ("<link rel=canonical href='https://a.example/2024/11/09/story'>", "2024-11-09", .address),
      (
        "<link rel=canonical href='https://a.example/news/2024-11-09-story.html'>", "2024-11-09",
        .address
      ),
      (
        "<script type=\"application/ld+json\">{\"@graph\": [{\"@type\": \"Report\", \"datePublished\": \"2023-01-02\"}]}</script>",
        "2023-01-02", .metadata
      ),
    ])
  func dates(_ head: String, _ date: String, _ basis: DateStatement.Basis) throws {
    let document = try read(
      "<!doctype html><html><head>\(head)</head><body><p>Forty people died in the town on Sunday.</p></body></html>"
    )
    #expect(
      document.parts.first?.published == CivilDate(date).map { DateStatement($0, basis: basis) })
  }

  @Test("several reports on a page are documents of their own") func parts() throws {
    let body = String(
      repeating: "The army and the rebels fought on in the hills above the town. ", count: 5)
    let document = try read(
      """
      <html><body><article><h2>One</h2><time datetime="2025-01-02"></time><p>\(body)</p></article>
      <article><h2>Two</h2><time datetime="2025-01-05"></time><p>\(body)</p></article></body></html>
      """)
    #expect(document.blocks.map(\.part) == [0, 0, 1, 1])
    #expect(document.parts.map(\.title) == ["One", "Two"])
    #expect(
      document.parts.map(\.published?.date) == [CivilDate("2025-01-02"), CivilDate("2025-01-05")])
  }

  @Test("cells that span rows and columns count for each of them") func spans() throws {
    let document = try read(
      """
      <html><body><p>Losses of both sides, as both counted them in the two years of the war.</p><table>
      <tr><th rowspan=2>Side</th><th rowspan=2>Year</th><th colspan=2>Soldiers</th></tr>
      <tr><th>killed</th><th>wounded</th></tr>
      <tr><td rowspan=2>Northland</td><td>2024</td><td>1,200</td><td></td></tr>
      <tr><td>2025</td><td>800</td><td>2,900</td></tr></table></body></html>
      """)
    let rows = document.blocks.filter { $0.section == .table }
    #expect(rows.first?.columnHeaders == ["Side", "Year", "Soldiers killed", "Soldiers wounded"])
    #expect(
      document.texts(.table) == ["Northland | 2024 | 1,200", "Northland | 2025 | 800 | 2,900"])
  }

  @Test("text without paragraphs is read line by line") func plain() throws {
    let document = try read(
      "<html><body>The army said that 40 died.<br><br>Then 12 more died.<div>And 3 in hospital.</div></body></html>"
    )
    #expect(
      document.told.map(\.text) == [
        "The army said that 40 died. Then 12 more died.", "And 3 in hospital.",
      ])
  }

  @Test("preformatted text keeps its lines: paragraphs, lists and columns") func preformatted()
    throws
  {
    let document = try read(
      """
      <html><body><h1>Bulletin 7</h1><pre>
      The army said that 40 soldiers died on Monday near the river, and
      12 more in the hills &amp; woods.

      - 3 civilians were killed
      - 9 were wounded

      Month       Killed    Wounded
      January     120       340
      February    98        210<br>March       77        150
      </pre><p>The   end of it.</p></body></html>
      """)
    #expect(
      document.told.map(\.text) == [
        "Bulletin 7",
        "The army said that 40 soldiers died on Monday near the river, and\n12 more in the hills & woods.",
        "3 civilians were killed", "9 were wounded", "January     120       340",
        "February    98        210", "March       77        150", "The end of it.",
      ])
    #expect(
      document.told.map(\.section) == [
        .headline, .lede, .list, .list, .table, .table, .table, .body,
      ])
    #expect(document.blocks[4].columnHeaders == ["Month", "Killed", "Wounded"])
  }

  @Test("a table that only sets things side by side is text") func layout() throws {
    let long = String(
      repeating: "The army and the rebels fought on in the hills above the town. ", count: 8)
    let document = try read(
      "<html><body><table><tr><td><p>\(long)</p></td><td>Menu</td></tr><tr><td>x</td><td>y</td></tr></table></body></html>"
    )
    #expect(document.told.first?.section == .lede)
  }

  @Test(
    "entities, references and odd markup lead back to their bytes",
    arguments: [
      "<p>Some&nbsp;40&#8239;000 &lt;dead&gt; &amp; 12&thinsp;more &unknown; &copy 5 &#x41;&#66;",
      "<p>a<!-- 12 -->b<b>c</b  >d<i title='x>y'>e</i><br/>f<wbr>g</p><p>h",
      "<div>text < 5 & > 3 <<b>x</b></div>", "<p>\r\nline\r\nline two\r\n</p>",
      "<p>Üñï <i>çödé</i> – 40 мёртвых 漢字&#128512;😀</p>", "<td>no table</td><li>no list",
      "<p>" + String(repeating: "x", count: 2500) + "é" + String(repeating: "é", count: 3000)
        + "</p>",
    ])
  func wayBack(_ body: String) throws {
    let document = try read("<html><body>\(body)</body></html>")
    #expect(!document.blocks.isEmpty)
  }
}
