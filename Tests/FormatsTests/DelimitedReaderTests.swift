import Ledger
import Testing

@testable import Formats

@Suite("Reading tables as reports")
struct DelimitedReaderTests {
  private func read(_ text: String) throws -> ReadDocument {
    let original = Array(text.utf8)
    let document = try FormatReader.read(original)
    expectSound(document, original)
    return document
  }

  @Test(
    "what sets cells apart is told by the content",
    arguments: [(",", "text/csv"), (";", "text/csv"), ("\t", "text/tab-separated-values")])
  func separators(_ mark: String, _ mediaType: String) throws {
    let lines = [["Side", "Killed"], ["North", "1250"], ["South", "900"]]
    let document = try read(lines.map { $0.joined(separator: mark) }.joined(separator: "\n"))
    #expect(document.mediaType == mediaType)
    #expect(shown(document).map(\.words) == ["Side | Killed", "North | 1250", "South | 900"])
    #expect(document.blocks.map(\.columnHeaders) == [[], ["Side", "Killed"], ["Side", "Killed"]])
  }

  @Test("cells in quotes, empty cells, bars in cells, and both kinds of line ends")
  func cells() throws {
    let document = try read(
      "Side,Killed,Note\r\n\"North, upper\",\"1,250\",\"said \"\"so\"\"\"\r\n,900,a|b\r\nSouth,,\"two\nlines 7\"\r\n"
    )
    #expect(
      shown(document).dropFirst().map(\.words)
        == ["North, upper | 1,250 | said \"so\"", "| | 900 | a¦b", "South |  | two\nlines 7"])
  }

  @Test("a claim's cell leads back to the bytes of its cell")
  func offsets() throws {
    let text = "Side,Killed\n\"North\",\"1,250\"\n,900\n"
    let document = try read(text)
    let original = Array(text.utf8)
    for (block, expected) in zip(document.blocks.dropFirst(), ["North\",\"1,250", ",900"]) {
      let range = document.evidenceRange(of: block.range)
      #expect(String(decoding: original[range], as: UTF8.self) == expected)
    }
  }

  @Test(
    "texts that only look a little like it stay texts",
    arguments: [
      "In the town, people say\nForty, perhaps more, were killed\nNobody, however, knows",
      "Killed, 40\nWounded, 50, perhaps more\nMissing, 7",
      "The army said on Monday, in a long statement of many words that nobody expected to hear, that\nforty, it said\nfifty, it added",
      "a,b\n", "", ",", "\"", "x,\"y\n1,2", "Side,Killed\nNorth,\"40\" dead\nSouth,50",
    ])
  func notTables(_ text: String) throws {
    #expect(try read(text).mediaType == "text/plain")
  }
}
