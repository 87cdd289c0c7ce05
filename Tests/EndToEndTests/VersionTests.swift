import Foundation
import Support
import Testing

/// The same bytes again, and other bytes at the same address, on the built programs.
@Suite struct VersionTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private static let address = "https://courier.example/story"

  private static func page(_ killed: Int, more: String = "") -> String {
    """
    Losses near Kharkiv

    The defence ministry of Ukraine said that \(killed) Russian soldiers had been killed near Kharkiv.
    \(more)At least 21 civilians were wounded, the ministry said.
    """
  }

  private func ingest(_ stack: Stack, _ text: String, _ more: String...) async throws -> String {
    let file = try stack.folder.write(text, to: "page.txt")
    let arguments = ["ingest", file, "--json"] + more
    let outcome = try await Programs.run(
      Programs.path("reckon"), arguments, environment: ["RECKONER_GATEWAY": await stack.gateway])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try #require(try json(outcome.output)["document"] as? String)
  }

  private func report(_ stack: Stack, _ id: String) async throws -> [String: Any] {
    let answer = try json(try await stack.reckon("reports", "--document", id, "--json").output)
    return try #require((answer["reports"] as? [[String: Any]])?.first)
  }

  @Test func theSameBytesAgainAreOneDocumentWithAnotherSighting() async throws {
    let stack = try await Stack()
    let text = Self.page(500)
    let first = try await ingest(stack, text, "--outlet", "First", "--url", Self.address)
    let second = try await ingest(
      stack, text, "--outlet", "Second", "--url", "https://gazette.example/a")
    #expect(first == second)
    let again = try await ingest(
      stack, text, "--outlet", "Second", "--url", "https://gazette.example/a")
    #expect(again == first)
    let list = try json(try await stack.reckon("reports", "--json").output)
    #expect((list["reports"] as? [Any])?.count == 1)
    let found = try await report(stack, first)
    let sightings = try #require(found["sightings"] as? [[String: Any]])
    #expect(
      sightings.map { ($0["outlet"] as? [String: Any])?["name"] as? String } == ["First", "Second"])
    #expect(found["nextVersion"] == nil && found["previousVersion"] == nil)
    let claims = try json(try await stack.reckon("claims", "--json").output)
    #expect((claims["claims"] as? [Any])?.count == 2)
  }

  @Test func aChangedPageIsANewVersionWithADiff() async throws {
    let stack = try await Stack()
    let first = try await ingest(stack, Self.page(500), "--url", Self.address)
    let second = try await ingest(
      stack, Self.page(471, more: "It also reported 12 Russian soldiers captured.\n"), "--url",
      "HTTPS://Courier.example:443/story#corrected")
    #expect(first != second)
    #expect(try await report(stack, first)["nextVersion"] as? String == second)
    #expect(try await report(stack, second)["previousVersion"] as? String == first)
    let shown = try await stack.reckon("reports", "--document", String(first.prefix(8)))
    #expect(shown.output.contains("\(second): this is an earlier version"))

    let diff = try await stack.reckon("diff", String(second.prefix(8)))
    #expect(diff.status == 0, "\(diff.errors)")
    let lines = diff.output.split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.hasPrefix("- ") && $0.contains("500, killed") }, "\(diff.output)")
    #expect(lines.contains { $0.hasPrefix("+ ") && $0.contains("471, killed") })
    #expect(diff.output.contains("1 added, 0 gone, 1 changed, 1 unchanged"))
    let named = try await stack.reckon("diff", second, first)
    #expect(named.output.contains("0 added, 1 gone, 1 changed, 1 unchanged"))
    let parts = try await stack.reckon("diff", second, "--json").output.split(separator: "\n")
    let last = try json(try #require(parts.last.map(String.init)))
    let sum = try #require(last["difference"] as? [String: Any])
    #expect(
      ((sum["before"] as? [String: Any])?["document"] as? [String: Any])?["id"] as? String == first)

    // Both state what they state; the claims of the first say that there is another.
    let claims = try json(try await stack.reckon("claims", "--json").output)
    let records = try #require(claims["claims"] as? [[String: Any]])
    #expect(records.count == 5)
    #expect(records.count { $0["newerVersion"] as? String == second } == 2)
    #expect(records.count { $0["newerVersion"] == nil } == 3)

    // As it was known before there was a second one.
    let revision = try #require(
      (try await report(stack, first)["revision"] as? String).flatMap(Int.init))
    let then = try json(
      try await stack.reckon("reports", "--document", first, "--at", "\(revision)", "--json").output
    )
    #expect((then["reports"] as? [[String: Any]])?.first?["nextVersion"] == nil)
    #expect(try await stack.reckon("ledger", "verify").status == 0)
  }

  @Test func aDiffOfWhatHasNoOtherVersionSaysSo() async throws {
    let stack = try await Stack()
    let only = try await ingest(stack, Self.page(500), "--url", Self.address)
    let none = try await stack.reckon("diff", only)
    #expect(none.status == 66)
    #expect(none.errors.contains("no earlier version"))
    #expect(try await stack.reckon("diff", only, only).status == 65)
    #expect(try await stack.reckon("diff", "00112233").status == 66)
    #expect(try await stack.reckon("diff", "x").status == 65)
    #expect(try await stack.reckon("diff").status == 64)
    #expect(try await stack.reckon("reports", "--document", "").status == 65)
  }

  /// What a page says of itself reaches the terminal as letters only.
  @Test func addressesAndTitlesCannotRewriteTheScreen() async throws {
    let stack = try await Stack()
    let address = "https://courier.example/\u{1B}[2J\u{202E}story"
    let text = Self.page(500).replacing("Losses", with: "\u{1B}]0;owned\u{7}Losses")
    let first = try await ingest(stack, text, "--url", address)
    let second = try await ingest(
      stack, text.replacing("500", with: "471"), "--url", address)
    let diff = try await stack.reckon("diff", second)
    #expect(diff.status == 0)
    #expect(
      !diff.output.unicodeScalars.contains { "\u{1B}\u{7}\u{202E}".unicodeScalars.contains($0) })
    let shown = try await stack.reckon("reports", "--document", first)
    #expect(shown.output.contains(second))
    #expect(!shown.output.unicodeScalars.contains { "\u{1B}\u{202E}".unicodeScalars.contains($0) })
  }

  /// Two submissions at once: the better date holds, whichever of them is read last.
  @Test func theBetterDateHoldsThoughBothAreReadAtOnce() async throws {
    let stack = try await Stack()
    let file = try stack.folder.write(
      "Strike in Kharkiv\n\nFive civilians were killed in Kharkiv on Monday, officials said.\n",
      to: "a.txt")
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<12 {
        group.addTask {
          let date = number % 3 == 0 ? ["--published", "2025-03-05"] : []
          _ = try? await Programs.run(
            Programs.path("reckon"), ["ingest", file, "--outlet", "Outlet \(number)"] + date,
            environment: ["RECKONER_GATEWAY": await stack.gateway])
        }
      }
    }
    let after = try json(try await stack.reckon("claims", "--json").output)
    let records = try #require(after["claims"] as? [[String: Any]])
    #expect(records.count == 1)
    #expect("\(records)".contains("2025-03-03"))
  }
}
