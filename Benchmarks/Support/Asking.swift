package import RPC

/// A service of which questions are asked, with a connection that is kept until the body ends.
package func asking<Answer: Sendable>(
  _ name: String, port: Int, _ body: @escaping @Sendable (Peer) async throws -> Answer
) async throws -> Answer {
  let peer = try Peer(
    name: name, address: Address(host: "127.0.0.1", port: port), timeout: .seconds(120))
  return try await withThrowingTaskGroup(of: Answer?.self) { group in
    group.addTask {
      try await peer.run()
      return nil
    }
    group.addTask {
      try await peer.reach()
      return try await body(peer)
    }
    var answer: Answer?
    for try await found in group {
      guard let found else { continue }
      answer = found
      peer.stop()
    }
    guard let answer else { throw CancellationError() }
    return answer
  }
}
