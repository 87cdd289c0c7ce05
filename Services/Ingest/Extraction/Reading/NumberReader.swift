import Ledger

/// The grammar of numbers: digits with separators and magnitudes, number words, and both together.
struct NumberReader {
  let language: Language
  let items: [Item]

  struct Number {
    /// Items.
    var range: Range<Int>
    var value: Double
    var digits: Int
    /// The value before its magnitude, and the magnitude: 1.2 and a million.
    var mantissa: Double
    var scale: Double
  }

  /// The longest number that begins at an item.
  func number(at start: Int) -> Number? {
    guard start < items.count else { return nil }
    if case .numeral = items[start].content, items[start].number == nil {
      return numeral(at: start)
    }
    return words(at: start)
  }

  // MARK: digits

  private func numeral(at start: Int) -> Number? {
    var next = start + 1
    var scale = 1.0
    if next < items.count, let word = items[next].number, word.role == .suffix,
      !items[next].spaceBefore || countsPeople(items[safe: next + 1])
    {
      scale = word.value
      next += 1
    }
    while next < items.count {
      // "150-thousand", as it is written to be read aloud.
      let at = items[next].isMark("-") && !items[next].spaceBefore ? next + 1 : next
      guard let word = items[safe: at]?.number, isScale(word), at == next || !items[at].spaceBefore
      else { break }
      scale *= word.value
      next = at + 1
      // Bounded: nobody counts people in more than billions.
      if scale > 1e12 { return nil }
    }
    // "14 and a half thousand"
    if scale == 1, items[safe: next]?.has(.and) == true, items[safe: next + 1]?.has(.a) == true,
      items[safe: next + 2]?.has(.half) == true, let word = items[safe: next + 3]?.number,
      isScale(word), let whole = value(of: items[start].folded, isScaled: false), whole < 1000
    {
      return Number(
        range: start..<next + 4, value: (whole + 0.5) * word.value, digits: 3,
        mantissa: whole + 0.5, scale: word.value)
    }
    let isScaled = scale > 1
    let written = items[start].folded
    guard let mantissa = value(of: written, isScaled: isScaled) else { return nil }
    let value = (mantissa * scale * 1000).rounded() / 1000
    guard value.isFinite, value < 9_007_199_254_740_992 else { return nil }
    return Number(
      range: start..<next, value: value,
      digits: isScaled
        ? Self.digits(in: written) : Self.significantDigits(written),
      mantissa: mantissa, scale: scale)
  }

  /// "1.9 m displaced", "7 k women"
  private func countsPeople(_ item: Item?) -> Bool {
    guard let item else { return false }
    return item.people != nil || item.measure(.noun, .participle, .predicate) != nil
  }

  private func isScale(_ word: NumberWord) -> Bool {
    word.role == .scale || word.role == .group || word.role == .lone
  }

  /// The value of written digits: "1,243,070", "1.2", "1'000"; nil where they are no number.
  func value(of written: String, isScaled: Bool) -> Double? {
    if let plain = Self.plainValue(of: written, grouped: !isScaled) { return plain }
    // Digits and their separators are of ASCII, whatever the text has.
    let separators = written.utf8.filter { !$0.isASCIIDigit }.map { Character(Unicode.Scalar($0)) }
    guard let last = separators.last else { return Double(written) }
    let parts = written.utf8.split(omittingEmptySubsequences: false) { !$0.isASCIIDigit }
      .map { Substring($0) }
    let isUniform = separators.allSatisfy { $0 == last }
    if isUniform, groupsInThrees(parts.map(\.utf8.count)) {
      // "17.500 soldiers" are thousands whatever the language: people come in whole numbers.
      let groups = last == "'" || language.groupSeparators.contains(last) || !isScaled
      if groups, !(separators.count == 1 && parts[0] == "0") { return Double(parts.joined()) }
    }
    if separators.count == 1, last != "'" {
      return Double("\(parts[0]).\(parts[1])")
    }
    // Groups of three and a fraction: "1,200.5".
    if separators.dropLast().allSatisfy({ $0 != last && $0 == separators.first }),
      groupsInThrees(parts.dropLast().map(\.utf8.count)), let fraction = parts.last
    {
      return Double("\(parts.dropLast().joined()).\(fraction)")
    }
    return nil
  }

  /// The value of a cell of a table: digits with their separators, or as JSON and programs write numbers, "1.2e6".
  func cellValue(of written: String) -> Double? {
    guard written.utf8.allSatisfy({ $0.isASCIIDigit || ",.' ".utf8.contains($0) }) else {
      return written.utf8.allSatisfy({ $0.isASCIIDigit || ".eE+".utf8.contains($0) })
        ? Double(written) : nil
    }
    return value(of: written.replacing(" ", with: "'"), isScaled: false)
  }

  /// The value of up to fifteen digits, maybe with commas between groups of three, and nothing else, as most numbers
  /// are.
  private static func plainValue(of written: String, grouped: Bool) -> Double? {
    guard (1...15).contains(written.utf8.count) else { return nil }
    var value = 0
    // Digits since the last comma.
    var group = 0
    var isGrouped = false
    for byte in written.utf8 {
      if byte.isASCIIDigit {
        value = value * 10 + Int(byte - 0x30)
        group += 1
      } else {
        // What begins with a zero, "0,500", is a fraction.
        guard grouped, byte == 0x2C, value > 0, isGrouped ? group == 3 : group <= 3 else {
          return nil
        }
        isGrouped = true
        group = 0
      }
    }
    return isGrouped && group != 3 ? nil : Double(value)
  }

