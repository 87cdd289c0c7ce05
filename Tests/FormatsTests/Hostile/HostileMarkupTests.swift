import Ledger
import Testing

@testable import Formats

@Suite("Hostile markup") struct HostileMarkupTests {
  private func read(_ page: String) throws -> ReadDocument {
    try FormatReader.read(Array(page.utf8))
  }

  @Test("elements in elements without end") func deep() throws {
    let count = 50_000
    let page =
      "<html><body>" + String(repeating: "<div>", count: count)
      + "Forty people were killed in the town on Sunday."
      + String(repeating: "</div>", count: count)
    let document = try read(page)
    #expect(document.told.map(\.text) == ["Forty people were killed in the town on Sunday."])
  }

  @Test("a million tags") func million() throws {
    let page =
      "<html><body><p>Forty people were killed in the town on Sunday.</p>"
      + String(repeating: "<br>", count: 1_000_000) + "</body></html>"
    #expect(try read(page).told.first?.text.hasPrefix("Forty people") == true)
  }

  @Test(
    "more tags than any page has",
    arguments: ["<b>x</b>", "<p>x", "<td>", "</p>", "<a href=x>", "<table><tr><td>"])
  func many(_ tag: String) throws {
    let page =
      "<html><body><p>Forty people were killed in the town on Sunday.</p>"
      + String(repeating: tag, count: 30_000) + "</body></html>"
    #expect(try read(page).told.first?.text.hasPrefix("Forty people") == true)
  }

  @Test(
    "what never ends",
    arguments: [
      "<!--", "<p title=\"", "<script>", "<![CDATA[", "<", "&", "&#", "<p ", "<style>",
      "<textarea>",
    ])
  func open(_ beginning: String) throws {
    let page =
      "<html><body><p>Forty people were killed in the town on Sunday.</p>"
      + String(repeating: beginning + "a ", count: 10_000)
    #expect(try read(page).told.first?.text.hasPrefix("Forty people") == true)
  }

  @Test("scripts, handlers and what is hidden say nothing") func scripts() throws {
    let document = try read(
      """
      <html><body onload="x('1 killed')"><script>document.write('2 killed')</script><noscript>3 killed</noscript>
      <p onclick="y()">Forty people were killed in the town on Sunday, the army said.</p>
      <p style="display: none">4 killed</p><p hidden>5 killed</p><p aria-hidden="true">6 killed</p>
      <svg><text>7 killed</text><script>8 killed</script></svg><template><p>9 killed</p></template>
      <iframe srcdoc="<p>10 killed</p>">11 killed</iframe><img alt="12 killed" src=x onerror="z()">
      <a href="javascript:alert(1)">link</a><object><p>13 killed</p></object></body></html>
      """)
    #expect(
      document.told.map(\.text) == [
        "Forty people were killed in the town on Sunday, the army said.", "link",
      ])
  }

  @Test("entities that grow are none of a feed's", arguments: [false, true]) func entities(
    _ isOutside: Bool
  ) throws {
    var declarations = "<!ENTITY a0 \"killed \">"
    if isOutside {
      declarations += "<!ENTITY a9 SYSTEM \"file:///etc/passwd\">"
    } else {
      for level in 1...9 {
        declarations += "<!ENTITY a\(level) \"\(String(repeating: "&a\(level - 1);", count: 10))\">"
      }
    }
    let feed =
      "<?xml version=\"1.0\"?><!DOCTYPE rss [\(declarations)]><rss><channel><item><title>Forty killed &a9; here</title><description>&a9;</description></item></channel></rss>"
    let document = try FormatReader.read(Array(feed.utf8))
    #expect(document.text.count < 100)
    #expect(!String(decoding: document.text, as: UTF8.self).contains("root"))
  }

  @Test("a feed of items without end") func items() throws {
    let feed =
      "<rss><channel>" + String(repeating: "<item><title>Ten killed</title></item>", count: 20_000)
      + "</channel></rss>"
    let document = try FormatReader.read(Array(feed.utf8))
    #expect(document.parts.count == 5000)
    #expect(document.warnings.count == 1)
  }

  @Test("a table as wide as it is long") func wide() throws {
    let row =
      "<tr>" + String(repeating: "<td rowspan=99999 colspan=99999>1</td>", count: 3000) + "</tr>"
    let page =
      "<html><body><p>Forty people were killed in the town on Sunday.</p><table>"
      + String(repeating: row, count: 40) + "</table></body></html>"
    #expect(try read(page).text.count < 4_000_000)
  }

  @Test("any bytes between tags are read without a trap", arguments: 1...40) func noise(_ seed: Int)
    throws
  {
    var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let pieces = [
      "<p>", "</p>", "<", ">", "&", "&nbsp;", "&#", ";", "\"", "'", "<!--", "-->", "<table>",
      "<tr>", "<td>", "</table>",
      "<article>", "</article>", " ", "\n", "40 killed", "é", "😀", "<script>", "</script>",
      "<![CDATA[", "]]>", "<h1>", "<li>",
      "<sup>1</sup>", "=", "/", "<div class=nav>", "</div>", "\u{202E}", "<?", "?>", "<!doctype",
      "<br>",
    ]
    for start in ["<html>", "<rss><channel><item><description>", "<feed><entry><content>"] {
      var page = start
      for _ in 0..<next(300) { page += pieces[next(pieces.count)] }
      let bytes = Array(page.utf8)
      try expectWayBack(try FormatReader.read(bytes), bytes)
    }
  }
}
