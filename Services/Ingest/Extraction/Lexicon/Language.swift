import Ledger

/// One language while its files are read.
struct LanguageDraft {
  var tag: String
  var matcher = Matcher()
  var abbreviations: Set<String> = []
  var commonWords: Set<String> = []
  var groupSeparators: Set<Character> = []
  var decimalSeparators: Set<Character> = []
  var endings = Endings()

  init(tag: String) { self.tag = tag }
}

/// One language: its words, compiled, and how it writes numbers.
final class Language: Sendable {
  let tag: String
  let matcher: Matcher
  /// Marks that stand between groups of three digits, and the one before a fraction.
  let groupSeparators: Set<Character>
  let decimalSeparators: Set<Character>
  /// Of all languages, because a text may quote another one.
  let vague: [Vocabulary.VagueInterval]
  /// Which of all words are common ones of this language, by their numbers.
  private let isCommonWord: [Bool]
  /// Which of them a stop behind does not end a sentence.
  private let isAbbreviation: [Bool]

  init(
    _ draft: LanguageDraft, _ words: inout WordTable, _ records: NameFacts = NameFacts(),
    vague: [Vocabulary.VagueInterval] = []
  ) {
    tag = draft.tag
    matcher = draft.matcher.prepared(records)
    groupSeparators = draft.groupSeparators
    decimalSeparators = draft.decimalSeparators
    self.vague = vague
    isCommonWord = Self.flags(of: draft.commonWords, &words)
    isAbbreviation = Self.flags(of: draft.abbreviations, &words)
  }

  private static func flags(of some: Set<String>, _ words: inout WordTable) -> [Bool] {
    let numbers = some.map { Int(words.add($0)) }
    var flags = [Bool](repeating: false, count: (numbers.max() ?? -1) + 1)
    for number in numbers { flags[number] = true }
    return flags
  }

  /// The numbers of its common words.
  var commonWords: [Int] { isCommonWord.indices.filter { isCommonWord[$0] } }

  func isAbbreviation(_ token: Token) -> Bool {
    token.word >= 0 && isAbbreviation[safe: Int(token.word)] == true
  }

  func isCommon(_ token: Token) -> Bool { isCommon(word: token.word) }

  func isCommon(word: Int32) -> Bool { word >= 0 && isCommonWord[safe: Int(word)] == true }

  /// The words of a phrase as the tokenizer would read it in a text.
  static func words(of phrase: String) -> [String] {
    var copy = phrase
    if let words = copy.withUTF8({ plainWords(of: $0) }) { return words }
    // Letters of Cyrillic, which fold as Unicode says; most phrases have small ones only.
    if let isSmall = isSmallCyrillic(phrase) {
      let folded = isSmall ? phrase : phrase.lowercased()
      return folded.utf8.split(separator: 0x20).map { String(Substring($0)) }
    }
    let store = ItemStore()
    return withExtendedLifetime(store) {
      Tokenizer.tokens(of: Array(phrase.utf8), store: store).map(\.folded)
    }
  }

  /// Whether letters of Cyrillic are all small; nil where there is more than them and spaces.
  private static func isSmallCyrillic(_ phrase: String) -> Bool? {
    var isSmall = true
    for scalar in phrase.unicodeScalars where scalar != " " {
      switch scalar.value {
      case 0x430...0x45F: break
      case 0x400...0x42F, 0x460...0x481: isSmall = false
      default: return nil
      }
    }
    return isSmall
  }

  /// Nil where there is more than letters of ASCII and spaces: most names have no more, and each is asked for its words.
  private static func plainWords(of phrase: UnsafeBufferPointer<UInt8>) -> [String]? {
    guard phrase.allSatisfy({ $0.isASCIILetter || $0 == 0x20 }) else { return nil }
    var words: [String] = []
    words.reserveCapacity(4)
    var start = 0
    while start < phrase.count {
      guard phrase[start] != 0x20 else {
        start += 1
        continue
      }
      var end = start + 1
      while end < phrase.count, phrase[end] != 0x20 { end += 1 }
      let length = end - start
      words.append(
        String(unsafeUninitializedCapacity: length) { folded in
          for place in 0..<length { folded[place] = phrase[start + place].lowerCase }
          return length
        })
      start = end
    }
    return words
  }

  /// Names begin with a capital; short ones in capitals throughout are not the small word.
  static func writing(of phrase: String) -> Matcher.Writing {
    let letters = phrase.unicodeScalars.lazy.filter(\.isLetter)
    guard let first = letters.first, first.properties.isUppercase else { return .any }
    let isUpper = letters.allSatisfy { $0.properties.isUppercase }
    return isUpper && letters.count <= 6 ? .upperCase : .capitalised
  }
}
