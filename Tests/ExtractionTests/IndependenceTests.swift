import Foundation
import Ledger
import Testing

@testable import Extraction

@Suite("The engine's code")
struct IndependenceTests {
  /// All string literals of the engine, outside comments.
  static func literals() throws -> [(file: String, text: String)] {
    let folder = Repository.root.appendingPathComponent("Services/Ingest/Extraction")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    var found: [(file: String, text: String)] = []
    for name in (names ?? []).filter({ $0.hasSuffix(".swift") }).sorted() {
      let source = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      for line in source.split(separator: "\n") {
        let code = line.range(of: "//").map { line[..<$0.lowerBound] } ?? line
        for (index, part) in code.split(separator: "\"", omittingEmptySubsequences: false)
          .enumerated()
        where !index.isMultiple(of: 2) {
          found.append((name, String(part)))
        }
      }
    }
    return found
  }

  @Test("names no language, party, source, conflict or measure")
  func namesNothing() throws {
    let lexicon = try Repository.lexicon.get()
    let vocabulary = lexicon.vocabulary
    var words = Set(lexicon.languages.keys)
    words.formUnion(vocabulary.parties.flatMap { [$0.id.value, $0.name] })
    words.formUnion(vocabulary.conflicts.flatMap { [$0.id.value, $0.name] })
    words.formUnion(vocabulary.sources.flatMap { [$0.id.value, $0.name] })
    words.formUnion(vocabulary.measures.map(\.id.value))
    let literals = try Self.literals()
    #expect(literals.count > 50)
    for (file, text) in literals {
      #expect(!words.contains(text), "\(file) holds \"\(text)\"")
    }
  }
}
