/// One word, numeral or mark of the text, with the bytes that it stands on.
struct Token: Sendable {
  enum Kind: Sendable { case word, numeral, mark }

  var kind: Kind
  /// Bytes of the document's text.
  var range: Range<Int>
  /// The word as the lexicon compares it: lower case, straight apostrophes, no dots in an abbreviation.
  var folded: String
  /// The lexicon's number for the folded word; -1 where no entry uses it.
  var word: Int32 = -1
  /// The first letter is a capital.
  var capitalised = false
  /// All letters are capitals.
  var upperCase = false
  /// Whitespace, or the start of the block, stands before it.
  var spaceBefore = false

  /// Written in a script that knows capitals. Without them, a capital can decide nothing.
  var hasCase: Bool { folded.unicodeScalars.first.map { $0.properties.isCased } ?? false }

  func isMark(_ mark: String) -> Bool { kind == .mark && folded == mark }
}
