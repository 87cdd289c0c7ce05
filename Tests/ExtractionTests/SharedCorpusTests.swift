import Foundation
import Ledger
import Testing

@testable import Extraction

/// Annotated passages that lie beside the checkout and are no part of it.
private let sharedCorpus = Repository.root.deletingLastPathComponent()
  .appendingPathComponent("shared/corpus")

@Suite("The annotated corpora")
struct SharedCorpusTests {
  private struct Passage: Decodable {
    var id: String
    var published: String?
    var text: String
    var claims: [Gold]
  }

  private struct Gold: Decodable {
    var numberSpan: String
    var numberStart: Int
    var measure: String

    private enum CodingKeys: String, CodingKey {
      case numberSpan = "number_span"
      case numberStart = "number_start"
      case measure
    }
  }

  @Test(
    "are found as often as they must be",
    .enabled(
      if: FileManager.default.fileExists(atPath: sharedCorpus.path),
      "../shared/corpus is absent: nothing to score"),
    arguments: [("seeds.jsonl", 0.75), ("dev.jsonl", 0.65)])
  func detect(_ file: String, _ floor: Double) throws {
    let vocabulary = try Repository.lexicon.get().vocabulary
    let lines = try String(contentsOf: sharedCorpus.appendingPathComponent(file), encoding: .utf8)
    var (matched, wanted, found) = (0, 0, 0)
    for line in lines.split(separator: "\n") {
      let passage = try JSONDecoder().decode(Passage.self, from: Data(line.utf8))
      var open = try claims(passage.text, published: passage.published).compactMap {
        ExchangeClaim($0, text: Array(passage.text.utf8), vocabulary: vocabulary)
      }
      wanted += passage.claims.count
      found += open.count
      for gold in passage.claims {
        let range = gold.numberStart..<gold.numberStart + gold.numberSpan.unicodeScalars.count
        let match = open.firstIndex {
          $0.measure == gold.measure
            && range.overlaps($0.numberStart..<$0.numberStart + $0.numberSpan.unicodeScalars.count)
        }
        if let match {
          open.remove(at: match)
          matched += 1
        }
      }
    }
    let f1 = 2 * Double(matched) / Double(max(1, wanted + found))
    #expect(f1 >= floor, "\(file): F1 \(f1)")
  }
}
