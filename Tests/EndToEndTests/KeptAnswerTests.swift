import Foundation
import Support
import Testing

/// Answers that the gateway keeps: the same for as long as nothing is recorded, and gone with the next entry.
@Suite struct KeptAnswerTests {
  private let questions = [["claims", "--json"], ["compare", "--json"]]

  /// Asked often enough that the last answers were kept.
  private func answers(_ stack: Stack) async throws -> [[String]] {
    var answers: [[String]] = []
    for question in questions {
      var given: [String] = []
      for _ in 0..<4 {
        let outcome = try await stack.run(question)
        #expect(outcome.status == 0, "\(outcome.errors)")
        given.append(outcome.output)
      }
      answers.append(given)
    }
    return answers
  }

  @Test func theSameQuestionHasTheSameAnswerUntilSomethingIsRecorded() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    for given in try await answers(stack) {
      #expect(Set(given).count == 1)
      #expect(given[0].contains("that 1001 Russian") && !given[0].contains("that 1002 Russian"))
    }
    _ = try await stack.reckon("ingest", try stack.report(2))
    for given in try await answers(stack) {
      #expect(Set(given).count == 1)
      #expect(given[0].contains("that 1001 Russian") && given[0].contains("that 1002 Russian"))
    }
  }

  @Test func wordsThatAreWithdrawnAreGoneFromTheNextAnswer() async throws {
    let stack = try await Stack()
    let file = try stack.folder.write(
      """
      The defence ministry of Ukraine said on 3 March 2025 that 1,234 Russian soldiers had been killed
      near Kharkiv, in the village that people call Quetzalwurzel.
      """, to: "secret.txt")
    _ = try await stack.reckon("ingest", file)
    let before = try await answers(stack)
    #expect(before.allSatisfy { $0.allSatisfy { $0.contains("Quetzalwurzel") } })
    let claims = try #require(
      try JSONSerialization.jsonObject(with: Data(before[0][0].utf8)) as? [String: Any])
    let claim = (claims["claims"] as? [[String: Any]])?.first?["claim"] as? [String: Any]
    let document = try #require(claim?["document"] as? String)
    let done = try await stack.reckon("withdraw", "seal", document, "--reason", "asked")
    #expect(done.status == 0, "\(done.errors)")
    let after = try await answers(stack)
    #expect(after.allSatisfy { $0.allSatisfy { !$0.contains("Quetzalwurzel") } })
  }

  @Test func whatIsKeptNeedsNoAnalytics() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    let before = try await answers(stack)
    await stack.end(.analytics, with: SIGKILL)
    #expect(try await stack.reckon("compare", "--json").output == before[1][0])
    #expect(try await stack.reckon("compare", "--measure", "killed").status == 3)
  }
}
