import Ledger
import Testing

@testable import Formats

@Suite("Reading formats")
struct FormatReaderTests {
  private func read(_ text: String) throws -> ReadDocument {
    try FormatReader.read(Array(text.utf8))
  }

  private func blocks(_ text: String) throws -> [(Section, String)] {
    let document = try read(text)
    return document.blocks.map {
      ($0.section, String(decoding: document.text[$0.range], as: UTF8.self))
    }
  }

  @Test("a soft-wrapped paragraph is one block")
  func softWrap() throws {
    let text = """
      The rebels attacked the town before dawn and the army
      answered with artillery. By noon at least forty people
      had died, officials in the capital said on the radio,
      and many more were missing.

      The next paragraph begins here, and ends with a stop.
      """
    #expect(try blocks(text).map(\.0) == [.lede, .body])
  }

  @Test("long lines are paragraphs of their own")
  func longLines() throws {
    let line = String(repeating: "The army and the rebels fought on. ", count: 8)
    #expect(try read("\(line)\n\(line)\n\(line)").blocks.count == 3)
  }

  @Test("headline, deck, lede and a heading in between")
  func headlines() throws {
    let text = """
      Forty killed in town

      Officials fear more

      The rebels attacked the town before dawn.

      What we know

      The army answered with artillery.
      """
    #expect(try blocks(text).map(\.0) == [.headline, .deck, .lede, .headline, .body])
  }

  @Test("lists, with and without their marks")
  func lists() throws {
    let found = try blocks(
      "It began so.\n\n  • Ten were killed\n  • Two were hurt\n\n1. One more\n")
    #expect(found.dropFirst().map(\.0) == [.list, .list, .list])
    #expect(found.dropFirst().map(\.1) == ["Ten were killed", "Two were hurt", "One more"])
  }

  @Test("Markdown tables know their headers")
  func markdownTable() throws {
    let text = "# Losses\n\n| Side | Killed |\n|---|---:|\n| North | 1,250 |\n| South | 900 |\n"
    let document = try read(text)
    #expect(document.mediaType == "text/markdown")
    let rows = document.blocks.filter { $0.section == .table }
    #expect(rows.map(\.columnHeaders) == [["Side", "Killed"], ["Side", "Killed"]])
  }

  @Test("aligned tables", arguments: ["\t", "    "])
  func alignedTable(_ gap: String) throws {
    let text = ["Side\(gap)Killed", "North\(gap)1,250", "South\(gap)900"].joined(separator: "\n")
    let document = try read(text)
    let isFile = gap == "\t"
    #expect(document.mediaType == (isFile ? "text/tab-separated-values" : "text/plain"))
    let rows = document.blocks.suffix(2)
    #expect(rows.map(\.section) == [.table, .table])
    #expect(rows.map(\.columnHeaders) == [["Side", "Killed"], ["Side", "Killed"]])
  }

  @Test("quotation, caption and footnote")
  func others() throws {
    let text = """
      The rebels attacked the town before dawn.

      "We will not forget the dead of this town."

      A street after the attack (Jane Doe/Agency)

      [1] A note on the sources.
      """
    #expect(try blocks(text).map(\.0) == [.lede, .quotation, .caption, .footnote])
  }

  @Test("furniture is skipped, and the end of a text begins a new part")
  func furniture() throws {
    let text = """
      Forty killed in town

      3 min read

      The rebels attacked the town before dawn.
      Share the Post:

      Another text

      It speaks of something else entirely.
      """
    let document = try read(text)
    #expect(document.blocks.map(\.part) == [0, 0, 1, 1])
  }

  @Test("a byte order mark is no text, and offsets lead behind it")
  func byteOrderMark() throws {
    let document = try FormatReader.read([0xEF, 0xBB, 0xBF] + Array("Forty died.".utf8))
    #expect(document.text.first == UInt8(ascii: "F"))
    #expect(document.evidenceRange(of: 0..<5) == 3..<8)
  }

  @Test(
    "what is not UTF-8 is refused with its byte",
    arguments: [
      ([0x41, 0xFF, 0x41], 1), ([0x41, 0x42, 0xC3], 2), ([0xC0, 0x80], 0), ([0xED, 0xA0, 0x80], 0),
      ([0x41, 0xF5, 0x80, 0x80, 0x80], 1), ([0xE2, 0x28, 0xA1], 0),
    ] as [([UInt8], Int)])
  func invalid(_ bytes: [UInt8], _ at: Int) {
    let error = #expect(throws: LedgerError.self) { try FormatReader.read(bytes) }
    #expect(error?.reason == .malformed)
    #expect(error?.subject == "byte \(at)")
    #expect(error?.hint.isEmpty == false)
  }

  @Test(
    "binary content is refused with a hint",
    arguments: [
      Array("%PDF-1.7".utf8), [0x50, 0x4B, 0x03, 0x04], [0x41, 0x00, 0x42],
    ] as [[UInt8]])
  func binary(_ bytes: [UInt8]) {
    let error = #expect(throws: LedgerError.self) { try FormatReader.read(bytes) }
    #expect(error?.reason == .unsupported)
    #expect(error?.hint.isEmpty == false)
  }

  @Test("nothing at all is an empty document", arguments: ["", "\n\n", "   \n"])
  func empty(_ text: String) throws { #expect(try read(text).blocks.isEmpty) }

  @Test("blocks lie in order and do not overlap", arguments: 1...60)
  func order(_ seed: Int) throws {
    let pieces = [
      "Forty died.", "\n", "\n\n", "| a | b |\n|--|--|\n| c | 1 |\n", "- item\n", "# Head\n",
      "> quote\n",
      "Share the Post:\n", "a  b  c\n1  2  3\n", "Ünï… “x” ", "\r\n", "```\n", "\u{0C}", "\t",
    ]
    var state = UInt64(seed)
    var text = ""
    for _ in 0..<40 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text += pieces[Int(state >> 33) % pieces.count]
    }
    let document = try read(text)
    var end = 0
    for block in document.blocks {
      #expect(block.range.lowerBound >= end && block.range.upperBound <= document.text.count)
      end = block.range.upperBound
      #expect(String(validating: document.text[block.range], as: UTF8.self) != nil)
    }
  }
}
