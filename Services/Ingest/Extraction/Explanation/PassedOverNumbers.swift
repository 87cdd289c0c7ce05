import Ledger

/// Collects the numbers of a text that became no claim, each with the reason.
struct PassedOverNumbers {
  let reader: WordReader
  /// How many are kept.
  let limit: Int

  private var found: [(range: Range<Int>, number: PassedOverNumber)] = []
  private var isWhole = true

  /// Words shown before and behind a number.
  private static let around = 6

  init(reader: WordReader, limit: Int) {
    self.reader = reader
    self.limit = limit
  }

  // MARK: of a sentence

  /// What a sentence, or a cell, counts and claims nothing of.
  /// - Parameters:
  ///   - reasons: by item.
  ///   - claimed: where the numbers of its claims stand.
  ///   - otherwise: the reason of a quantity that has none of its own.
  mutating func add(
    from sentence: Sentence, _ reasons: [Int: NoClaim], claimed: [Range<Int>], otherwise: NoClaim
  ) {
    var end = 0
    for (index, item) in sentence.items.enumerated() {
      // What no item holds was taken out as a mark of a note.
      addNumerals(in: end..<max(end, item.tokens.lowerBound), of: sentence, .footnote)
      end = max(end, item.tokens.upperBound)
      guard let bytes = reader.bytes(item.tokens, of: sentence),
        let reason = reason(item, index, sentence, reasons, otherwise),
        !claimed.contains(where: { $0.overlaps(bytes) })
      else { continue }
      add(bytes, item.tokens, of: sentence, reason, words(reason, index, sentence))
    }
    addNumerals(in: end..<max(end, sentence.tokens.count), of: sentence, .footnote)
  }

  /// A number that was counted, by its bytes.
  mutating func add(_ bytes: Range<Int>, in sentence: Sentence, _ reason: NoClaim) {
    let tokens = sentence.tokens.indices.filter { bytes.overlaps(sentence.tokens[$0].range) }
    guard let first = tokens.first, let last = tokens.last else { return }
    add(bytes, first..<last + 1, of: sentence, reason, [])
  }

  /// Why an item that holds a number is no claim; nil where it holds none.
  private func reason(
    _ item: Item, _ index: Int, _ sentence: Sentence, _ reasons: [Int: NoClaim],
    _ otherwise: NoClaim
  ) -> NoClaim? {
    switch item.content {
    case .quantity(let mention):
      // "No comment" is no number of comments.
      if mention.quantity.form == .zero, !hasNumeral(item, sentence) { return nil }
      return reasons[index] ?? mention.exclusion.map { .excluded($0) } ?? otherwise
    case .date: return hasNumeral(item, sentence) || hasNumberWord(item, sentence) ? .date : nil
    case .numeral: return item.senses.isEmpty ? .unreadable : .name
    case .word:
      // Only the age of people loses its words: "under five".
      if item.senses.isEmpty, item.folded.isEmpty { return .excluded(.age) }
      if hasNumeral(item, sentence) { return .name }
      // Against the digits it belongs to their number: "3bn".
      guard let word = item.number, item.spaceBefore else { return nil }
      return word.role == .suffix || word.role == .none ? nil : .magnitude
    case .mark: return nil
    }
  }

  private func hasNumeral(_ item: Item, _ sentence: Sentence) -> Bool {
    item.tokens.contains { sentence.tokens[safe: $0]?.kind == .numeral }
  }

  private func hasNumberWord(_ item: Item, _ sentence: Sentence) -> Bool {
    !reader.phrases(in: item.tokens, of: sentence, withRest: false) {
      if case .number = $0 { true } else { false }
    }.isEmpty
  }

