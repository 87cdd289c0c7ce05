import ArgumentParser
import Ledger
import Messages
import RPC

struct IngestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest", abstract: "Take reports into the ledger.",
    discussion: """
      Waits until the claims are in the ledger and analytics has read them, then prints one line a
      report: its document id, the number of its claims, warnings. Exit status 0 when every report
      was taken in.

      Example: reckon ingest report.txt --published 2026-02-05 --outlet "The Example"
      """)

  @Argument(
    help:
      "Files of any format of Docs/formats.md, such as text, web pages and feeds; - for standard input."
  )
  var files: [String]
  @Option(help: ArgumentHelp("When it was published: YYYY-MM-DD.", valueName: "date"))
  var published: String?
  @Option(help: "Who published it.") var outlet: String?
  @Option(help: "Its address on the web.") var url: String?
  @Flag(help: "Stop at the receipt: the report is safe, and will be read.") var noWait = false
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let header = ReportHeader(
      outlet: outlet ?? "", url: url ?? "", published: try Typed.date(published, "--published"))
    let (files, noWait, json) = (files, noWait, output.json)
    let worst = try await connection.withGateway(endless: true) { gateway in
      var worst: Int32 = 0
      for (index, file) in files.enumerated() {
        Terminal.progress("\(index + 1)/\(files.count) \(file)")
        do {
          let submission = Submission(gateway: gateway, file: file, header: header)
          let status = try await submission.take(wait: !noWait, json: json)
          worst = max(worst, status)
        } catch let error as LedgerError {
          // One report that cannot be taken does not keep the others out.
          Terminal.endProgress()
          var error = error
          error.subject = error.subject.isEmpty ? file : "\(file): \(error.subject)"
          Terminal.complain("\(error)")
          if error.reason == .unavailable { throw ExitCode(ExitStatus.of(.unavailable)) }
          worst = max(worst, ExitStatus.of(error.reason))
        }
      }
      return worst
    }
    if worst != 0 { throw ExitCode(worst) }
  }
}
