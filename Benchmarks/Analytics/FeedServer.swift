import Ledger
import Logging
import Messages
import RPC

/// The feed of a simulated ledger, as storage would give it: what the analytics service follows.
enum FeedServer {
  static func run(_ ledger: SimulatedLedger, port: Int) async throws {
    let server = Server(
      service: "reckoner.v1.StorageService", address: Address(host: "127.0.0.1", port: port),
      limits: TransportLimits(), logger: Logger(label: "feed")
    ) { routes in
      routes.serve(StorageAPI.watch) { _, out in
        var ledger = ledger
        var last = Revision.empty
        while let entry = ledger.next() {
          last = entry.sequence
          try await out.send(contentsOf: parts(of: entry))
        }
        try await out.send(WatchResponse(.caughtUp(last), last: true))
        // As long as the caller stays.
        try await Task.sleep(for: .seconds(86_400))
      }
    }
    server.health.set(serving: true)
    try await server.run()
  }

  private static func parts(of entry: Entry) -> [WatchResponse] {
    let hash = Digest(of: Array("\(entry.sequence)".utf8))
    guard case .run(var run) = entry.body else {
      return [WatchResponse(.entry(entry), last: true, hash: hash)]
    }
    let batches = run.claims.batches(bytes: TransportLimits.batchSize)
    run.claims = []
    var bare = entry
    bare.body = .run(run)
    return [WatchResponse(.entry(bare), last: false)]
      + batches.enumerated().map { index, batch in
        let isLast = index == batches.count - 1
        return WatchResponse(.claims(batch), last: isLast, hash: isLast ? hash : nil)
      }
  }
}
