import ArgumentParser
import Ledger
import Messages
import RPC

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show each service: version, health, position in the ledger, queue.")

  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let connection = connection
    var answer = try await connection.withGateway { gateway in
      var answer = try await gateway.call(GatewayAPI.getStatus, GetStatusRequest())
      if let own = answer.services.firstIndex(where: { $0.service == "gateway" }) {
        answer.services[own].address = "\(gateway.address)"
      }
      return answer
    }
    answer.services.sort { $0.service < $1.service }
    try Answer.show(answer, answer.status, json: output.json) { answer in
      var table = Table(
        ["SERVICE", "HEALTH", "VERSION", "ADDRESS", "REVISION", "QUEUE", "NOTE"], right: [4, 5])
      for service in answer.services {
        table.add([
          service.service, "\(service.health)", service.version.isEmpty ? "-" : service.version,
          service.address, service.revision == .empty ? "-" : "\(service.revision)",
          service.service == "ingest" ? "\(service.queueLength)" : "-",
          service.error.map { "\($0)" } ?? service.note,
        ])
      }
      table.print()
    }
  }
}
