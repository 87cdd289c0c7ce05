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
      place in the original, and every row that answers are read from with what the entries say. Whatever
      is not as it was recorded is named, with what to do about it. It takes as long as there is to read;
      reports are taken in meanwhile.

      Exit status 0 when all of it holds, 74 when not.
      """)

  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let report = try await connection.withGateway(endless: true) { gateway in
      try await gateway.read(GatewayAPI.verifyLedger, VerifyLedgerRequest()) { answers in
        try await LongWork.report(of: answers) { $0.part }
      }
    }
    if output.json {
      print(try report.json())
    } else {
      for line in VerificationPage.lines(report) { print(line) }
    }
    if !report.holds { throw ExitCode(ExitStatus.of(.damaged)) }
  }
}
