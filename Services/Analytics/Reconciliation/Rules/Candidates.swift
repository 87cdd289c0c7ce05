import Ledger

/// Finds the origins that a statement may belong to without asking all of them. Only a shortcut: what it leaves out, rule
/// *one origin* would refuse, and what it finds is still asked.
struct Candidates: Sendable {
  private var origins: [Key: [Int]] = [:]
  private var byNumber: [Number: [Int]] = [:]

  /// An origin contains this statement.
  mutating func insert(_ row: ClaimRow, of origin: Int, in table: ClaimTable) {
    for number in Self.numbers(of: row, in: table) {
      if byNumber[number]?.last != origin { byNumber[number, default: []].append(origin) }
      for corner in corners(of: row) {
        let key = Key(number: number, corner: corner)
        if origins[key]?.last != origin { origins[key, default: []].append(origin) }
      }
    }
  }

  /// In the order in which the origins were founded.
  func origins(near row: ClaimRow, in table: ClaimTable) -> [Int] {
    var near: Set<Int> = []
    for number in Self.numbers(of: row, in: table) {
      for corner in reach(of: row) {
        near.formUnion(origins[Key(number: number, corner: corner)] ?? [])
      }
    }
    return near.sorted()
  }

  /// All that contain a statement which names a number.
  func origins(naming number: Number) -> [Int] { byNumber[number] ?? [] }

  private struct Key: Hashable {
    let number: Number
    let corner: Corner
  }

  /// A number that a statement names, or its vague phrase.
  enum Number: Hashable {
    case value(Double)
    case phrase(String)
  }

  /// Sums are found by their number alone. The small numbers of incidents recur in thousands of reports: those are found
  /// in their document, or through their day.
  private enum Corner: Hashable {
    case anywhere
    case document(Handle)
    /// A day, month or year that the day of the event lies in.
    case during(PackedDate.Stretch)
    /// The day, month or year that the text gives for the event, and no closer.
    case only(PackedDate.Stretch)
  }

  static func numbers(of row: ClaimRow, in table: ClaimTable) -> [Number] {
    row.quantity.form == .vague
      ? [.phrase(table.words(of: row).vagueTerm)] : row.quantity.values.map(Number.value)
  }

  private func corners(of row: ClaimRow) -> [Corner] {
    guard row.kind == .incident else { return [.anywhere] }
    let stretches = row.time.event.stretches
    return [.document(row.document)] + stretches.map(Corner.during)
      + stretches.prefix(1).map(Corner.only)
  }

  /// Where origins stand that agree with the statement's day: in the stretch that it states, or with no closer date than
  /// one of the stretches around.
  private func reach(of row: ClaimRow) -> [Corner] {
    guard row.kind == .incident else { return [.anywhere] }
    let stretches = row.time.event.stretches
    return [.document(row.document)] + stretches.prefix(1).map(Corner.during)
      + stretches.dropFirst().map(Corner.only)
  }
}
