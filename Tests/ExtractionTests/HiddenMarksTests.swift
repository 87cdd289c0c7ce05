import Ledger
import Testing

@testable import Extraction

/// What nobody sees, and digits of other scripts: a number is what a reader takes it for.
@Suite("Marks that nobody sees")
struct HiddenMarksTests {
  private static let marks = [
    "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{200E}", "\u{200F}",
    "\u{061C}", "\u{202A}", "\u{202C}", "\u{2066}", "\u{2069}",
  ]

  @Test("part no number and no word", arguments: marks)
  func inside(_ mark: String) throws {
    for number in ["12\(mark)34", "1\(mark),234", "1,\(mark)234", "\(mark)1,234", "1\(mark) 234"] {
      let text = "In the war \(number) sol\(mark)diers were kil\(mark)led by the rebels."
      let found = try claims(text)
      #expect(found.map(\.quantity.best) == [1234], "\(number.unicodeScalars.map(\.value))")
      let claim = try #require(found.first)
      let bytes = claim.evidence.number.bytes
      let span = String(decoding: Array(text.utf8)[bytes], as: UTF8.self)
      #expect(span.unicodeScalars.filter { $0.properties.numericType != nil }.count == 4)
    }
  }

  @Test("before and behind a number belong to no number")
  func around() throws {
    let found = try claims("In the war \u{202A}12\u{202C} soldiers were killed by the rebels.")
    #expect(found.first?.evidence.numberText == "12")
  }

  @Test("that turn a text around are said, and what they turn is read as its bytes have it")
  func overrides() throws {
    for text in [
      "In the war 1\u{202E}23\u{202C}4 soldiers were killed by the rebels.",
      "In the war 1234 sol\u{202D}diers were killed by the rebels.",
    ] {
      let found = try extract(text)
      #expect(found.claims.map(\.quantity.best) == [1234])
      #expect(found.warnings.contains { $0.contains("another order") })
    }
    #expect(try extract("In the war 1234 soldiers were killed.").warnings.isEmpty)
  }

  @Test(
    "digits of every script count",
    arguments: [
      ("٣٥٠", 350.0), ("۳۵۰", 350), ("३५०", 350), ("３５０", 350), ("৩৫০", 350), ("๓๕๐", 350),
      ("１,２３４", 1234), ("١٬٢٣٤", 1234),
    ])
  func scripts(_ written: String, _ value: Double) throws {
    let found = try claims("In the war \(written) soldiers were killed by the rebels.")
    #expect(found.map(\.quantity.best) == [value])
    #expect(found.first?.evidence.numberText == written)
  }
}
