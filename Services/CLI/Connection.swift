import ArgumentParser
import Foundation
import Ledger
import RPC
import Runtime

/// How a command reaches the gateway.
struct ConnectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Address of the gateway, or of several, separated by commas.", valueName: "host:port"))
  var gateway: String?

  @Option(help: ArgumentHelp("Give up after so many seconds.", valueName: "seconds"))
  var timeout: Double = 30

  mutating func validate() throws {
    guard timeout > 0, timeout <= 86_400 else {
      throw ValidationError("--timeout must be more than 0 and at most 86400 seconds.")
    }
  }

  /// Calls the gateway with one deadline over everything that the body asks. Nil deadline for what streams on.
  func withGateway<T: Sendable>(
    endless: Bool = false, _ body: @escaping @Sendable (Peer) async throws -> T
  ) async throws -> T {
    let peer = try Peer(name: "gateway", addresses: try addresses(), timeout: .seconds(timeout))
    return try await withThrowingTaskGroup(of: T?.self) { group in
      group.addTask {
        try await peer.run()
        return nil
      }
      group.addTask {
        let call = Call(deadline: endless ? nil : .now + .seconds(timeout))
        return try await Call.$current.withValue(call) { try await body(peer) }
      }
      defer {
        peer.stop()
        group.cancelAll()
      }
      while let result = try await group.next() {
        if let result { return result }
      }
      throw CancellationError()
    }
  }

  private func addresses() throws(LedgerError) -> [Address] {
    if let gateway { return try Address.list(gateway, key: "--gateway") }
    let environment = ProcessInfo.processInfo.environment
    if let value = environment["RECKONER_GATEWAY"], !value.isEmpty {
      return try Address.list(value, key: "RECKONER_GATEWAY")
    }
    let home = environment["HOME"] ?? ""
    let folder =
      environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.config"
    let profile = folder + "/reckoner/profile.yaml"
    if FileManager.default.fileExists(atPath: profile),
      let value = try SettingsFile.read(profile)["gateway"]
    {
      return try Address.list(value, key: "\(profile): gateway")
    }
    return [Address(host: "127.0.0.1", port: 7400)]
  }
}

/// How a command shows its answer.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print the answer as canonical protobuf JSON.")
  var json = false
}

/// Which state of the ledger, as it was known then.
struct PointOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The ledger as it was known then: a revision, or a moment (2026-02-05T12:00:00Z; a day alone is its \
      beginning, in UTC).
      """,
      valueName: "revision|moment"))
  var at: String?

  func point() throws(LedgerError) -> LedgerPoint {
    guard let at else { return .head }
    if let point = LedgerPoint(at) { return point }
    throw LedgerError(
      .malformed, subject: "--at", "neither a revision nor a moment: \(at.debugDescription)",
      hint: "a revision is a whole number, a moment is like 2026-02-05T12:00:00Z")
  }
}
