import Synchronization

/// How many calls may be asked of a second address because the first one is slow. Where all of them are slow, asking twice
/// would make it worse; so each call earns a tenth of such a question, and at most ten are kept.
final class HedgeBudget: Sendable {
  private static let most = 10.0
  private static let earned = 0.1
  private let left = Mutex(most)

  func earn() { left.withLock { $0 = min(Self.most, $0 + Self.earned) } }

  func spend() -> Bool {
    left.withLock { left in
      guard left >= 1 else { return false }
      left -= 1
      return true
    }
  }
}
