import Formats
import Ledger
import Testing

@testable import Extraction

/// The work grows with the text and no faster. What is counted are looks at characters, tokens and items: time says
/// something else on every machine.
@Suite("The work of reading", .enabled(if: Work.isCounted, "only debug builds count the work"))
struct WorkTests {
  /// Something over and over.
  struct Growing: Sendable, CustomTestStringConvertible {
    var testDescription: String
    private var head: String
    private var unit: String

    init(_ name: String, _ head: String, _ unit: String) {
      (testDescription, self.head, self.unit) = (name, head, unit)
    }

    func text(of length: Int) -> String {
      head + String(repeating: unit, count: max(1, length / unit.utf8.count))
    }
  }

  private static let sentence =
    "In the battle 40 Russian soldiers were killed near Kharkiv, the ministry said. "
  static let texts = [
    Growing("plain sentences", "", sentence),
    Growing("sentences without a number", "", "The ministry said that soldiers were killed. "),
    Growing("numbers", sentence, "40 "),
    Growing("number words", sentence, "forty thousand "),
    Growing("claims without a stop", "In the war ", "40 soldiers were killed and "),
    Growing("stops", sentence, ". "),
    Growing("digits", sentence, "9"),
    Growing("groups", sentence, ",000"),
    Growing("ranges", sentence, "5 to "),
    Growing("modifiers", sentence, "at least "),
    Growing("brackets that open", sentence, "(40 killed "),
    Growing("quotations", sentence, "\"40 killed\" "),
    Growing("capitals with stops", sentence, "A."),
    Growing("sources", sentence, "Mediazona said Reuters "),
    Growing("parties", sentence, "Russian and Ukrainian "),
    Growing("measures", sentence, "killed wounded "),
    Growing("dates", sentence, "May 5 2023 to "),
    Growing("notes", sentence, "[7]"),
    Growing("paragraphs", "", sentence + "\n\n"),
    Growing("items of a list", "Killed in the war:\n\n", "- Russia: 40 killed\n"),
    Growing("rows", "Killed in the war:\n\n| Side | Killed |\n|---|---|\n", "| Russia | 1,400 |\n"),
    Growing("quoted lines", sentence + "\n\n", "> 40 soldiers were killed\n"),
    Growing("marks of direction", sentence, "\u{202E}Ukraine \u{202C}"),
  ]

  private static func work(_ text: String) throws -> Int {
    let extractor = Extractor(lexicon: try Repository.lexicon.get())
    let document = try FormatReader.read(Array(text.utf8))
    let published = CivilDate("2024-06-12").map { DateStatement($0, basis: .supplied) }
    return Work.counted {
      _ = extractor.extract(
        document, context: ReportContext(published: published), limits: ExtractionLimits())
    }
  }

  /// Work that grew with the square of the length would be sixteen times as much. The shorter text is longer than the
  /// longest sentence: up to there, each figure of a sentence may look at all of it.
  @Test("on four times the text is four times as much", arguments: texts)
  func grows(_ text: Growing) throws {
    let (short, long) = (try Self.work(text.text(of: 6_000)), try Self.work(text.text(of: 24_000)))
    #expect(long < short * 5, "\(short) looks, then \(long)")
    #expect(short > 6_000)
  }

  /// A sentence is cut at so many tokens; within it each figure may look at all of them a few times.
  private static let mostPerToken = 20 * Sentences.longest

  private static let sentences: [String: String] = [
    "400 numbers": String(repeating: "40 ", count: 400),
    "400 number words": String(repeating: "forty ", count: 400),
    "10,000 numbers": "Killed: " + String(repeating: "1,234, ", count: 10_000),
    "brackets in brackets": String(repeating: "(", count: 2_000) + "40 soldiers killed"
      + String(repeating: ")", count: 2_000),
    "quotations in brackets": String(repeating: "“(", count: 1_000) + "40 soldiers killed"
      + String(repeating: ")”", count: 1_000),
    "brackets and quotations": String(repeating: "(\"40 killed\" ", count: 400),
    "100,000 commas": "In the battle 40 soldiers were killed"
      + String(repeating: ",", count: 100_000),
  ]

  @Test("on one sentence is bounded by its length", arguments: sentences.keys.sorted())
  func bounded(_ name: String) throws {
    let words = try #require(Self.sentences[name])
    let text = Self.sentence + words + "."
    let tokens = folded(Array(text.utf8)).count
    let work = try Self.work(text)
    #expect(work < tokens * Self.mostPerToken, "\(work) looks at \(tokens) tokens")
    // Twice the sentence is no more than twice the work.
    let twice = try Self.work(Self.sentence + words + ". " + words + ".")
    #expect(Double(twice) < Double(work) * 2.5, "\(work) looks, then \(twice)")
  }

  @Test("is the same each time")
  func repeats() throws {
    let text = String(repeating: Self.sentence, count: 10)
    #expect(try Self.work(text) == Self.work(text))
  }
}
