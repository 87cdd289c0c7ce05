package import Ledger

extension Extractor {
  /// Never traps, whatever the text; stops at a limit and says so.
  /// - Parameter explain: tell beside the claims why they say what they say, and why other numbers became none.
  package func extract(
    _ document: ReadDocument, context: ReportContext, limits: ExtractionLimits,
    explain: Bool = false
  ) -> Extraction {
    guard document.parts.count > 1 else {
      return extractWhole(document, context: context, limits: limits, explain: explain)
    }
    // Items of a feed, parts of a mail: each has a date, a language and a story of its own.
    var whole = Extraction(title: document.parts[0].title, warnings: document.warnings)
    var left = limits
    for (part, blocks) in blocksByPart(of: document) {
      var one = document
      one.blocks = blocks
      one.parts = [document.parts[part]]
      one.warnings = []
      let extraction = extractWhole(one, context: context, limits: left, explain: explain)
      whole.add(extraction)
      left.claims = max(0, left.claims - extraction.claims.count)
      left.explanations = max(0, left.explanations - extraction.explanations.count)
      left.tokens = max(0, left.tokens - blocks.reduce(0) { $0 + $1.range.count } / 8)
      if extraction.stoppedAtLimit { break }
    }
    whole.published = context.published ?? whole.published
    return whole
  }

  private func blocksByPart(of document: ReadDocument) -> [(Int, [ReadDocument.Block])] {
    let parts = Dictionary(grouping: document.blocks, by: \.part)
    return parts.filter { document.parts.indices.contains($0.key) }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }
}

extension Extraction {
  /// Puts in what the next document of the same file yields.
  fileprivate mutating func add(_ next: Extraction) {
    claims += next.claims
    explanations += next.explanations
    passedOver += next.passedOver
    stoppedAtLimit = stoppedAtLimit || next.stoppedAtLimit
    if language.isEmpty { language = next.language }
    if published == nil { published = next.published }
    for warning in next.warnings where !warnings.contains(warning) { warnings.append(warning) }
  }
}
