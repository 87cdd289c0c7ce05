import Evaluation
import Foundation
import Ledger
import Testing

/// The corpora beside the checkout come with a scorer of their own, in Python.
private let scorer = AnnotatedCorpus.sharedFolder.appendingPathComponent("score.py")

@Suite(
  "The scores",
  .enabled(
    if: FileManager.default.fileExists(atPath: scorer.path),
    "../shared/corpus/score.py is absent: nothing to compare with"))
struct ReferenceScorerTests {
  private struct Report: Decodable {
    struct Level: Decodable {
      var precision: Double
      var recall: Double
      var f1: Double
      var right: Int
    }

    var passages: Int
    var gold: Int
    var predicted: Int
    var levels: [String: Level]
    var fields: [String: Double]
    var falseAlarms: Int

    private enum CodingKeys: String, CodingKey {
      case passages, gold, predicted, levels, fields
      case falseAlarms = "false_alarms_on_negatives"
    }
  }

  private struct Line: Encodable {
    var id: String
    var claims: [ExchangeClaim]
  }

  @Test("are those of the reference scorer: whole reports")
  func seeds() throws {
    try compare(AnnotatedCorpus.shared("seeds"), in: AnnotatedCorpus.sharedFolder)
  }

  @Test("are those of the reference scorer: the annotated corpus")
  func own() throws {
    for corpus in try AnnotatedCorpus.own.get() {
      try compare(corpus, in: AnnotatedCorpus.folder)
    }
  }

  private func compare(_ corpus: AnnotatedCorpus, in folder: URL) throws {
    let read = try corpus.read()
    let report = try reference(folder.appendingPathComponent("\(corpus.name).jsonl"), read)
    let scores = read.scores
    #expect(report.passages == scores.passages)
    #expect(report.gold == scores.gold)
    #expect(report.predicted == scores.found)
    #expect(report.falseAlarms == scores.falseAlarms)
    for (name, rates, right) in [
      ("detect", scores.detect, scores.detected), ("core", scores.core, scores.coreRight),
      ("full", scores.full, scores.fullRight),
    ] {
      let level = try #require(report.levels[name])
      #expect(level.right == right, "\(corpus.name): \(name)")
      #expect(abs(level.precision - rates.precision) < 1e-12, "\(corpus.name): \(name)")
      #expect(abs(level.recall - rates.recall) < 1e-12, "\(corpus.name): \(name)")
      #expect(abs(level.f1 - rates.f1) < 1e-12, "\(corpus.name): \(name)")
    }
    #expect(report.fields.count == ScoredField.allCases.count)
    for field in ScoredField.allCases {
      let accuracy = try #require(report.fields[field.rawValue])
      #expect(abs(accuracy - scores.accuracy(of: field)) < 1e-12, "\(corpus.name): \(field)")
    }
  }

  private func reference(_ gold: URL, _ read: [ReadPassage]) throws -> Report {
    let found = FileManager.default.temporaryDirectory
      .appendingPathComponent("found-\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: found) }
    let encoder = JSONEncoder()
    let lines = try read.map {
      String(
        decoding: try encoder.encode(Line(id: $0.passage.id, claims: $0.claims.map(\.exchange))),
        as: UTF8.self)
    }
    try lines.joined(separator: "\n").write(to: found, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", scorer.path, gold.path, found.path, "--json"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    let json = String(decoding: data, as: UTF8.self).split(separator: "\n").first ?? ""
    return try JSONDecoder().decode(Report.self, from: Data(json.utf8))
  }
}
