import ArgumentParser
import Ledger
import Messages
import RPC

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one claim: its sentence, who says so, the report, the ledger's entry.")

  @Argument(help: "The claim's id, or a beginning of it of six characters or more.")
  var claim: String
  @OptionGroup var point: PointOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let (id, at) = (claim.lowercased(), try point.point())
    let answer = try await connection.withGateway {
      try await $0.call(GatewayAPI.showClaim, ShowClaimRequest(id: id, at: at))
    }
    try Answer.show(answer, answer.status, json: output.json) { answer in
      guard let record = answer.claim else { return }
      for line in ClaimPage.lines(record, answer) { print(line) }
    }
  }
}
