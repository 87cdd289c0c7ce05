import ArgumentParser
import Ledger
import Messages
import RPC

struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "See that the ledger is what was recorded, and keep it so.",
    subcommands: [
      LedgerVerifyCommand.self, LedgerRebuildCommand.self, LedgerCheckpointCommand.self,
      LedgerProveCommand.self, LedgerCheckProofCommand.self,
      LedgerAccessesCommand.self, LedgerBackupCommand.self, LedgerBackupsCommand.self,
    ])
}

/// A long work that the gateway reports on.
enum LongWork {
  /// Shows how far it has come, and returns its report.
  static func report<Out: Message, Report: Sendable>(
    of answers: Incoming<Out>, _ part: (Out) -> WorkPart<Report>
  ) async throws -> Report {
    var last: Report?
    for try await answer in answers {
      switch part(answer) {
      case .progress(let progress): Terminal.progress(words(progress))
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

  static func words(_ progress: WorkProgress) -> String {
    let what =
      switch progress.stage {
      case .file: "checking the database file"
      case .chain: "entries, originals and sentences"
      case .checkpoints: "checkpoints"
      case .projections: "projections, row by row"
      case .rebuild: "writing the projections again"
      case .erasure: "writing the file again without the erased words"
      case .copy: "copying the ledger"
      }
    guard progress.total > 0 else { return what }
    let percent = progress.done * 100 / progress.total
    return "\(what): \(progress.done) of \(progress.total) (\(percent) %)"
  }
}
