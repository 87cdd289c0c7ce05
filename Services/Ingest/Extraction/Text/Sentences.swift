/// Splits a block's tokens into sentences.
enum Sentences {
  /// A sentence longer than this is cut: every later stage looks at one sentence at a time.
  static let longest = 400

  /// In bytes. No word, name or numeral of any language is as long; what is, stands alone, so that the sentence of a
  /// claim has a length that can be told.
  private static let longestWord = 1000

  /// How many marks behind a stop are looked at. A text of nothing but stops must not be read once for each of them.
  private static let mostMarks = 20

  /// - Parameter first: the token with which the text begins, behind a dateline.
  @inline(__always)
  static func split(
    _ tokens: [Token], from first: Int, isAbbreviation: (Token) -> Bool
  ) -> [Range<Int>] {
    tokens.withUnsafeBufferPointer { split($0, from: first, isAbbreviation: isAbbreviation) }
  }

  @inline(__always)
  private static func split(
    _ tokens: UnsafeBufferPointer<Token>, from first: Int, isAbbreviation: (Token) -> Bool
  ) -> [Range<Int>] {
    var sentences: [Range<Int>] = []
    sentences.reserveCapacity(max(0, tokens.count - first) / 16 + 1)
    var start = first
    var index = first
    while index < tokens.count {
      // Most tokens are words of some letters.
      if tokens[index].mark == Token.noMark, tokens[index].range.count <= longestWord,
        index - start + 1 < longest
      {
        index += 1
      } else if tokens[index].range.count > longestWord {
        sentences += [start..<index, index..<index + 1].filter { !$0.isEmpty }
        index += 1
        start = index
      } else if isStop(tokens[index].mark)
        && endsSentence(tokens, from: first, index, isAbbreviation)
        || index - start + 1 >= longest
      {
        var end = index + 1
        while end < tokens.count, end - index <= mostMarks, closes(tokens[end]) { end += 1 }
        sentences.append(start..<end)
        start = end
        index = end
      } else {
        index += 1
      }
    }
    if start < tokens.count { sentences.append(start..<tokens.count) }
    return sentences
  }

  private static func closes(_ token: Token) -> Bool {
    !token.spaceBefore && (token.isMark("\"") || token.isMark(")") || token.isMark("'"))
  }

  private static func isStop(_ mark: Unicode.Scalar) -> Bool {
    switch mark {
    case ".", "!", "?", "…", "。", "؟": true
    default: false
    }
  }

  @inline(__always)
  private static func endsSentence(
    _ tokens: UnsafeBufferPointer<Token>, from first: Int, _ index: Int,
    _ isAbbreviation: (Token) -> Bool
  ) -> Bool {
    let token = tokens[index]
    // "U.S." swallowed its last dot. A capital behind it may begin a sentence, but mostly does not.
    var next = index + 1
    while next < tokens.count, next - index <= mostMarks,
      closes(tokens[next]) || tokens[next].isMark(".")
    { next += 1 }
    guard next < tokens.count else { return true }
    let following = tokens[next]
    // A footnote mark stands between the stop and the next sentence.
    if following.isMark("[") { return true }
    let previous = index > first ? tokens[index - 1] : nil
    if !following.spaceBefore {
      // A missing space: "soldiers.The" ends a sentence, "example.com" and "3.5" do not.
      guard let previous, previous.kind == .word, following.kind == .word else { return false }
      return following.capitalised && !previous.upperCase && previous.folded.count > 2
        && !isAbbreviation(previous)
    }
    if token.isMark("."), let previous, !token.spaceBefore {
      if isAbbreviation(previous) { return false }
      let initial = previous.kind == .word && previous.capitalised && previous.isOneLetter
      if initial { return false }
    }
    // Lower case behind a stop continues the sentence: an abbreviation that no list has.
    return following.kind != .word || following.capitalised || !following.hasCase
  }
}
