import ArgumentParser
import Ledger
import Messages
import RPC

struct VocabularyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vocabulary",
    abstract: "List what answers call things by: conflicts, parties, measures, who counts.",
    discussion: """
      It is what the ledger recorded of the lexicon, so an answer at a revision never changes because a file
      did.

      Example: reckon vocabulary --at 2026-02-05T12:00:00Z
      """)

  @OptionGroup var point: PointOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let at = try point.point()
    let answer = try await connection.withGateway {
      try await $0.call(GatewayAPI.describeVocabulary, DescribeVocabularyRequest(at: at))
    }
    try Answer.show(answer, answer.status, json: output.json) { answer in
      guard let vocabulary = answer.vocabulary else { return print("No vocabulary yet.") }
      VocabularyPage.print(vocabulary)
    }
  }
}
