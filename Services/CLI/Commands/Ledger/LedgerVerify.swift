import ArgumentParser
import Ledger
import Messages
import RPC

struct LedgerVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that everything in the ledger is as it was recorded.",
    discussion: """
      Walks the chain of entries, hashes every original again, compares every claim's sentence with its
      place in the original, every daily checkpoint and every row that answers are read from with what the
      entries say. Whatever is not as it was recorded is named, with what to do about it. It takes as long
      as there is to read; reports are taken in meanwhile.

      With --against, it also shows that the ledger goes on from checkpoints that you kept: that nothing
      was changed, removed or put in before the entry that each was signed at. The proof is checked here.

      With --without-projections, only what cannot be had again is looked at: the chain, the words, accesses
      and checkpoints. What answers are read from is not compared with the entries then, nor the file
      checked, and it takes a fraction of the time.

      Exit status 0 when all of it holds, 74 when not.

      Example: reckon ledger verify --against 2026-11-28.checkpoint --key 6c02…
      """)

  @Option(
    help: ArgumentHelp(
      "A checkpoint that the ledger must go on from. May be given several times.",
      valueName: "file"))
  var against: [String] = []
  @Option(
    help: ArgumentHelp(
      "The public key that checkpoints must be signed with: 64 hexadecimal digits, or a PEM file.",
      valueName: "key"))
  var key: String?
  @Flag(help: "Leave out what can be written again from the entries.")
  var withoutProjections = false
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let key = try TypedKey.read(key)
    let kept = try KeptCheckpoints(against, key: key)
    let request = VerifyLedgerRequest(
      against: kept.notes, withoutProjections: withoutProjections)
    let report = try await connection.withGateway(endless: true) { gateway in
      try await gateway.read(GatewayAPI.verifyLedger, request) { answers in
        try await LongWork.report(of: answers) { $0.part }
      }
    }
    if let key, !report.checkpoint.isEmpty { try Checkpoint(note: report.checkpoint).require(key) }
    let findings = kept.findings(report)
    if output.json {
      print(try report.json())
    } else {
      let page = VerificationPage(isWhole: !withoutProjections)
      for line in page.lines(report, findings.map(\.line)) { print(line) }
    }
    if !report.holds || !findings.allSatisfy(\.holds) {
      throw ExitCode(ExitStatus.of(.damaged))
    }
  }
}
