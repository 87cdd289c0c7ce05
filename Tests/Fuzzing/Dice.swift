/// Chance that can be repeated: SplitMix64, begun anew for each input from the seed and the input's number. So every
/// input is a function of two numbers, and none needs those before it.
/// Source: G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators".
package struct Dice: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64, input: Int) {
    state = seed
    // Neighbouring numbers must not begin alike.
    state = next() ^ UInt64(truncatingIfNeeded: input) &* 0xD134_2543_DE82_EF95
    _ = next()
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// 0 up to, not including, a number; 0 where that leaves nothing.
  package mutating func below(_ count: Int) -> Int {
    count <= 1 ? 0 : Int(truncatingIfNeeded: next() >> 1) % count
  }

  /// True once in so many times.
  package mutating func once(in times: Int) -> Bool { below(times) == 0 }

  package mutating func percent(_ share: Int) -> Bool { below(100) < share }

  package mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }

  /// A stretch of something with so many places: mostly short, sometimes all of it.
  mutating func stretch(of count: Int, longest: Int) -> Range<Int> {
    let start = below(count)
    let length = once(in: 20) ? count : 1 + below(longest)
    return start..<min(count, start + length)
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}
