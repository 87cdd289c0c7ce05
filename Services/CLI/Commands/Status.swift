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
    var answer = try await connection.withGateway { try await Self.ask($0) }
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

  /// What the gateways say: of themselves each, of the services behind them the first that answers.
  private static func ask(_ gateway: Peer) async throws -> GetStatusResponse {
    let gateways = await gateway.each()
    let answers = await outcomes(of: gateways) {
      try await $0.call(GatewayAPI.getStatus, GetStatusRequest())
    }
    guard var answer = answers.compactMap({ try? $0.get() }).first else {
      return try answers[0].get()
    }
    answer.services.removeAll { $0.service == "gateway" }
    for (process, its) in zip(gateways, answers) {
      do {
        for var own in try its.get().services where own.service == "gateway" {
          own.address = process.label
          answer.services.append(own)
        }
      } catch {
        let failure = LedgerError(error, doing: "gateway")
        answer.services.append(
          ServiceStatus(
            service: "gateway", address: process.label, version: "", health: .unreachable,
            revision: .empty, error: failure))
        answer.status.parts.append(
          AnswerPart(name: "gateway \(process.label)", complete: false, error: failure))
        answer.status.complete = false
      }
    }
    return answer
  }
}
