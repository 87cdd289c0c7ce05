/// Splits a stretch of text into tokens. It knows scripts and typography, and no language.
struct Tokenizer {
  private let scalars: Scalars
  private let end: Int
  private var index: Int
  private var tokens: [Token] = []
  private var spaceBefore = true
  /// Up to here capitals and dots are known to be no abbreviation. Without it, each capital would read them all again.
  private var noAbbreviation = 0

  /// No more than `limit` tokens from the beginning of the range.
  static func tokens(of text: [UInt8], in range: Range<Int>, limit: Int = .max) -> [Token] {
    let range = range.clamped(to: 0..<text.count)
    var tokenizer = Tokenizer(text, range)
    return tokenizer.run(limit)
  }

  private init(_ text: [UInt8], _ range: Range<Int>) {
    scalars = Scalars(bytes: text, end: range.upperBound)
    end = range.upperBound
    index = range.lowerBound
  }

  private mutating func run(_ limit: Int) -> [Token] {
    while tokens.count < limit, let (scalar, length) = scalars.scalar(at: index) {
      if scalar.isSpace {
        index += length
        spaceBefore = true
      } else if scalar.isDigit {
        readNumeral()
      } else if scalar.isLetter {
        readWord()
      } else if scalar.isApostrophe, possessiveEnd(at: index + length) != nil {
        readPossessive()
      } else {
        if scalar == "-", scalars.scalar(at: index + length)?.scalar == "-" {
          add(.mark, to: index + 2 * length, folded: "–")
          continue
        }
        let isDash =
          scalar == "-" && spaceBefore
          && scalars.scalar(at: index + length)?.scalar.isSpace == true
        add(.mark, to: index + length, folded: isDash ? "–" : Self.fold(mark: scalar))
      }
    }
    return tokens
  }

  private mutating func add(
    _ kind: Token.Kind, to stop: Int, folded: String, capitalised: Bool = false,
    upperCase: Bool = false
  ) {
    tokens.append(
      Token(
        kind: kind, range: index..<stop, folded: folded, capitalised: capitalised,
        upperCase: upperCase, spaceBefore: spaceBefore))
    index = stop
    spaceBefore = false
  }

  /// Marks that look alike are one mark.
  private static func fold(mark: Unicode.Scalar) -> String {
    switch mark.value {
    case 0x2010, 0x2011, 0xAD: "-"
    case 0x2012...0x2015, 0x2212: "–"
    case 0x201C...0x201F, 0xAB, 0xBB, 0x22: "\""
    case 0x2018, 0x2019: "'"
    case 0x2022, 0x2023, 0x25CF, 0xB7: "•"
    default: String(mark)
    }
  }

  // MARK: numerals

  private mutating func readNumeral() {
    var stop = digits(from: index)
    var written = text(index..<stop)
    while let (separator, length) = scalars.scalar(at: stop) {
      let next = digits(from: stop + length)
      let count = next - stop - length
      guard count > 0 else { break }
      if separator.value == 0x2E || separator.value == 0x2C {
        written += String(separator)
      } else if count == 3, separator.isApostrophe || Self.isGroupingSpace(separator),
        groupsAllow(written)
      {
        written += "'"
      } else {
        break
      }
      written += text(stop + length..<next)
      stop = next
    }
    add(.numeral, to: stop, folded: written)
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

  private static func isGroupingSpace(_ scalar: Unicode.Scalar) -> Bool {
    [0x20, 0xA0, 0x2009, 0x202F, 0x2007].contains(scalar.value)
  }

  private func digits(from start: Int) -> Int {
    var stop = start
    while let (scalar, length) = scalars.scalar(at: stop), scalar.isDigit { stop += length }
    return stop
  }

  /// Digits in ASCII, whatever script they were written in.
  private func text(_ range: Range<Int>) -> String {
    var written = ""
    var at = range.lowerBound
    while at < range.upperBound, let (scalar, length) = scalars.scalar(at: at) {
      written += scalar.digitValue.map(String.init) ?? ""
      at += length
    }
    return written
  }

  // MARK: words

  private mutating func readWord() {
    if let (stop, letters) = abbreviation() {
      return add(.word, to: stop, folded: letters.lowercased(), capitalised: true, upperCase: true)
    }
    var stop = index
    var word = ""
    var letters = 0
    var capitals = 0
    var capitalised = false
    while let (scalar, length) = scalars.scalar(at: stop) {
      if scalar.isLetter || scalar.isDigit || scalar.value == 0xAD {
        if scalar.isLetter {
          letters += 1
          if scalar.properties.isUppercase {
            capitals += 1
            if stop == index { capitalised = true }
          }
        }
        if scalar.value != 0xAD { word.unicodeScalars.append(scalar) }
      } else if scalar.isApostrophe, let (next, _) = scalars.scalar(at: stop + length),
        next.isLetter, possessiveEnd(at: stop + length) == nil
      {
        word += "'"
      } else {
        break
      }
      stop += length
    }
    add(
      .word, to: stop, folded: word.lowercased(), capitalised: capitalised,
      upperCase: letters > 0 && letters == capitals)
  }

  /// Single capitals with dots between them: "U.S.", "D.R.C."
  private mutating func abbreviation() -> (stop: Int, letters: String)? {
    guard index >= noAbbreviation else { return nil }
    var letters = ""
    var at = index
    while let (letter, length) = scalars.scalar(at: at), letter.isLetter,
      letter.properties.isUppercase, scalars.scalar(at: at + length)?.scalar.value == 0x2E
    {
      letters += String(letter)
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
