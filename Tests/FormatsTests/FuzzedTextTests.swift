import Ledger
import Testing

@testable import Formats

/// What fuzzing found, each by its name.
@Suite("Fuzzed texts")
struct FuzzedTextTests {
  /// Each took a time that grew with the square of its length; at this length they would not end.
  @Test(
    "many short paragraphs without a blank line between them are read once",
    arguments: ["A.\n", "- a\n", "a b c.\r\n"])
  func shortParagraphs(_ line: String) throws {
    let text = String(repeating: line, count: 60_000)
    #expect(try FormatReader.read(Array(text.utf8)).blocks.count == 60_000)
  }

  /// As above: whether a flag begins or ends at a place, only the beginning of the whole run says.
  @Test(
    "a run of flags is read once",
    arguments: ["(\u{1F1FA}…)", "| \u{1F1FA}… |\n|---|\n", "\u{1F1FA}…\tb\na\tb\na\tb\n"])
  func flags(_ frame: String) throws {
    let run = String(repeating: "\u{1F1FA}", count: 200_000)
    let text = frame.replacing("\u{1F1FA}…", with: run)
    #expect(try FormatReader.read(Array(text.utf8)).text.count > 800_000)
  }

  @Test("the widest line of a group decides, wherever it stands")
  func widest() throws {
    let narrow = "The army and the rebels fought on all day"
    let wide = String(repeating: "And on. ", count: 18)
    let lines = [narrow, "The town was lost.", narrow, wide]
    #expect(try FormatReader.read(Array(lines.joined(separator: "\n").utf8)).blocks.count == 4)
  }
}
