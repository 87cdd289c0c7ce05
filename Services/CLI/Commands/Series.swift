import ArgumentParser
import Ledger
import Messages
import RPC
import Wording

struct SeriesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "series", abstract: "List the dated figures of each counting system in order.",
    discussion: "Example: reckon series --party ukraine --population military --measure killed")

  @OptionGroup var question: QuestionOptions
  @Flag(help: "Also figures that are projected, marked as such.") var projections = false
  @OptionGroup var point: PointOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let first = ListSeriesRequest(
      question: try question.question(), at: try point.point(), pageSize: PageSize.most,
      projections: projections)
    let answer = try await connection.withGateway { gateway in
      // Every page after the first one is of the revision of the first, by its cursor.
      var request = first
      var answer = try await gateway.call(GatewayAPI.listSeries, request)
      while !answer.nextCursor.isEmpty {
        request.cursor = answer.nextCursor
        answer.add(try await gateway.call(GatewayAPI.listSeries, request))
      }
      return answer
    }
    try Answer.show(answer, answer.status, json: output.json, text: Self.print)
  }

  private static func print(_ answer: ListSeriesResponse) {
    let counted = Words.counted(answer.claims, rejected: answer.rejectedClaims)
    guard !answer.series.isEmpty else {
      Swift.print(
        "No dated figures on this question: \(counted).")
      return
    }
    for series in answer.series {
      Swift.print(
        Terminal.bold(
          Terminal.safe(Words.claimant(series.claimant)) + ": " + ComparisonPage.title(series.topic)
        ))
      var table = Table(["ABOUT", "FIGURE", "STATED", "DOCS", "NOTES", "CLAIM"], right: [1, 3])
      for figure in series.points {
        table.add([
          Words.about(figure.time), ComparisonPage.value(figure), Words.stated(figure.time),
          "\(figure.documents)", ComparisonPage.notes(figure),
          figure.claims.first.map(Words.short) ?? "-",
        ])
      }
      table.print()
      Swift.print("")
    }
    Swift.print("\(counted).")
  }
}

extension ListSeriesResponse {
  /// Takes in the next page, which may go on with the last series of this one.
  fileprivate mutating func add(_ page: ListSeriesResponse) {
    for part in page.series {
      if let last = series.last, last.topic == part.topic, last.claimant == part.claimant {
        series[series.count - 1].points += part.points
      } else {
        series.append(part)
      }
    }
    if !page.status.complete { status = page.status }
    nextCursor = page.nextCursor
  }
}
