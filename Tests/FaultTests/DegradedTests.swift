import Foundation
import Support
import Testing

/// Storage that cannot do all that it is there for says so and answers the rest, and is well again by itself.
@Suite struct DegradedTests {
  /// Asks until the claims have a figure.
  private func expect(_ figure: String, in stack: Stack) async throws {
    var claims = try await stack.reckon("claims")
    for _ in 0..<300 where !claims.output.contains(figure) {
      try await Task.sleep(for: .milliseconds(100))
      claims = try await stack.reckon("claims")
    }
    let log = await stack.log(.storage).suffix(1000)
    #expect(claims.output.contains(figure), "\(log)")
  }

  /// Asks until storage says that it is degraded.
  private func expectDegraded(_ words: String, _ stack: Stack) async throws {
    var status = try await stack.reckon("status")
    for _ in 0..<300 where !status.output.contains("degraded") {
      try await Task.sleep(for: .milliseconds(100))
      status = try await stack.reckon("status")
    }
    #expect(status.status == 3)
    #expect(status.output.contains("degraded"), "\(status.output)")
    #expect(status.output.contains(words), "\(status.output)")
    #expect(status.errors.contains("storage"), "\(status.errors)")
  }

  private func expectWell(_ stack: Stack) async throws {
    let status = try await stack.reckon("status")
    #expect(status.status == 0, "\(status.output)")
    #expect(!status.output.contains("degraded"))
    #expect(try await stack.reckon("ledger", "verify").status == 0)
  }

  private func size(_ path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }

  @Test func withoutSpaceReportsAreKeptAndDeliveredWhenThereIsSome() async throws {
    let stack = try await Stack()
    #expect(try await stack.reckon("ingest", try stack.report(1)).status == 0)
    let process = try #require(await stack.processIdentifier(.storage))
    // A limit on the size of files takes the place of a full disk: nobody needs any rights for it.
    let database = stack.folder.path("storage/ledger.sqlite")
    let limit = max(size(database), size(database + "-wal")) + 4096
    func allow(_ bytes: String) async throws {
      let outcome = try await Programs.run(
        "/usr/bin/env", ["prlimit", "--pid", "\(process)", "--fsize=\(bytes):"])
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    try await allow("\(limit)")
    // Longer than what is left.
    let long = try stack.folder.write(
      try String(contentsOfFile: try stack.report(2), encoding: .utf8)
        + String(repeating: "\n\nNothing more was said that day of anything at all.", count: 5000),
      to: "long.txt")
    #expect(try await stack.reckon("ingest", "--no-wait", long).status == 0)
    try await expectDegraded("there is no space left", stack)
    #expect(try await stack.reckon("claims").output.contains("1,001"))
    #expect(try await stack.reckon("compare", "--measure", "killed").status == 0)
    let health = try await stack.reckon("health", "--address", await stack.address(.storage))
    #expect(health.status == 0, "it answers, and a restart would not help")
    let backup = try await stack.reckon("ledger", "backup")
    if backup.status != 0 { #expect(backup.status == 73, "\(backup.errors)") }

    try await allow("unlimited")
    try await expect("1,002", in: stack)
    #expect(await stack.processIdentifier(.storage) == process)
    try await expectWell(stack)
    let partial = try? FileManager.default.contentsOfDirectory(
      atPath: stack.folder.path("storage/backups"))
    #expect((partial ?? []).allSatisfy { !$0.hasSuffix(".partial") })
  }

  /// As a file system does that has met an error of its disk.
  @Test(.enabled(if: ErringDisk.isAvailable, "needs the right to mount a file"))
  func aDiskThatTurnsReadOnlyIsReadOnAndReportsWait() async throws {
    let disk = try await ErringDisk()
    let path = disk.path + "/storage"
    let stack = try await Stack([.storage: ["--storage-path", path]])
    #expect(try await stack.reckon("ingest", try stack.report(1)).status == 0)
    try await disk.err()
    #expect(try await stack.reckon("ingest", "--no-wait", try stack.report(2)).status == 0)
    try await expectDegraded("the disk does not read or write as it should", stack)
    #expect(try await stack.reckon("claims").output.contains("1,001"))
    #expect(try await stack.reckon("compare", "--measure", "killed").status == 0)
    let backup = try await stack.reckon("ledger", "backup")
    #expect(backup.status == 78)
    #expect(backup.errors.contains("backup.path"), "\(backup.errors)")
    await stack.end(.storage, with: SIGKILL)
    let again = try await Programs.run(
      Programs.path("reckoner-storage"),
      ["--listen-address", "127.0.0.1:0", "--storage-path", path])
    #expect(again.status == 78)
    #expect(again.errors.contains("cannot be written there"), "\(again.errors)")
    // The disk is repaired, and the report that waited is recorded.
    try await disk.repair()
    try await stack.start(.storage)
    try await expect("1,002", in: stack)
    try await expectWell(stack)
    await stack.end(.storage, with: SIGTERM)
  }

  @Test func aFileThatAnotherProgramHoldsIsWaitedFor() async throws {
    let stack = try await Stack()
    #expect(try await stack.reckon("ingest", try stack.report(1)).status == 0)
    let holder = Process()
    holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    holder.arguments = [
      "python3", "-c",
      """
      import sqlite3, sys
      db = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=10)
      db.execute("BEGIN IMMEDIATE")
      print("held", flush=True)
      sys.stdin.read()
      """, stack.folder.path("storage/ledger.sqlite"),
    ]
    let (input, output) = (Pipe(), Pipe())
    holder.standardInput = input
    holder.standardOutput = output
    try holder.run()
    #expect(output.fileHandleForReading.availableData.starts(with: Data("held".utf8)))
    #expect(try await stack.reckon("ingest", "--no-wait", try stack.report(2)).status == 0)
    try await expectDegraded("in use by another process", stack)
    #expect(try await stack.reckon("claims").output.contains("1,001"))
    try input.fileHandleForWriting.close()
    holder.waitUntilExit()
    try await expect("1,002", in: stack)
    try await expectWell(stack)
  }

  @Test func aDamagedPageIsNamedAndTheRestIsAnswered() async throws {
    let stack = try await Stack()
    #expect(try await stack.reckon("ingest", try stack.report(1)).status == 0)
    await stack.end(.storage, with: SIGTERM)
    let outcome = try await Programs.run(
      "/usr/bin/env",
      [
        "python3", "-c",
        """
        import sqlite3, sys
        db = sqlite3.connect(sys.argv[1])
        size = db.execute("PRAGMA page_size").fetchone()[0]
        page = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'claim_packed'").fetchone()[0]
        db.close()
        with open(sys.argv[1], "r+b") as file:
            file.seek((page - 1) * size)
            file.write(b"\\xa5" * size)
        """, stack.folder.path("storage/ledger.sqlite"),
      ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    try await stack.start(.storage)
    #expect(try await stack.reckon("claims").status == 74)
    #expect(try await stack.reckon("ledger", "checkpoint", "now").status == 0)
    try await expectDegraded("damaged", stack)
    let found = try await stack.reckon("ledger", "verify")
    #expect(found.status == 74)
    #expect(found.output.contains("claim_packed"), "\(found.output)")
    let backup = try await stack.reckon("ledger", "backup")
    #expect(backup.status == 74)
    #expect(backup.errors.contains("claim_packed"), "\(backup.errors)")
    #expect(try await stack.reckon("ledger", "rebuild").status == 0)
    try await expect("1,001", in: stack)
    try await expectWell(stack)
  }
}
