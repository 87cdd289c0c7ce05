import ArgumentParser
import Ledger
import Messages
import RPC

struct SourcesListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List who counts, what each count includes, and what the ledger holds of it.",
    discussion: """
      Sources with claims come first, the one with most claims on top; then those whose counts are known.
      FIRST and LAST are the days that the earliest and the latest figure are about.

      Example: reckon sources list --conflict russia-ukraine --party russia
      """)

  @Option(help: "Only this conflict, such as russia-ukraine.") var conflict: String?
  @Option(help: "Whose people are counted, such as russia; all, both.") var party: String?
  @Option(
    help: "What is counted: killed, wounded, missing, captured, casualties, losses, displaced.")
  var measure: String?
  @Option(help: "Which people: military, civilian, children, all.") var population: String?
  @Option(help: "Who counts: an id, or a part of the name.") var source: String?
  @Flag(help: "Sources, too, of whose counts nothing is known and that have no claims.")
  var all = false
  @OptionGroup var point: PointOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let request = ListSourcesRequest(
      filter: ClaimFilter(
        conflict: try Typed.id(conflict, "--conflict"), party: try Typed.id(party, "--party"),
        measure: try Typed.id(measure, "--measure"),
        population: try Typed.id(population, "--population"), claimant: source),
      at: try point.point(), all: all)
    let answer = try await connection.withGateway {
      try await $0.call(GatewayAPI.listSources, request)
    }
    try Answer.show(answer, answer.status, json: output.json, text: SourcesPage.print)
  }
}
