import Foundation
import Ledger
import LedgerStore
package import Logging
import RPC
package import Runtime
package import ServiceLifecycle

/// The storage service, from its configuration to the parts that run.
package enum Storage {
  package static let settings =
    ServerSettings.settings(port: 7402) + [
      Setting("storage.path", default: "data/storage", "directory of the ledger's database"),
      Setting(
        "storage.scratch-path", default: "",
        "directory for what verification writes meanwhile; empty: that of the ledger"),
      Setting(
        "storage.key-path", default: "",
        "file of the key that signs checkpoints; empty: ledger.key beside the ledger"),
      Setting(
        "storage.timestamp-url", default: "",
        "address of an RFC 3161 authority that daily checkpoints are sent to, as a digest; empty: none"
      ),
      Setting("storage.readers", default: "4", "connections that answer questions at once"),
      Setting(
        "storage.log-limit", default: "\(1 << 30)",
        "bytes of the write-ahead log at which a verification that holds it is ended"),
      Setting(
        "backup.path", default: "",
        "directory for backups; empty: backups beside the ledger, better is another disk"),
      Setting(
        "backup.keep", default: "0",
        "backups that are kept; a new one removes the oldest beyond; 0: all are kept"),
      Setting(
        "review.reviewers", default: "1",
        "reviewers, each another, who must decide the same before it holds: 1 or 2"),
      Setting("limits.report-size", default: "\(32 << 20)", "bytes of one original"),
      Setting("limits.claims-per-report", default: "50000", "claims of one report"),
      Setting(
        "limits.unfinished-bytes", default: "\(256 << 20)",
        "bytes of originals and claims at once that are not wholly here yet"),
    ]

  /// Opens the ledger, migrating it where needed, before the server listens.
  package static func build(_ configuration: ServiceConfiguration, _ logger: Logger) async throws
    -> [any Service]
  {
    let server = try ServerSettings(configuration)
    // The database writes a second file while it takes erased words out of the first. It belongs where there is room and
    // nobody else reads, which the system's folder for temporary files need not be.
    let directory = try configuration.path("storage.path")
    setenv("SQLITE_TMPDIR", configuration.optionalPath("storage.scratch-path") ?? directory, 0)
    let backups = BackupSettings(
      directory: configuration.optionalPath("backup.path") ?? directory + "/backups",
      count: try configuration.count("backup.keep", in: 0...100_000))
    let store = try LedgerStore.open(
      directory: directory,
      readers: try configuration.count("storage.readers", in: 1...64),
      logLimit: try configuration.count("storage.log-limit", in: 1 << 20...Int.max),
      keyPath: configuration.optionalPath("storage.key-path"),
      scratchDirectory: configuration.optionalPath("storage.scratch-path"))
    LedgerStore.removeUnfinishedBackups(in: backups.directory)
    let service = StorageService(
      store: store,
      limits: StorageLimits(
        reportSize: try configuration.count("limits.report-size", in: 1...1 << 30),
        claimsPerReport: try configuration.count("limits.claims-per-report", in: 1...10_000_000),
        unfinished: ByteBudget(
          "limits.unfinished-bytes",
          bytes: try configuration.count("limits.unfinished-bytes", in: 1 << 20...Int.max))),
      backups: backups,
      requiredReviewers: try configuration.count("review.reviewers", in: 1...2))
    let authority = try TimestampAuthority(configuration)
    let grpc = Server(
      service: "reckoner.v1.StorageService", address: server.address, limits: server.limits,
      logger: logger, routes: service.register)
    let task = ServerTask(grpc, readyFile: server.readyFile, logger: logger) { _ in
      grpc.health.set(serving: true)
    }
    return [
      Closing("ledger") { await store.close() },
      DailyCheckpoints(store: store, authority: authority, logger: logger),
      Erasures(store: store, logger: logger), task,
    ]
  }
}
