/// A point in time, in microseconds since 1970-01-01T00:00:00Z. Always UTC; written as RFC 3339.
package struct Moment: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let microseconds: Int64

  package init(microseconds: Int64) { self.microseconds = microseconds }

  package static func < (one: Self, other: Self) -> Bool { one.microseconds < other.microseconds }

  /// The calendar day in UTC.
  package var date: CivilDate? { CivilDate(dayNumber: Int(floorDivided(by: 86_400_000_000).whole)) }

  /// `2026-02-04T09:30:00Z`, with a fraction only where there is one.
  package var description: String {
    let (day, rest) = floorDivided(by: 86_400_000_000)
    let date = CivilDate(dayNumber: Int(day))?.description ?? "0000-00-00"
    let seconds = rest / 1_000_000
    let fraction = rest % 1_000_000
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    var text = "\(date)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    if fraction > 0 { text += "." + String(String(fraction + 1_000_000).dropFirst()) }
    return text + "Z"
  }

  /// Reads RFC 3339 in UTC, `YYYY-MM-DDTHH:MM:SS[.ffffff]Z`, or a bare day, which means its first moment.
  package init?(_ text: String) {
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let date = CivilDate(String(parts[0])), date.precision == .day else { return nil }
    var total = Int64(date.dayNumber) * 86_400_000_000
    if parts.count == 2 {
      guard parts[1].hasSuffix("Z") else { return nil }
      let clock = parts[1].dropLast().split(separator: ".", omittingEmptySubsequences: false)
      let fields = clock[0].split(separator: ":", omittingEmptySubsequences: false)
      guard fields.count == 3, clock.count <= 2,
        fields.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
        let hour = Int64(fields[0]), let minute = Int64(fields[1]), let second = Int64(fields[2]),
        hour < 24, minute < 60, second < 60
      else { return nil }
      total += ((hour * 60 + minute) * 60 + second) * 1_000_000
      if clock.count == 2 {
        guard (1...6).contains(clock[1].utf8.count),
          clock[1].utf8.allSatisfy({ (48...57).contains($0) }),
          let fraction = Int64(clock[1] + String(repeating: "0", count: 6 - clock[1].utf8.count))
        else { return nil }
        total += fraction
      }
    }
    microseconds = total
  }

  private func floorDivided(by unit: Int64) -> (whole: Int64, rest: Int64) {
    let (whole, rest) = microseconds.quotientAndRemainder(dividingBy: unit)
    return rest < 0 ? (whole - 1, rest + unit) : (whole, rest)
  }
}
