import Foundation
import Support
import Testing

/// A service that cannot start says why, in one line, and exits with a status that fits.
@Suite struct StartTests {
  private func start(_ service: String, _ flags: String...) async throws -> Programs.Outcome {
    try await Programs.run(Programs.path("reckoner-\(service)"), flags)
  }

  private func line(_ outcome: Programs.Outcome, _ service: String) -> String {
    outcome.errors.split(separator: "\n").last { $0.hasPrefix("reckoner-\(service): ") }.map(
      String.init) ?? ""
  }

  @Test func anUnknownOptionOrKeyIsNamed() async throws {
    let flag = try await start("gateway", "--storrage-address", "127.0.0.1:1")
    #expect(flag.status == 78)
    #expect(line(flag, "gateway").contains("--storrage-address"))
    let folder = try TemporaryFolder("configuration")
    let file = try folder.write("storage:\n  adress: 127.0.0.1:7402\n", to: "gateway.yaml")
    let key = try await start("gateway", "--config", file)
    #expect(key.status == 78)
    #expect(line(key, "gateway").contains("storage.adress"))
  }

  @Test func aValueThatIsNoneIsNamedWithItsKey() async throws {
    let outcome = try await start(
      "storage", "--listen-address", "127.0.0.1:0", "--storage-readers", "many")
    #expect(outcome.status == 78)
    #expect(line(outcome, "storage").contains("storage.readers"))
  }

  @Test func flagsWinOverTheEnvironmentAndThatOverTheFile() async throws {
    let folder = try TemporaryFolder("configuration")
    let file = try folder.write("log:\n  level: nonsense-file\n", to: "a.yaml")
    func level(_ flags: [String], _ environment: [String: String]) async throws -> String {
      try await Programs.run(
        Programs.path("reckoner-gateway"), ["--config", file] + flags, environment: environment
      ).errors
    }
    #expect(try await level([], [:]).contains("nonsense-file"))
    #expect(try await level([], ["RECKONER_LOG_LEVEL": "nonsense-env"]).contains("nonsense-env"))
    #expect(
      try await level(["--log-level", "nonsense-flag"], ["RECKONER_LOG_LEVEL": "nonsense-env"])
        .contains("nonsense-flag"))
  }

  @Test func addressesBeyondThisMachineMustBeAllowedByName() async throws {
    let listen = try await start("gateway", "--listen-address", "0.0.0.0:0")
    #expect(listen.status == 78)
    #expect(line(listen, "gateway").contains("network.insecure"))
    let peer = try await start(
      "gateway", "--listen-address", "127.0.0.1:0", "--storage-address", "storage:7402")
    #expect(peer.status == 78)
    #expect(line(peer, "gateway").contains("storage.address"))
  }

  @Test func aPortInUseAndALedgerInUseAreSaidToBeSo() async throws {
    let stack = try await Stack()
    let port = try await start(
      "storage", "--listen-address", stack.gateway, "--storage-path", stack.folder.path("other"))
    #expect(port.status == 78)
    #expect(line(port, "storage").contains("the port is in use"))
    let ledger = try await start(
      "storage", "--listen-address", "127.0.0.1:0", "--storage-path", stack.folder.path("storage"))
    #expect(ledger.status != 0)
    #expect(!line(ledger, "storage").isEmpty)
  }

  @Test func aLexiconThatIsNotThereIsSaidToBeSo() async throws {
    let folder = try TemporaryFolder("spool")
    let outcome = try await start(
      "ingest", "--listen-address", "127.0.0.1:0", "--spool-path", folder.root, "--lexicon-path",
      "/no/such/lexicon")
    #expect(outcome.status != 0)
    #expect(line(outcome, "ingest").contains("/no/such/lexicon"))
  }
}
