import ArgumentParser
import Ledger
import Messages
import RPC

struct LedgerBackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the ledger into one file, and verify the copy.",
    discussion: """
      The copy is one state of the ledger, taken while reports are recorded and read. It is verified in
      full, as reckon ledger verify does, and kept only if all of it holds. It lands in storage's
      backup.path under a name with the moment and the revision, readable by storage's user only; with
      --to it is sent here instead, and is under its name only once all of it is there.

      reckoner-storage restore FILE puts it in place. The key that signs checkpoints is not in it.

      Exit status 74 where the ledger is damaged, 73 where a disk is full, 75 while another one runs.

      Example: reckon ledger backup --to /media/away/ledger.backup
      """)

  @Option(help: ArgumentHelp("Write it into this file, here.", valueName: "file")) var to: String?
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let file = try to.map { path throws(LedgerError) in try ReceivedFile(path) }
    let request = BackupLedgerRequest(send: file != nil)
    let report = try await connection.withGateway(endless: true) { gateway in
      try await gateway.read(GatewayAPI.backupLedger, request) { answers in
        try await Self.report(of: answers, into: file)
      }
    }
    try file?.keep(size: report.backup.size, digest: report.backup.digest)
    if output.json {
      print(try report.json())
    } else {
      for line in BackupPage.lines(report, file: to) { print(line) }
    }
  }

  private static func report(
    of answers: Incoming<BackupLedgerResponse>, into file: ReceivedFile?
  ) async throws -> BackupReport {
    var last: BackupReport?
    for try await answer in answers {
      switch answer.part {
      case .progress(let progress): Terminal.progress(LongWork.words(progress))
      case .content(let bytes):
        try file?.write(bytes)
        Terminal.progress("\(file?.size ?? 0) bytes received")
      case .report(let report): last = report
      }
    }
    Terminal.endProgress()
    guard let last else {
      throw LedgerError(
        .unavailable, subject: "storage", "it ended without a report", hint: "try again")
    }
    return last
  }
}

struct LedgerBackupsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backups",
    abstract: "List the backups that storage keeps, newest first.")

  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let answer = try await connection.withGateway {
      try await $0.call(GatewayAPI.browseBackups, BrowseBackupsRequest())
    }
    try Answer.show(answer, answer.status, json: output.json) { answer in
      guard !answer.backups.isEmpty else {
        print(
          "No backups yet in \(Terminal.safe(answer.directory)): reckon ledger backup makes one.")
        return
      }
      var table = Table(["TAKEN", "ENTRIES", "BYTES", "SHA-256", "CHAIN", "FILE"], right: [1, 2])
      for backup in answer.backups {
        table.add([
          "\(backup.takenAt)", "\(backup.revision)", "\(backup.size)",
          backup.digest.map { String($0.hex.prefix(16)) } ?? "-",
          // Only of the empty ledger it is zero, and of what cannot be read.
          backup.hash == .zero ? "-" : String(backup.hash.hex.prefix(16)),
          Terminal.safe("\(answer.directory)/\(backup.name)"),
        ])
      }
      table.print()
    }
  }
}
