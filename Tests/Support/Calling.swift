package import RPC

/// A peer with its connections, for as long as the body takes.
package func calling<T: Sendable>(
  _ peer: Peer, _ body: @escaping @Sendable (Peer) async throws -> T
) async throws -> T {
  try await withThrowingTaskGroup(of: T?.self) { group in
    group.addTask {
      try await peer.run()
      return nil
    }
    group.addTask {
      defer { peer.stop() }
      return try await body(peer)
    }
    var found: T?
    while let result = try await group.next() { found = result ?? found }
    guard let found else { throw CancellationError() }
    return found
  }
}
