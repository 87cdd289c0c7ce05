package import Ledger

/// Reads claims out of documents: a pure function of document, context and lexicon. The passes, in order:
/// tokens, language, sentences, items (lexicon phrases, dates, quantities), what each quantity counts, whose people
/// they are, when, who says so, in what sense; then the claims.
package struct Extractor: Sendable {
  /// Raised whenever the same text and lexicon would yield other claims.
  package static let version = "9"

  let lexicon: Lexicon

  package init(lexicon: Lexicon) { self.lexicon = lexicon }

  /// Never traps, whatever the text; stops at `limit` claims and says so.
  package func extract(
    _ document: ReadDocument, context: ReportContext, limit: Int
  ) -> Extraction {
    let blocks = document.blocks.map { Tokenizer.tokens(of: document.text, in: $0.range) }
    var extraction = Extraction(
      published: context.published, title: title(of: document))
    guard let language = lexicon.language(of: blocks.flatMap { $0 }) else {
      extraction.warnings.append("the lexicon has no language for this text; no claim was read")
      return extraction
    }
    extraction.language = language.tag
    let reader = SentenceReader(language: language)
    let datelines = reader.datelines(of: blocks)
    if extraction.published == nil {
      extraction.published = reader.printedDate(in: datelines, blocks, of: document)
    }
    let sentences = reader.sentences(
      of: blocks, in: document, published: extraction.published?.date, datelines: datelines)
    var assembler = ClaimAssembler(
      lexicon: lexicon, language: language, document: document, sentences: sentences,
      published: extraction.published, outlet: context.outlet)
    extraction.claims = assembler.claims(limit: max(0, limit))
    extraction.stoppedAtLimit = assembler.stoppedAtLimit
    if extraction.stoppedAtLimit {
      extraction.warnings.append("stopped at the limit of \(limit) claims a report")
    }
    return extraction
  }

  /// The first headline, else the beginning of the first block.
  private func title(of document: ReadDocument) -> String {
    let longest = 300
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
