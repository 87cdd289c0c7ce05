/// One word, numeral or mark of the text, with the bytes that it stands on.
struct Token: Sendable {
  enum Kind: Sendable { case word, numeral, mark }

  @Looked var kind: Kind
  /// Bytes of the document's text.
  var range: Range<Int>
  /// The word as the lexicon compares it: lower case, straight apostrophes, no dots in an abbreviation.
  var folded: String
  /// The lexicon's number for the folded word; `WordTable.unknown` where no entry uses it.
  @Looked var word = WordTable.unknown
  /// Of a mark, what it folds to: compared far more often than any word, and without its string.
  @Looked var mark = Token.noMark
  /// The first letter is a capital.
  var capitalised = false
  /// All letters are capitals.
  var upperCase = false
  /// Written in a script that knows capitals. Without them, a capital can decide nothing.
  var hasCase = false
  /// Whitespace, or the start of the block, stands before it.
  var spaceBefore = false

  /// What words and numerals have in place of a mark.
  static let noMark: Unicode.Scalar = "\0"

  func isMark(_ mark: Unicode.Scalar) -> Bool { self.mark == mark }
}
