import Ledger
import Logging
import Messages
import RPC
import ServiceLifecycle

/// Follows the ledger's change feed into the model, and takes it up again wherever it broke off.
struct FeedFollower: Service {
  let storage: Peer
  let model: LiveModel
  let health: Health
  let logger: Logger

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      var wait = Duration.milliseconds(100)
      while !Task.isCancelled {
        let before = model.now.revision
        do {
          try await follow()
        } catch is CancellationError {
          return
        } catch {
          let failure = LedgerError(error, doing: "feed")
          logger.warning(
            "feed broke off", metadata: ["error": "\(failure)", "revision": "\(before)"])
          if failure.reason == .revisionUnknown || failure.reason == .damaged { startAgain() }
        }
        wait = model.now.revision > before ? .milliseconds(100) : min(wait * 2, .seconds(2))
        try await Task.sleep(for: wait)
      }
    }
  }

  private func startAgain() {
    health.set(serving: false)
    model.reset()
  }

  private func follow() async throws {
    let after = model.now.revision
    let request = WatchRequest(after: after, hash: after == .empty ? nil : model.hash)
    try await storage.read(StorageAPI.watch, request) { [model, health, logger] responses in
      var assembly = EntryAssembly()
      for try await response in responses {
        if case .caughtUp(let revision) = response.part {
          model.caughtUp()
          if !health.isServing {
            logger.info("ready", metadata: ["revision": "\(revision)"])
            health.set(serving: true)
          }
        } else if let entry = try assembly.add(response) {
          guard let hash = response.hash else {
            throw LedgerError(
              .malformed, subject: "feed", "entry \(entry.sequence) came without its hash")
          }
          try model.apply(entry, hash: hash)
        }
      }
    }
    // A feed ends only when storage does.
    throw LedgerError(.unavailable, subject: "storage", "the feed ended")
  }
}
