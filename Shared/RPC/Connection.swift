import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Ledger
import Synchronization

/// A connection to one address, which is made when the first call needs it, and again when it breaks.
final class Connection: Sendable {
  let client: GRPCClient<HTTP2ClientTransport.Posix>
  private let calls = Atomic(0)
  private let isRetired = Watched(false)

  init(to address: Address, _ limits: TransportLimits) throws(LedgerError) {
    let config = HTTP2ClientTransport.Posix.Config.defaults { config in
      config.connection.flushCoalescing = nil
      config.http2.targetWindowSize = 1 << 20
      // Answers are long: what a frame costs is paid once for each 256 KiB instead of sixteen times.
      config.http2.maxFrameSize = 1 << 18
      // Well before the server would: a connection that ends under a call that begins is a failure.
      config.connection.maxIdleTime = .seconds(300)
      config.connection.keepalive = .init(
        time: limits.silence, timeout: limits.silence, allowWithoutCalls: true)
      // A service that comes back is found at once: the default backoff grows to two minutes.
      config.backoff.initial = .milliseconds(50)
      config.backoff.max = .milliseconds(250)
    }
    do {
      let transport =
        if address.host.contains(":") {
          try HTTP2ClientTransport.Posix(
            target: .ipv6(address: address.host, port: address.port),
            transportSecurity: .plaintext, config: config)
        } else {
          try HTTP2ClientTransport.Posix(
            target: .ipv4(address: address.host, port: address.port),
            transportSecurity: .plaintext, config: config)
        }
      client = GRPCClient(transport: transport)
    } catch {
      throw LedgerError(.misconfigured, subject: "\(address)", "\(error)")
    }
  }

  func begin() { calls.add(1, ordering: .relaxed) }
  func end() { calls.subtract(1, ordering: .relaxed) }

  /// Until it is retired and the calls on it are done.
  func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await self.client.runConnections() }
      // By itself the transport would wait for a server that never says hello.
      group.addTask {
        guard (try? await self.isRetired.wait { $0 }) != nil else { return }
        while self.calls.load(ordering: .relaxed) > 0 {
          guard (try? await Task.sleep(for: .milliseconds(20))) != nil else { return }
        }
      }
      await group.next()
      group.cancelAll()
    }
  }

  /// Takes no more calls.
  func retire() {
    client.beginGracefulShutdown()
    isRetired.set(true)
  }
}
