import Ledger

/// Finds what a report prints of its own place and day: a line of its own near the top, or the head before the dash
/// with which its text begins ("HARBOUR CITY, May 3, 2023 (Some Wire) —"). Neither belongs to any claim.
struct Dateline {
  let language: Language
  let items: ItemReader

  /// Where it stands: the block, and how many of its first tokens belong to it.
  struct Found {
    var block: Int
    var tokens: Int
    var date: DateMention?
    var words: Range<Int>?
  }

  private static let farthestBlock = 8
  private static let longestLine = 14
  private static let longestHead = 30
  private static let farthestDash = 60

  func find(in blocks: [[Token]]) -> [Found] {
    blocks.enumerated().compactMap { index, tokens in
      head(of: tokens, block: index)
        ?? (index < Self.farthestBlock ? line(tokens, block: index) : nil)
    }
  }

  /// A line that holds a date and counts nothing.
  private func line(_ tokens: [Token], block: Int) -> Found? {
    guard (1...Self.longestLine).contains(tokens.count) else { return nil }
    let read = items.items(of: TokenRun(tokens))
    guard let item = read.first(where: { $0.date?.isFullDay == true }),
      !read.contains(where: { $0.quantity != nil || !$0.measures.isEmpty })
    else { return nil }
    return Found(block: block, tokens: tokens.count, date: item.date, words: item.tokens)
  }

  private func isDash(_ token: Token) -> Bool { token.isMark("–") || token.isMark("-") }

  /// Capitalised words, a date, an outlet in parentheses, and a dash that stands free, or a colon behind the date.
  private func head(of tokens: [Token], block: Int) -> Found? {
    guard !tokens.isEmpty, tokens[0].capitalised,
      let dash = dash(tokens), dash > 0, tokens.indices.contains(dash + 1),
      tokens[dash + 1].spaceBefore,
      // "SOMEWHERE --": two hyphens make a dash.
      let body = tokens[dash..<min(tokens.count, Self.farthestDash)].firstIndex(where: {
        !isDash($0) && !$0.isMark(":")
      })
    else { return nil }
    let read = items.items(of: TokenRun(tokens, 0..<dash))
    let date = read.first { $0.date?.isFullDay == true }
    let hasDate = date != nil || read.contains { $0.date != nil || $0.calendar?.role == .month }
    let isBracketed = tokens[..<dash].contains { $0.isMark("(") }
    guard hasDate || isBracketed && tokens[0].upperCase, isName(tokens[..<dash], read) else {
      return nil
    }
    return Found(block: block, tokens: body, date: date?.date, words: date?.tokens)
  }

  private func dash(_ tokens: [Token]) -> Int? {
    let head = tokens.prefix(Self.longestHead)
    if let dash = head.firstIndex(where: { $0.spaceBefore && isDash($0) }) { return dash }
    // "HARBOUR CITY, May 3: At least", "Harbour City, May 3 (Some Wire): At least"
    guard let colon = head.prefix(12).firstIndex(where: { $0.isMark(":") }), colon > 0,
      tokens[colon - 1].isMark(")")
        || tokens[0].upperCase && tokens[colon - 1].kind == .numeral,
      tokens[..<colon].contains(where: { $0.isMark(",") })
    else { return nil }
    return colon
  }

  /// Nothing in it says anything: no small words outside parentheses, no counts, no harm.
  private func isName(_ tokens: ArraySlice<Token>, _ read: [Item]) -> Bool {
    guard !read.contains(where: { $0.quantity != nil && !$0.isDayOfMonth || !$0.measures.isEmpty })
    else { return false }
    var depth = 0
    for token in tokens {
      if token.isMark("(") { depth += 1 }
      if token.isMark(")") { depth -= 1 }
      if depth == 0, token.kind == .word, token.hasCase, !token.capitalised { return false }
    }
    return depth == 0
  }
}

extension DateMention {
  /// One day with its year, as written.
  var isFullDay: Bool { !isInterval && first.precision == .day && basis == .stated }
}

extension Item {
  /// A small numeral that may be a day.
  fileprivate var isDayOfMonth: Bool {
    guard let value = quantity?.quantity.best, quantity?.quantity.modifier == .exact else {
      return false
    }
    return value <= 31
  }
}
