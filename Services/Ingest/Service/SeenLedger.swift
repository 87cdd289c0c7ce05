import Ledger
import Synchronization

/// How far the ledger had come when this process last heard of it.
final class SeenLedger: Sendable {
  private let newest = Mutex(Revision.empty)

  /// Whether it is behind what it was, as one is that was restored from a backup.
  func hasGoneBack(to revision: Revision) -> Bool {
    newest.withLock { newest in
      defer { newest = revision }
      return revision < newest
    }
  }
}
