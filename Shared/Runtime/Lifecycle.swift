import Foundation
package import Ledger
package import Logging
package import RPC
import ServiceLifecycle

/// A gRPC server as a part of a process.
package struct ServerTask: Service {
  package let server: Server
  package let readyFile: String
  package let logger: Logger
  /// Called once the server listens.
  package let listening: @Sendable (Address) -> Void

  package init(
    _ server: Server, readyFile: String, logger: Logger,
    listening: @escaping @Sendable (Address) -> Void = { _ in }
  ) {
    self.server = server
    self.readyFile = readyFile
    self.logger = logger
    self.listening = listening
  }

  package func run() async throws {
    try await withGracefulShutdownHandler {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server.run() }
        group.addTask {
          // Why there is none, the server itself says, and the address only that it has stopped.
          guard let address = try? await server.address() else { return }
          logger.info("listening", metadata: ["address": "\(address)"])
          try ReadyFile.write(address, to: readyFile, key: "listen.ready-file")
          listening(address)
        }
        for try await _ in group {}
      }
    } onGracefulShutdown: {
      server.stop()
    }
  }
}

/// The file by which a server tells where it listens.
package enum ReadyFile {
  /// Whole or not at all: whoever waits for the file must never read half an address. An empty path means none.
  package static func write(_ address: Address, to path: String, key: String) throws(LedgerError) {
    guard !path.isEmpty else { return }
    do {
      try Data("\(address)\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw LedgerError(
        .misconfigured, subject: path, "cannot be written: \(error)", hint: "check \(key)")
    }
  }
}

/// The connection to another service as a part of a process.
package struct PeerTask: Service {
  package let peer: Peer
  package init(_ peer: Peer) { self.peer = peer }

  package func run() async throws {
    try await withGracefulShutdownHandler {
      try await peer.run()
    } onGracefulShutdown: {
      peer.stop()
    }
  }
}

/// Something that is there from the start and has to be closed at the end.
package struct Closing: Service {
  private let name: String
  private let close: @Sendable () async -> Void

  package init(_ name: String, _ close: @escaping @Sendable () async -> Void) {
    self.name = name
    self.close = close
  }

  package func run() async throws {
    try? await gracefulShutdown()
    await close()
  }
}