  private func groupsInThrees(_ lengths: [Int]) -> Bool {
    guard let first = lengths.first, let last = lengths.last, lengths.count > 1 else {
      return false
    }
    let inner = lengths.dropFirst().dropLast()
    // Twos before the last group: the Indian way, 1,00,000.
    return (1...3).contains(first) && last == 3
      && (inner.allSatisfy { $0 == 3 } || inner.allSatisfy { $0 == 2 })
  }

  /// No more than a number that is kept can have.
  private static let mostDigits = 17

  private static func digits(in written: String) -> Int {
    min(significant(written).digits, mostDigits)
  }

  /// Two or more zeros at the end are taken as rounding.
  static func significantDigits(_ written: String) -> Int {
    let (digits, zeros) = significant(written)
    let isRounded = zeros >= 2 && !written.utf8.contains(UInt8(ascii: "."))
    return min(isRounded ? digits - zeros : digits, mostDigits)
  }

  /// How many digits there are from the first one that is no zero, and how many of these are zeros at the end.
  private static func significant(_ written: String) -> (digits: Int, zeros: Int) {
    var (digits, zeros) = (0, 0)
    for byte in written.utf8 where byte.isASCIIDigit && (digits > 0 || byte != 0x30) {
      digits += 1
      zeros = byte == 0x30 ? zeros + 1 : 0
    }
    return (digits, zeros)
  }

  // MARK: words

  private func words(at start: Int) -> Number? {
    var sum = WordSum()
    var index = start
    if items[start].has(anyOf: [.article, .half, .another]) {
      // "a hundred", "another dozen", "half a million"
      index += 1
      let half = items[start].has(.half)
      if half, index < items.count, items[index].has(.article) { index += 1 }
      guard index < items.count, let word = items[index].number, isScale(word),
        half || items[start].has(anyOf: [.a, .another]) || items[index].vague == nil
      else { return nil }
      sum.begin(half ? 0.5 : 1)
    }
    // "some hundred", "a good thousand"
    if let word = items[safe: start]?.number, word.role == .scale, items[start].vague == nil,
      let before = items[safe: start - 1]?.modifier, before.place == .before
    {
      sum.begin(1)
    }
    var end: Int?
    while index < items.count, index - start < 24 {
      // "fourteen and a half thousand"
      if end != nil, items[index].has(.and), items[safe: index + 1]?.has(.a) == true,
        items[safe: index + 2]?.has(.half) == true, let scale = items[safe: index + 3]?.number,
        isScale(scale), sum.addHalf(), sum.add(scale)
      {
        end = index + 4
        index += 4
        continue
      }
      var at = index
      if end != nil, items[at].has(.and) || items[at].isMark("-") { at += 1 }
      guard at < items.count, let word = items[at].number else { break }
      if word.role == .whole || word.role == .none {
        guard end == nil, index == start else { break }
        return Number(
          range: start..<at + 1, value: word.value, digits: 1, mantissa: word.value, scale: 1)
      }
      // "and" joins only what continues a number: "a hundred and five", not "two and three".
      if items[index].has(.and), !sum.isOpenBelow { break }
      guard sum.add(word) else { break }
      end = at + 1
      index = at + 1
    }
    guard let end, let value = sum.value, value < 9_007_199_254_740_992 else { return nil }
    return Number(
      range: start..<end, value: value, digits: Self.significantDigits("\(Int64(value))"),
      mantissa: value / sum.lastScale, scale: sum.lastScale)
  }
}

/// Adds up number words: "two hundred and fifty thousand".
private struct WordSum {
  private var total = 0.0
  private var current: Double?
  /// Units must fall: twenty, then three.
  private var room = Double.infinity
  private var ceiling = Double.infinity
  private(set) var lastScale = 1.0

  var value: Double? {
    let value = total + (current ?? 0)
    return value > 0 ? value : nil
  }

  /// A scale came last, so that a smaller number may follow: "a hundred and …".
  var isOpenBelow: Bool { room.isFinite && room >= 100 || current == nil && total > 0 }

  mutating func begin(_ value: Double) { current = value }

  mutating func addHalf() -> Bool {
    guard let value = current, value < 100 else { return false }
    current = value + 0.5
    return true
  }

  mutating func add(_ word: NumberWord) -> Bool {
    switch word.role {
    case .unit where word.value >= 100:
      // "двести": the hundreds in one word.
      guard current == nil, word.value < 1000 else { return false }
      current = word.value
      room = 100
      lastScale = 1
    case .unit:
      guard word.value < 100, current == nil || word.value < room, room > 1 else { return false }
      // Behind "twenty" only a unit below ten, behind "three" nothing.
      if let current, current.truncatingRemainder(dividingBy: 100) > 0 {
        guard current.truncatingRemainder(dividingBy: 10) == 0, word.value < 10,
          current.truncatingRemainder(dividingBy: 100) >= 20
        else { return false }
      }
      current = (current ?? 0) + word.value
      room = word.value < 20 ? 1 : 10
      lastScale = 1
    case .scale, .group, .lone:
      if word.role == .lone { current = current ?? 1 }
      if word.value == 100 {
        guard let value = current, value < 100 else { return false }
        current = value * 100
        room = 100
        lastScale = 100
      } else {
        guard let value = current, word.value < ceiling else { return false }
        total += value * word.value
        current = nil
        ceiling = word.value
        room = .infinity
        lastScale = word.value
      }
    case .whole, .suffix, .none: return false
    }
    return true
  }
}
