import ArgumentParser
import Ledger
import Messages
import RPC

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show how an answer came about, down to the sentences.",
    discussion: """
      compare, series, origins, findings and derivations end with the id of their answer: the question and the
      revision of the ledger. It can be cited: whoever asks the same ledger gets the same answer from the same
      version of the program, but for words that were withdrawn since.

      Example: reckon explain compare@128-5f3a9c21/conflict=russia-ukraine/measure=killed
      """)

  @Argument(help: "The id, as the answer's last line has it.") var answer: String
  @Option(help: "Of many origins, findings or derivations, so many.") var limit: Int = 100
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  mutating func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() async throws {
    let (answer, limit) = (answer, limit)
    let explained = try await connection.withGateway { gateway in
      try await gateway.call(
        GatewayAPI.explain, ExplainRequest(answer: answer, pageSize: min(limit, PageSize.most)))
    }
    try Answer.show(explained, explained.status, json: output.json, text: StepsPage.print)
  }
}
