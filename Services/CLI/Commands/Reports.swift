import ArgumentParser
import Ledger
import Messages
import RPC
import Wording

struct ReportsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reports", abstract: "List the reports in the ledger, newest first.",
    discussion: """
      With --document, all that is known of one: where it was seen, and the versions before and after it,
      which are other bytes that were seen at the same address.
      """)

  @Option(help: "At most so many.") var limit: Int = 100
  @Option(
    help: ArgumentHelp(
      "Only this one: its id, or a beginning of it of six characters or more.", valueName: "id"))
  var document: String?
  @OptionGroup var point: PointOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  mutating func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() async throws {
    if let document { return try await show(document.lowercased()) }
    let (at, limit) = (try point.point(), limit)
    let answer = try await connection.withGateway { gateway in
      var answer = try await gateway.call(
        GatewayAPI.browseReports, BrowseReportsRequest(at: at, pageSize: min(limit, 200)))
      while answer.reports.count < limit, !answer.nextCursor.isEmpty {
        let page = try await gateway.call(
          GatewayAPI.browseReports,
          BrowseReportsRequest(
            at: .revision(answer.status.revision),
            pageSize: min(limit - answer.reports.count, 200), cursor: answer.nextCursor))
        answer.reports += page.reports
        answer.nextCursor = page.nextCursor
      }
      return answer
    }
    try Answer.show(answer, answer.status, json: output.json, text: Self.print)
  }

  private func show(_ id: String) async throws {
    guard !id.isEmpty else {
      throw LedgerError(.malformed, subject: "--document", "empty", hint: "give a document's id")
    }
    let at = try point.point()
    let answer = try await connection.withGateway { gateway in
      try await gateway.call(
        GatewayAPI.browseReports, BrowseReportsRequest(at: at, document: id))
    }
    try Answer.show(answer, answer.status, json: output.json) { answer in
      for report in answer.reports {
        for line in ReportPage.lines(report) { Swift.print(line) }
      }
    }
  }

  private static func print(_ answer: BrowseReportsResponse) {
    guard !answer.reports.isEmpty else {
      Swift.print("No reports.")
      return
    }
    var table = Table(
      ["DOCUMENT", "PUBLISHED", "OUTLET", "CLAIMS", "BYTES", "TITLE"], right: [3, 4])
    for report in answer.reports {
      let sighting = report.sightings.last
      table.add([
        Words.short(report.document.id), sighting?.published?.date.description ?? "-",
        sighting?.outlet?.name ?? "-",
        "\(report.claims)"
          + (report.rejectedClaims > 0 ? ", \(report.rejectedClaims) rejected" : ""),
        "\(report.document.size)",
        report.withdrawn.map(Words.withdrawn)
          ?? sighting.map { $0.title.isEmpty ? $0.fileName : $0.title } ?? "",
      ])
    }
    table.print()
    Swift.print("\(answer.reports.count) reports")
  }
}
