import Formats
import Ledger
import Testing

@testable import Extraction

@Suite("A number that became no claim")
struct PassedOverTests {
  @Test("is told of with its reason, whatever it is: no numeral of a text is lost")
  func everyNumeral() throws {
    var numerals = 0
    var lost: [String] = []
    let store = ItemStore()
    defer { withExtendedLifetime(store) {} }
    for explained in try Explained.all.get() {
      let claimed = explained.extraction.claims.map(\.evidence.number.bytes)
      let passed = explained.extraction.passedOver.map(\.span.bytes)
      for token in Tokenizer.tokens(of: explained.text, store: store)
      where token.kind == .numeral {
        numerals += 1
        if !(claimed + passed).contains(where: { $0.overlaps(token.range) }) {
          lost.append("\(token.folded) of \(String(decoding: explained.text, as: UTF8.self))")
        }
      }
      #expect(passed.map(\.lowerBound) == passed.map(\.lowerBound).sorted())
      for number in explained.extraction.passedOver {
        let bytes = number.span.bytes
        if String(decoding: explained.text[bytes], as: UTF8.self) != number.text
          || number.reason.isEmpty || claimed.contains(where: { $0.overlaps(bytes) })
        {
          lost.append("\(number)")
        }
      }
    }
    #expect(lost.isEmpty)
    #expect(numerals > 1000)
  }

  private static let text = """
    MAPUTO, May 3, 2023 (Some Wire) — Rebels killed 12 soldiers in Mali on Tuesday, the army said.[7]

    Jane Doe, 17, and three women over 60 were wounded in the attack. The army fired 120 \
    rockets and spent $3bn, or 5% of its budget, 12.13.14 times. One in ten soldiers were killed. \
    "No comment," he said. In the first nine months of 2019, dozens of civilians died in Mali. \
    Some 300,000 refugees returned home to Sudan. 41 people died in a flood. The F-16 and COVID-19. \
    Half a million.

    4. Twelve soldiers were killed in Mali.
    """

  @Test(
    "has a reason that fits",
    arguments: [
      ("2023", "part of the dateline"), ("7", "the mark of a note"),
      ("17", "the age of somebody named"), ("over 60", "the age of somebody named"),
      ("120", "counts things, distances or time"), ("3bn", "an amount of money"),
      ("5", "a share or a percentage"), ("12.13.14", "written like no number"),
      ("One", "one in so many"), ("ten", "one in so many"),
      ("the first nine months of 2019", "part of a date"),
      ("Some 300,000", "the harm is said to be over: released, returned"),
      ("41", "a disaster, a crime, an accident or a protest, and no conflict"),
      ("16", "a number in a name or a series"),
      ("COVID-19", "part of a name or phrase that the lexicon has"),
      ("Half a million", "no word of harm is about it"),
      (
        "4", "outside the sentences: a list's numbering, a table's header, the page's own words"
      ),
    ])
  func reasons(_ number: String, _ reason: String) throws {
    let explained = try Explained(Self.text, published: nil)
    let found = explained.extraction.passedOver.filter { $0.text == number }
    #expect(found.contains { $0.reason == reason }, "\(found.map(\.reason))")
  }

  @Test("is shown with the words around it, and with those that its reason rests on")
  func words() throws {
    let passed = try Explained(Self.text, published: nil).extraction.passedOver
    let rockets = try #require(passed.first { $0.text == "120" })
    #expect(rockets.before.hasSuffix("The army fired ") && rockets.behind.hasPrefix(" rockets and"))
    #expect(rockets.words.map(\.text) == ["rockets"])
    #expect(rockets.words[0].entries.map(\.meaning) == ["thing object"])
    #expect(passed.first { $0.text == "41" }?.words.map(\.text) == ["flood"])
    #expect(passed.first { $0.text == "Some 300,000" }?.words.map(\.text) == ["returned home"])
  }

  @Test("is no word that only looks like one")
  func none() throws {
    let passed = try Explained(Self.text, published: nil).extraction.passedOver
    #expect(!passed.contains { $0.text.contains("No") || $0.text == "bn" })
  }

  @Test("stands in a table, too")
  func tables() throws {
    let explained = try Explained(
      """
      The war in Mali killed thousands of soldiers of the army, according to the ministry of defence.

      | Region | Killed in 2023 | Rockets | Note |
      |---|---|---|---|
      | Kayes | 1,250 | 77 | 3 of 9 towns |
      """)
    #expect(explained.extraction.claims.contains { $0.evidence.numberText == "1,250" })
    #expect(explained.reason(of: "77") == "counts things, distances or time")
    #expect(explained.reason(of: "3") == "a cell that is no single figure")
    #expect(explained.reason(of: "2023")?.hasPrefix("outside the sentences") == true)
  }

  @Test("is told of where the text's language is unknown")
  func noLanguage() throws {
    let extraction = try Explained("犠牲者は 120 人に上った。").extraction
    #expect(extraction.passedOver.map(\.text) == ["120"])
    #expect(extraction.passedOver[0].reason == "the lexicon has no language for this text")
  }

  @Test("and is one of too many, is not listed, and that is said")
  func bounded() throws {
    let text =
      String(repeating: "In the battle 40 soldiers were killed. ", count: 9)
      + String(repeating: "The army has 500 tanks. ", count: 30)
    let extraction = Extractor(lexicon: try Repository.lexicon.get()).extract(
      try FormatReader.read(Array(text.utf8)), context: ReportContext(),
      limits: ExtractionLimits(explanations: 7), explain: true)
    #expect(extraction.claims.count == 9 && extraction.explanations.count == 7)
    #expect(extraction.passedOver.count == 7)
    #expect(extraction.warnings.contains("only the first 7 claims are explained"))
    #expect(
      extraction.warnings.contains("only 7 of the numbers that became no claim are listed"))
    let few = Extractor(lexicon: try Repository.lexicon.get()).extract(
      try FormatReader.read(Array(text.utf8)), context: ReportContext(),
      limits: ExtractionLimits(claims: 5), explain: true)
    #expect(few.explanations.count == 5)
    #expect(few.passedOver.contains { $0.text == "40" && $0.reason.hasPrefix("beyond a limit") })
  }

  @Test("is cut where it is longer than a message should hold")
  func long() throws {
    let digits = String(repeating: "9", count: 100_000)
    let extraction = try Explained(
      "In the battle \(digits) soldiers were ki\(String(repeating: "\u{AD}", count: 9000))lled, and 12 were killed."
    ).extraction
    let number = try #require(extraction.passedOver.first)
    #expect(number.text.unicodeScalars.count == Shown.longest + 1)
    #expect(number.span.bytes.count == 100_000)
    let words = extraction.explanations.flatMap(\.steps).flatMap(\.words)
    #expect(words.allSatisfy { $0.text.unicodeScalars.count <= Shown.longest + 1 })
  }
}
