import Foundation
import Support
import Testing

/// Exports of the samples, on the built programs.
@Suite struct ExportTests {
  private func samples() async throws -> Stack {
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
    return stack
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func ids(_ stack: Stack, _ filters: [String] = []) async throws -> [String] {
    let answer = try json(
      try await stack.run(["claims", "--limit", "100000", "--json"] + filters).output)
    return (answer["claims"] as? [[String: Any]] ?? []).compactMap {
      ($0["claim"] as? [String: Any])?["id"] as? String
    }
  }

  private func export(_ stack: Stack, _ arguments: [String]) async throws -> String {
    let done = try await stack.run(["export"] + arguments)
    #expect(done.status == 0, "\(arguments): \(done.errors)")
    return done.output
  }

  /// The rows of a table whose cells have no line ends in these samples.
  private func rows(_ text: String) -> [String] {
    text.components(separatedBy: "\r\n").filter { !$0.isEmpty }
  }

  @Test func everythingIsOneRowAClaimAndSaysWhatItIsOf() async throws {
    let stack = try await samples()
    let file = stack.folder.path("claims.csv")
    _ = try await export(stack, ["--format", "csv", "--to", file])
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let claims = try await ids(stack)
    #expect(claims.count > 20)
    let found = rows(text).dropFirst().map { String($0.prefix(64)) }
    #expect(Array(found) == claims)
    #expect(text.hasPrefix("claim_id,document_id,measure,"))

    let table = try json(try String(contentsOfFile: file + "-metadata.json", encoding: .utf8))
    #expect(table["url"] as? String == "claims.csv")
    let notes = try #require((table["notes"] as? [[String: Any]])?.first)
    #expect(notes["rows"] as? Int == claims.count)
    let revision = try #require(notes["revision"] as? Int)
    #expect((notes["outlets"] as? [Any])?.isEmpty == false)

    // The same state gives the same bytes, whatever came since.
    let more = try stack.report(1)
    #expect(try await stack.reckon("ingest", more).status == 0)
    let again = try await export(stack, ["--format", "csv", "--at", "\(revision)"])
    #expect(again == text)
    #expect(try await ids(stack).count > claims.count)

    // Filters are those of the lists.
    let killed = try await export(stack, ["data", "--format", "jsonl", "--measure", "killed"])
    let lines = try killed.split(separator: "\n").map { try json(String($0)) }
    #expect(
      lines.compactMap { ($0["claim"] as? [String: Any])?["id"] as? String }
        == (try await ids(stack, ["--measure", "killed"])))
  }

  @Test func seriesIncidentsAndSentences() async throws {
    let stack = try await samples()
    let series = rows(try await export(stack, ["--format", "sdmx-csv"]))
    #expect(series.count > 5)
    #expect(series[0].hasPrefix("STRUCTURE,STRUCTURE_ID,ACTION,FREQ,"))
    #expect(
      series.dropFirst().allSatisfy { $0.hasPrefix("datastructure,RECKONER:HUMAN_COST(1.0.0),I,") })
    let russia = rows(try await export(stack, ["--format", "sdmx-csv", "--party", "russia"]))
    #expect(russia.count > 1 && russia.count < series.count)

    let incidents = rows(try await export(stack, ["--format", "incidents"]))
    #expect(incidents.count > 1)
    #expect(incidents.dropFirst().allSatisfy { $0.contains("not UCDP data") })

