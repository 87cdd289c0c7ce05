import ArgumentParser
import Ledger
import Messages
import RPC

struct HealthCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "health",
    abstract: "Ask one service whether it is ready (grpc.health.v1).",
    discussion: """
      Exit status 0 when it is. With --address it asks any service directly; containers probe
      themselves with it.
      """)

  @Option(help: ArgumentHelp("The service to ask, instead of the gateway.", valueName: "host:port"))
  var address: String?
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    var connection = connection
    if let address { connection.gateway = address }
    let answer = try await connection.withGateway {
      try await $0.call(StandardAPI.checkHealth, HealthCheckRequest())
    }
    if output.json {
      print(try answer.json())
    } else {
      print(answer.status == .serving ? "ready" : "not ready")
    }
    if answer.status != .serving { throw ExitCode(ExitStatus.of(.unavailable)) }
  }
}
