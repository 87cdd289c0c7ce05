import ArgumentParser
import Ledger
import Messages
import RPC

struct OriginsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "origins",
    abstract:
      "Follow each figure to its origin, and count independent origins instead of mentions.",
    discussion: """
      For each origin: the texts that carry it, through whose hands it came, and what they changed on the way.
      For each topic: which of those who count are independent of each other, and what ties the rest.
      Documents that are copies or retellings of each other are named. Credibility is a proposal from the
      origins alone.

      Example: reckon origins --conflict russia-ukraine --measure casualties
      """)

  @OptionGroup var question: QuestionOptions
  @Option(help: "At most so many origins.") var limit: Int = 100
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
        GatewayAPI.listOrigins,
        ListOriginsRequest(question: question, at: at, pageSize: min(limit, PageSize.most)))
      while answer.origins.origins.count < limit, !answer.nextCursor.isEmpty {
        let page = try await gateway.call(
          GatewayAPI.listOrigins,
          ListOriginsRequest(
            question: question,
            pageSize: min(limit - answer.origins.origins.count, PageSize.most),
            cursor: answer.nextCursor))
        answer.add(page)
      }
      return answer
    }
    try Answer.show(answer, answer.status, json: output.json, text: OriginsPage.print)
  }
}

extension ListOriginsResponse {
  /// Takes in the next page.
  fileprivate mutating func add(_ page: ListOriginsResponse) {
    origins.origins += page.origins.origins
    // A topic that goes on from the page before stands there already.
    origins.topics += page.origins.topics.filter { topic in
      !origins.topics.contains { $0.topic == topic.topic }
    }
    origins.copies += page.origins.copies.filter { copy in
      !origins.copies.contains { $0.document == copy.document && $0.other == copy.other }
    }
    origins.releases += page.origins.releases.filter { !origins.releases.contains($0) }
    let known = Set(evidence.map(\.id))
    evidence += page.evidence.filter { !known.contains($0.id) }
    if !page.status.complete { status = page.status }
    nextCursor = page.nextCursor
  }
}
