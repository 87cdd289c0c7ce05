/// A set of cases of an enum that numbers them from zero, in their order.
struct CaseSet<Case: RawRepresentable<UInt8> & Sendable>: ExpressibleByArrayLiteral, Sendable {
  private var bits: UInt128 = 0

  init(_ cases: some Sequence<Case>) { for one in cases { bits |= Self.bit(one) } }
  @inline(__always)
  init(arrayLiteral cases: Case...) { for one in cases { bits |= Self.bit(one) } }

  /// Without the array that a literal would make.
  @inline(__always)
  init(
    _ one: Case, _ two: Case?, _ three: Case?, _ four: Case?, _ five: Case? = nil,
    _ six: Case? = nil
  ) {
    bits = Self.bit(one)
    if let two { bits |= Self.bit(two) }
    if let three { bits |= Self.bit(three) }
    if let four { bits |= Self.bit(four) }
    if let five { bits |= Self.bit(five) }
    if let six { bits |= Self.bit(six) }
  }

  var isEmpty: Bool { bits == 0 }
  @inline(__always)
  func contains(_ one: Case) -> Bool { bits & Self.bit(one) != 0 }
  @inline(__always)
  func intersects(_ other: Self) -> Bool { bits & other.bits != 0 }
  @inline(__always)
  func isSubset(of other: Self) -> Bool { bits & ~other.bits == 0 }
  @inline(__always)
  mutating func insert(_ one: Case) { bits |= Self.bit(one) }
  @inline(__always)
  mutating func formUnion(_ other: Self) { bits |= other.bits }

  /// A test says that no enum has more cases than there are bits.
  @inline(__always)
  private static func bit(_ one: Case) -> UInt128 { 1 << UInt128(one.rawValue) }
}

/// A case that tables call by a name and that sets and lists hold by its number.
protocol NamedCase: RawRepresentable<UInt8>, CaseIterable, Hashable, Sendable {
  /// As it is called in code, unless the enum says otherwise.
  var name: String { get }
  /// Made once, by `allNames()`: a lexicon has thousands of rows, and each asks.
  static var byName: [String: Self] { get }
}

extension NamedCase {
  var name: String { "\(self)" }

  static func allNames() -> [String: Self] {
    Dictionary(allCases.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
