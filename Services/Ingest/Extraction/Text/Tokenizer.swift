/// Splits stretches of a text into tokens. It knows scripts and typography, and no language.
///
/// A word of ASCII, as most are, is looked up in the lexicon while its bytes are read; a string is made only of what the
/// lexicon does not know, and one of up to 15 bytes lies in the token itself.
struct Tokenizer {
  private var scalars: Scalars
  private let words: WordTable
  private var index = 0
  private var tokens: [Token] = []
  private var spaceBefore = true
  /// The text holds marks that have a part of it shown in another order than it is read in.
  private(set) var hasOverride = false
  /// Up to here capitals and dots are known to be no abbreviation. Without it, each capital would read them all again.
  private var noAbbreviation = 0
  /// Keeps what is too long to lie in a token. It outlives the tokens, see there.
  private let store: ItemStore
  /// Unknown words of this kind, each at a place by its hash: a text repeats its own.
  private var longWords: [KeptWord] = []

  init(of text: [UInt8], words: WordTable, store: ItemStore) {
    scalars = Scalars(bytes: text, end: 0)
    self.words = words
    self.store = store
  }

  /// Of a whole text, or of a stretch.
  static func tokens(
    of text: [UInt8], in range: Range<Int> = 0..<Int.max, words: WordTable = .empty,
    store: ItemStore
  ) -> [Token] {
    var tokenizer = Tokenizer(of: text, words: words, store: store)
    return tokenizer.tokens(in: range)
  }

  /// No more than `limit` tokens from the beginning of the range.
  mutating func tokens(in range: Range<Int>, limit: Int = .max) -> [Token] {
    let range = range.clamped(to: 0..<scalars.bytes.count)
    index = range.lowerBound
    scalars.end = range.upperBound
    spaceBefore = true
    noAbbreviation = 0
    tokens = []
    // A word and the space behind it take six bytes.
    tokens.reserveCapacity(min(limit, range.count / 5 + 4))
    // Held here, so that no word asks for it anew.
    let (bytes, words) = (scalars.bytes, words)
    bytes.withUnsafeBufferPointer { read(limit, $0, words) }
    return tokens
  }

  private mutating func read(
    _ limit: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ words: borrowing WordTable
  ) {
    while tokens.count < limit, index < scalars.end {
      // Most bytes are those of plain words and the spaces between them.
      let byte = bytes[index]
      if byte == 0x20 {
        Work.look()
        index += 1
        spaceBefore = true
        continue
      }
      if byte.isASCIILetter, readPlainWord(bytes, words) { continue }
      guard let (scalar, length) = scalars.scalar(at: index) else { return }
      if scalar.isSpace {
        index += length
        spaceBefore = true
      } else if scalar.isHidden {
        if scalar.isOverride { hasOverride = true }
        index += length
      } else if scalar.isLetter {
        readWord()
      } else if scalar.isDigit {
        readNumeral()
      } else if scalar.isApostrophe, possessiveEnd(at: index + length) != nil {
        readPossessive()
      } else {
        if scalar == "-", scalars.scalar(at: index + length)?.scalar == "-" {
          add(mark: "–", to: index + 2 * length)
          continue
        }
        let isDash =
          scalar == "-" && spaceBefore
          && scalars.scalar(at: index + length)?.scalar.isSpace == true
        add(mark: isDash ? "–" : scalar.foldedMark, to: index + length)
      }
    }
  }

  private mutating func add(
    _ kind: Token.Kind, to stop: Int, folded: String, word: Int32? = nil, capitalised: Bool = false,
    upperCase: Bool = false, hasCase: Bool = false
  ) {
    tokens.append(
      Token(
        kind: kind, range: index..<stop, text: store.keep(folded),
        word: word ?? words.number(of: folded),
        capitalised: capitalised, upperCase: upperCase, hasCase: hasCase, spaceBefore: spaceBefore))
    index = stop
    spaceBefore = false
  }

  // MARK: marks

  private mutating func add(mark: Unicode.Scalar, to stop: Int) {
    let text = KeptWord(mark)
    tokens.append(
      Token(
        kind: .mark, range: index..<stop, text: text, word: words.number(of: mark), mark: mark,
        spaceBefore: spaceBefore))
    index = stop
    spaceBefore = false
  }

  // MARK: numerals

  private mutating func readNumeral() {
    var stop = scalars.digits(from: index)
    var written = scalars.digits(in: index..<stop)
    while let (separator, length) = scalars.scalar(at: scalars.seen(from: stop)) {
      // "1,<nothing that is seen>200"
      let begin = scalars.seen(from: scalars.seen(from: stop) + length)
      let next = scalars.digits(from: begin)
      guard next > begin else { break }
      let digits = scalars.digits(in: begin..<next)
      let count = digits.utf8.count
      if let mark = separator.separatorOfDigits {
        written.unicodeScalars.append(mark)
      } else if count == 3, separator.isApostrophe || separator.isGroupingSpace,
        groupsAllow(written)
      {
        written += "'"
      } else {
        break
      }
      written += digits
      stop = next
    }
    if !hasOverride, scalars.hasOverride(in: index..<stop) { hasOverride = true }
    add(.numeral, to: stop, folded: written, word: words.number(ofNumeral: written))
  }

  /// Longer than any number that somebody would write with groups: what follows is a number of its own.
  private static let longestGrouped = 64

