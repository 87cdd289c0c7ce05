import ArgumentParser
import Ledger
import Messages
import RPC

struct DerivationsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "derivations",
    abstract:
      "Compute stated ratios, shares, sums and rates again, and offer those that nobody stated.",
    discussion: """
      Verdicts: reproduced, compatible, contradicted, not-checkable (and what is missing), offered.
      Kinds: ratio, exchange, share, multiple, sum, rate, growth, time-to-reach.
      Nothing is stored: a derivation names the claims that it rests on, and the revision.

      Example: reckon derivations --conflict russia-ukraine --verdict contradicted --sentences
      """)

  @OptionGroup var question: QuestionOptions
  @Option(help: "Only of this kind, such as share.") var kind: String?
  @Option(help: "Only with this verdict, such as not-checkable.") var verdict: String?
  @Option(help: "At most so many.") var limit: Int = 100
  @Flag(help: "With the sentences of the claims that they rest on.") var sentences = false
  @OptionGroup var point: PointOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  mutating func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() async throws {
    let first = DerivationQuery(
      question: try question.question(), kind: try Typed.choice(kind, "--kind"),
      verdict: try Typed.choice(verdict, "--verdict"), pageSize: min(limit, PageSize.most))
    let (at, sentences, limit) = (try point.point(), sentences, limit)
    let answer = try await connection.withGateway { gateway in
      // Every page after the first one is of the revision of the first, by its cursor.
      var answer = try await gateway.call(
        GatewayAPI.listDerivations,
        ListDerivationsRequest(query: first, at: at, sentences: sentences))
      var query = first
      while answer.page.derivations.count < limit, !answer.page.nextCursor.isEmpty {
        query.pageSize = min(limit - answer.page.derivations.count, PageSize.most)
        query.cursor = answer.page.nextCursor
        let next = try await gateway.call(
          GatewayAPI.listDerivations,
          ListDerivationsRequest(query: query, sentences: sentences))
        answer.page.derivations += next.page.derivations
        answer.page.nextCursor = next.page.nextCursor
        if !next.status.complete { answer.status = next.status }
        let known = Set(answer.evidence.map(\.id))
        answer.evidence += next.evidence.filter { !known.contains($0.id) }
      }
      return answer
    }
    try Answer.show(answer, answer.status, json: output.json, text: DerivationsPage.print)
  }
}
