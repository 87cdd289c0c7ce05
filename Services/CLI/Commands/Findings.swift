import ArgumentParser
import Ledger
import Messages
import RPC

struct FindingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "findings",
    abstract: "Show where claims cannot all be true, with what may explain it. Nothing is decided.",
    discussion: """
      Severities: error, high, medium, low. Marks say how claims are to be read. Each finding names its claims, the
      formula, and r: by which part of itself each end of their intervals must move, at the least, before they
      go together. Docs/reconciliation.md describes each test and what it keeps silent about.

      Example: reckon findings --conflict russia-ukraine --severity high
      Example: reckon findings --type disjoint-ranges --type count-falls --together
      """)

  @OptionGroup var question: QuestionOptions
  @Option(
    help: ArgumentHelp(
      "Only of this type, such as part-above-whole. May be given several times.",
      valueName: "type"))
  var type: [String] = []
  @Option(help: "Only of this severity or a higher one: error, high, medium, low.")
  var severity: String?
  @Option(
    help: ArgumentHelp(
      "Only those on which reviewers decided so: unreviewed, accepted, rejected.",
      valueName: "state")
  )
  var review: String?
  @Flag(help: "Also how far all running counts and totals of each war are from going together.")
  var together = false
  @Option(help: "At most so many findings.") var limit: Int = 100
  @OptionGroup var point: PointOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  mutating func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() async throws {
    let types = try type.compactMap { name -> FindingType? in try Typed.choice(name, "--type") }
    let question = FindingQuestion(
      question: try question.question(), types: types,
      severity: try Typed.choice(severity, "--severity"), together: together,
      decision: try Typed.choice(review, "--review"))
    let (at, limit) = (try point.point(), limit)
    let answer = try await connection.withGateway { gateway in
      // Every page after the first one is of the revision of the first, by its cursor.
      var answer = try await gateway.call(
        GatewayAPI.listFindings,
        ListFindingsRequest(question: question, at: at, pageSize: min(limit, PageSize.most)))
      while answer.findings.findings.count < limit, !answer.nextCursor.isEmpty {
        let page = try await gateway.call(
          GatewayAPI.listFindings,
          ListFindingsRequest(
            question: question,
            pageSize: min(limit - answer.findings.findings.count, PageSize.most),
            cursor: answer.nextCursor))
        answer.findings.findings += page.findings.findings
        let known = Set(answer.evidence.map(\.id))
        answer.evidence += page.evidence.filter { !known.contains($0.id) }
        answer.nextCursor = page.nextCursor
      }
      return answer
    }
    try Answer.show(answer, answer.status, json: output.json, text: FindingsPage.print)
  }
}
