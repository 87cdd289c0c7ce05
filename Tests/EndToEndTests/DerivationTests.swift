import Foundation
import Support
import Testing

/// Derivations on the built programs: a report of our own in, the arithmetic out.
@Suite struct DerivationTests {
  private let sample = Programs.checkout.appendingPathComponent("Samples/ratios-and-shares.txt")
    .path

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func derivations(_ stack: Stack, _ arguments: String...) async throws -> (
    [[String: Any]], [String: Any]
  ) {
    let outcome = try await stack.run(["derivations", "--json"] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let answer = try json(outcome.output)
    let page = try #require(answer["page"] as? [String: Any])
    return (page["derivations"] as? [[String: Any]] ?? [], answer)
  }

  @Test func followFromAReportToItsSentences() async throws {
    let stack = try await Stack()
    let empty = try await stack.reckon("derivations")
    #expect(empty.status == 0)
    #expect(empty.output.contains("Nothing follows"))
    #expect(
      try await stack.reckon("ingest", sample, "--published", "2025-02-06").status == 0)

    let (stated, answer) = try await derivations(
      stack, "--conflict", "russia-ukraine", "--verdict", "reproduced", "--sentences")
    let kinds = Set(stated.compactMap { $0["kind"] as? String })
    #expect(
      kinds == [
        "DERIVATION_KIND_SHARE", "DERIVATION_KIND_RATIO", "DERIVATION_KIND_RATE",
      ])
    let evidence = Set(
      (answer["evidence"] as? [[String: Any]] ?? []).compactMap {
        ($0["claim"] as? [String: Any])?["id"] as? String
      })
    for derivation in stated {
      let inputs = try #require(derivation["inputs"] as? [[String: Any]])
      #expect(inputs.count >= 1)
      let named =
        inputs.compactMap { ($0["claims"] as? [String])?.first }
        + [derivation["statement"] as? String].compactMap { $0 }
      #expect(named.allSatisfy(evidence.contains), "each number is one step from its sentence")
      #expect((derivation["formula"] as? [String])?.isEmpty == false)
    }

    let text = try await stack.reckon("derivations", "--kind", "ratio", "--sentences")
    #expect(text.status == 0)
    #expect(text.output.contains("REPRODUCED  stated ratio"))
    #expect(text.output.contains("600,000 / 300,000 = 2"))
    #expect(text.output.contains("(ends unpaired)"))
    #expect(text.output.contains("1 wounded to killed ratio, Zelensky said"))
    #expect(!text.output.contains("\u{1B}"), "no colours where there is no terminal")

    let pages = try await stack.reckon("derivations", "--limit", "1")
    #expect(pages.output.contains("1 of "))
    #expect(pages.output.contains("more with --limit"))
    let before = try await stack.reckon("derivations", "--at", "0")
    #expect(before.output.contains("Nothing follows"))
    let early = try await derivations(stack, "--as-of", "2023", "--verdict", "reproduced").0
    #expect(early.allSatisfy { $0["kind"] as? String == "DERIVATION_KIND_RATE" })

    #expect(try await stack.reckon("derivations", "--kind", "guess").status == 65)
    #expect(try await stack.reckon("derivations", "--party", "atlantis").status == 66)
    #expect(try await stack.reckon("derivations", "--limit", "0").status == 64)
  }

  @Test func sayWhatIsMissing() async throws {
    let stack = try await Stack()
    #expect(
      try await stack.reckon("ingest", sample, "--published", "2025-02-06").status == 0)
    await stack.end(.storage, with: SIGTERM)
    let partial = try await stack.reckon("derivations", "--sentences")
    #expect(partial.status == 3)
    #expect(partial.output.contains("REPRODUCED"))
    #expect(partial.errors.contains("sentences"))
    try await stack.start(.storage)
    await stack.end(.analytics, with: SIGTERM)
    #expect(try await stack.reckon("derivations").status == 69)
  }
}
