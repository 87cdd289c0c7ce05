import Ledger

/// Keeps what items refer to without counting: their numbers, dates and long words. Items are copied for every question
/// that a rule asks, so a copy of one must be a copy of its bytes and nothing more.
///
/// One store lives as long as one extraction, and no item outlives its extraction; see `Extractor.extract`.
final class ItemStore {
  private var quantities: [Kept<QuantityMention>] = []
  private var dates: [Kept<DateMention>] = []
  private var words: [String] = []

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
  func keep(_ word: String) -> KeptWord {
    // Up to so many bytes lie in the string itself.
    if word.utf8.count > 15 { words.append(word) }
    return KeptWord(word)
  }
}

/// What a store holds.
final class Kept<Value: Sendable>: Sendable {
  let value: Value
  init(_ value: consuming Value) { self.value = value }
}

/// A word, as an item has it. Not counted: a store has it, or it lies in its own bytes.
struct KeptWord: Sendable {
  static let none = KeptWord("")

  private let bits: (UInt64, UInt64)

  fileprivate init(_ word: String) { bits = unsafeBitCast(word, to: (UInt64, UInt64).self) }

  var text: String {
    @inline(__always) get { unsafeBitCast(bits, to: String.self) }
  }
}

/// A date that an item is. Not counted: a store has it.
struct KeptDate: Sendable {
  private let reference: Unmanaged<Kept<DateMention>>

  fileprivate init(_ kept: Kept<DateMention>) { reference = Unmanaged.passUnretained(kept) }

  var value: DateMention {
    @inline(__always) get { reference._withUnsafeGuaranteedRef { $0.value } }
  }
}

/// A quantity that an item is. Not counted: a store has it. Most rules ask for one part of it, or only whether there is
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
