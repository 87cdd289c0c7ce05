import Ledger
import LedgerStore
import Messages
import RPC

extension StorageService {
  /// Every entry after a sequence, then each new one, exactly once, until the caller leaves.
  @Sendable func watch(_ request: WatchRequest, _ out: Outgoing<WatchResponse>) async throws {
    var reached = request.after
    let head = try await store.head().revision
    guard reached <= head else {
      throw LedgerError(
        .revisionUnknown, subject: "after",
        "\(reached) is ahead of the ledger, which is at \(head)",
        hint: "this follower knows another ledger; let it start again from 0")
    }
    if let known = request.hash, try await store.entryHash(at: reached) != known {
      throw LedgerError(
        .revisionUnknown, subject: "after",
        "entry \(reached) is another one than the one that this follower read",
        hint: "this follower knows another ledger; let it start again from 0")
    }
    while true {
      let entries = try await store.feed(after: reached, limit: 64)
      if entries.isEmpty {
        try await out.send(WatchResponse(.caughtUp(reached), last: true))
        try await store.waitForEntries(after: reached)
        continue
      }
      // Many small messages at once: one by one each would wait for the one before it. A read holds 8 MiB at most.
      try await out.send(contentsOf: entries.flatMap(Self.parts))
      reached = entries.last?.entry.sequence ?? reached
    }
  }

  /// An entry as messages: a run's claims may be more than one message holds.
  static func parts(of item: FeedEntry) -> [WatchResponse] {
    let entry = item.entry
    guard case .run(var run) = entry.body, !run.claims.isEmpty else {
      return [
        WatchResponse(.entry(entry), last: true, withdrawn: item.withdrawn, hash: item.hash)
      ]
    }
    let batches = run.claims.batches(bytes: TransportLimits.batchSize)
    run.claims = []
    var bare = entry
    bare.body = .run(run)
    return [WatchResponse(.entry(bare), last: false, withdrawn: item.withdrawn)]
      + batches.enumerated().map { index, batch in
        let isLast = index == batches.count - 1
        return WatchResponse(.claims(batch), last: isLast, hash: isLast ? item.hash : nil)
      }
  }
}
