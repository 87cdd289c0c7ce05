import Ledger

/// How a table writes its dates: `YYYY-MM-DD`, `DD.MM.YYYY`, `M/D/YYYY`. `YYYY`, `MM` and `DD` are so many digits, `M` and
/// `D` one or two; a `*` at the end stands for anything. All other characters stand for themselves.
struct DatePattern: Sendable {
  private let parts: [Part]

  private enum Part: Equatable, Sendable {
    case year
    case month(exact: Bool)
    case day(exact: Bool)
    case mark(Character)
    case rest
  }

  /// Nil for what is no pattern: without a year, with a part twice, or a day without a month.
  init?(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let first = rest.first {
      let run = rest.prefix { $0 == first }.count
      switch (first, run) {
      case ("Y", 4): parts.append(.year)
      case ("M", 1), ("M", 2): parts.append(.month(exact: run == 2))
      case ("D", 1), ("D", 2): parts.append(.day(exact: run == 2))
      case ("Y", _), ("M", _), ("D", _): return nil
      case ("*", _) where rest.count == 1: parts.append(.rest)
      default: parts += Array(repeating: .mark(first), count: run)
      }
      rest = rest.dropFirst(run)
    }
    let months = parts.count { if case .month = $0 { true } else { false } }
    let days = parts.count { if case .day = $0 { true } else { false } }
    guard parts.count(where: { $0 == .year }) == 1, months <= 1, days <= months else { return nil }
    self.parts = parts
  }

  /// Nil where the text is not written so, or there is no such day.
  func date(_ text: String) -> CivilDate? {
    var rest = text[...]
    var (year, month, day): (Int?, Int?, Int?)
    for part in parts {
      switch part {
      case .year: year = Self.number(&rest, from: 4, to: 4)
      case .month(let exact):
        month = Self.number(&rest, from: exact ? 2 : 1, to: 2)
        guard month != nil else { return nil }
      case .day(let exact):
        day = Self.number(&rest, from: exact ? 2 : 1, to: 2)
        guard day != nil else { return nil }
      case .mark(let mark):
        guard rest.first == mark else { return nil }
        rest.removeFirst()
      case .rest: rest = ""
      }
    }
    guard let year, rest.isEmpty else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  private static func number(_ text: inout Substring, from least: Int, to most: Int) -> Int? {
    let digits = text.prefix(most).prefix { $0.isASCII && $0.isNumber }
    guard digits.count >= least, let number = Int(digits) else { return nil }
    text = text.dropFirst(digits.count)
    return number
  }
}
