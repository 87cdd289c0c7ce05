import Ledger

/// Turns the tokens of a sentence into items: lexicon phrases first, then dates, then quantities.
struct ItemReader {
  let language: Language
  /// Dates without a year, and relative ones, are resolved against it.
  var published: CivilDate?
  /// The last year that the text named: what a date without one means, where nobody knows when it was published.
  var year: Int?
  /// What the items refer to; it outlives them all.
  let store: ItemStore
  /// Of the sentence that is read: what is in another language, in order.
  var stretches: [Stretch] = []

  struct Stretch {
    /// Of the sentence.
    var tokens: Range<Int>
    var language: Language
  }

  /// The year that a sentence leaves behind for dates without one.
  mutating func noteYear(in items: [Item]) {
    let dates = items.compactMap(\.date)
    // "In 1983, …" sets the year for what follows.
    if let first = items.prefix(3).compactMap(\.date).first, first.basis == .stated {
      year = first.last.year
    }
    if let last =
      dates.last(where: { $0.basis == .stated && $0.first.precision != .year })
      ?? dates.last(where: { $0.basis == .stated && year == nil })
    {
      year = last.last.year
    }
  }

  /// In a column of counts, 1974 is no year.
  func items(of tokens: TokenRun, withDates: Bool = true) -> [Item] {
    read(tokens, withDates: withDates).items
  }

  /// The items, and what they hold at all.
  func read(_ tokens: TokenRun, withDates: Bool = true) -> (items: [Item], gist: Gist) {
    var (items, gist) = phrases(of: tokens)
    let hasDates = withDates && gist.kinds.intersects([.calendar, .numeral])
    let hasNumbers = gist.kinds.intersects([.number, .numeral, .vague])
    guard hasDates || hasNumbers else { return (items, gist) }
    if hasDates {
      items = DateReader(
        language: language, published: published, year: published == nil ? year : nil, store: store
      ).read(items)
    }
    if hasNumbers {
      items = QuantityReader(language: language, tokens: tokens, store: store).read(items)
    }
    return (items, Gist(items))
  }

  /// The phrases, and what they hold: a date or a number may be read from some.
  private func phrases(of run: TokenRun) -> (items: [Item], gist: Gist) {
    run.block.withUnsafeBufferPointer { tokens in
      tokens.baseAddress.map { phrases(of: run, in: tokens, $0) } ?? ([], Gist())
    }
  }

  /// - Parameter first: token of the block.
  private func phrases(
    of run: TokenRun, in tokens: UnsafeBufferPointer<Token>, _ first: UnsafePointer<Token>
  ) -> (items: [Item], gist: Gist) {
    var gist = Gist()
    var items: [Item] = []
    items.reserveCapacity(run.count)
    var begin = run.place.lowerBound
    let start = begin
    for stretch in stretches {
      let (lower, upper) = (start + stretch.tokens.lowerBound, start + stretch.tokens.upperBound)
      read(tokens, begin..<lower, language.matcher, first, from: start, into: &items, &gist)
      read(tokens, lower..<upper, stretch.language.matcher, first, from: start, into: &items, &gist)
      begin = upper
    }
    read(
      tokens, begin..<run.place.upperBound, language.matcher, first, from: start, into: &items,
      &gist)
    return (items, gist)
  }

  /// - Parameter start: of the sentence among the tokens.
  @inline(__always)
  private func read(
    _ tokens: UnsafeBufferPointer<Token>, _ range: Range<Int>, _ matcher: Matcher,
    _ first: UnsafePointer<Token>, from start: Int, into items: inout [Item], _ gist: inout Gist
  ) {
    let nothing = Matcher.Match.nothing
    var index = range.lowerBound
    let end = range.upperBound
    while index < end {
      if let length = footnoteMark(tokens, at: index, before: end) {
        index += length
        continue
      }
      // Many words begin no phrase.
      guard matcher.begins(tokens[index].word) else {
        if tokens[index].kind == .numeral { gist.kinds.insert(.numeral) }
        items.append(Item(first + index, at: index - start..<index - start + 1, nothing))
        index += 1
        continue
      }
      let match = matcher.phrase(in: tokens, at: index, before: end)
      let range = index - start..<index - start + match.length
      items.append(Item(first + index, at: range, match))
      match.add(to: &gist)
      if tokens[index].kind == .numeral { gist.kinds.insert(.numeral) }
      index += match.length
    }
  }

  /// "[7]" refers to a note and says nothing of people.
  private func footnoteMark(
    _ tokens: UnsafeBufferPointer<Token>, at index: Int, before end: Int
  ) -> Int? {
    guard tokens[index].isMark("["), index + 2 < end, tokens[index + 2].isMark("]"),
      tokens[index + 1].kind == .numeral, tokens[index + 1].text.count <= 3
    else { return nil }
    return 3
  }
}
