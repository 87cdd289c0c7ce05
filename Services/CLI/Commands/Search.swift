import ArgumentParser
import Ledger
import Messages
import RPC

struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find words in the reports and in the sentences of claims.",
    discussion: """
      All words must occur in one text, title or sentence, without regard to case and accents.

        'mass grave'           both words
        '"mass grave"'         side by side, as a phrase
        'grave -excavator'     the first and not the second
        'hospital OR clinic'   one of them
        'bombard*'             words that begin so

      Anything else is text. A report matches a filter such as --party where one of its claims does. The newest comes
      first; Docs/search.md says more.

      Example: reckon search '"mass grave" -denied' --conflict russia-ukraine
      """)

  @Argument(help: "What to look for; put it in single quotes.") var words: [String]
  @Option(name: .customLong("in"), help: "Look in reports or claims only.") var scope: String?
  @OptionGroup var filter: FilterOptions
  @OptionGroup var limit: LimitOption
  @OptionGroup var counting: CountOptions
  @OptionGroup var point: PointOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    var filter = try filter.filter()
    filter.words = words.joined(separator: " ")
    let scope: SearchScope? = try Typed.choice(scope, "--in")
    let (question, at, limit) = (filter, try point.point(), self.limit.limit)
    let count = counting.question
    let answer = try await connection.withGateway { gateway in
      var answer = try await gateway.call(
        GatewayAPI.searchText,
        SearchTextRequest(
          filter: question, scope: scope, at: at, pageSize: min(limit, 200), count: count))
      while answer.hits.count < limit, !answer.nextCursor.isEmpty {
        let page = try await gateway.call(
          GatewayAPI.searchText,
          SearchTextRequest(
            filter: question, scope: scope, at: .revision(answer.status.revision),
            pageSize: min(limit - answer.hits.count, 200), cursor: answer.nextCursor))
        answer.hits += page.hits
        answer.nextCursor = page.nextCursor
      }
      return answer
    }
    try Answer.show(answer, answer.status, json: output.json) { answer in
      for line in SearchPage.lines(answer) { print(line) }
    }
  }
}
