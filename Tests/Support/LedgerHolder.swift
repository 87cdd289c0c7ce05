import Foundation

/// Another program that reads a ledger's file and keeps the state that it reads open.
package final class LedgerHolder: Sendable {
  private let process: Process
  private let ended: AsyncStream<Void>

  /// Comes back once it reads.
  package init(_ stack: Stack) async throws {
    let ready = stack.folder.path("reads")
    try? FileManager.default.removeItem(atPath: ready)
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      """
      import sqlite3, sys, time
      db = sqlite3.connect(sys.argv[1], isolation_level=None)
      db.execute("BEGIN")
      db.execute("SELECT count(*) FROM entry").fetchone()
      open(sys.argv[2], "w").close()
      time.sleep(600)
      """, stack.folder.path("storage/ledger.sqlite"), ready,
    ]
    let (ended, ending) = AsyncStream<Void>.makeStream()
    self.ended = ended
    process.terminationHandler = { _ in ending.finish() }
    try process.run()
    while !FileManager.default.fileExists(atPath: ready) {
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  package func end() async {
    kill(process.processIdentifier, SIGKILL)
    for await _ in ended {}
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
}
