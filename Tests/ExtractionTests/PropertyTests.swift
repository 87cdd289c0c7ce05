import Formats
import Ledger
import Testing

@testable import Extraction

/// A generator that yields the same numbers on every run.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

@Suite("Any text at all")
struct PropertyTests {
  static let seed = """
    Kyiv, 3 May 2023 — At least 1,200 soldiers (12 of them officers) were killed and 40-50 wounded
    between March 2015 and August 23, “according to officials”, said Amina Diallo; of those killed,
    17 were children. The toll rose from 10 to 20! Dozens fled… 1.2 million people, 5 % – [7] $3bn.

    | Side | Killed |
    |---|---|
    | North | 1,250 |

    """

  @Test("never traps, and every span holds", arguments: 0..<150)
  func holds(_ round: Int) throws {
    var random = SeededRandom(seed: UInt64(round + 1))
    let bytes = Self.mutated(Array(Self.seed.utf8), &random)
    // Valid text goes through the readers, anything else straight to the extractor.
    let document =
      (try? FormatReader.read(bytes))
      ?? ReadDocument(
        id: DocumentID(original: bytes), mediaType: "text/plain", text: bytes,
        blocks: [.init(section: .body, range: 0..<bytes.count)],
        offsets: OffsetMap(length: bytes.count))
    let extractor = Extractor(lexicon: try Repository.lexicon.get())
    let one = extractor.extract(
      document, context: ReportContext(), limits: ExtractionLimits(claims: 50))
    let two = extractor.extract(
      document, context: ReportContext(), limits: ExtractionLimits(claims: 50))
    #expect(one.claims.map(ClaimID.init(of:)) == two.claims.map(ClaimID.init(of:)))
    #expect(one.claims.count <= 50)
    for claim in one.claims { check(claim, document, bytes) }
  }

  private func check(_ claim: Claim, _ document: ReadDocument, _ original: [UInt8]) {
    let evidence = claim.evidence
    for (span, text) in [
      (evidence.number, evidence.numberText), (evidence.sentence, evidence.sentenceText),
    ] {
      #expect(span.bytes.lowerBound >= 0 && span.bytes.upperBound <= original.count)
      #expect(!span.bytes.isEmpty)
      guard span.bytes.upperBound <= original.count else { continue }
      #expect(String(decoding: original[span.bytes], as: UTF8.self) == text)
      // On character boundaries: neither end is inside a UTF-8 sequence.
      guard String(validating: original, as: UTF8.self) != nil else { continue }
      #expect(span.characters.count == text.unicodeScalars.count)
      if span.bytes.upperBound < original.count {
        #expect(original[span.bytes.lowerBound] & 0xC0 != 0x80)
        #expect(original[span.bytes.upperBound] & 0xC0 != 0x80)
      }
    }
    #expect(evidence.sentence.bytes.contains(evidence.number.bytes.lowerBound))
    #expect(claim.confidence > 0 && claim.confidence <= 1)
    #expect(!claim.rules.isEmpty)
  }

  /// Cuts, doubles, swaps and overwrites; sometimes nothing but noise.
  private static func mutated(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    if Int.random(in: 0..<8, using: &random) == 0 {
      return (0..<Int.random(in: 0..<400, using: &random)).map { _ in
        UInt8.random(in: 1...255, using: &random)
      }
    }
    for _ in 0..<Int.random(in: 0..<12, using: &random) where bytes.count > 4 {
      let at = Int.random(in: 0..<bytes.count - 2, using: &random)
      let end = min(bytes.count, at + Int.random(in: 1..<40, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.removeSubrange(at..<end)
      case 1: bytes.insert(contentsOf: bytes[at..<end], at: 0)
      case 2: bytes[at] = UInt8.random(in: 1...255, using: &random)
      default: bytes[at..<end] = ArraySlice(bytes[at..<end].reversed())
      }
    }
    return bytes
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
