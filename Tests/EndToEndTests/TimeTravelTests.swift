import Foundation
import Support
import Testing

/// The same question at the same revision gives the same bytes, whatever was recorded since, but for what was withdrawn.
@Suite struct TimeTravelTests {
  /// Every read of the command line that answers about a state of the ledger, with what it needs besides.
  private func reads(_ claim: String) -> [[String]] {
    [
      ["claims"], ["claims", "--party", "russia", "--outlet", "courier"], ["show", claim],
      ["compare"], ["compare", "--party", "russia", "--measure", "killed"], ["series"],
      ["reports"], ["vocabulary"], ["ledger", "checkpoint"],
    ]
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func head(_ stack: Stack) async throws -> Int {
    let answer = try json(try await stack.reckon("reports", "--json").output)
    let status = try #require(answer["status"] as? [String: Any])
    return try #require(Int(status["revision"] as? String ?? ""))
  }

  /// Answers to every read at each revision up to one, in both forms, by what was asked.
  private func answers(
    _ stack: Stack, _ reads: [[String]], upTo revision: Int, forms: [[String]] = [[], ["--json"]]
  ) async throws -> [[String]: String] {
    var answers: [[String]: String] = [:]
    for at in 0...revision {
      for read in reads {
        for form in forms {
          let asked = read + ["--at", "\(at)"] + form
          let outcome = try await stack.run(asked)
          answers[asked] = "\(outcome.status)\n\(outcome.output)\n\(outcome.errors)"
          guard outcome.status == 0 else { continue }
          // Every answer names what it rests on.
          if form.isEmpty {
            #expect(outcome.output.contains("revision \(at), version "), "\(asked)")
          } else {
            let status = try #require(try json(outcome.output)["status"] as? [String: Any])
            #expect(Int(status["revision"] as? String ?? "0") == at, "\(asked)")
            #expect(status["version"] as? String != nil, "\(asked)")
          }
        }
      }
    }
    return answers
  }

  private func report(_ stack: Stack, _ count: Int) throws -> String {
    try stack.folder.write(
      """
      Losses

      The defence ministry of Ukraine said on Monday that \(count) Russian soldiers had been killed near
      Kharkiv since the start of the year.
      """, to: "dated-\(count).txt")
  }

  @Test func everyReadAnswersAnEarlierRevisionWithTheSameBytes() async throws {
    let stack = try await Stack()
    let file = try report(stack, 300)
    _ = try await stack.reckon("ingest", file, "--outlet", "Harbour Courier")
    let first = try json(try await stack.reckon("claims", "--json").output)
    let record = try #require((first["claims"] as? [[String: Any]])?.first)
    let claim = try #require((record["claim"] as? [String: Any])?["id"] as? String)
    let document = try #require((record["claim"] as? [String: Any])?["document"] as? String)
    let early = try await head(stack)
    let reads = reads(claim)
    let before = try await answers(stack, reads, upTo: early)

    // A second sighting with a date: the text is read again, and other claims take the place of the first.
    _ = try await stack.reckon(
      "ingest", file, "--outlet", "Coast Gazette", "--published", "2025-03-05")
    _ = try await stack.reckon("ingest", try report(stack, 400), "--outlet", "Harbour Courier")
    _ = try await stack.reckon("ingest", try stack.report(3))
    let superseded = try json(try await stack.reckon("show", claim, "--json").output)
    #expect((superseded["claim"] as? [String: Any])?["ended"] != nil)
    let later = try await head(stack)
    #expect(later > early + 6)
    for (asked, answer) in try await answers(stack, reads, upTo: early) {
      #expect(before[asked] == answer, "\(asked)")
    }
    let after = try await answers(stack, reads, upTo: later, forms: [["--json"]])

    // And from an analytics that has read the whole feed at once.
    await stack.end(.analytics, with: SIGTERM)
    try await stack.start(.analytics)
    while try await stack.reckon("compare").status == 3 {
      try await Task.sleep(for: .milliseconds(50))
    }
    let figures = reads.filter { ["compare", "series"].contains($0[0]) }
    for (asked, answer) in try await answers(
      stack, figures, upTo: later, forms: [["--json"]])
    { #expect(after[asked] == answer, "\(asked)") }

    // A withdrawal of another document changes nothing in this one's answers; its own, only the words.
    _ = try await stack.reckon("withdraw", "erase", document, "--reason", "why", "--yes")
    let withdrawn = try await answers(stack, reads, upTo: later, forms: [["--json"]])
    for (asked, answer) in withdrawn {
      let then = try #require(after[asked])
      guard then.hasPrefix("0\n") else {
        #expect(answer == then, "\(asked)")
        continue
      }
      #expect(
        try stripped(answer) == stripped(then), "\(asked)")
    }
    #expect(withdrawn != after)
  }

  /// An answer without what a withdrawal takes and puts there.
  private func stripped(_ answer: String) throws -> NSDictionary {
    func clean(_ value: Any) -> Any {
      if let list = value as? [Any] { return list.map(clean) }
      guard let object = value as? [String: Any] else { return value }
      let gone: Set = ["sentenceText", "numberText", "title", "withdrawn"]
      return object.filter { !gone.contains($0.key) }.mapValues(clean)
    }
    let text = answer.split(separator: "\n", maxSplits: 1)[1]
    return try #require(clean(try json(String(text))) as? NSDictionary)
  }

  @Test func aMomentIsTheStateThatWasKnownThen() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    let first = try json(try await stack.reckon("claims", "--json").output)
    let record = try #require((first["claims"] as? [[String: Any]])?.first)
    let claim = try #require((record["claim"] as? [String: Any])?["id"] as? String)
    let moment = try #require(record["recordedAt"] as? String)
    let early = try await head(stack)
    _ = try await stack.reckon("ingest", try stack.report(2))
    for read in reads(claim) {
      let known = try await stack.run(read + ["--at", moment, "--json"])
      #expect(known == (try await stack.run(read + ["--at", "\(early)", "--json"])), "\(read)")
      #expect(known.status == 0, "\(read) \(known.errors)")
    }
    // Before the first entry, and at revision 0, there is nothing: the newest state is no answer to that.
    for at in ["2001-01-01", "2001-01-01T00:00:00Z", "0"] {
      for read in reads(claim) {
        let nothing = try await stack.run(read + ["--at", at])
        if read[0] == "show" {
          #expect(nothing.status == 66, "\(read)")
          continue
        }
        #expect(nothing.status == 0, "\(read) \(nothing.errors)")
        #expect(nothing.output.contains("No "), "\(read) \(nothing.output)")
        #expect(nothing.output.contains("revision 0, version "), "\(read)")
      }
    }
    // What the ledger has not reached, and what is neither.
    for read in reads(claim) {
      #expect(try await stack.run(read + ["--at", "99999"]).status == 65, "\(read)")
      #expect(try await stack.run(read + ["--at", "yesterday"]).status == 65, "\(read)")
    }
    #expect(try await stack.reckon("ledger", "prove", claim, "--at", "0").status == 66)
    #expect(try await stack.reckon("ledger", "prove", claim, "--at", "\(early)").status == 0)
    #expect(try await stack.reckon("ledger", "checkpoint", "now", "--at", "1").status == 64)
  }
}
