import AnalyticsService
import Foundation
import GatewayService
import IngestService
import Ledger
import RPC
import Runtime
import StorageService
import Support
import Testing

@Suite struct ConfigurationTests {
  private static let services: [(String, [Setting])] = [
    ("reckoner-ingest", Ingest.settings), ("reckoner-storage", Storage.settings),
    ("reckoner-analytics", Analytics.settings), ("reckoner-gateway", Gateway.settings),
  ]

  /// Docs/operations.md lists, for each service, exactly the keys that its code has, with their defaults.
  @Test func theManualListsEveryKeyWithItsDefault() throws {
    let manual = try String(
      contentsOf: Programs.checkout.appendingPathComponent("Docs/operations.md"), encoding: .utf8)
    for (service, settings) in Self.services {
      let parts = manual.components(separatedBy: "\n## ")
      let page = try #require(
        parts.first { $0.hasPrefix("\(service)\n") }, "no heading for \(service)")
      let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
        .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
      let listed = Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
      let expected = Dictionary(
        uniqueKeysWithValues: settings.map {
          ("`\($0.key)`", $0.standard.isEmpty ? "`none`" : "`\($0.standard)`")
        })
      #expect(listed == expected, "\(service)")
    }
  }

  @Test func everyKeyIsListedOnce() {
    for (service, settings) in Self.services {
      #expect(Set(settings.map(\.key)).count == settings.count, "\(service)")
    }
  }

  @Test func defaultsAreGoodValues() async throws {
    for (_, settings) in Self.services {
      let configuration = try ServiceConfiguration(settings, arguments: [], environment: [:])
      #expect(try ServerSettings(configuration).address.isLoopback)
    }
  }
}
