import Ledger

/// Turns the tokens of a sentence into items: lexicon phrases first, then dates, then quantities.
struct ItemReader {
  let language: Language
  /// Dates without a year, and relative ones, are resolved against it.
  var published: CivilDate?
  /// The last year that the text named: what a date without one means, where nobody knows when it was published.
  var year: Int?

  /// In a column of counts, 1974 is no year.
  func items(of tokens: [Token], withDates: Bool = true) -> [Item] {
    var items = phrases(of: tokens)
    guard withDates else { return QuantityReader(language: language, tokens: tokens).read(items) }
    items = DateReader(
      language: language, published: published, year: published == nil ? year : nil, tokens: tokens
    ).read(items)
    return QuantityReader(language: language, tokens: tokens).read(items)
  }

  private func phrases(of tokens: [Token]) -> [Item] {
    var items: [Item] = []
    items.reserveCapacity(tokens.count)
    var index = 0
    while index < tokens.count {
      if let length = footnoteMark(tokens, at: index) {
        index += length
        continue
      }
      let token = tokens[index]
      let match = language.matcher.longest(in: tokens, at: index)
      let end = index + (match?.length ?? 1)
      let content: Item.Content =
        switch token.kind {
        case .word: .word
        case .numeral: .numeral
        case .mark: .mark
        }
      items.append(
        Item(
          tokens: index..<end, content: content, meaning: match?.meaning ?? .none,
          folded: token.folded, mark: token.mark, capitalised: token.capitalised,
          spaceBefore: token.spaceBefore))
      index = end
    }
    return items
  }

  /// "[7]" refers to a note and says nothing of people.
  private func footnoteMark(_ tokens: [Token], at index: Int) -> Int? {
    guard index + 2 < tokens.count, tokens[index].isMark("["), tokens[index + 2].isMark("]"),
      tokens[index + 1].kind == .numeral, tokens[index + 1].folded.utf8.count <= 3
    else { return nil }
    return 3
  }
}
