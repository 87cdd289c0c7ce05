import Foundation
import Support
import Testing

/// How well the extraction does on annotated texts of others, through the services. The corpora stand beside the
/// checkout where the project is developed, and nowhere else; they are scored, and never shown.
@Suite struct CorpusScoreTests {
  private static let scorer = Programs.shared("corpus/score.py")

  @Test(
    .enabled(if: scorer != nil, "there is no ../shared/corpus beside the checkout"),
    arguments: [("seeds", 0.75), ("dev", 0.65)])
  func claimsAreFound(_ corpus: String, _ least: Double) async throws {
    let stack = try await Stack()
    let scorer = try #require(Self.scorer)
    let gold = try #require(Programs.shared("corpus/\(corpus).jsonl"))
    let extracted = try await stack.reckon("extract", "--jsonl", gold)
    #expect(extracted.status == 0, "\(extracted.errors)")
    let predicted = try stack.folder.write(extracted.output, to: "predicted.jsonl")
    let scored = try await Programs.run(
      "/usr/bin/env", ["python3", scorer, gold, predicted, "--json"])
    #expect(scored.status == 0, "\(scored.errors)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(scored.output.prefix { $0 != "\n" }.utf8))
        as? [String: Any])
    let levels = try #require(report["levels"] as? [String: [String: Any]])
    let detect = try #require(levels["detect"]?["f1"] as? Double)
    #expect(detect >= least, "\(corpus): \(levels)")
  }
}
