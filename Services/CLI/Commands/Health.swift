import ArgumentParser
import Ledger
import Messages
import RPC

struct HealthCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "health",
    abstract: "Ask one service whether it is ready (grpc.health.v1).",
    discussion: """
      Exit status 0 when it is, and, of several gateways, when each is. With --address it asks any
      service directly; containers probe themselves with it.
      """)

  @Option(help: ArgumentHelp("The service to ask, instead of the gateway.", valueName: "host:port"))
  var address: String?
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    var connection = connection
    if let address { connection.gateway = address }
    let answers = try await connection.withGateway { gateway in
      let processes = await gateway.each()
      let answers = await outcomes(of: processes) {
        try await $0.call(StandardAPI.checkHealth, HealthCheckRequest())
      }
      return Array(zip(processes.map(\.label), answers))
    }
    var failure: (any Error)?
    for (address, answer) in answers {
      do {
        let answer = try answer.get()
        let words = answer.status == .serving ? "ready" : "not ready"
        if output.json {
          print(try answer.json())
        } else {
          print(answers.count == 1 ? words : "\(address) \(words)")
        }
        if answer.status != .serving {
          failure = failure ?? ExitCode(ExitStatus.of(.unavailable))
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}
