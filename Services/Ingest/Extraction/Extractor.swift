import Ledger

/// Reads claims out of documents: a pure function of document, context and lexicon. The passes, in order:
/// tokens, language, sentences, items (lexicon phrases, dates, quantities), what each quantity counts, whose people
/// they are, when, who says so, in what sense; then the claims.
package struct Extractor: Sendable {
  /// Raised whenever the same text and lexicon would yield other claims.
  package static let version = "18"

  let lexicon: Lexicon

  package init(lexicon: Lexicon) { self.lexicon = lexicon }

  /// A document that is one, or whose parts no metadata tell apart.
  func extractWhole(
    _ document: ReadDocument, context: ReportContext, limits: ExtractionLimits,
    explain: Bool = false
  ) -> Extraction {
    let metadata = document.parts.first
    var extraction = Extraction(
      published: context.published, title: title(of: document), warnings: document.warnings)
    if extraction.published == nil, metadata?.published?.basis == .metadata {
      extraction.published = metadata?.published
    }
    // Tokens and items do not count what they refer to: it is kept here, behind the last use of any of them.
    let store = ItemStore()
    defer { withExtendedLifetime(store) {} }
    let blocks = tokens(of: document, limits, in: store, &extraction)
    guard let spoken = lexicon.spoken.languages(of: blocks, first: 50_000) else {
      extraction.warnings.append("the lexicon has no language for this text; no claim was read")
      if explain { extraction.explainNoLanguage(document, blocks, lexicon, limits) }
      return extraction
    }
    let language = spoken.main
    extraction.language = language.tag
    let reader = SentenceReader(
      language: language, others: spoken.others, spoken: lexicon.spoken, store: store)
    let datelines = reader.datelines(of: blocks)
    if extraction.published == nil {
      extraction.published =
        reader.printedDate(in: datelines, blocks, of: document) ?? metadata?.published
    }
    var facts = FactsByPart(places: PlaceReader(lexicon: lexicon))
    let sentences = reader.sentences(
      of: blocks, in: document, published: extraction.published?.date, datelines: datelines
    ) { facts.read(&$0) }
    var assembler = ClaimAssembler(
      lexicon: lexicon, language: language, document: document, sentences: sentences,
      published: extraction.published, outlet: context.outlet, store: store,
      facts: facts.finished(published: extraction.published?.date))
    let log =
      explain
      ? ExplanationLog(
        lexicon: lexicon, languages: [language] + spoken.others, document: document,
        sentences: sentences, limit: max(0, limits.explanations)) : nil
    assembler.explanations = log
    extraction.claims = assembler.claims(limit: max(0, limits.claims))
    if assembler.stoppedAtLimit {
      extraction.stoppedAtLimit = true
      extraction.warnings.append(
        "stopped at limits.claims-per-report: \(limits.claims) claims")
    }
    if let log {
      extraction.explain(
        log, document, blocks, datelines: datelines.mapValues(\.tokens), limits)
    }
    return extraction
  }

  /// The tokens of each block, as far as the limit goes.
  private func tokens(
    of document: ReadDocument, _ limits: ExtractionLimits, in store: ItemStore,
    _ extraction: inout Extraction
  ) -> [[Token]] {
    var left = max(0, limits.tokens)
    var tokenizer = Tokenizer(of: document.text, words: lexicon.words, store: store)
    let blocks = document.blocks.map { block in
      let tokens = tokenizer.tokens(in: block.range, limit: left + 1)
      if tokens.count > left, !extraction.stoppedAtLimit {
        extraction.stoppedAtLimit = true
        extraction.warnings.append(
          "stopped at limits.tokens-per-report: \(limits.tokens) words, numbers and marks")
      }
      defer { left = max(0, left - tokens.count) }
      return tokens.count > left ? Array(tokens.prefix(left)) : tokens
    }
    if tokenizer.hasOverride {
      extraction.warnings.append(
        "the text holds marks that have parts of it shown in another order; it was read in the order of its bytes"
      )
    }
    return blocks
  }

  /// The first headline, else the beginning of the first block.
  private func title(of document: ReadDocument) -> String {
    let longest = 300
    if let title = document.parts.first?.title, !title.isEmpty { return title }
    let block =
      document.blocks.first { $0.section == .headline && $0.range.count > 24 }
      ?? document.blocks.first
    guard let block else { return "" }
    let range = block.range.clamped(to: 0..<document.text.count)
    let text = String(decoding: document.text[range], as: UTF8.self)
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count <= longest ? line : String(line.prefix(longest)) + "…"
  }
}
