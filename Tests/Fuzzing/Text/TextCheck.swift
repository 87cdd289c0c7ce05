import Extraction
import Formats
import Ledger
import Messages

/// What must hold of a text's way through the format reader and the extractor.
struct TextCheck: Sendable {
  let extractor: Extractor
  static let limits = ExtractionLimits(claims: 40, tokens: 20_000)

  /// - Parameter number: decides what the extractor knows besides the text.
  func check(_ bytes: [UInt8], number: Int) throws(Violation) -> Outcome {
    let document: ReadDocument
    do {
      document = try FormatReader.read(bytes)
    } catch {
      try Violation.unless(
        [.malformed, .unsupported, .tooLarge].contains(error.reason), "a refusal blames the text",
        "\(error)")
      // The extractor promises as much for what no reader would give it.
      _ = try extracted(Self.unread(bytes), bytes, number)
      return .refused(String(error.message.filter { !$0.isNumber }.prefix(60)))
    }
    try check(document, bytes)
    let claims = try extracted(document, bytes, number)
    for claim in claims { try travels(claim) }
    return .read(claims: claims.count)
  }

  private static func unread(_ bytes: [UInt8]) -> ReadDocument {
    ReadDocument(
      id: DocumentID(original: bytes), mediaType: "text/plain", text: bytes,
      blocks: [.init(section: .body, range: 0..<bytes.count)],
      source: .mapped(TextMap(length: bytes.count)))
  }

  // MARK: what was read

  private func check(_ document: ReadDocument, _ original: [UInt8]) throws(Violation) {
    try Violation.unless(
      String(validating: document.text, as: UTF8.self) != nil, "a text that was read is UTF-8")
    var end = 0
    var part = 0
    for block in document.blocks {
      let range = block.range
      try Violation.unless(
        range.lowerBound >= end && range.upperBound <= document.text.count && !range.isEmpty,
        "blocks lie within the text, in order", "\(range) behind \(end)")
      try Violation.unless(
        isBoundary(range.lowerBound, document.text) && isBoundary(range.upperBound, document.text),
        "blocks begin and end with characters", "\(range)")
      try Violation.unless(block.part >= part, "parts follow each other")
      (end, part) = (range.upperBound, block.part)
    }
    let again = try? FormatReader.read(original)
    try Violation.unless(
      again?.blocks == document.blocks && again?.text == document.text,
      "the same bytes read the same")
  }

  private func isBoundary(_ offset: Int, _ bytes: [UInt8]) -> Bool {
    offset >= bytes.count || bytes[offset] & 0xC0 != 0x80
  }

  // MARK: what was extracted

  private func extracted(
    _ document: ReadDocument, _ original: [UInt8], _ number: Int
  ) throws(Violation) -> [Claim] {
    let published = number % 3 == 0 ? nil : CivilDate(number % 3 == 1 ? "2024-06-12" : "1000")
    let context = ReportContext(
      published: published.map { DateStatement($0, basis: .supplied) },
      outlet: number % 2 == 0 ? nil : Source(name: "Outlet"))
    let one = extractor.extract(document, context: context, limits: Self.limits)
    let two = extractor.extract(document, context: context, limits: Self.limits)
    try Violation.unless(
      one.claims == two.claims && one.title == two.title && one.warnings == two.warnings
        && one.published == two.published && one.language == two.language,
      "the same text yields the same")
    // It takes time, so not of every text.
    if number % 4 == 0 {
      try checkExplanations(of: document, original, context: context, plain: one)
    }
    try Violation.unless(
      one.claims.count <= Self.limits.claims, "no more claims than the limit", "\(one.claims.count)"
    )
    let isText = String(validating: document.text, as: UTF8.self) != nil
    var before: Set<ClaimID> = []
    for claim in one.claims {
      try check(claim.evidence, document, original, isText: isText)
      try check(claim)
      try Violation.unless(
        claim.relations.allSatisfy { before.contains($0.target) }, "relations point back")
      try Violation.unless(
        before.insert(ClaimID(of: claim)).inserted, "no claim comes twice",
        claim.evidence.sentenceText)
    }
    return one.claims
  }

