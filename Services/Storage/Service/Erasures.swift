import Ledger
import LedgerStore
import Logging
import Runtime
import ServiceLifecycle

/// Finishes what an erasure had to leave: while somebody read the state before, the disk was full, or storage ended.
struct Erasures: Service {
  let store: LedgerStore
  let logger: Logger

  static let interval = Duration.seconds(15)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var said: LedgerError?
      while !Task.isCancelled {
        if store.hasErasuresToFinish {
          do {
            if try await store.finishErasures() {
              logger.info("erased words are gone from the file and its log")
              said = nil
            }
          } catch {
            // The words are shown to nobody meanwhile. Said once.
            let failure = error as? LedgerError ?? LedgerError(.internalFailure, "\(error)")
            if failure != said { logger.warning("erased words are still in the file: \(failure)") }
            said = failure
          }
        }
        try? await Task.sleep(for: Self.interval)
      }
    }
  }
}
