import ArgumentParser
import Foundation
import Glibc
import Ledger
import Messages
import RPC

struct ReextractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reextract",
    abstract: "Read stored documents again with the present extractor and lexicon.",
    discussion: """
      Claims that are new are added; claims that are yielded no more cease to hold. A claim that a reviewer
      accepted or corrected, or on which decisions wait, goes on holding whatever is read now, and a claim
      that was rejected stays rejected. The ledger keeps all of what was, for every earlier revision.

      On a terminal it first shows what would change, and asks; elsewhere say --yes. With --dry-run it shows
      what would change, claim by claim, and records nothing.

      It reads documents one after another, each whole or not at all. One that is interrupted (Ctrl-C, a
      service that stops) has only the rest to do when it is started again.

      With --json, one line for each part of the answer: a document's changes, then the document; the report
      last. Exit status 0 when all documents were read, 3 when some could not be.

      Example: reckon reextract --all --dry-run
      """)

  @Argument(help: "Documents: their ids, or beginnings of them of six characters or more.")
  var documents: [String] = []
  @Flag(
    help: "All documents that another extractor or lexicon read last (see also --also-current).")
  var all = false
  @Flag(help: "The same as --all without --also-current.") var olderThanCurrent = false
  @Flag(help: "With --all: those, too, that were read last by the present extractor and lexicon.")
  var alsoCurrent = false
  @Flag(help: "Show what would change, claim by claim, and record nothing.") var dryRun = false
  @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    guard documents.isEmpty == (all || olderThanCurrent) else {
      throw ValidationError("Name documents, or say --all.")
    }
    guard !alsoCurrent || all, !(alsoCurrent && olderThanCurrent) else {
      throw ValidationError("--also-current goes with --all only.")
    }
    guard dryRun || yes || Self.canAsk else {
      throw ValidationError("There is nobody to ask here: say --yes, or --dry-run first.")
    }
  }

  /// Whether there is somebody who sees a question and can answer it.
  private static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && Terminal.errorIsTerminal }

  func run() async throws {
    var wanted = Reextraction(
      documents: documents.map { $0.lowercased() }, alsoCurrent: alsoCurrent, dryRun: true)
    if !dryRun {
      if !yes {
        let foreseen = try await read(wanted, showing: .nothing)
        for line in DifferencePage.lines(foreseen) { Terminal.say(line) }
        guard foreseen.documents > 0 else { return try finish(foreseen) }
        guard Self.agrees("Record this?") else {
          Terminal.say("Nothing was recorded.")
          return
        }
      }
      wanted.dryRun = false
    }
    let report = try await read(wanted, showing: output.json ? .json : dryRun ? .all : .documents)
    if !output.json {
      for line in DifferencePage.lines(report) { print(line) }
      if dryRun { print("Nothing was recorded.") }
    }
    try finish(report)
  }

  private func finish(_ report: ReextractionReport) throws {
    if report.failed > 0 { throw ExitCode(ExitStatus.partial) }
  }

  private static func agrees(_ question: String) -> Bool {
    FileHandle.standardError.write(Data("\(question) [y/N] ".utf8))
    return ["y", "yes"].contains(
      readLine()?.trimmingCharacters(in: .whitespaces).lowercased() ?? "")
  }

  /// How much of it is printed as it comes.
  private enum Shown: Sendable { case nothing, documents, all, json }

  private func read(_ wanted: Reextraction, showing shown: Shown) async throws
    -> ReextractionReport
  {
    let last = try await connection.withGateway(endless: true) { gateway in
      try await gateway.read(GatewayAPI.reextract, ReextractRequest(reextraction: wanted)) {
        answers in
        var last: ReextractionReport?
        for try await answer in answers {
          if case .progress(let progress) = answer.part {
            Terminal.progress("\(progress.done) of \(progress.total) documents")
            continue
          }
          Terminal.endProgress()
          if shown == .json { print(try answer.part.json(indented: false)) }
          switch answer.part {
          case .changes(let part):
            if shown == .all { for line in DifferencePage.lines(part.changes) { print(line) } }
          case .document(let document): Self.show(document, shown)
          case .report(let report): last = report
          case .progress: break
          }
        }
        Terminal.endProgress()
        return last
      }
    }
    guard let last else {
      throw LedgerError(
        .unavailable, subject: "ingest", "it ended without a report",
        hint: "start it again: what was recorded stays, and the rest is done")
    }
    return last
  }

  private static func show(_ document: DocumentReextraction, _ shown: Shown) {
    switch shown {
    case .nothing, .json: return
    case .documents where document.claims.isEmpty && document.error == nil: return
    case .documents, .all: print(DifferencePage.line(document))
    }
    for warning in document.warnings { print(Terminal.safe("            warning: \(warning)")) }
  }
}
