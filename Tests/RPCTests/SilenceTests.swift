import Ledger
import Messages
import Support
import Testing

@testable import RPC

/// Connections on which nothing arrives any more, and that nobody closes.
@Suite(.timeLimit(.minutes(1))) struct SilenceTests {
  private let attentive = TransportLimits(silence: .seconds(1))

  /// A stream that says one thing and then waits, read through a proxy.
  private func read(
    _ limits: TransportLimits, _ heard: @escaping @Sendable (TestProxy) async throws -> Void
  ) async throws -> LedgerError? {
    try await withServer(limits: limits) { routes in
      routes.serve(StorageAPI.watch) { _, out in
        try await out.send(WatchResponse(.caughtUp(Revision(1)), last: true))
        try await Task.sleep(for: .seconds(6))
      }
    } _: { _, server in
      let proxy = try TestProxy(to: "\(try await server.address())")
      let peer = try Peer(
        name: "storage", address: try Address(proxy.address, key: "test"), limits: limits)
      return await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await peer.run() }
        let error = await failure {
          try await peer.read(StorageAPI.watch, WatchRequest(after: .empty)) { parts in
            for try await _ in parts { try await heard(proxy) }
          }
        }
        peer.stop()
        proxy.close()
        group.cancelAll()
        return error
      }
    }
  }

  @Test func aFeedOnAConnectionThatDiedIsNotWaitedForForEver() async throws {
    let error = try await read(attentive) { try $0.set(.silent) }
    #expect(error?.reason == .unavailable, "\(String(describing: error))")
  }

  @Test func whoHasNothingToSayIsNotTakenForGone() async throws {
    #expect(try await read(attentive) { _ in } == nil)
  }
}
