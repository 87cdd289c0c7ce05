import Foundation
import Ledger
import Testing

@testable import Extraction

/// A lexicon directory on top of the repository's.
struct OwnLexicon {
  var files: [String: [UInt8]] = [:]

  init() {}

  init(_ texts: [String: String]) { files = texts.mapValues { Array($0.utf8) } }

  func load() throws -> Lexicon { try withDirectory { try Self.load($0) } }

  static func load(_ directory: URL) throws -> Lexicon {
    try Lexicon(directories: [Repository.lexiconPath, directory.path])
  }

  /// Why it is refused, with paths as the operator would write them.
  func refusal() throws -> LedgerError? {
    try withDirectory { directory in
      do {
        _ = try Self.load(directory)
        return nil
      } catch var error as LedgerError {
        for place in [directory.path, Repository.root.path] {
          error.subject = error.subject.replacingOccurrences(of: place + "/", with: "")
          error.message = error.message.replacingOccurrences(of: place + "/", with: "")
        }
        return error
      }
    }
  }

  func withDirectory<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let root = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("words-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    for (name, bytes) in files {
      let file = root.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    return try body(root)
  }
}

@Suite("Docs/lexicons.md")
struct LexiconGuideTests {
  private static func own() throws -> OwnLexicon {
    OwnLexicon(try LexiconGuide().files.filter { !$0.key.hasSuffix(".txt") })
  }

  @Test("shows a folder for each part of a lexicon")
  func parts() throws {
    let names = try LexiconGuide().files.keys
    for part in ["parties/", "conflicts/", "sources/", "measures/", "languages/en/things.tsv"] {
      #expect(names.contains { $0.hasPrefix(part) }, "\(part)")
    }
  }

  @Test("shows what its texts yield", arguments: [("report.txt", 3), ("informe.txt", 2)])
  func effect(_ name: String, _ count: Int) throws {
    let guide = try LexiconGuide()
    let text = try #require(guide.files[name])
    let claims = try extract(text, published: "2031-05-05", by: Self.own().load()).claims
    let shown = guide.shown(for: name)
    #expect(claims.count == count)
    #expect(shown.count == count)
    for (claim, row) in zip(claims, shown) {
      #expect(row[0] == claim.quantity.display)
      #expect(row[1] == claim.measure.id.value)
      #expect(row[2] == "\(claim.group.party?.value ?? "") \(claim.group.population?.value ?? "")")
      #expect(row[3] == "-" && claim.time.from == nil && claim.time.asOf == nil)
      #expect(row[4] == claim.attribution.claimant?.name ?? "(not attributed)")
      #expect(claim.evidence.sentenceText.hasPrefix(row[5].dropLast()))
    }
  }

  @Test("shows each mistake with its error")
  func mistakes() throws {
    let own = try Self.own()
    let rows = try LexiconGuide().rows(under: "file")
    #expect(rows.count > 12)
    for row in rows {
      let cells = row.map {
        $0.dropFirst().dropLast().replacingOccurrences(of: #"\t"#, with: "\t")
          .replacingOccurrences(of: #"\n"#, with: "\n")
      }
      var broken = own
      let text = String(decoding: try #require(own.files[cells[0]]), as: UTF8.self)
      let changed = text.replacingOccurrences(of: cells[1], with: cells[2])
      #expect(changed != text, "\(cells[0]) does not hold \(cells[1])")
      broken.files[cells[0]] = Array(changed.utf8)
      let error = try #require(try broken.refusal(), "\(cells[2]) in \(cells[0])")
      #expect("\(error)" == cells[3])
    }
  }
}
