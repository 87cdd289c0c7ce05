import Evaluation
import Foundation
import Testing

@testable import Extraction

/// Passages in other languages than English. Every third one was set aside while rules and words were made: what is read
/// in those says how well others are read.
@Suite("The corpora in other languages")
struct MultilingualCorpusTests {
  static let folder = Repository.root.appendingPathComponent("Tests/Corpus/multilingual")

  struct Floors: CustomTestStringConvertible {
    var language: String
    /// Of the core: of the passages that were worked on, and of those set aside.
    var worked, apart: Double
    var testDescription: String { language }
  }

  @Test(
    "are read as well as they must be",
    arguments: [
      Floors(language: "ru", worked: 0.80, apart: 0.64),
      Floors(language: "uk", worked: 0.78, apart: 0.72),
    ])
  func floors(_ floors: Floors) throws {
    let corpus = try AnnotatedCorpus(
      Self.folder.appendingPathComponent("\(floors.language).jsonl"))
    #expect(corpus.passages.count >= 60)
    let isApart = { (passage: GoldPassage) in Int(passage.id.suffix(3)).map { $0 % 3 == 0 } ?? false
    }
    var (worked, apart) = (Scores(), Scores())
    for passage in corpus.passages {
      let outcome = try ReadPassage(passage).outcome
      if isApart(passage) { apart.add(outcome) } else { worked.add(outcome) }
    }
    #expect(worked.core.f1 >= floors.worked, "worked on: core \(worked.core.f1)")
    #expect(apart.core.f1 >= floors.apart, "set aside: core \(apart.core.f1)")
    #expect(worked.falseAlarms + apart.falseAlarms <= 2)
  }

  @Test("give every claim where it stands in their text")
  func places() throws {
    for file in try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    where file.hasSuffix(".jsonl") {
      for passage in try AnnotatedCorpus(Self.folder.appendingPathComponent(file)).passages {
        let text = Array(passage.text.unicodeScalars)
        for claim in passage.claims {
          let number = Array(claim.numberSpan.unicodeScalars)
          let start = try #require(claim.numberStart)
          #expect(Array(text[start..<start + number.count]) == number, "\(passage.id)")
        }
      }
    }
  }
}