  private func check(
    _ evidence: Evidence, _ document: ReadDocument, _ original: [UInt8], isText: Bool
  ) throws(Violation) {
    let source = document.evidenceText(of: original)
    for (span, text) in [
      (evidence.number, evidence.numberText), (evidence.sentence, evidence.sentenceText),
    ] {
      let words = Array(text.utf8)
      try Violation.unless(!words.isEmpty && !span.bytes.isEmpty, "spans hold something")
      // What no reader would give is shown as well as it can be.
      guard isText else { continue }
      try Violation.unless(
        words.withUnsafeBytes { source.says($0, at: span.bytes) } == true,
        "a span holds the text that it is given with", "\(span.bytes) of \(original.count): \(text)"
      )
    }
    if isText {
      let scalars = Array(String(decoding: document.text, as: UTF8.self).unicodeScalars)
      for (span, text) in [
        (evidence.number, evidence.numberText), (evidence.sentence, evidence.sentenceText),
        (evidence.phrase, nil),
      ] {
        let characters = span.characters
        try Violation.unless(
          characters.lowerBound >= 0 && characters.upperBound <= scalars.count
            && !characters.isEmpty,
          "spans lie within the text", "\(characters) of \(scalars.count)")
        try Violation.unless(
          text == nil || text?.unicodeScalars.elementsEqual(scalars[characters]) == true,
          "a span counts the characters of its text", "\(characters)")
      }
    }
    let (number, phrase) = (evidence.number.bytes, evidence.phrase.bytes)
    let sentence = evidence.sentence.bytes
    try Violation.unless(
      phrase.contains(number.lowerBound) && phrase.upperBound >= number.upperBound,
      "a phrase holds its number", "\(number) in \(phrase)")
    try Violation.unless(
      sentence.contains(phrase.lowerBound) && sentence.upperBound >= phrase.upperBound,
      "a sentence holds its phrase", "\(phrase) in \(sentence)")
  }

  private func check(_ claim: Claim) throws(Violation) {
    let quantity = claim.quantity
    let numbers = [quantity.low?.value, quantity.best, quantity.high?.value].compactMap(\.self)
    try Violation.unless(
      numbers.allSatisfy { $0.isFinite && $0 >= 0 && $0 < 1e16 },
      "numbers are finite and no less than 0",
      "\(numbers)")
    try Violation.unless(
      (0...17).contains(quantity.significantDigits), "no more digits than a number has",
      "\(quantity.significantDigits)")
    try Violation.unless(numbers == numbers.sorted(), "bounds are in order", "\(numbers)")
    try Violation.unless(!numbers.isEmpty, "a quantity says how many", "\(quantity)")
    try Violation.unless(
      claim.confidence > 0 && claim.confidence <= 1, "confidence is above 0 and at most 1")
    try Violation.unless(!claim.rules.isEmpty, "a claim names its rules")
    try Violation.unless(
      claim.measure.id.isWellFormed && claim.group.party?.isWellFormed != false
        && claim.group.conflict?.isWellFormed != false,
      "ids are those of the lexicon")
    if let from = claim.time.from?.date, let to = claim.time.to?.date {
      try Violation.unless(
        from.firstDay.dayNumber <= to.lastDay.dayNumber, "a period begins before it ends",
        "\(from) to \(to)")
    }
  }

  /// What was extracted passes the wire as it is.
  private func travels(_ claim: Claim) throws(Violation) {
    let packed = try Violation.none("a claim can be packed") { () throws(LedgerError) in
      try claim.packed()
    }
    let again = try Violation.none("a packed claim can be read") { () throws(LedgerError) in
      try Claim(unpacking: packed)
    }
    try Violation.unless(again == claim, "a claim comes back as it was")
  }
}
