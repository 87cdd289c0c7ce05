import ArgumentParser
import Ledger
import Messages
import RPC

struct WithdrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Take the words of a document out of reach: its original, titles and sentences.",
    discussion: """
      The document, its claims and their figures stay, at every revision, and the ledger still verifies.
      Every answer says in place of the words that they were withdrawn, by whom, when and why. The same
      bytes are not taken in again.

      Neither can be taken back. See Docs/operations.md for copies that are out of the ledger's reach.
      """,
    subcommands: [WithdrawSealCommand.self, WithdrawEraseCommand.self])
}

struct WithdrawSealCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal",
    abstract: "Keep the words and show them to nobody.",
    discussion: """
      Sealed words can be erased later.

      Example: reckon withdraw seal 4f0c2a --reason "the outlet withdrew its permission"
      """)

  @OptionGroup var what: WithdrawalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let request = try what.request(.sealed)
    let report = try await connection.withGateway(endless: true) {
      try await WithdrawalOptions.send(request, to: $0)
    }
    try WithdrawalPage.show(report, json: output.json)
  }
}

struct WithdrawEraseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Remove the words and their salts, for good.",
    discussion: """
      The words go from the ledger's file, its log and its free pages: the file is written anew, which takes
      as long as it is large, and appends wait meanwhile. Asks before it does so; without a terminal only
      with --yes.

      Exit status 3 where the words are recorded as erased and still in the file, because a long read needs
      the state before or the disk is full: storage goes on by itself, and reckon status says while it has to.

      Example: reckon withdraw erase 4f0c2a --reason "the family of a person named asked for it"
      """)

  @OptionGroup var what: WithdrawalOptions
  @Flag(help: "Do not ask.") var yes = false
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let request = try what.request(.erased)
    guard yes || Confirmation.isPossible else {
      throw ValidationError("Nobody is there to be asked: give --yes to erase without a question.")
    }
    let yes = yes
    let report = try await connection.withGateway(endless: true) { gateway in
      if !yes, try await !Self.confirm(request.document, gateway) {
        throw LedgerError(.cancelled, "nothing was withdrawn")
      }
      return try await WithdrawalOptions.send(request, to: gateway)
    }
    try WithdrawalPage.show(report, json: output.json)
    if report.pending != nil { throw ExitCode(ExitStatus.partial) }
  }

  private static func confirm(_ document: String, _ gateway: Peer) async throws -> Bool {
    let answer = try await gateway.call(
      GatewayAPI.browseReports, BrowseReportsRequest(document: document))
    return Confirmation.ask(
      answer.reports.map(WithdrawalPage.name),
      "Its words will be erased for good. Type yes to go on: ")
  }
}

/// Which document, and why.
struct WithdrawalOptions: ParsableArguments {
  @Argument(help: "The document's id, or a beginning of it of six characters or more.")
  var document: String
  @Option(
    help: """
      Why. It is recorded for good and shown to everybody, so do not repeat the words; at most 1,000 bytes.
      """)
  var reason: String

  func request(_ mode: Withdrawal.Mode) throws(LedgerError) -> WithdrawDocumentRequest {
    WithdrawDocumentRequest(
      document: document.lowercased(), mode: mode, reason: try Withdrawal.checked(reason: reason))
  }

  static func send(_ request: WithdrawDocumentRequest, to gateway: Peer) async throws
    -> WithdrawalReport
  {
    try await gateway.read(GatewayAPI.withdrawDocument, request) { answers in
      try await LongWork.report(of: answers) { $0.part }
    }
  }
}
