import Foundation
import Support
import Testing

/// What the command line says when something is wrong, and how it exits.
@Suite struct CommandLineTests {
  private func alone(_ arguments: String..., environment: [String: String] = [:]) async throws
    -> Programs.Outcome
  {
    try await Programs.run(
      Programs.path("reckon"), arguments,
      environment: ["RECKONER_GATEWAY": "", "XDG_CONFIG_HOME": "/nonexistent"].merging(environment)
      { $1 })
  }

  @Test(arguments: [
    [], ["ingest"], ["extract"], ["claims"], ["show"], ["compare"], ["series"], ["reports"],
    ["status"],
    ["health"], ["ledger"], ["ledger", "verify"], ["ledger", "rebuild"],
    ["ledger", "checkpoint"], ["ledger", "prove"], ["ledger", "check-proof"],
    ["ledger", "accesses"], ["export"], ["export", "evidence"],
    ["ledger", "checkpoint"], ["ledger", "prove"], ["ledger", "check-proof"], ["vocabulary"],
    ["withdraw"], ["withdraw", "seal"], ["withdraw", "erase"],
  ])
  func everyCommandHasHelp(_ command: [String]) async throws {
    let help = try await Programs.run(Programs.path("reckon"), command + ["--help"])
    #expect(help.status == 0)
    #expect(help.output.contains("USAGE"))
  }

  @Test func itsVersionIsThatOfTheServices() async throws {
    let version = try await alone("--version").output.trimmingCharacters(in: .newlines)
    #expect(version.hasPrefix("reckon "))
    for service in Stack.ServiceName.allCases {
      let other = try await Programs.run(Programs.path("reckoner-\(service)"), ["--version"]).output
      #expect(
        other.trimmingCharacters(in: .newlines)
          == "reckoner-\(service) \(version.dropFirst("reckon ".count))")
    }
  }

  @Test func wrongUsageIs64() async throws {
    #expect(try await alone("compare", "--nonsense").status == 64)
    #expect(try await alone("nonsense").status == 64)
    #expect(try await alone("claims", "--limit", "0").status == 64)
  }

  @Test func anAddressOrADateThatIsNoneIsSaidToBeSo() async throws {
    let address = try await alone("status", "--gateway", "nowhere")
    #expect(address.status == 78)
    #expect(address.errors.contains("HOST:PORT"))
    let date = try await alone("claims", "--since", "2025-02-30")
    #expect(date.status == 65)
    #expect(date.errors.contains("--since"))
  }

  @Test func aGatewayThatIsNotThereIs69() async throws {
    let outcome = try await alone("status", environment: ["RECKONER_GATEWAY": "127.0.0.1:1"])
    #expect(outcome.status == 69)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("127.0.0.1:1"))
  }

  @Test func whatCannotBeReadIsRefusedAndTheRestIsTaken() async throws {
    let stack = try await Stack()
    let binary = stack.folder.path("binary.txt")
    try Data([0x50, 0x4B, 0x03, 0x04, 0, 0, 0xFF]).write(to: URL(fileURLWithPath: binary))
    let empty = try stack.folder.write("", to: "empty.txt")
    let good = try stack.report(1)
    let outcome = try await stack.reckon(
      "ingest", "/no/such/file", binary, empty, stack.folder.root, good)
    #expect(outcome.status != 0)
    #expect(outcome.output.contains(good))
    for name in ["/no/such/file", binary, empty, stack.folder.root] {
      #expect(outcome.errors.contains(name))
    }
    #expect(
      try await stack.reckon("reports", "--json").output.components(separatedBy: "mediaType").count
        == 2)
    #expect(try await stack.reckon("ingest", "/no/such/file").status == 66)
  }

  @Test func aClaimThatIsNotThereIs66AndABeginningMustBeLongEnough() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    #expect(try await stack.reckon("show", "0123456789").status == 66)
    #expect(try await stack.reckon("show", "012").status == 65)
    #expect(try await stack.reckon("compare", "--party", "ruritania").status == 66)
  }

  @Test func controlCharactersOfAReportDoNotReachTheTerminal() async throws {
    let stack = try await Stack()
    let file = try stack.folder.write(
      "Headline \u{1B}[31mred\u{1B}[0m\n\nOfficials said \u{1B}]0;title\u{7}that 12 soldiers of Ukraine \u{202E}were killed.\n",
      to: "hostile.txt")
    _ = try await stack.reckon("ingest", file)
    for command in ["claims", "reports", "compare"] {
      let output = try await stack.reckon(command).output
      #expect(
        !output.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{202E}" })
    }
    #expect(try await !stack.reckon("claims").output.contains("No claims"))
  }

  @Test func healthAsksAnyServiceDirectly() async throws {
    let stack = try await Stack()
    for service in Stack.ServiceName.allCases {
      var outcome = try await stack.reckon("health", "--address", stack.address(service))
      // Analytics is ready once it has read the ledger.
      while outcome.status == 69 {
        try await Task.sleep(for: .milliseconds(50))
        outcome = try await stack.reckon("health", "--address", stack.address(service))
      }
      #expect(outcome.output == "ready\n")
    }
    #expect(try await stack.reckon("health", "--address", "127.0.0.1:1").status == 69)
  }
}
