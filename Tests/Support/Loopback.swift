import Logging
package import RPC

/// A real server on a free port of this machine, and a peer that calls it.
package func withServer<T: Sendable>(
  limits: TransportLimits = TransportLimits(), timeout: Duration = .seconds(120),
  admission: Admission? = nil, _ routes: (inout Routes) -> Void,
  _ body: @escaping @Sendable (Peer, Server) async throws -> T
) async throws -> T {
  var logger = Logger(label: "test")
  logger.logLevel = .critical
  let server = Server(
    service: "reckoner.v1.TestService", address: Address(host: "127.0.0.1", port: 0),
    limits: limits, admission: admission, logger: logger, routes: routes)
  let line = Task { await admission?.run() }
  defer { line.cancel() }
  return try await withThrowingTaskGroup(of: T?.self) { group in
    group.addTask {
      try await server.run()
      return nil
    }
    let peer = try Peer(name: "test", address: try await server.address(), timeout: timeout)
    group.addTask {
      try await peer.run()
      return nil
    }
    group.addTask {
      do {
        return try await body(peer, server)
      } catch {
        peer.stop()
        server.stop()
        throw error
      }
    }
    var found: T?
    // The server and the peer end by themselves once they are told to; cancelling a server that still has calls would
    // tear its streams down under them.
    while let result = try await group.next() {
      guard let result else { continue }
      found = result
      peer.stop()
      server.stop()
    }
    guard let found else { throw CancellationError() }
    return found
  }
}

/// Several real servers, and nobody who calls them yet.
package func withServers<T: Sendable>(
  _ count: Int, _ routes: (Int, inout Routes) -> Void,
  _ body: @escaping @Sendable ([Server], [Address]) async throws -> T
) async throws -> T {
  var logger = Logger(label: "test")
  logger.logLevel = .critical
  let servers = (0..<count).map { number in
    Server(
      service: "reckoner.v1.TestService", address: Address(host: "127.0.0.1", port: 0),
      limits: TransportLimits(), logger: logger, routes: { routes(number, &$0) })
  }
  for server in servers { server.health.set(serving: true) }
  return try await withThrowingTaskGroup(of: T?.self) { group in
    for server in servers {
      group.addTask {
        try await server.run()
        return nil
      }
    }
    var addresses: [Address] = []
    for server in servers { addresses.append(try await server.address()) }
    let known = addresses
    group.addTask {
      defer { for server in servers { server.stop() } }
      return try await body(servers, known)
    }
    var found: T?
    while let result = try await group.next() { found = result ?? found }
    guard let found else { throw CancellationError() }
    return found
  }
}

/// Remembers what happened, for tests that wait for it.
package actor Events {
  package private(set) var names: [String] = []
  private var waiting: [(String, CheckedContinuation<Void, Never>)] = []

  package init() {}

  package func add(_ name: String) {
    names.append(name)
    for (wanted, continuation) in waiting where wanted == name { continuation.resume() }
    waiting.removeAll { $0.0 == name }
  }

  package func wait(for name: String) async {
    if names.contains(name) { return }
    await withCheckedContinuation { waiting.append((name, $0)) }
  }
}
