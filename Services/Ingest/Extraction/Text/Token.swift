/// One word, numeral or mark of the text, with the bytes that it stands on. A copy of it is a copy of its bytes.
struct Token: Sendable {
  enum Kind: Sendable { case word, numeral, mark }

  private let place: Place
  /// The word as the lexicon compares it: lower case, straight apostrophes, no dots in an abbreviation.
  let text: KeptWord
  var folded: String { text.text }
  /// The lexicon's number for the folded word; `WordTable.unknown` where no entry uses it.
  @Looked var word: Int32
  /// Of a mark, what it folds to: compared far more often than any word, and without its string.
  @Looked var mark: Unicode.Scalar
  @Looked var kind: Kind
  /// The first letter is a capital.
  var capitalised: Bool
  /// All letters are capitals.
  var upperCase: Bool
  /// Written in a script that knows capitals. Without them, a capital can decide nothing.
  var hasCase: Bool
  /// Whitespace, or the start of the block, stands before it.
  var spaceBefore: Bool

  /// Bytes of the document's text.
  var range: Range<Int> { place.range }

  init(
    kind: Kind, range: Range<Int>, text: KeptWord, word: Int32,
    mark: Unicode.Scalar = Token.noMark, capitalised: Bool = false, upperCase: Bool = false,
    hasCase: Bool = false, spaceBefore: Bool
  ) {
    place = Place(range)
    self.text = text
    self.word = word
    self.mark = mark
    self.kind = kind
    self.capitalised = capitalised
    self.upperCase = upperCase
    self.hasCase = hasCase
    self.spaceBefore = spaceBefore
  }

  /// What words and numerals have in place of a mark.
  static let noMark: Unicode.Scalar = "\0"

  var isOneLetter: Bool { text.count == 1 || folded.count == 1 }

  func isMark(_ mark: Unicode.Scalar) -> Bool { self.mark == mark }
}

/// A range in half the space: a text has as many tokens and items as words, and all of them are read several times. What
/// lies beyond four gigabytes, which no text is long, stands at their end.
struct Place: Sendable {
  private let lower: UInt32
  private let upper: UInt32

  @inline(__always)
  init(_ range: Range<Int>) {
    lower = UInt32(clamping: range.lowerBound)
    upper = UInt32(clamping: range.upperBound)
  }

  var range: Range<Int> {
    @inline(__always) get { Range(uncheckedBounds: (Int(lower), Int(upper))) }
  }
}
