/// The words of all languages, each with a number. They are looked up by their bytes, so that reading a text makes no
/// string for a word that the lexicon has.
struct WordTable: Sendable {
  static let unknown: Int32 = -1
  static let empty = WordTable()

  private(set) var texts: [String] = []
  /// All words one behind another, and where each ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt32] = []
  /// By hash, the next free one where that is taken: numbers of words, `unknown` where there is none. At least half
  /// of them are free.
  private var slots = [Int32](repeating: Self.unknown, count: 64)
  /// Words that Unicode takes for the same in several spellings, compared as strings.
  private var spelled: [String: Int32] = [:]
  /// A word that must be compared so although the text spells it plainly.
  private var hasUnusual = false
  /// The words that are one mark of ASCII.
  private var marks = [Int32](repeating: Self.unknown, count: 0x80)

  /// The number of a word, which it is given where it has none.
  mutating func add(_ text: String) -> Int32 {
    let known = number(of: text)
    guard known == Self.unknown else { return known }
    let word = Int32(texts.count)
    texts.append(text)
    bytes.append(contentsOf: text.utf8)
    ends.append(bytes.count)
    hashes.append(Self.hash(of: text))
    if text.utf8.count == 1, let mark = text.utf8.first { marks[Int(mark)] = word }
    if !text.utf8.allSatisfy({ $0 < 0x80 }) {
      spelled[text] = word
      if !text.unicodeScalars.allSatisfy(\.isCanonical) { hasUnusual = true }
    }
    if texts.count * 2 > slots.count {
      slots = [Int32](repeating: Self.unknown, count: slots.count * 2)
      for word in texts.indices { place(Int32(word)) }
    } else {
      place(word)
    }
    return word
  }

  private mutating func place(_ word: Int32) {
    var slot = Int(hashes[Int(word)]) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = word
  }

  /// The number of a folded word, however it is spelled.
  func number(of text: String) -> Int32 {
    if text.unicodeScalars.allSatisfy(\.isCanonical) {
      var copy = text
      let found = copy.withUTF8 { number(of: $0, hash: Self.hash(of: text)) }
      if found >= 0 || !hasUnusual { return found }
    }
    return spelled[text] ?? Self.unknown
  }

  /// The number of a mark.
  func number(of mark: Unicode.Scalar) -> Int32 {
    mark.isASCII ? marks[Int(mark.value)] : number(of: String(mark))
  }

  /// The number of a word that stands in a text, in capitals of ASCII or not.
  func number(of text: [UInt8], in range: Range<Int>, hash: UInt32) -> Int32 {
    text.withUnsafeBufferPointer {
      number(of: UnsafeBufferPointer(rebasing: $0[range]), hash: hash)
    }
  }

  private func number(of text: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int32 {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let word = Int(slots[slot])
      if hashes[word] == hash, isSame(word, text) { return Int32(word) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return Self.unknown
  }

  private func isSame(_ word: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = word == 0 ? 0 : ends[word - 1]
    guard ends[word] - start == text.count else { return false }
    for offset in 0..<text.count where bytes[start + offset] != text[offset].lowerCase {
      return false
    }
    return true
  }

  // MARK: hashes

  /// Before the first byte of a word.
  static let emptyHash: UInt64 = 0xCBF2_9CE4_8422_2325

  /// FNV-1a: a word's hash grows with its bytes while it is read.
  @inline(__always)
  static func hash(_ hash: UInt64, adding byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  @inline(__always)
  static func finish(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash ^ hash >> 32) }

  private static func hash(of text: String) -> UInt32 {
    finish(text.utf8.reduce(emptyHash) { hash($0, adding: $1) })
  }
}
