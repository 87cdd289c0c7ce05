import Ledger

/// Finds the claims that name one number, whatever they say that it counts: what becomes of a figure when a report changes
/// whose it is or what it counts. Only numbers that are unlikely to recur by chance are kept: counts of at least 1,000 with
/// two digits that carry meaning, and multiples and ratios. A claim takes four bytes and is added in constant time.
struct NumberIndex: Sendable {
  private var newest: [Double: Handle] = [:]
  /// By row, the row before it that names the same number.
  private var previous: [Handle] = []

  /// Rows come in order, each once.
  mutating func insert(_ row: ClaimRow, unit: String) {
    let place = Handle(previous.count)
    guard let number = row.quantity.telling(unit: unit) else {
      previous.append(.none)
      return
    }
    previous.append(newest.updateValue(place, forKey: number) ?? .none)
  }

  /// The rows that name a number, the newest first, at most so many of them.
  func rows(naming number: Double, limit: Int) -> [Handle] {
    var found: [Handle] = []
    var next = newest[number] ?? .none
    while next != .none, found.count < limit {
      found.append(next)
      next = previous[Int(next)]
    }
    return found
  }

  var byteCount: Int {
    newest.capacity * (MemoryLayout<Double>.stride + MemoryLayout<Handle>.stride)
      + previous.capacity * MemoryLayout<Handle>.stride
  }
}

extension PackedQuantity {
  private static let leastTelling = 1_000.0

  /// The number by which a statement is found again in other words; nil where it is none that tells figures apart.
  func telling(unit: String) -> Double? {
    let number = !high.isNaN ? high : !best.isNaN ? best : low
    guard form != .vague, !number.isNaN else { return nil }
    guard unit == "people" else { return unit == "percent" ? nil : number }
    return number >= Self.leastTelling && meaningfulDigits >= 2 ? number : nil
  }

  /// How many digits of its number carry meaning: as the text wrote it, else up to the zeros at its end.
  var meaningfulDigits: Int {
    if significantDigits > 0 { return Int(significantDigits) }
    let number = !high.isNaN ? high : !best.isNaN ? best : low
    guard number.isFinite, number >= 1, number < 9_007_199_254_740_992 else { return 0 }
    var whole = Int64(number)
    while whole.isMultiple(of: 10) { whole /= 10 }
    return String(whole).count
  }
}
