import Formats
import Ledger
import Testing

@testable import Extraction

@Suite("Any text at all")
struct PropertyTests {
  /// A lexicon of its own: what it holds is the same, and nothing of it lies where the other's does.
  private static let again = Result { try Lexicon(directories: [Repository.lexiconPath]) }

  @Test(
    "is read without a trap, the same each time, and every span holds",
    arguments: 0..<PropertyTexts.count)
  func holds(_ number: Int) throws {
    let bytes = PropertyTexts.text(number)
    try check(Self.unread(bytes), bytes)
    // What is text goes through the readers too.
    if let document = try? FormatReader.read(bytes) { try check(document, bytes) }
  }

  @Test("cut after any byte is read", arguments: 0..<8)
  func prefixes(_ part: Int) throws {
    let text = Array(
      "Kyiv, 3 May 2023 — At least 1,200 soldiers (12 of them “officers”) were killed – 40-50 wounded"
        .utf8)
    for length in stride(from: part, through: text.count, by: 8) {
      let bytes = Array(text[..<length])
      try check(Self.unread(bytes), bytes)
    }
  }

  /// Bytes straight to the extractor, which promises as much for what no reader would give it.
  private static func unread(_ bytes: [UInt8]) -> ReadDocument {
    ReadDocument(
      id: DocumentID(original: bytes), mediaType: "text/plain", text: bytes,
      blocks: [.init(section: .body, range: 0..<bytes.count)],
      source: .mapped(TextMap(length: bytes.count)))
  }

  private func check(_ document: ReadDocument, _ original: [UInt8]) throws {
    let limits = ExtractionLimits(claims: 50)
    let extractor = Extractor(lexicon: try Repository.lexicon.get())
    let one = extractor.extract(document, context: ReportContext(), limits: limits)
    let two = extractor.extract(document, context: ReportContext(), limits: limits)
    let three = Extractor(lexicon: try Self.again.get())
      .extract(document, context: ReportContext(), limits: limits)
    let ids = one.claims.map(ClaimID.init(of:))
    #expect(ids == two.claims.map(ClaimID.init(of:)))
    #expect(ids == three.claims.map(ClaimID.init(of:)))
    #expect(one.claims == two.claims && one.claims == three.claims)
    #expect(Set(ids).count == ids.count)
    #expect(one.claims.count <= 50)
    for claim in one.claims { check(claim, document, original) }
  }

  private func check(_ claim: Claim, _ document: ReadDocument, _ original: [UInt8]) {
    let evidence = claim.evidence
    let isText = String(validating: document.text, as: UTF8.self) != nil
    for (span, text) in [
      (evidence.number, evidence.numberText), (evidence.sentence, evidence.sentenceText),
    ] {
      #expect(span.bytes.lowerBound >= 0 && span.bytes.upperBound <= original.count)
      #expect(!span.bytes.isEmpty)
      // What no reader would give is shown as well as it can be.
      guard isText else { continue }
      #expect(
        Array(text.utf8).withUnsafeBytes {
          document.evidenceText(of: original).says($0, at: span.bytes)
        } == true, "\(text)")
      #expect(span.characters.count == text.unicodeScalars.count)
    }
    let (number, sentence) = (evidence.number.bytes, evidence.sentence.bytes)
    #expect(number.lowerBound >= sentence.lowerBound && number.upperBound <= sentence.upperBound)
    #expect(
      evidence.number.characters.lowerBound >= evidence.sentence.characters.lowerBound
        && evidence.number.characters.upperBound <= evidence.sentence.characters.upperBound)
    #expect(claim.confidence > 0 && claim.confidence <= 1)
    #expect(!claim.rules.isEmpty)
  }

  @Test("over the limit it stops, and says so")
  func limit() throws {
    let text = String(repeating: "In the battle 40 soldiers were killed. ", count: 20)
    let extraction = try extract(text, limit: 5)
    #expect(extraction.claims.count == 5)
    #expect(extraction.stoppedAtLimit)
    #expect(extraction.warnings.contains { $0.contains("limits.claims-per-report: 5 ") })
  }

  @Test("over the limit of tokens it keeps what it has read, and says so")
  func tokenLimit() throws {
    let sentence = "In the battle 40 soldiers were killed. "
    let original = Array(String(repeating: sentence, count: 100).utf8)
    let extraction = Extractor(lexicon: try Repository.lexicon.get()).extract(
      try FormatReader.read(original), context: ReportContext(),
      limits: ExtractionLimits(tokens: 80))
    #expect(extraction.claims.count == 10)
    #expect(extraction.stoppedAtLimit)
    #expect(extraction.warnings.contains { $0.contains("limits.tokens-per-report: 80 ") })
  }

  @Test("with a word of a megabyte keeps that out of every sentence")
  func endlessWord() throws {
    let word = String(repeating: "a", count: 1_000_000)
    let extraction = try extract(
      "In the battle 40 soldiers were killed \(word) and 50 were wounded.")
    #expect(extraction.claims.contains { $0.quantity.best == 40 })
    #expect(extraction.claims.allSatisfy { $0.evidence.sentenceText.utf8.count < 100 })
  }

  /// Each took a time that grew with the square of its length; at this length they would not end.
  @Test(
    "of one thing over and over is read once",
    arguments: [".", "\"", ")", "000 ", "1,", ". ) ", "9", "a-", "(", "and ", "5 to ", "U.S."])
  func monotony(_ unit: String) throws {
    let sentence = "In the battle 40 soldiers were killed near the town. "
    let text = sentence + String(repeating: unit, count: 100_000) + " " + sentence
    #expect(try extract(text).language == "en")
  }

  @Test("of no known language yields nothing and says so")
  func unknownLanguage() throws {
    let extraction = try extract("犠牲者は多数に上った。")
    #expect(extraction.claims.isEmpty)
    #expect(extraction.language.isEmpty)
    #expect(extraction.warnings.count == 1)
  }
}
