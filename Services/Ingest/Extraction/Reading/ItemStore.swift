import Ledger

/// Keeps what tokens and items refer to without counting: numbers, dates and long words. They are copied for every
/// question that a rule asks, so a copy of one must be a copy of its bytes and nothing more.
///
/// Nothing outlives what it refers to:
/// - Whatever a store is given it holds until it ends itself; nothing is ever taken out.
/// - `Extractor.extract` makes the store and holds it past its last statement. Tokens and items, and the sentences,
///   readers and resolvers that have some, are values and objects of that one call: the types are internal, no stored
///   property of anything that outlives the call has one, and an `Extraction` has strings and numbers only. Whoever
///   else makes tokens holds a store of its own for as long as it has them.
/// - The meanings and the long words of the lexicon, which are referred to likewise, are the lexicon's. The extractor
///   has that, and the call has the extractor.
final class ItemStore {
  private var quantities: [Kept<QuantityMention>] = []
  private var dates: [Kept<DateMention>] = []
  private var words: [Kept<String>] = []

  func keep(_ mention: consuming QuantityMention) -> KeptQuantity {
    let kept = Kept(mention)
    quantities.append(kept)
    return KeptQuantity(kept)
  }

  func keep(_ mention: DateMention) -> KeptDate {
    let kept = Kept(mention)
    dates.append(kept)
    return KeptDate(kept)
  }

  func keep(_ word: String) -> KeptWord {
    KeptWord(short: word) ?? KeptWord(long: word, in: &words)
  }
}

/// What a store holds.
final class Kept<Value: Sendable>: Sendable {
  let value: Value
  init(_ value: consuming Value) { self.value = value }
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

  /// Counted from here on.
  var kept: Kept<QuantityMention> { reference.takeUnretainedValue() }
  var quantity: Quantity { asks { $0.quantity } }
  var core: Range<Int> { asks { $0.core } }
  var exclusion: Exclusion? { asks { $0.exclusion } }
  var isExcluded: Bool { asks { $0.isExcluded } }
  var isDefinite: Bool { asks { $0.isDefinite } }
  var isLinked: Bool { asks { $0.isLinked } }
  var method: CountedGroup.Method? { asks { $0.method } }
}