    let corpus = stack.folder.path("corpus.jsonl")
    _ = try await export(stack, ["--format", "corpus", "--to", corpus])
    // What it is for: it is read as annotated passages are.
    let scored = try await stack.reckon("eval", corpus, "--json")
    #expect(scored.status == 0, "\(scored.errors)")
    let all = try #require(try json(scored.output)["all"] as? [String: Any])
    #expect(all["claims"] as? Int ?? 0 > 20)
    #expect(all["detectF1"] as? Double ?? 0 > 0.8)
  }

  @Test func whatIsDeniedOrFearedIsNoEvent() async throws {
    let stack = try await Stack()
    let report = try stack.folder.write(
      """
      A strike, and what was said of it

      Ukrainian officials said that 14 civilians were killed in a strike on Kharkiv on 3 March 2025.

      The Russian defence ministry denied that 14 civilians were killed in a strike on Kharkiv on 3 March 2025.

      Another strike could kill 900 civilians in Odesa on 4 March 2025.
      """, to: "report.txt")
    let taken = try await stack.reckon(
      "ingest", report, "--published", "2025-03-05", "--outlet", "The Example")
    #expect(taken.status == 0, "\(taken.errors)")
    let denied = try await ids(stack, ["--polarity", "denied"])
    #expect(!denied.isEmpty)
    let rows = rows(try await export(stack, ["--format", "incidents"]))
    #expect(rows.count == 2, "\(rows)")
    #expect(rows.last?.contains("Kharkiv") == true)
    for claim in denied { #expect(rows.last?.contains(claim) == false) }
  }

  @Test func onlyAcceptedFindingsArePublishedUnderAName() async throws {
    let stack = try await samples()
    let name = ["--operator", "The Example Desk", "--operator-url", "https://desk.example.org/r"]
    func reviews() async throws -> [[String: Any]] {
      let text = try await export(stack, ["--format", "claimreview"] + name)
      let graph = try #require(try json(text)["@graph"] as? [[String: Any]])
      return graph.filter { $0["@type"] as? String == "ClaimReview" }
    }
    #expect(try await reviews().isEmpty)
    let found = try json(
      try await stack.reckon("findings", "--type", "disjoint-ranges", "--json").output)
    let findings = try #require(
      (found["findings"] as? [String: Any])?["findings"] as? [[String: Any]])
    let id = try #require(findings.first?["id"] as? String)
    let accepted = try await stack.reckon(
      "review", "accept", id, "--reason", "read both reports", "--reviewer", "A. Example")
    #expect(accepted.status == 0, "\(accepted.errors)")
    let published = try await reviews()
    #expect(published.count == 2)
    #expect(published.allSatisfy { $0["identifier"] as? String == id })
    #expect(published.allSatisfy { $0["url"] as? String == "https://desk.example.org/r#\(id)" })
    // Who decided is shown to those who ask, and published to nobody.
    let shown = try await stack.reckon("findings", "--review", "accepted")
    #expect(shown.output.contains("accepted by A. Example"))
    #expect(shown.output.contains("read both reports"))
    #expect(
      try await !export(stack, ["--format", "claimreview"] + name).contains("A. Example"))

    for wrong in [
      ["--format", "claimreview"], ["--format", "claimreview", "--operator", "A"],
      ["--format", "claimreview", "--operator", "A", "--operator-url", "nowhere"],
      ["--format", "csv"] + name, ["--format", "incidents", "--measure", "wounded"],
      ["--format", "sdmx-csv", "--outlet", "x"], ["--format", "csv", "--as-of", "x"],
      ["--format", "csv", "--as-of", "2025", "--until", "2025"],
    ] {
      #expect(try await stack.run(["export"] + wrong).status == 65, "\(wrong)")
    }
    #expect(try await stack.run(["export", "--format", "xlsx"]).status == 64)
  }

  @Test func thereIsAWholeFileOrNone() async throws {
    let stack = try await samples()
    let kept = try stack.folder.write("mine", to: "kept.csv")
    let before = try FileManager.default.contentsOfDirectory(atPath: stack.folder.root).sorted()
    for arguments in [
      ["--to", kept], ["--to", stack.folder.path("new.csv"), "--metadata", kept],
      ["--to", "/no/such/folder/x.csv"],
    ] {
      let refused = try await stack.run(["export", "--format", "csv"] + arguments)
      #expect(refused.status == 78, "\(refused.errors)")
    }
    #expect(try String(contentsOfFile: kept, encoding: .utf8) == "mine")

    await stack.end(.analytics, with: SIGTERM)
    for format in ["sdmx-csv", "incidents"] {
      let failed = try await stack.run([
        "export", "--format", format, "--to", stack.folder.path("new"), "--timeout", "5",
      ])
      #expect(failed.status == 69, "\(failed.errors)")
    }
    await stack.end(.storage, with: SIGTERM)
    for format in ["csv", "jsonl", "corpus"] {
      let failed = try await stack.run([
        "export", "--format", format, "--to", stack.folder.path("new"), "--timeout", "5",
      ])
      #expect(failed.status == 69, "\(failed.errors)")
    }
    // Figures that came without the ledger would be of no revision that somebody could ask for again.
    try await stack.start(.analytics)
    let partial = try await stack.run([
      "export", "--format", "sdmx-csv", "--to", stack.folder.path("new"), "--timeout", "5",
    ])
    #expect(partial.status != 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: stack.folder.root).sorted().filter {
        !$0.hasSuffix(".address") && !$0.hasSuffix(".log")
      } == before.filter { !$0.hasSuffix(".address") && !$0.hasSuffix(".log") })
  }
}
