/// A word, as tokens and items have it: up to fifteen bytes of UTF-8 lie in it, the first one lowest, zeros behind them,
/// and their number in the last byte. A longer word is not counted: a store or the lexicon's table has it, and the number
/// is above all others. `ItemStore` says why that holds.
struct KeptWord: Sendable {
  static let none = KeptWord(low: 0, high: 0)

  private let low: UInt64
  private let high: UInt64

  private static let longest = 15
  private static let isElsewhere: UInt64 = 0xFF

  private init(low: UInt64, high: UInt64) { (self.low, self.high) = (low, high) }

  /// Nil where it has more bytes.
  @inline(__always)
  init?(short word: String) {
    let count = word.utf8.count
    guard count <= Self.longest else { return nil }
    let halves = word.utf8.withContiguousStorageIfAvailable { bytes in
      WordKey.load(UnsafeRawBufferPointer(bytes))
    }
    let (low, high) = halves ?? Self.halves(of: word)
    self.init(low: low, high: high | UInt64(count) << 56)
  }

  /// Of a string that does not lie in one piece, as none of the tokenizer's does.
  @inline(never)
  private static func halves(of word: String) -> (low: UInt64, high: UInt64) {
    Array(word.utf8).withUnsafeBytes { WordKey.load($0) }
  }

  /// A mark, in UTF-8.
  init(_ mark: Unicode.Scalar) {
    var (low, count) = (UInt64(0), 0)
    for byte in UTF8.encode(mark) ?? UTF8.encodedReplacementCharacter {
      low |= UInt64(byte) << UInt64(count * 8)
      count += 1
    }
    self.init(low: low, high: UInt64(count) << 56)
  }

  /// What a key tells whole; nil where the word is longer.
  @inline(__always)
  init?(_ key: WordKey) {
    guard key.count <= Self.longest else { return nil }
    self.init(low: key.low, high: key.high | UInt64(key.count) << 56)
  }

  /// - Parameter words: keeps it for as long as anybody may ask for it.
  init(long word: String, in words: inout [Kept<String>]) {
    let kept = Kept(word)
    words.append(kept)
    let place = UInt(bitPattern: Unmanaged.passUnretained(kept).toOpaque())
    self.init(low: UInt64(place), high: Self.isElsewhere << 56)
  }

  /// How many bytes it has.
  var count: Int {
    high >> 56 == Self.isElsewhere ? long.utf8.count : Int(high >> 56)
  }

  var text: String {
    guard high >> 56 != Self.isElsewhere else { return long }
    return String(unsafeUninitializedCapacity: Self.longest) { bytes in
      for place in 0..<8 { bytes[place] = UInt8(truncatingIfNeeded: low >> UInt64(place * 8)) }
      for place in 8..<Self.longest {
        bytes[place] = UInt8(truncatingIfNeeded: high >> UInt64(place * 8 - 64))
      }
      return count
    }
  }

  private var long: String {
    guard let place = UnsafeRawPointer(bitPattern: UInt(low)) else { return "" }
    return Unmanaged<Kept<String>>.fromOpaque(place)._withUnsafeGuaranteedRef { $0.value }
  }
}
