import ArgumentParser
import Ledger
import Messages
import RPC

struct SeriesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "series", abstract: "List the dated figures of each counting system in order.",
    discussion: "Example: reckon series --party ukraine --population military --measure killed")

  @OptionGroup var question: QuestionOptions
  @OptionGroup var point: PointOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let (question, at) = (try question.question(), try point.point())
    let answer = try await connection.withGateway {
      try await $0.call(GatewayAPI.listSeries, ListSeriesRequest(question: question, at: at))
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
