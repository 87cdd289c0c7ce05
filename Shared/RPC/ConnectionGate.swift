import Ledger
package import Logging
package import NIOCore
import Synchronization

/// Lets so many connections in and no more: each takes a file descriptor and buffers, and whoever opens them may never
/// say a word.
package final class ConnectionGate: Sendable {
  private struct State {
    var open = 0
    var isFull = false
  }

  private let limits: TransportLimits
  private let key: String
  private let logger: Logger
  private let state = Mutex(State())

  /// - Parameter key: of the setting that says how many.
  package init(limits: TransportLimits, key: String = "limits.connections", logger: Logger) {
    self.limits = limits
    self.key = key
    self.logger = logger
  }

  /// Called for each new connection, before anything is read from it. A failed future closes it.
  package func admit(_ channel: any Channel) -> EventLoopFuture<Void> {
    let limit = limits.connections
    let (isAdmitted, isFirstRefused) = state.withLock { state in
      guard state.open < limit else {
        defer { state.isFull = true }
        return (false, !state.isFull)
      }
      state.open += 1
      return (true, false)
    }
    // One line for each time that it fills up: a line for each connection would be a flood of its own.
    if isFirstRefused {
      logger.warning(
        "connections are refused", metadata: ["\(key)": "\(limit)"])
    }
    guard isAdmitted else {
      return channel.eventLoop.makeFailedFuture(
        LedgerError(.overloaded, subject: key, "\(limit) connections are open"))
    }
    channel.closeFuture.whenComplete { [self] _ in
      state.withLock { state in
        state.open -= 1
        state.isFull = false
      }
    }
    return channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandler(
        UnreadAnswerGuard(limits.unreadWait), position: .first)
    }
  }
}
