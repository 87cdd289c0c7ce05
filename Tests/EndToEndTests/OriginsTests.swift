import Foundation
import Support
import Testing

/// Reports in; origins, copies and counts at one date out, on the built programs.
@Suite("Origins on the command line") struct OriginsTests {
  private let samples = Programs.checkout.appendingPathComponent("Samples").path

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func list(_ value: Any?) -> [[String: Any]] { value as? [[String: Any]] ?? [] }

  /// Takes the samples in, each as its manifest dates it.
  private func takeIn(_ names: [String], _ stack: Stack) async throws {
    let manifest = try String(contentsOfFile: samples + "/manifest.tsv", encoding: .utf8)
    for line in manifest.split(separator: "\n") {
      let parts = line.split(separator: "\t").map(String.init)
      guard parts.count == 3, names.contains(parts[0]) else { continue }
      let taken = try await stack.run([
        "ingest", samples + "/" + parts[0], "--published", parts[1], "--outlet", parts[2],
      ])
      #expect(taken.status == 0, "\(taken.errors)")
    }
  }

  @Test func oneStudyInTwoOutletsIsOneOriginWithWhatBecameOfIt() async throws {
    let stack = try await Stack()
    try await takeIn(
      [
        "study-counts-two-sides.txt", "study-relayed-without-bound.txt",
        "president-toll-relayed.txt",
      ],
      stack)
    let asked = ["origins", "--party", "russia", "--measure", "killed"]
    let answer = try json(try await stack.run(asked + ["--json"]).output)
    #expect((answer["status"] as? [String: Any])?["complete"] as? Bool == true)
    let set = try #require(answer["origins"] as? [String: Any])
    let origins = list(set["origins"]).filter {
      ($0["claimant"] as? [String: Any])?["id"] as? String == "csis"
        && ($0["topic"] as? [String: Any])?["kind"] as? String == "CLAIM_KIND_CUMULATIVE"
    }
    #expect(origins.count == 1)
    let changes = list(origins[0]["relays"]).flatMap { list($0["changes"]) }
    let dropped = try #require(changes.first { $0["kind"] as? String == "bound dropped" })
    #expect(dropped["before"] as? String == "≤ 325,000")
    #expect(dropped["after"] as? String == "325,000")
    // The study builds on the count by name: one voice.
    let topic = try #require(
      list(set["topics"]).first {
        ($0["topic"] as? [String: Any])?["kind"] as? String == "CLAIM_KIND_CUMULATIVE"
      })
    let groups = list(topic["groups"])
    #expect(groups.count == 1)
    #expect(list(groups.first?["ties"]).first?["kind"] as? String == "builds on")
    // Each change is one step from its sentence.
    let sentences = list(answer["evidence"]).compactMap {
      ($0["claim"] as? [String: Any])?["id"] as? String
    }
    let shown = list(origins[0]["relays"]).compactMap { $0["claim"] as? String }
    #expect(sentences.contains(shown.first ?? ""))

    let text = try await stack.run(asked)
    #expect(text.status == 0)
    #expect(text.output.contains("1 independent: CSIS, Mediazona (CSIS builds on Mediazona)"))
    #expect(text.output.contains("bound dropped: ≤ 325,000 → 325,000"))
    #expect(text.output.contains("CSIS → Lantern Hill Dispatch"))
    #expect(!text.output.contains("\u{1B}"), "no colours where there is no terminal")

    let paged = try await stack.run(["origins", "--limit", "1", "--json"])
    let page = try json(paged.output)
    let first = list((page["origins"] as? [String: Any])?["origins"])
    #expect(first.count == 1)
    #expect((page["nextCursor"] as? String)?.isEmpty == false)
  }

  @Test func nearCopiesAreNamedUntilTheirWordsAreWithdrawn() async throws {
    let stack = try await Stack()
    let filler = (1...40).map {
      "On day \($0) the road to the harbour was closed for part \($0 * 7)."
    }
    let toll = "The United Nations said that 4,120 civilians were killed in Sudan in 2024."
    func report(_ name: String, _ lines: [String]) throws -> String {
      try stack.folder.write(lines.joined(separator: "\n\n"), to: "\(name).txt")
    }
    let files = [
      try report("one", ["A long report", toll] + filler),
      try report("two", ["A long report again", toll] + filler.dropLast(4) + ["Another end."]),
      try report("three", ["A short report", toll]),
    ]
    for (file, outlet) in zip(files, ["Harbour Courier", "Mirror of the Harbour", "Third Post"]) {
      let taken = try await stack.run([
        "ingest", file, "--published", "2025-03-01", "--outlet", outlet,
      ])
      #expect(taken.status == 0, "\(taken.errors)")
    }
    let answer = try json(try await stack.run(["origins", "--json"]).output)
    let copies = list((answer["origins"] as? [String: Any])?["copies"])
    #expect(copies.count == 1)
    #expect(copies.first?["kind"] as? String == "COPY_KIND_NEAR_COPY")
    let likeness = try #require(copies.first?["likeness"] as? Double)
    #expect(likeness > 0.6 && likeness < 1)
    let text = try await stack.run(["origins"])
    #expect(text.output.contains("are near copies"))
    #expect(text.output.contains("Mirror of the Harbour"))

    let document = try #require(copies.first?["document"] as? String)
    let gone = try await stack.run([
      "withdraw", "erase", document, "--reason", "asked for", "--yes",
    ])
    #expect(gone.status == 0, "\(gone.errors)")
    _ = try await stack.run(["status"])
    let after = try json(try await stack.run(["origins", "--json"]).output)
    let left = list((after["origins"] as? [String: Any])?["copies"])
    #expect(left.isEmpty)
    let verified = try await stack.run(["ledger", "verify"])
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
  }

  @Test func runningCountsAreBracketedAtOneDate() async throws {
    let stack = try await Stack()
    try await takeIn(["president-names-a-toll.txt", "president-toll-relayed.txt"], stack)
    let asked = [
      "compare", "--party", "ukraine", "--measure", "killed", "--as-of", "2024-06-01",
    ]
    let answer = try json(try await stack.run(asked + ["--json"]).output)
    let comparison = try #require(answer["comparison"] as? [String: Any])
    #expect(comparison["atDate"] as? String == "2024-06-01")
    let counts = list(comparison["topics"]).flatMap { list($0["atDate"]) }
    let toll = try #require(
      counts.first {
        ($0["claimant"] as? [String: Any])?["id"] as? String == "volodymyr-zelensky"
      })
    #expect((toll["low"] as? [String: Any])?["value"] as? Double == 31_000)
    #expect((toll["high"] as? [String: Any])?["value"] as? Double == 43_000)
    let claims = try #require(toll["claims"] as? [String])
    #expect(claims.count == 2)
    let evidence = list(answer["evidence"]).compactMap {
      ($0["claim"] as? [String: Any])?["id"] as? String
    }
    #expect(Set(claims).isSubset(of: Set(evidence)))

    let text = try await stack.run(asked)
    #expect(text.output.contains("31,000–43,000"))
    #expect(text.output.contains("derived"))
    #expect(text.output.contains("├"))
  }
}
