import Foundation
import Support
import Testing

/// Reports in, disagreements out, on the built programs: a made-up study, a toll, and a paper that shortens both.
@Suite struct FindingsTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// - Returns: a stack that has taken the reports in.
  private func stack() async throws -> Stack {
    let stack = try await Stack()
    let reports = [
      (
        "study.txt", "2026-01-28",
        """
        Up to 140,000 Ukrainian soldiers killed, CSIS says

        The Center for Strategic and International Studies (CSIS) estimates that between 100,000 and 140,000 Ukrainian \
        soldiers have been killed since Russia's invasion of Ukraine in February 2022.
        """
      ),
      (
        "toll.txt", "2026-02-04",
        """
        A president gives a number

        President Volodymyr Zelensky said on February 4, 2026 that 55,000 Ukrainian soldiers have been killed since \
        Russia's invasion of Ukraine in February 2022.
        """
      ),
    ]
    for (name, day, text) in reports {
      let file = try stack.folder.write(text, to: name)
      let taken = try await stack.reckon("ingest", file, "--published", day)
      #expect(taken.status == 0, "\(taken.errors)")
    }
    return stack
  }

  @Test func aTollAndAnEstimateThatDoNotGoTogether() async throws {
    let stack = try await stack()
    let shown = try await stack.reckon("findings", "--conflict", "russia-ukraine", "--together")
    #expect(shown.status == 0, "\(shown.errors)")
    for words in [
      "HIGH", "disjoint-ranges", "100,000 > 55,000", "0.2903 as stated", "binding",
      "headline-against-body",
      "perhaps", "55,000 Ukrainian soldiers have been killed".replacing("55,000", with: "[55,000]"),
    ] {
      #expect(shown.output.contains(words), "\(words) in \(shown.output)")
    }

    let answer = try json(
      try await stack.reckon("findings", "--type", "disjoint-ranges", "--json").output)
    let set = try #require(answer["findings"] as? [String: Any])
    let findings = try #require(set["findings"] as? [[String: Any]])
    #expect(findings.count == 1)
    let finding = try #require(findings.first)
    let claims = try #require(finding["claims"] as? [[String: Any]]).compactMap {
      $0["claim"] as? String
    }
    let evidence = try #require(answer["evidence"] as? [[String: Any]]).compactMap {
      ($0["claim"] as? [String: Any])?["id"] as? String
    }
    #expect(claims.count == 2)
    #expect(Set(claims) == Set(evidence), "each claim comes with its sentence")

    // A decision on it is shown with it, and nothing else changes.
    let id = try #require(finding["id"] as? String)
    let decided = try await stack.reckon(
      "review", "reject", id, "--reason", "one counts the missing", "--reviewer", "A. Example")
    #expect(decided.status == 0, "\(decided.errors)")
    let again = try json(
      try await stack.reckon("findings", "--type", "disjoint-ranges", "--json").output)
    let now = try #require((again["findings"] as? [String: Any])?["findings"] as? [[String: Any]])
    #expect(now.first?["decision"] as? String == "DECISION_REJECTED")
    #expect(now.first?["id"] as? String == id)
  }

  @Test func pagesFiltersAndMistakes() async throws {
    let stack = try await stack()
    let all = try await stack.reckon("findings", "--json")
    let count = try #require(
      (try json(all.output)["findings"] as? [String: Any])?["findings"] as? [Any]
    ).count
    #expect(count >= 2)
    let one = try json(try await stack.reckon("findings", "--limit", "1", "--json").output)
    #expect(((one["findings"] as? [String: Any])?["findings"] as? [Any])?.count == 1)
    #expect((one["nextCursor"] as? String)?.isEmpty == false)
    let none = try await stack.reckon("findings", "--party", "russia", "--severity", "high")
    #expect(none.output.contains("Nothing found"))
    #expect(try await stack.reckon("findings", "--type", "gut-feeling").status != 0)
    // What was not known then is not found then.
    let before = try await stack.reckon("findings", "--at", "5", "--severity", "high")
    #expect(before.output.contains("Nothing found"))
  }

  @Test func theSamplesTellWhatFindingsAreFor() async throws {
    let stack = try await Stack()
    let samples = Programs.checkout.appendingPathComponent("Samples").path
    let manifest = try String(contentsOfFile: samples + "/manifest.tsv", encoding: .utf8)
    for line in manifest.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: "\t").map(String.init)
      try #require(parts.count == 3)
      let taken = try await stack.reckon(
        "ingest", samples + "/" + parts[0], "--published", parts[1], "--outlet", parts[2])
      #expect(taken.status == 0, "\(taken.errors)")
    }
    let shown = try await stack.reckon("findings")
    // A contradiction, a count that falls, the killed of one paper who are the wounded of another, and what one text says.
    for words in [
      "disjoint-ranges", "100,000 > 55,000", "count-falls", "3,140 > 2,870", "other-measure",
      "killed ≠ wounded", "rate-against-level", "headline-against-body",
      "several-sources-one-cited", "“Several independent institutes”: 1 named",
    ] {
      #expect(shown.output.contains(words), "\(words) in \(shown.output)")
    }
    let sudan = try await stack.reckon(
      "findings", "--conflict", "sudan-2023", "--as-of", "2025-02-01")
    #expect(!sudan.output.contains("count-falls"), "what is known later is left out")
  }
}
