import Ledger
import Synchronization

/// Something that only one may do at a time.
final class Turns: Sendable {
  private let subject: String
  private let isTaken = Atomic(false)

  init(_ subject: String) { self.subject = subject }

  /// Throws `overloaded` where another has the turn.
  func take() throws(LedgerError) -> Turn {
    guard isTaken.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
    else {
      throw LedgerError(
        .overloaded, subject: subject, "another one is running",
        hint: "try again when it is done", retryAfterMilliseconds: 10_000)
    }
    return Turn(self)
  }

  fileprivate func giveBack() { isTaken.store(false, ordering: .releasing) }
}

/// A turn, which is over with this value.
final class Turn: Sendable {
  private let turns: Turns

  fileprivate init(_ turns: Turns) { self.turns = turns }

  deinit { turns.giveBack() }
}
