import ArgumentParser
import Foundation
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

  @Argument(help: "Files of text or Markdown; - for standard input.")
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

/// One report on its way in.
private struct Submission {
  let gateway: Peer
  let file: String
  let header: ReportHeader

  /// The exit status that it calls for.
  func take(wait: Bool, json: Bool) async throws -> Int32 {
    let input = try InputFile(file)
    var header = header
    header.fileName = file == "-" ? "" : URL(fileURLWithPath: file).lastPathComponent
    header.size = input.size
    let receipt = try await submit(header, input)
    guard wait else {
      Terminal.endProgress()
      print(
        json
          ? try receipt.json(indented: false)
          : "\(Words.short(receipt.document))  accepted, receipt \(receipt.id)  \(file)")
      return 0
    }
    let file = file
    let last = try await gateway.read(GatewayAPI.follow, FollowRequest(receipt: receipt)) {
      answers in
      var last = IntakeProgress(state: .unknown, document: receipt.document)
      for try await answer in answers {
        last = answer.progress
        let why = last.error.map { ": \($0.message)" } ?? ""
        Terminal.progress("\(file): \(last.state)\(why)")
      }
      return last
    }
    Terminal.endProgress()
    if json { print(try last.json(indented: false)) } else { report(last) }
    return status(last)
  }

  private func submit(_ header: ReportHeader, _ input: InputFile) async throws -> Receipt {
    try await gateway.send(GatewayAPI.submit) { out in
      try await out.send(SubmitRequest(report: .header(header)))
      while let part = try input.next() {
        try await out.send(SubmitRequest(report: .content(part)))
      }
    }.receipt
  }

  private func report(_ last: IntakeProgress) {
    let id = Words.short(last.document)
    switch last.state {
    case .answerable, .recorded:
      let known = last.alreadyRecorded ? ", known already" : ""
      print(Terminal.safe("\(id)  \(last.claims) claims\(known)  \(file)"))
      for warning in last.warnings { print(Terminal.safe("            warning: \(warning)")) }
      if let error = last.error { Terminal.complain("\(file): recorded; \(error)") }
    case .refused:
      Terminal.complain("\(file): refused: \(last.error.map { "\($0)" } ?? "no reason given")")
    case .unknown, .queued, .extracting, .delivering:
      Terminal.complain("\(file): accepted, but what became of it is not known; see reckon status")
    }
  }

  private func status(_ last: IntakeProgress) -> Int32 {
    switch last.state {
    case .answerable: 0
    case .refused: ExitStatus.of(last.error?.reason ?? .malformed)
    default: ExitStatus.partial
    }
  }
}
