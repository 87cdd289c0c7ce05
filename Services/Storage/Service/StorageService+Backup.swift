import Ledger
import LedgerStore
import Messages
import RPC
import Runtime

/// Where backups are kept, and how many.
struct BackupSettings: Sendable {
  var directory: String
  /// 0: all.
  var count: Int
}

extension StorageService {
  @Sendable func backup(_ request: BackupRequest, _ out: Outgoing<BackupResponse>) async throws {
    let directory = backups.directory
    let taken = try await reporting {
      try await store.takeBackup(in: directory, at: .now, progress: $0)
    } progress: {
      try await out.send(BackupResponse(.progress($0)))
    }
    var report: BackupReport
    if request.send {
      try await taken.send(pieces: TransportLimits.partSize) {
        try await out.send(BackupResponse(.content($0)))
      }
      report = BackupReport(backup: taken.backup)
    } else {
      report = try await taken.keep(atMost: backups.count)
    }
    report.version = Version.current
    try await out.send(BackupResponse(.report(report)))
  }

  @Sendable func listBackups(_ request: ListBackupsRequest) async throws -> ListBackupsResponse {
    ListBackupsResponse(
      backups: await store.backups(in: backups.directory), directory: backups.directory,
      revision: store.newest)
  }
}
