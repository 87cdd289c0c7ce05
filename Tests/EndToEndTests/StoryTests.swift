import Foundation
import Support
import Testing

/// The whole way, on the built programs: reports in, questions out.
@Suite struct StoryTests {
  private let samples = Programs.checkout.appendingPathComponent("Samples").path

  private var files: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: samples)) ?? []
    return names.filter { ($0.hasSuffix(".txt") || $0.hasSuffix(".md")) && $0 != "README.md" }
      .sorted().map { samples + "/" + $0 }
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func theSamplesBecomeAComparison() async throws {
    let stack = try await Stack()
    #expect(files.count >= 10)
    for file in files {
      let taken = try await stack.reckon("ingest", file)
      #expect(taken.status == 0, "\(taken.errors)")
      #expect(taken.output.contains(" claims  "))
    }

    let again = try await stack.reckon("ingest", files[0])
    #expect(again.output.contains("known already"))

    let compared = try await stack.reckon("compare", "--party", "russia", "--measure", "killed")
    #expect(compared.status == 0)
    #expect(compared.output.contains("CSIS"))
    #expect(compared.output.contains("325,000"))
    #expect(!compared.output.contains("\u{1B}"), "no colours where there is no terminal")

    let answer = try json(
      try await stack.reckon("compare", "--party", "russia", "--measure", "killed", "--json").output
    )
    let status = try #require(answer["status"] as? [String: Any])
    #expect(status["complete"] as? Bool == true)
    let comparison = try #require(answer["comparison"] as? [String: Any])
    let topics = try #require(comparison["topics"] as? [[String: Any]])
    let evidence = try #require(answer["evidence"] as? [[String: Any]])
    let sentences = Set(
      evidence.compactMap { (($0["claim"] as? [String: Any])?["id"] as? String) })
    var figures = 0
    for topic in topics {
      for system in topic["systems"] as? [[String: Any]] ?? [] {
        for figure in system["figures"] as? [[String: Any]] ?? [] {
          let claims = try #require(figure["claims"] as? [String])
          #expect(sentences.contains(claims[0]), "each figure is one step from its sentence")
          figures += 1
        }
      }
    }
    #expect(figures > 0)

    let id = try #require(sentences.first)
    let shown = try await stack.reckon("show", String(id.prefix(10)))
    #expect(shown.status == 0)
    #expect(shown.output.contains(id))
    #expect(shown.output.contains("["))

    let series = try await stack.reckon("series", "--party", "ukraine", "--measure", "killed")
    #expect(series.status == 0)
    #expect(series.output.contains("Volodymyr Zelensky"))

    let reports = try await stack.reckon("reports", "--json")
    #expect((try json(reports.output)["reports"] as? [Any])?.count == files.count)

    let state = try await stack.reckon("status")
    #expect(state.status == 0)
    for name in Stack.ServiceName.allCases { #expect(state.output.contains("\(name)")) }
  }

  @Test func anAnswerAtARevisionIsTheSameBytesAfterTheLedgerGrew() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    let first = try await stack.reckon("claims", "--json")
    let revision = try #require(
      (try json(first.output)["status"] as? [String: Any])?["revision"] as? String)
    let compared = try await stack.reckon("compare", "--at", revision, "--json")
    _ = try await stack.reckon("ingest", try stack.report(2))
    #expect(try await stack.reckon("claims", "--at", revision, "--json").output == first.output)
    #expect(try await stack.reckon("compare", "--at", revision, "--json").output == compared.output)
    #expect(try await stack.reckon("claims", "--json").output != first.output)
    let ahead = try await stack.reckon("claims", "--at", "999999")
    #expect(ahead.status == 65)
  }

  @Test func aDateSuppliedOnceIsNotLostWhenTheReportComesAgainWithoutOne() async throws {
    let stack = try await Stack()
    let file = try stack.folder.write(
      "Strike in Kharkiv\n\nFive civilians were killed in Kharkiv on Monday, officials said.\n",
      to: "a.txt")
    _ = try await stack.reckon("ingest", file, "--published", "2025-03-05", "--outlet", "First")
    let before = try await stack.reckon("claims", "--json")
    #expect(before.output.contains("2025-03-03"))
    let again = try await stack.reckon("ingest", file, "--outlet", "Second")
    #expect(again.status == 0)
    let after = try await stack.reckon("claims", "--json")
    #expect((try json(after.output)["claims"] as? [Any])?.count == 1)
    #expect(after.output.contains("2025-03-03"))
  }

  @Test func passagesComeBackAsLinesInOrder() async throws {
    let stack = try await Stack()
    let lines = (0..<300).map { number in
      #"{"id": "p\#(number)", "published": null, "text": "„€“ At least \#(number + 2) soldiers of Ukraine were killed, officials said."}"#
    }
    let outcome = try await stack.reckon(
      "extract", "--jsonl", "-", input: lines.joined(separator: "\n") + "\n")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let answers = outcome.output.split(separator: "\n")
    #expect(answers.count == 300)
    for (number, line) in answers.enumerated() {
      let answer = try json(String(line))
      #expect(answer["id"] as? String == "p\(number)")
      let claim = try #require((answer["claims"] as? [[String: Any]])?.first)
      #expect(claim["low"] as? Double == Double(number + 2))
      #expect(claim["number_span"] as? String == "At least \(number + 2)")
      #expect(claim["number_start"] as? Int == 4)
    }
    #expect(try await stack.reckon("reports").output.contains("No reports"))
  }

  @Test func aLineThatIsNoPassageIsNamed() async throws {
    let stack = try await Stack()
    let outcome = try await stack.reckon("extract", "--jsonl", "-", input: "{\"id\": 3}\n")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("-:1"))
  }
}
