import Extraction
import Foundation
import Ledger

/// What texts are made of: the samples, the sentences of the extraction corpus, the words of both, and the lexicon
/// that reads them.
package struct TextSources: Sendable {
  let reports: [[UInt8]]
  let sentences: [String]
  let words: [String]
  let extractor: Extractor

  /// Read once: every campaign asks for the same.
  static let shared = Result { try TextSources() }

  /// The repository, found from this file.
  private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private init() throws {
    let samples = try Self.files(in: "Samples").filter { ["txt", "md"].contains($0.pathExtension) }
    reports = try samples.map { Array(try Data(contentsOf: $0)) }
    let corpus = try Self.files(in: "Tests/Corpus/extraction").map {
      try String(contentsOf: $0, encoding: .utf8)
    }
    sentences =
      corpus.flatMap { $0.split(separator: "\n") }.filter { $0.hasPrefix("    - ") }
      .map { $0.dropFirst(6).trimmingCharacters(in: ["'", "\""]) } + TextSoup.phrases
    let all = reports.map { String(decoding: $0, as: UTF8.self) } + sentences
    words = Set(all.flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) }).sorted()
    extractor = Extractor(
      lexicon: try Lexicon(
        directories: [Self.root.appendingPathComponent("Services/Ingest/Lexicon").path]))
  }

  private static func files(in folder: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: root.appendingPathComponent(folder), includingPropertiesForKeys: nil
    ).sorted { $0.path < $1.path }
  }
}
