import ArgumentParser
import Ledger
import Messages
import RPC
import Wording

struct LedgerRebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Write everything in the ledger again that answers are read from.",
    discussion: """
      The entries and the words beside them are the truth, and stay as they are. All else, the tables that
      answers are read from, indexes and triggers, is dropped and made again from them, whole or not at all.
      Reports that come meanwhile wait; answers show the ledger as it was before. Ctrl-C leaves all as it was.

      Refused, with exit status 74, where the entries themselves are damaged: see reckon ledger verify.
      """)

  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let report = try await connection.withGateway(endless: true) { gateway in
      try await gateway.read(GatewayAPI.rebuildLedger, RebuildLedgerRequest()) { answers in
        try await LongWork.report(of: answers) { $0.part }
      }
    }
    if output.json {
      print(try report.json())
    } else {
      print("\(report.tables) tables written again from \(report.revision) entries")
      print(Terminal.faint(Words.basis(report.revision, version: report.version)))
    }
  }
}