  /// A space groups digits only behind one to three digits, or a group that was set off like it.
  private func groupsAllow(_ written: String) -> Bool {
    guard written.utf8.count < Self.longestGrouped else { return false }
    let groups = written.split(separator: "'", omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.utf8.count) else { return false }
    return groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
      && written.allSatisfy { $0.isNumber || $0 == "'" }
  }

  // MARK: words

  /// A word of nothing but letters and digits of ASCII; false where there may be more to it.
  @inline(__always)
  private mutating func readPlainWord(
    _ bytes: UnsafeBufferPointer<UInt8>, _ words: borrowing WordTable
  ) -> Bool {
    let start = index
    let plain = PlainWord(in: bytes, from: start, to: scalars.end)
    let stop = plain.end
    Work.look()
    guard stop > start else { return false }
    // What may belong to it: "U.S.", "don't", "café".
    if stop < scalars.end {
      let byte = bytes[stop]
      if byte == 0x2E {
        guard stop != start + 1 || !plain.isUpperCase else { return false }
      } else if byte >= 0x80 || byte == 0x27 {
        guard isWhole(upTo: stop) else { return false }
      }
    }
    let word = words.number(of: plain.key, in: bytes, at: start)
    tokens.append(
      Token(
        kind: .word, range: start..<stop, text: text(of: plain.key, word), word: word,
        capitalised: bytes[start].isASCIICapital, upperCase: plain.isUpperCase,
        hasCase: true, spaceBefore: spaceBefore))
    index = stop
    spaceBefore = false
    return true
  }

  /// Nothing behind a word belongs to it. Mutating, because all of the tokenizer would be copied for a question else.
  @inline(never)
  private mutating func isWhole(upTo stop: Int) -> Bool {
    guard let (next, length) = scalars.scalar(at: stop) else { return true }
    if next.isApostrophe, possessiveEnd(at: stop + length) == nil { return false }
    return next.isASCII || !(next.isLetter || next.isDigit || next.isHidden)
  }

  /// What a word of ASCII is called: most lie in their key.
  @inline(__always)
  private mutating func text(of key: WordKey, _ word: Int32) -> KeptWord {
    KeptWord(key) ?? (word >= 0 ? words.text(word) : unknown(key))
  }

  /// A long word of ASCII that the lexicon does not know.
  @inline(never)
  private mutating func unknown(_ key: WordKey) -> KeptWord {
    let length = key.count
    if longWords.isEmpty { longWords = [KeptWord](repeating: .none, count: 64) }
    let place = Int(key.hash) % longWords.count
    if longWords[place].count == length,
      longWords[place].text.utf8.elementsEqual(
        scalars.bytes[index..<index + length].lazy.map(\.lowerCase))
    {
      return longWords[place]
    }
    let folded = String(unsafeUninitializedCapacity: length) { folded in
      for offset in 0..<length { folded[offset] = scalars.bytes[index + offset].lowerCase }
      return length
    }
    longWords[place] = store.keep(folded)
    return longWords[place]
  }

  private mutating func readWord() {
    if let (stop, letters) = abbreviation() {
      return add(
        .word, to: stop, folded: letters.lowercased(), capitalised: true, upperCase: true,
        hasCase: true)
    }
    var stop = index
    var word = ""
    var letters = 0
    var capitals = 0
    var capitalised = false
    while let (scalar, length) = scalars.scalar(at: stop) {
      if scalar.isLetter || scalar.isDigit || scalar.isHidden {
        if scalar.isLetter {
          letters += 1
          if scalar.isCapital {
            capitals += 1
            if stop == index { capitalised = true }
          }
        }
        if scalar.isOverride { hasOverride = true }
        if !scalar.isHidden { word.unicodeScalars.append(scalar) }
      } else if scalar.isApostrophe, let (next, _) = scalars.scalar(at: stop + length),
        next.isLetter, possessiveEnd(at: stop + length) == nil
      {
        word += "'"
      } else {
        break
      }
      stop += length
    }
    let folded = word.lowercased()
    add(
      .word, to: stop, folded: folded, capitalised: capitalised,
      upperCase: letters > 0 && letters == capitals,
      hasCase: folded.unicodeScalars.first?.properties.isCased ?? false)
  }

  /// Single capitals with dots between them: "U.S.", "D.R.C."
  private mutating func abbreviation() -> (stop: Int, letters: String)? {
    guard index >= noAbbreviation else { return nil }
    var letters = ""
    var at = index
    while let (letter, length) = scalars.scalar(at: at), letter.isLetter, letter.isCapital,
      scalars.scalar(at: at + length)?.scalar.value == 0x2E
    {
      letters.unicodeScalars.append(letter)
      at += length + 1
    }
    guard letters.unicodeScalars.count >= 2 else { return nil }
    if let next = scalars.scalar(at: at)?.scalar, next.isLetter {
      noAbbreviation = at
      return nil
    }
    return (at, letters)
  }

  /// Where a possessive `s` behind an apostrophe ends; nil where there is none.
  private func possessiveEnd(at start: Int) -> Int? {
    guard let (letter, length) = scalars.scalar(at: start), letter == "s" || letter == "S" else {
      return nil
    }
    if let next = scalars.scalar(at: start + length)?.scalar, next.isLetter || next.isDigit {
      return nil
    }
    return start + length
  }

  private mutating func readPossessive() {
    guard let (_, length) = scalars.scalar(at: index),
      let stop = possessiveEnd(at: index + length)
    else { return }
    add(.word, to: stop, folded: "'s")
  }
}
