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
}
