package import Ledger
import Synchronization

/// How many bytes of unfinished requests a service holds at once, over all of its callers. A request that would exceed
/// it is refused with a hint when to come again; what is held already goes on.
package final class ByteBudget: Sendable {
  /// The configuration key that sets it, for the message.
  private let key: String
  private let limit: Int
  private let held = Mutex(0)

  package init(_ key: String, bytes: Int) {
    self.key = key
    limit = bytes
  }

  package var bytesHeld: Int { held.withLock { $0 } }

  package func reservation() -> Reservation { Reservation(self) }

  /// What one request holds, until it is let go.
  package final class Reservation: Sendable {
    private let budget: ByteBudget
    private let bytes = Mutex(0)

    fileprivate init(_ budget: ByteBudget) { self.budget = budget }

    deinit { releaseAll() }

    /// A request that is over the limit by itself would be so however often it came again.
    package func add(_ count: Int) throws(LedgerError) {
      let own = bytes.withLock(\.self)
      guard own + count <= budget.limit else { throw budget.tooLarge(own + count) }
      try budget.take(count)
      bytes.withLock { $0 += count }
    }

    package func releaseAll() {
      let held = bytes.withLock { bytes in
        defer { bytes = 0 }
        return bytes
      }
      budget.held.withLock { $0 -= held }
    }
  }

  private func tooLarge(_ size: Int) -> LedgerError {
    LedgerError(
      .tooLarge, subject: "request", "\(size) bytes or more, over \(key) (\(limit))",
      hint: "split it, or raise \(key)")
  }

  private func take(_ count: Int) throws(LedgerError) {
    let hasRoom = held.withLock { held in
      guard count <= limit - held else { return false }
      held += count
      return true
    }
    guard !hasRoom else { return }
    throw LedgerError(
      .overloaded, subject: "request",
      "too many bytes of unfinished requests at once, over \(key) (\(limit))",
      hint: "try again when others have finished", retryAfterMilliseconds: 1000)
  }
}
