import Foundation
import Support
import Testing

/// Search by command, on the built programs.
@Suite struct SearchCommandTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func findsWordsWithFiltersPagesAndCounts() async throws {
    let stack = try await Stack()
    for number in 1...3 { _ = try await stack.reckon("ingest", try stack.report(number)) }
    let pinned = try await stack.reckon("search", "kharkiv", "--in", "reports")
    #expect(pinned.status == 0, "\(pinned.errors)")
    #expect(pinned.output.contains("3 passages (revision "))
    #expect(pinned.output.contains("Kharkiv since the start"))

    let found = try await stack.reckon(
      "search", "\"near kharkiv\" -freedonia", "--in", "claims", "--json")
    let answer = try json(found.output)
    let hits = try #require(answer["hits"] as? [[String: Any]])
    #expect(hits.count == 3)
    #expect(hits.allSatisfy { $0["kind"] as? String == "PASSAGE_KIND_SENTENCE" })
    let excerpt = try #require(hits[0]["excerpt"] as? [String: Any])
    let words = try #require(excerpt["words"] as? String)
    let match = try #require((excerpt["matches"] as? [[String: Any]])?.first)
    let start = Int(match["characterStart"] as? String ?? "") ?? 0
    let end = Int(match["characterEnd"] as? String ?? "") ?? 0
    #expect(String(Array(words)[start..<end]) == "near Kharkiv")

    let page = try await stack.reckon("search", "kharkiv", "--limit", "1", "--party", "russia")
    #expect(page.output.contains("1 passages, more with --limit"))
    let none = try await stack.reckon("search", "kharkiv", "--party", "nobody")
    #expect(none.status == 0)
    #expect(none.output.contains("Nothing holds these words."))
    let then = try await stack.reckon("search", "kharkiv", "--at", "0")
    #expect(then.output.contains("Nothing holds these words. (revision 0)"))

    let counted = try await stack.reckon("claims", "--words", "kharkiv", "--facets", "--limit", "1")
    #expect(counted.status == 0, "\(counted.errors)")
    #expect(counted.output.contains("3 claims, 3 reports in all"))
    #expect(counted.output.contains("       3  russia\n"))
    let counts = try json(
      try await stack.reckon("search", "kharkiv", "--facets", "--json").output)["counts"]
    #expect((counts as? [String: Any])?["reports"] as? String == "3")

    let wounded = try await stack.reckon(
      "claims", "--kind", "incident", "--polarity", "asserted", "--language", "en")
    #expect(wounded.status == 0, "\(wounded.errors)")
    for wrong in [
      ["search", "-- !!"], ["search", "x", "--in", "books"], ["claims", "--kind", "odd"],
    ] {
      let refused = try await Programs.run(
        Programs.path("reckon"), wrong, environment: ["RECKONER_GATEWAY": await stack.gateway])
      #expect(refused.status != 0)
      #expect(
        refused.errors.contains("reckon: ") || refused.errors.contains("Usage"), "\(refused.errors)"
      )
    }
  }

  @Test func aReportCannotRewriteTheTerminal() async throws {
    let stack = try await Stack()
    let report = try stack.folder.write(
      "Evil\u{1B}[2J heading\n\nAt least 12 civilians were\u{1B}[31m killed\u{202E} near Kharkiv on 3 March 2025.\n",
      to: "evil.txt")
    _ = try await stack.reckon("ingest", report)
    let found = try await stack.reckon("search", "evil OR killed")
    #expect(found.output.contains("killed"))
    #expect(!found.output.contains("\u{1B}"))
    #expect(!found.output.contains("\u{202E}"))
  }
}
