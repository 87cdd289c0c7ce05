import Evaluation
import Foundation
import Ledger
import Testing

@testable import Extraction

/// Annotated passages, read from JSON Lines.
struct AnnotatedCorpus: Sendable {
  var name: String
  var passages: [GoldPassage]

  /// The project's own: every file of the folder, so that adding one adds to all that is measured.
  static let own = Result {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix(".jsonl") }
      .map { try AnnotatedCorpus(folder.appendingPathComponent($0)) }
  }
  static let folder = Repository.root.appendingPathComponent("Tests/Corpus/annotated")

  /// Passages of others, which lie beside the checkout and are no part of it.
  static let sharedFolder = Repository.root.deletingLastPathComponent()
    .appendingPathComponent("shared/corpus")
  static let isSharedPresent = FileManager.default.fileExists(atPath: sharedFolder.path)

  static func shared(_ name: String) throws -> AnnotatedCorpus {
    try AnnotatedCorpus(sharedFolder.appendingPathComponent("\(name).jsonl"))
  }

  init(_ file: URL) throws {
    name = file.deletingPathExtension().lastPathComponent
    passages = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(GoldPassage.self, from: Data($0.utf8))
    }
  }

  func read() throws -> [ReadPassage] { try passages.map(ReadPassage.init) }
}

/// A passage with the claims that the extractor finds in it.
struct ReadPassage: Sendable {
  var passage: GoldPassage
  /// Those that the exchange format knows.
  var claims: [Found] = []
  var outcome: PassageOutcome

  struct Found: Sendable {
    var exchange: ExchangeClaim
    var confidence: Double
    var features: [Confidence.Feature]
  }

  init(_ passage: GoldPassage) throws {
    let vocabulary = try Repository.lexicon.get().vocabulary
    let text = Array(passage.text.utf8)
    let read = try extract(passage.text, published: passage.published?.description).claims
    for (claim, features) in zip(read, Confidence.features(of: read)) {
      guard let exchange = ExchangeClaim(claim, text: text, vocabulary: vocabulary) else {
        continue
      }
      claims.append(
        Found(exchange: exchange, confidence: claim.confidence, features: features))
    }
    self.passage = passage
    outcome = PassageOutcome(passage, claims.map(\.exchange))
  }

  /// For each claim found, whether it answers an annotated one and is right at its core.
  var isRight: [Bool] {
    let right = Set(outcome.matches.filter(\.isCoreRight).map(\.found))
    return claims.indices.map { right.contains($0) }
  }

  /// The own corpus, read once: several tests ask for it.
  static let own = Result { try AnnotatedCorpus.own.get().map { ($0.name, try $0.read()) } }
}

extension [ReadPassage] {
  var scores: Scores {
    var scores = Scores()
    for passage in self { scores.add(passage.outcome) }
    return scores
  }
}