  /// The words that a reason rests on.
  private func words(_ reason: NoClaim, _ index: Int, _ sentence: Sentence) -> [ExplainedWords] {
    let says: (Sense) -> Bool =
      switch reason {
      case .excluded(.measured), .excluded(.share), .excluded(.money):
        { sense in
          switch sense {
          case .thing, .grammar(.currency), .grammar(.percent), .grammar(.percentOf): true
          default: false
          }
        }
      case .peaceful:
        { sense in
          if case .domain(let domain) = sense { Subject.peaceful.contains(domain) } else { false }
        }
      case .undone: { $0 == .domain(.release) }
      default: { _ in false }
      }
    // Things stand beside their number, what a sentence is about stands anywhere in it.
    let reach = if case .excluded = reason { 6 } else { sentence.items.count }
    let near = (index - reach..<index + reach + 1).clamped(to: 0..<sentence.items.count)
      .filter { sentence.items[$0].senses.contains(where: says) }
      .min { (abs($0 - index), -$0) < (abs($1 - index), -$1) }
    return [near.flatMap { reader.words(sentence.items[$0], of: sentence, where: says) }]
      .compactMap(\.self)
  }

  // MARK: of the rest

  /// The numerals that stand in no sentence that was read.
  mutating func addRest(
    of document: ReadDocument, _ blocks: [[Token]], datelines: [Int: Int],
    claimed: [Range<Int>], unread: NoClaim
  ) {
    let known = (claimed + found.map(\.range)).sorted { $0.lowerBound < $1.lowerBound }
    var next = 0
    func isKnown(_ range: Range<Int>) -> Bool {
      while next < known.count, known[next].upperBound <= range.lowerBound { next += 1 }
      return next < known.count && known[next].overlaps(range)
    }
    var end = 0
    for (index, tokens) in blocks.enumerated() {
      guard let block = document.blocks[safe: index] else { break }
      addGap(end..<max(end, block.range.lowerBound), of: document)
      end = block.range.upperBound
      let head = datelines[index] ?? 0
      for (at, token) in tokens.enumerated() where token.kind == .numeral && !isKnown(token.range) {
        add(at, of: tokens, at < head ? .dateline : unread)
      }
    }
    addGap(end..<max(end, document.text.count), of: document)
  }

  /// What lies between blocks is no text of the report.
  private mutating func addGap(_ range: Range<Int>, of document: ReadDocument) {
    guard !range.isEmpty, found.count < limit else { return }
    let store = ItemStore()
    defer { withExtendedLifetime(store) {} }
    var tokenizer = Tokenizer(of: document.text, words: reader.lexicon.words, store: store)
    let tokens = tokenizer.tokens(in: range, limit: limit)
    for (at, token) in tokens.enumerated() where token.kind == .numeral {
      add(at, of: tokens, .outside)
    }
  }

  mutating func finish() -> (numbers: [PassedOverNumber], isWhole: Bool) {
    (found.sorted { $0.range.lowerBound < $1.range.lowerBound }.map(\.number), isWhole)
  }

  // MARK: adding

  private mutating func addNumerals(
    in range: Range<Int>, of sentence: Sentence, _ reason: NoClaim
  ) {
    for index in range.clamped(to: 0..<sentence.tokens.count)
    where sentence.tokens[index].kind == .numeral {
      add(sentence.tokens[index].range, index..<index + 1, of: sentence, reason, [])
    }
  }

  private mutating func add(_ index: Int, of tokens: [Token], _ reason: NoClaim) {
    add(tokens[index].range, index..<index + 1, among: TokenRun(tokens), reason, [])
  }

  private mutating func add(
    _ bytes: Range<Int>, _ range: Range<Int>, of sentence: Sentence, _ reason: NoClaim,
    _ words: [ExplainedWords]
  ) {
    add(bytes, range, among: sentence.tokens, reason, words)
  }

  private mutating func add(
    _ bytes: Range<Int>, _ range: Range<Int>, among tokens: TokenRun, _ reason: NoClaim,
    _ words: [ExplainedWords]
  ) {
    guard found.count < limit else {
      isWhole = false
      return
    }
    var opening = max(0, range.lowerBound - Self.around)
    while opening < range.lowerBound, tokens[opening].kind == .mark { opening += 1 }
    let first = tokens[opening].range.lowerBound
    let last = tokens[min(tokens.count, range.upperBound + Self.around) - 1].range.upperBound
    let spans = reader.spans
    found.append(
      (
        bytes,
        PassedOverNumber(
          span: spans.span(bytes), text: Shown.cut(spans.string(bytes)),
          before: Shown.end(of: spans.string(first..<max(first, bytes.lowerBound))),
          behind: Shown.cut(spans.string(min(bytes.upperBound, last)..<last)),
          reason: reason.description, words: words)
      ))
  }
}
