import Foundation
import Support
import Testing

/// Why claims say what they say, through the command and all services.
@Suite struct ExplainTests {
  private static let report = """
    Rebels killed at least 12 soldiers near the town of Gao in Mali on Tuesday, the army said.

    Four of them were officers. The rebels fired 30 rockets; in 2019 they had none.

    """

  @Test func aTreeForEachClaimAndTheOtherNumbersBehind() async throws {
    let stack = try await Stack()
    let file = try stack.folder.write(Self.report, to: "report.txt")
    let outcome = try await stack.reckon("extract", "--explain", file, "--published", "2024-06-12")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.first?.hasPrefix("claim 1  ≥ 12 killed") == true)
    #expect(lines.contains { $0.hasPrefix("├─ Rebels killed [at least 12] soldiers") })
    let measure = try #require(lines.firstIndex { $0.hasPrefix("├─ measure     killed  · object") })
    #expect(lines[measure + 1].hasPrefix("│  └─ “killed”  measure killed, "))
    #expect(lines[measure + 1].contains("languages/en/measures.tsv:"))
    #expect(lines.contains { $0.contains("mali  ·") && $0.contains("party") })
    #expect(
      lines.contains { $0.hasPrefix("└─ confidence  0.") || $0.hasPrefix("├─ confidence  0.") })
    #expect(lines.contains { $0.contains("fired [30] rockets") && $0.contains("counts things") })
    #expect(lines.contains { $0.contains("[2019]") && $0.hasSuffix("· part of a date") })
    // No escapes where no terminal reads them.
    #expect(!outcome.output.contains("\u{1B}"))
    #expect(lines.last?.hasSuffix("claims, nothing stored") == true)
  }

  @Test func claimsAreThoseOfAnExtractWithoutIt() async throws {
    let stack = try await Stack()
    let file = try stack.folder.write(Self.report, to: "report.txt")
    func claims(_ arguments: String...) async throws -> [String] {
      let output =
        try await arguments.contains("--explain")
        ? stack.reckon("extract", file, "--json", "--explain").output
        : stack.reckon("extract", file, "--json").output
      return output.split(separator: "\n").map(String.init).filter { $0.contains("\"id\": \"") }
    }
    let plain = try await claims()
    #expect(!plain.isEmpty)
    #expect(try await Set(claims("--explain")) == Set(plain))
  }

  @Test func theSameInJSON() async throws {
    let stack = try await Stack()
    let file = try stack.folder.write(Self.report, to: "report.txt")
    let output = try await stack.reckon("extract", "--explain", "--json", file).output
    let start = try #require(output.range(of: "\n{\n  \"id\"", options: .backwards))
    let part = try #require(
      try JSONSerialization.jsonObject(with: Data(output[..<start.lowerBound].utf8))
        as? [String: Any])
    let claims = try #require(part["claims"] as? [[String: Any]])
    let explanations = try #require(part["explanations"] as? [[String: Any]])
    #expect(claims.count == explanations.count && !claims.isEmpty)
    let steps = try #require(explanations[0]["steps"] as? [[String: Any]])
    #expect(steps.first?["field"] as? String == "CLAIM_FIELD_NUMBER")
    #expect(steps.first?["value"] as? String == "12")
    let numbers = try #require(part["passedOver"] as? [[String: Any]])
    #expect(numbers.contains { $0["text"] as? String == "30" && $0["reason"] as? String != nil })
    let plain = try await stack.reckon("extract", "--json", file).output
    #expect(!plain.contains("explanations") && !plain.contains("passedOver"))
  }

  @Test func aTextWithoutClaimsStillTellsOfItsNumbers() async throws {
    let stack = try await Stack()
    let outcome = try await stack.reckon(
      "extract", "--explain", "-", input: "The price of bread rose by 7 percent.\n")
    #expect(outcome.output.hasPrefix("1 number became no claim\n└─ "))
    #expect(outcome.output.hasSuffix("-: 0 claims, nothing stored\n"))
  }

  @Test func controlCharactersOfATextDoNotReachTheTerminal() async throws {
    let stack = try await Stack()
    let file = try stack.folder.write(
      "The army of Mali said \u{1B}]0;title\u{7}that 12 soldiers \u{202E}were killed by 9\u{1B}[2J rebels.\n",
      to: "hostile.txt")
    let output = try await stack.reckon("extract", "--explain", file).output
    #expect(output.contains("claim 1"))
    #expect(!output.unicodeScalars.contains { ["\u{1B}", "\u{7}", "\u{202E}"].contains($0) })
  }

  @Test func passagesInBulkAreNotExplained() async throws {
    let outcome = try await Programs.run(
      Programs.path("reckon"), ["extract", "--jsonl", "--explain", "-"])
    #expect(outcome.status == 64 && outcome.errors.contains("--json"))
  }
}
