import ArgumentParser
import Ledger
import Messages
import RPC

struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Set all figures on one group and measure side by side, by who counts.",
    discussion: """
      Repetitions of one figure are shown once, with the number of documents that carry it. Nothing is
      averaged; hypothetical and projected figures are listed and never counted.

      With --as-of, figures about later days are left out, and each running count is shown at the end of that
      day: no less than its last figure before, no more than its first one after. That is derived, and no claim.

      Example: reckon compare --conflict russia-ukraine --party russia --measure killed
      """)

  @OptionGroup var question: QuestionOptions
  @OptionGroup var point: PointOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let (question, at) = (try question.question(), try point.point())
    let answer = try await connection.withGateway {
      try await $0.call(GatewayAPI.compare, CompareRequest(question: question, at: at))
    }
    try Answer.show(answer, answer.status, json: output.json, text: ComparisonPage.print)
  }
}
