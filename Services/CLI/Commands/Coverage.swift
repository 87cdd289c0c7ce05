import ArgumentParser
import Ledger
import Messages
import RPC

struct CoverageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Show what changed in how sources report, and not in what happened.",
    discussion: """
      A counting system or an outlet that went quiet, paused, reports more or less often, counts something else,
      or began or ceased to hedge or round its figures, with the day from which it is so. A drop in numbers is
      not a drop in deaths. Docs/reconciliation.md describes each rule.

      Example: reckon coverage --conflict russia-ukraine
      """)

  @OptionGroup var question: QuestionOptions
  @Option(help: "At most so many.") var limit: Int = 100
  @OptionGroup var point: PointOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  mutating func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() async throws {
    let (question, at, limit) = (try question.question(), try point.point(), limit)
    let answer = try await connection.withGateway { gateway in
      // Every page after the first one is of the revision of the first, by its cursor.
      var answer = try await gateway.call(
        GatewayAPI.listCoverage,
        ListCoverageRequest(question: question, at: at, pageSize: min(limit, PageSize.most)))
      while answer.coverage.notices.count < limit, !answer.nextCursor.isEmpty {
        let page = try await gateway.call(
          GatewayAPI.listCoverage,
          ListCoverageRequest(
            question: question,
            pageSize: min(limit - answer.coverage.notices.count, PageSize.most),
            cursor: answer.nextCursor))
        answer.coverage.notices += page.coverage.notices
        answer.evidence += page.evidence
        answer.nextCursor = page.nextCursor
      }
      return answer
    }
    try Answer.show(answer, answer.status, json: output.json, text: CoveragePage.print)
  }
}
