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
    var (items, hasDates, hasNumbers) = phrases(of: tokens)
    if withDates, hasDates {
      items = DateReader(
        language: language, published: published, year: published == nil ? year : nil,
        tokens: tokens
      ).read(items)
    }
    guard hasNumbers else { return items }
    return QuantityReader(language: language, tokens: tokens).read(items)
  }

  /// The phrases, and whether a date or a number may be read from any.
  private func phrases(
    of tokens: [Token]
  ) -> (items: [Item], hasDates: Bool, hasNumbers: Bool) {
    let matcher = language.matcher
    var kinds: CaseSet<Gist.Kind> = []
    var items: [Item] = []
    items.reserveCapacity(tokens.count)
    var index = 0
    while index < tokens.count {
      if let length = footnoteMark(tokens, at: index) {
        index += length
        continue
      }
      let match = matcher.phrase(in: tokens, at: index)
      items.append(Item(tokens[index], at: index..<index + match.length, match))
      kinds.formUnion(match.kinds)
      if tokens[index].kind == .numeral { kinds.insert(.numeral) }
      index += match.length
    }
    return (
      items, kinds.intersects([.calendar, .numeral]),
      kinds.intersects([.number, .numeral, .vague])
    )
  }

  /// "[7]" refers to a note and says nothing of people.
  private func footnoteMark(_ tokens: [Token], at index: Int) -> Int? {
    guard index + 2 < tokens.count, tokens[index].isMark("["), tokens[index + 2].isMark("]"),
      tokens[index + 1].kind == .numeral, tokens[index + 1].folded.utf8.count <= 3
    else { return nil }
    return 3
  }
}
