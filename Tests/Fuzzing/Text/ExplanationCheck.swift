import Extraction
import Ledger
import Messages

/// What must hold of the explanations of a text.
extension TextCheck {
  /// More of either are told of as a number.
  private static let explainedLimits = {
    var limits = TextCheck.limits
    limits.explanations = 30
    return limits
  }()

  /// - Parameter plain: what the same text yields without them.
  func checkExplanations(
    of document: ReadDocument, _ original: [UInt8], context: ReportContext, plain: Extraction
  ) throws(Violation) {
    let explained = extractor.extract(
      document, context: context, limits: Self.explainedLimits, explain: true)
    try Violation.unless(explained.claims == plain.claims, "explaining changes no claim")
    try Violation.unless(
      explained.explanations.count == min(plain.claims.count, Self.explainedLimits.explanations),
      "each claim is explained", "\(explained.explanations.count) of \(plain.claims.count)")
    try Violation.unless(
      explained.passedOver.count <= Self.explainedLimits.explanations,
      "no more numbers than the limit")
    var words: [ExplainedWords] = explained.passedOver.flatMap(\.words)
    for explanation in explained.explanations {
      try Violation.unless(
        Set(explanation.steps.map(\.field)).isSuperset(of: ClaimExplanation.always),
        "each field of a claim is explained", "\(explanation.steps.map(\.field))")
      words += explanation.steps.flatMap(\.words)
    }
    for word in words {
      guard let span = word.span else { continue }
      try check(word.text, at: span, document)
    }
    for number in explained.passedOver { try check(number.text, at: number.span, document) }
    // Bytes that are no text are read, but are not sent.
    guard String(validating: original, as: UTF8.self) != nil, !original.contains(0) else { return }
    try travels(explained)
  }

  private func check(_ text: String, at span: Span, _ document: ReadDocument) throws(Violation) {
    let scalars = String(decoding: document.text, as: UTF8.self).unicodeScalars
    guard String(validating: document.text, as: UTF8.self) != nil else { return }
    let range = span.characters
    try Violation.unless(
      range.lowerBound >= 0 && range.upperBound <= scalars.count && !range.isEmpty,
      "explained words lie within the text", "\(range) of \(scalars.count)")
    let written = String(
      String.UnicodeScalarView(scalars.dropFirst(range.lowerBound).prefix(range.count)))
    let shown = text.hasSuffix("…") ? text.dropLast() : text[...]
    try Violation.unless(
      written.utf8.starts(with: shown.utf8), "explained words are those of the text",
      "\(text) for \(written)")
  }

  /// All of it passes the wire as it is, in parts that a message can hold.
  private func travels(_ explained: Extraction) throws(Violation) {
    let limit = 1 << 16
    let parts = PassageClaims.parts(
      id: "p", explained.claims, explained.explanations, explained.passedOver, bytes: limit)
    for part in parts {
      let packed = try Violation.none("an explanation can be packed") { () throws(LedgerError) in
        try part.packed()
      }
      let isOne = part.claims.count + part.passedOver.count == 1
      try Violation.unless(
        isOne || packed.count <= limit, "a part keeps to its size", "\(packed.count)")
      let again = try Violation.none("an explanation can be read") { () throws(LedgerError) in
        try PassageClaims(unpacking: packed)
      }
      try Violation.unless(again == part, "an explanation comes back as it was")
    }
    try Violation.unless(
      parts.flatMap(\.claims) == explained.claims
        && parts.flatMap(\.explanations) == explained.explanations
        && parts.flatMap(\.passedOver) == explained.passedOver, "parts hold all, in order")
  }
}
