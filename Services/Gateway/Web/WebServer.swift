import HummingbirdCore
import Ledger
package import Logging
import NIOCore
import NIOPosix
package import RPC
import Runtime
import ServiceLifecycle

/// The gateway over HTTP, as a part of its process.
package struct WebServer: Service {
  private let address: Address
  private let settings: WebSettings
  private let responder: WebResponder
  private let logger: Logger
  private let listening: @Sendable (Address) -> Void

  /// Nil where the settings say that there is no HTTP.
  /// - Parameters:
  ///   - handlers: what is asked, as the gateway registered it.
  ///   - admission: decides which questions are taken on; nil: all are.
  ///   - listening: called once the server listens.
  package init?(
    _ settings: WebSettings, handlers: WebHandlers, admission: Admission? = nil, logger: Logger,
    listening: @escaping @Sendable (Address) -> Void = { _ in }
  ) {
    guard let address = settings.address else { return nil }
    self.address = address
    self.settings = settings
    self.logger = logger
    self.listening = listening
    responder = WebResponder(
      handlers: handlers, hosts: settings.hosts, bounds: settings.bounds,
      admission: admission, logger: logger)
  }

  package func run() async throws {
    let (address, settings, logger, listening) = (address, settings, logger, listening)
    var quiet = logger
    quiet.logLevel = max(logger.logLevel, .warning)
    let connection = WebConnection(settings.bounds, logger: logger) { [responder] in
      try await responder.respond($0, $1, $2)
    }
    let server = connection.server(
      configuration: ServerConfiguration(
        address: .hostname(address.host, port: address.port), serverName: nil),
      onServerRunning: { channel in
        let found = Address(host: address.host, port: channel.localAddress?.port ?? address.port)
        logger.info("listening for HTTP", metadata: ["address": "\(found)"])
        do throws(LedgerError) {
          try ReadyFile.write(found, to: settings.readyFile, key: "http.ready-file")
        } catch {
          logger.error("\(error)")
        }
        listening(found)
      },
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: quiet)
    do {
      try await server.run()
    } catch {
      throw LedgerError.cannotListen(on: address, error)
    }
  }
}
