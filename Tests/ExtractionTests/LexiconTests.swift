import Foundation
import Ledger
import Testing

@testable import Extraction

@Suite("The lexicon")
struct LexiconTests {
  /// A lexicon of a few files in a temporary directory.
  static func load(_ files: [String: String]) throws -> Lexicon {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("lexicon-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for (name, text) in files {
      let file = root.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    return try Lexicon(directories: [root.path])
  }

  static let small = [
    "languages/xx/language.yaml":
      "tag: xx\ngroup_separators: [\".\"]\ndecimal_separators: [\",\"]\ncommon_words: [za, ko]\n",
    "languages/xx/people.tsv": "# people\nvojaki\tmilitary\tmany\n",
    "languages/xx/measures.tsv": "padli\tfallen\tintransitive\n",
    "languages/xx/grammar.tsv": "ko\tbe\n",
    "measures/fallen.yaml": "id: fallen\nname: Fallen\n",
    "parties/norlund.yaml":
      "id: norlund\nname: Norlund\nkind: state\nnames:\n  xx:\n    adjectives: [Norlundi]\n",
  ]

  @Test("is the only source of words: an invented language works")
  func inventedLanguage() throws {
    let text = Array("Za 1.250 Norlundi vojaki ko padli.".utf8)
    let block = ReadDocument.Block(section: .body, range: 0..<text.count)
    let document = ReadDocument(
      id: DocumentID(original: text), mediaType: "text/plain", text: text, blocks: [block],
      source: .mapped(TextMap(length: text.count)))
    let extraction = Extractor(lexicon: try Self.load(Self.small))
      .extract(document, context: ReportContext(), limits: ExtractionLimits(claims: 10))
    #expect(extraction.language == "xx")
    #expect(extraction.claims.map(\.quantity.best) == [1250])
    #expect(extraction.claims.map(\.measure.id) == ["fallen"])
    #expect(extraction.claims.map(\.group.party) == ["norlund"])
    #expect(extraction.claims.map(\.group.population) == ["military"])
  }

  @Test(
    "refuses what is wrong, with file and line",
    arguments: [
      (
        "languages/xx/people.tsv", "# c\nvojaki\tmilitary\tmany\nvojaki\tmilitary\tmany\n",
        "people.tsv:3"
      ),
      ("languages/xx/people.tsv", "vojaki\tmilitary\tsome\n", "people.tsv:1"),
      ("languages/xx/measures.tsv", "\n\npadli\tunheard\tnoun\n", "measures.tsv:3"),
      ("languages/xx/numbers.tsv", "ena\tunit\tone\n", "numbers.tsv:1"),
      ("languages/xx/vague.tsv", "mnogo\n", "vague.tsv:1"),
      ("languages/xx/riddles.tsv", "a\tb\n", "riddles.tsv:1"),
      ("languages/yy/people.tsv", "a\tall\tmany\n", "people.tsv:1"),
      ("parties/twin.yaml", "id: norlund\nname: Twin\nkind: state\n", "twin.yaml:1"),
      ("parties/odd.yaml", "id: odd\nname: Odd\nkind: state\nparents: x\n", "odd.yaml:4"),
      ("parties/odd.yaml", "id: odd\nname: Odd\nkind: state\nparent: nobody\n", "odd.yaml:4"),
      ("parties/odd.yaml", "id: Odd One\nname: Odd\nkind: state\n", "odd.yaml:1"),
      ("parties/odd.yaml", "id: [unclosed\n", "odd.yaml:"),
      (
        "parties/odd.yaml", "id: odd\nname: Odd\nkind: state\nnames:\n  zz:\n    names: [A]\n",
        "odd.yaml:5"
      ),
      (
        "conflicts/war.yaml", "id: war\nname: War\nparties:\n  - norlund\n  - nobody\n",
        "war.yaml:5"
      ),
      ("conflicts/war.yaml", "id: war\nname: War\nfrom: \"May\"\n", "war.yaml:3"),
      ("sources/s.yaml", "id: s\nname: S\nkind: media\nbuilds_on: [t]\n", "s.yaml:4"),
      ("riddles/r.yaml", "id: r\n", "r.yaml:1"),
    ])
  func refuses(_ name: String, _ text: String, _ place: String) throws {
    var files = Self.small
    files[name] = text
    let error = #expect(throws: LedgerError.self) { try Self.load(files) }
    #expect(error?.subject.contains(place) == true, "\(String(describing: error))")
    #expect(error?.reason == .misconfigured)
  }

  @Test("has a fingerprint of names and contents")
  func fingerprint() throws {
    let one = try Self.load(Self.small)
    let same = try Self.load(Self.small)
    var files = Self.small
    files["languages/xx/people.tsv"] = "vojaki\tcivilian\tmany\n"
    let other = try Self.load(files)
    #expect(one.fingerprint == same.fingerprint)
    #expect(one.fingerprint != other.fingerprint)
    #expect(one.vocabulary.lexiconFingerprint == one.fingerprint)
  }

  @Test("names the directory that is not there")
  func missing() {
    let error = #expect(throws: LedgerError.self) { try Lexicon(directories: ["/nowhere/at/all"]) }
    #expect(error?.subject == "/nowhere/at/all")
  }

  @Test("of the repository gives every party and source a name")
  func names() throws {
    let vocabulary = try Repository.lexicon.get().vocabulary
    #expect(vocabulary.parties.count > 150)
    #expect(vocabulary.parties.allSatisfy { $0.id.isWellFormed && !$0.name.isEmpty })
    #expect(vocabulary.sources.allSatisfy { $0.id.isWellFormed && !$0.name.isEmpty })
    #expect(vocabulary.vagueIntervals.contains { $0.term == "dozens" && $0.low == 24 })
  }
}
