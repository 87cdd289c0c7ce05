import Ledger

/// Dates as metadata write them.
enum WebDate {
  /// The day of an ISO 8601 date or moment ("2026-01-28T23:30:00+02:00": as its own place counts days), or of one that
  /// mail and feeds have ("Wed, 28 Jan 2026 23:30:00 +0200", RFC 5322).
  static func date(in text: String) -> CivilDate? {
    let words = text.prefix(80).split { $0.isWhitespace || $0 == "," }
    if let first = words.first, let date = iso(first) { return date }
    for (index, word) in words.enumerated().dropFirst().dropLast() {
      guard let month = months.firstIndex(of: word.prefix(3).lowercased()), word.count <= 9,
        let day = Int(words[index - 1]), let year = Int(words[index + 1])
      else { continue }
      return date(year < 100 ? 2000 + year : year, month + 1, day)
    }
    return nil
  }

  /// The day in the path of an address: "/2026/01/28/", "/2026-01-28-", "/20260128/".
  static func date(inAddress address: String) -> CivilDate? {
    let path = address.split(separator: "?").first ?? ""
    let parts = path.split { $0 == "/" || $0 == "-" || $0 == "_" || $0 == "." }
    for (index, part) in parts.enumerated() {
      if part.count == 8, part.allSatisfy(\.isASCIIDigit) {
        let digits = Array(part)
        if let found = date(
          Int(String(digits[0..<4])), Int(String(digits[4..<6])), Int(String(digits[6..<8])))
        {
          return found
        }
      }
      guard part.count == 4, part.allSatisfy(\.isASCIIDigit), index + 2 < parts.count else {
        continue
      }
      let month =
        Int(parts[index + 1]) ?? months.firstIndex(of: parts[index + 1].lowercased()).map { $0 + 1 }
      if let found = date(Int(part), month, Int(parts[index + 2])) { return found }
    }
    return nil
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func iso(_ word: Substring) -> CivilDate? {
    let day = word.prefix(10)
    if day.count == 10, let date = CivilDate(String(day.replacing("/", with: "-"))) {
      return plausible(date)
    }
    guard word.count == 8, word.allSatisfy(\.isASCIIDigit) else { return nil }
    let digits = Array(word)
    return date(
      Int(String(digits[0..<4])), Int(String(digits[4..<6])), Int(String(digits[6..<8])))
  }

  private static func date(_ year: Int?, _ month: Int?, _ day: Int?) -> CivilDate? {
    guard let year, let month, let day, (1000...9999).contains(year), (1...12).contains(month),
      (1...31).contains(day)
    else { return nil }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return plausible(CivilDate("\(year)-\(two(month))-\(two(day))"))
  }

  /// Nobody published on the web before there was one.
  private static func plausible(_ date: CivilDate?) -> CivilDate? {
    date.flatMap { $0.description >= "1990" ? $0 : nil }
  }
}

extension Character {
  var isASCIIDigit: Bool { isASCII && isNumber }
}
