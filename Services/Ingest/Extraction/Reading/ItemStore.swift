import Ledger

/// Keeps what items refer to without counting: their numbers, dates and long words. Items are copied for every question
/// that a rule asks, so a copy of one must be a copy of its bytes and nothing more.
///
/// Nothing outlives what it refers to:
/// - Whatever a store is given it holds until it ends itself; nothing is ever taken out.
/// - `Extractor.extract` makes the store and holds it past its last statement. Items, and the sentences, readers and
///   resolvers that have some, are values and objects of that one call: the types are internal, no stored property of
///   anything that outlives the call has one, and an `Extraction` has strings and numbers only.
/// - The meanings, which items refer to likewise, are the lexicon's. The extractor has that, and the call has the
///   extractor.
final class ItemStore {
  private var quantities: [Kept<QuantityMention>] = []
  private var dates: [Kept<DateMention>] = []
  private var words: [Kept<String>] = []

  func keep(_ mention: QuantityMention) -> KeptQuantity {
    let kept = Kept(mention)
    quantities.append(kept)
    return KeptQuantity(kept)
  }

  func keep(_ mention: DateMention) -> KeptDate {
    let kept = Kept(mention)
    dates.append(kept)
    return KeptDate(kept)
  }

  @inline(__always)
  func keep(_ word: String) -> KeptWord { KeptWord(short: word) ?? keep(long: word) }

  /// Hardly any word is so long.
  @inline(never)
  private func keep(long word: String) -> KeptWord {
    let kept = Kept(word)
    words.append(kept)
    return KeptWord(kept)
  }
}

/// What a store holds.
final class Kept<Value: Sendable>: Sendable {
  let value: Value
  init(_ value: consuming Value) { self.value = value }
}

/// A word, as an item has it: up to fifteen bytes of UTF-8 lie in it, the first one lowest, zeros behind them, and their
/// number in the last byte. A longer word is not counted: a store has it, and the number is above all others.
struct KeptWord: Sendable {
  static let none = KeptWord(low: 0, high: 0)

  private let low: UInt64
  private let high: UInt64

  private static let longest = 15
  private static let isElsewhere: UInt64 = 0xFF

  private init(low: UInt64, high: UInt64) { (self.low, self.high) = (low, high) }

  /// Nil where it has more bytes.
  @inline(__always)
  fileprivate init?(short word: String) {
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

  fileprivate init(_ kept: Kept<String>) {
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

/// A date that an item is. Not counted: a store has it; see there.
struct KeptDate: Sendable {
  private let reference: Unmanaged<Kept<DateMention>>

  fileprivate init(_ kept: Kept<DateMention>) { reference = Unmanaged.passUnretained(kept) }

  var value: DateMention {
    @inline(__always) get { reference._withUnsafeGuaranteedRef { $0.value } }
  }
}

/// A quantity that an item is. Not counted: a store has it; see there. Most rules ask for one part of it, or only whether there is
/// one.
struct KeptQuantity: Sendable {
  private let reference: Unmanaged<Kept<QuantityMention>>

  fileprivate init(_ kept: Kept<QuantityMention>) { reference = Unmanaged.passUnretained(kept) }

  @inline(__always)
  private func asks<Answer>(_ question: (QuantityMention) -> Answer) -> Answer {
    reference._withUnsafeGuaranteedRef { question($0.value) }
  }

  var value: QuantityMention { asks { $0 } }
  var quantity: Quantity { asks { $0.quantity } }
  var core: Range<Int> { asks { $0.core } }
  var exclusion: Exclusion? { asks { $0.exclusion } }
  var isExcluded: Bool { asks { $0.isExcluded } }
  var isDefinite: Bool { asks { $0.isDefinite } }
  var isLinked: Bool { asks { $0.isLinked } }
  var method: CountedGroup.Method? { asks { $0.method } }
}
