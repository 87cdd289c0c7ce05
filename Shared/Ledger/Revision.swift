/// A state of the ledger: the sequence number of its last entry. 0 is the empty ledger.
package struct Revision: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let number: Int64
  package init(_ number: Int64) { self.number = number }
  package static let empty = Revision(0)
  package var next: Revision { Revision(number + 1) }
  package static func < (one: Self, other: Self) -> Bool { one.number < other.number }
  package var description: String { String(number) }
}

/// Which state of the ledger a question is about: `--at REVISION|MOMENT`, or the newest.
package enum LedgerPoint: Hashable, Sendable {
  case head
  case revision(Revision)
  case moment(Moment)

  /// As people write it: a revision is a whole number, a moment is like `2026-02-05T12:00:00Z`, and a day alone is its
  /// beginning, in UTC. Nil for anything else.
  package init?(_ text: String) {
    let number = Int64(text).flatMap { $0 >= 0 ? $0 : nil }
    if let number, CivilDate(text) == nil || text.count < 4 {
      self = .revision(Revision(number))
    } else if let moment = Moment(text) {
      self = .moment(moment)
    } else if let number {
      self = .revision(Revision(number))
    } else {
      return nil
    }
  }
}
