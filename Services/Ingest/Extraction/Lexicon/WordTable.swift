import Foundation

/// The words of all languages, each with a number. They are looked up by their bytes, so that reading a text makes no
/// string for a word that the lexicon has.
struct WordTable: Sendable {
  static let unknown: Int32 = -1
  static let empty = WordTable()

  /// A place of the table, with as much of the word as tells a short one whole: most words are found, or are told not to
  /// be there, by a look at one place of memory.
  private struct Slot: Sendable {
    var low: UInt64 = 0
    var tag: UInt32 = 0
    var word = WordTable.unknown

    init() {}

    init(_ key: WordKey, _ word: Int32) {
      low = key.low
      tag = key.tag
      self.word = word
    }
  }

  /// What is compared and what is taken lie side by side.
  private struct Entry: Sendable {
    var key: WordKey
    var text: KeptWord
  }

  /// What is too long to lie in an entry, or in a token of a text.
  private var longWords: [Kept<String>] = []
  private var entries: [Entry] = []
  /// By hash, the next free one where that is taken. At least half of them are free.
  private var slots = [Slot](repeating: Slot(), count: 64)
  /// The words that are one mark of ASCII.
  private var marks = [Int32](repeating: Self.unknown, count: 0x80)

  /// The number of a word, which it is given where it has none.
  mutating func add(_ text: String) -> Int32 {
    var text = Self.canonical(text)
    let known = number(ofCanonical: &text)
    guard known == Self.unknown else { return known }
    let word = Int32(entries.count)
    entries.append(
      Entry(
        key: text.withUTF8 { WordKey($0) },
        text: KeptWord(short: text) ?? KeptWord(long: text, in: &longWords)))
    if text.utf8.count == 1, let mark = text.utf8.first { marks[Int(mark)] = word }
    if entries.count * 2 > slots.count {
      slots = [Slot](repeating: Slot(), count: slots.count * 2)
      for word in entries.indices { place(Int32(word)) }
    } else {
      place(word)
    }
    return word
  }

  private mutating func place(_ word: Int32) {
    let key = entries[Int(word)].key
    var slot = Int(key.hash) & (slots.count - 1)
    while slots[slot].word >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Slot(key, word)
  }

  /// The number of a folded word, however it is spelled.
  func number(of text: String) -> Int32 {
    var text = Self.canonical(text)
    return number(ofCanonical: &text)
  }

  private func number(ofCanonical text: inout String) -> Int32 {
    text.withUTF8 { number(of: WordKey($0), in: $0, at: 0) }
  }

  /// The one spelling of those that Unicode takes for the same by which a word is known here.
  private static func canonical(_ text: String) -> String {
    text.unicodeScalars.allSatisfy(\.isCanonical)
      ? text : text.precomposedStringWithCanonicalMapping
  }

  /// The number of a numeral, of which Unicode knows no other spelling.
  func number(ofNumeral text: String) -> Int32 {
    var text = text
    return number(ofCanonical: &text)
  }

  /// A word by its number.
  func text(_ word: Int32) -> KeptWord { entries[Int(word)].text }

  /// The number of a mark.
  func number(of mark: Unicode.Scalar) -> Int32 {
    mark.isASCII ? marks[Int(mark.value)] : number(of: String(mark))
  }

  /// The number of a word by its key.
  /// - Parameter bytes: of the text, in capitals of ASCII or not, where it stands at a place.
  @inline(__always)
  func number(of key: WordKey, in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int32 {
    var slot = Int(key.hash) & (slots.count - 1)
    while slots[slot].word >= 0 {
      let word = slots[slot].word
      if slots[slot].low == key.low, slots[slot].tag == key.tag,
        key.count <= WordKey.half
          || isSame(word, key, bytes[start..<start + key.count])
      {
        return word
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return Self.unknown
  }

  /// Of a word of which a slot does not hold all.
  @inline(never)
  private func isSame(_ word: Int32, _ key: WordKey, _ bytes: Slice<UnsafeBufferPointer<UInt8>>)
    -> Bool
  {
    guard entries[Int(word)].key == key else { return false }
    return key.count <= WordKey.size
      || entries[Int(word)].text.text.utf8.elementsEqual(bytes.lazy.map(\.lowerCase))
  }
}
