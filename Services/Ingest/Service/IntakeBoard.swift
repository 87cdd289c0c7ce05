import Ledger
import Messages
import RPC
import Synchronization

/// Where every report stands, for whoever follows it. Reports that came to an end are remembered for a while.
final class IntakeBoard: Sendable {
  private struct State {
    var boards: [String: Watched<IntakeProgress>] = [:]
    var ended: [String] = []
  }

  private let state = Mutex(State())
  /// How many ended reports are remembered.
  private static let memory = 10_000

  init() {}

  func set(_ id: String, _ progress: IntakeProgress) {
    state.withLock { state in
      if let board = state.boards[id] {
        board.set(progress)
      } else {
        state.boards[id] = Watched(progress)
      }
      guard progress.state == .recorded || progress.state == .refused else { return }
      state.ended.append(id)
      if state.ended.count > Self.memory { state.boards[state.ended.removeFirst()] = nil }
    }
  }

  func changes(_ id: String) -> AsyncStream<IntakeProgress>? {
    state.withLock { $0.boards[id] }?.changes()
  }
}
