import ArgumentParser
import Ledger
import Messages
import RPC

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what a page claims that its version before did not.",
    discussion: """
      With one document: against the version before it, the document that was seen last at the same address.
      With two: the first one against the second one, whatever they are.

      A line with - is a claim that is gone, one with + a claim that is new; both together, the same of the
      same people, counted by the same, with another figure. A claim that only stands elsewhere or in other
      words is unchanged.

      With --json, one line for each part of the answer, the sum last.

      Example: reckon diff 3f8a2c
      """)

  @Argument(help: "The documents' ids, or beginnings of them of six characters or more.")
  var documents: [String]
  @OptionGroup var point: PointOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    guard (1...2).contains(documents.count), !documents.contains("") else {
      throw ValidationError("Name one document, or two.")
    }
  }

  func run() async throws {
    let ids = documents.map { $0.lowercased() }
    let request = DiffReportsRequest(
      before: ids.count == 2 ? ids[0] : "", after: ids[ids.count - 1], at: try point.point())
    let json = output.json
    let last = try await connection.withGateway { gateway in
      try await gateway.read(GatewayAPI.diffReports, request) { answers in
        var last: ReportDifference?
        for try await answer in answers {
          if json { print(try answer.json(indented: false)) }
          switch answer {
          case .changes(let part):
            if !json { for line in DifferencePage.lines(part.changes) { print(line) } }
          case .difference(let difference): last = difference
          }
        }
        return last
      }
    }
    guard let last else {
      throw LedgerError(
        .unavailable, subject: "gateway", "the answer ended in the middle", hint: "try again")
    }
    if !json { for line in DifferencePage.lines(last) { print(line) } }
  }
}
