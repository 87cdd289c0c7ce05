import Foundation
import Ledger
import Testing

@testable import Extraction

/// What somebody's own folder may hold by mistake. Docs/lexicons.md shows the common ones; these are the others.
@Suite("A lexicon with a mistake")
struct LexiconRefusalTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    var what: String
    var files: [String: String]
    var place: String
    var message: String
    var testDescription: String { what }

    init(_ what: String, _ files: [String: String], _ place: String, _ message: String) {
      (self.what, self.files, self.place, self.message) = (what, files, place, message)
    }
  }

  private static func party(_ id: String, _ more: String) -> String {
    "id: \(id)\nname: \(id)\nkind: group\n\(more)\n"
  }

  /// A source whose counts are these lines, from the fifth on.
  private static func counting(_ lines: String...) -> String {
    "id: a\nname: A\nkind: media\ncounts:\n" + lines.map { "  \($0)\n" }.joined()
  }

  static let mistakes = [
    Mistake(
      "is its own home", ["parties/a.yaml": party("a", "home: a")], "parties/a.yaml:4",
      "by home: a → a"),
    Mistake(
      "parents in a ring",
      [
        "parties/a.yaml": party("a", "parent: b"), "parties/b.yaml": party("b", "parent: c"),
        "parties/c.yaml": party("c", "parent: b"),
      ], "parties/b.yaml:4", "by parent: b → c → b"),
    Mistake(
      "builds on what builds on it",
      [
        "sources/a.yaml": "id: a\nname: A\nkind: media\nbuilds_on: [reuters, b]\n",
        "sources/b.yaml": "id: b\nname: B\nkind: media\nbuilds_on:\n  - afp\n  - a\n",
      ], "sources/a.yaml:4", "by builds_on: a → b → a"),
    Mistake(
      "includes what includes it",
      [
        "measures/a.yaml": "id: a\nname: A\nincludes: [killed, b]\n",
        "measures/b.yaml": "id: b\nname: B\nincludes:\n  - wounded\n  - a\n",
      ], "measures/a.yaml:3", "by includes: a → b → a"),
    Mistake(
      "means itself of civilians",
      ["measures/a.yaml": "id: a\nname: A\ncivilians: a\n"], "measures/a.yaml:3",
      "by civilians: a → a"),
    Mistake(
      "has an unknown parent", ["parties/a.yaml": party("a", "parent: b")], "parties/a.yaml:4",
      "\"b\" is none of the parties"),
    Mistake(
      "builds on nobody",
      ["sources/a.yaml": "id: a\nname: A\nkind: media\nbuilds_on:\n  - afp\n  - b\n"],
      "sources/a.yaml:6", "\"b\" is none of the sources"),
    Mistake(
      "speaks for nobody", ["sources/a.yaml": "id: a\nname: A\nkind: media\nparty: b\n"],
      "sources/a.yaml:4", "\"b\" is none of the parties"),
    Mistake(
      "speaks with nobody's authority",
      ["sources/a.yaml": "id: a\nname: A\nkind: person\nspeaks_for: b\n"],
      "sources/a.yaml:4", "\"b\" is none of the parties"),
    Mistake(
      "builds on one source twice",
      ["sources/a.yaml": "id: a\nname: A\nkind: media\nbuilds_on:\n  - afp\n  - afp\n"],
      "sources/a.yaml:6", "\"afp\" stands here twice"),
    Mistake(
      "reports at no known time",
      ["sources/a.yaml": "id: a\nname: A\nkind: media\nreports_at: noon\n"],
      "sources/a.yaml:4", "\"noon\" is no reports_at"),
    Mistake(
      "has counts that are no mappings", ["sources/a.yaml": counting("- killed")],
      "sources/a.yaml:5", "\"counts\" must be a list of mappings"),
    Mistake(
      "counts no measure", ["sources/a.yaml": counting("- party: russia")],
      "sources/a.yaml:5", "\"measure\" is missing"),
    Mistake(
      "counts an unknown measure", ["sources/a.yaml": counting("- measure: fallen")],
      "sources/a.yaml:5", "\"fallen\" is none of the measures"),
    Mistake(
      "counts what it leaves out",
      [
        "sources/a.yaml": counting(
          "- measure: losses", "  includes: [killed]", "  excludes: [missing, killed]")
      ], "sources/a.yaml:7", "cannot be in the count and left out"),
    Mistake(
      "includes what is no part",
      ["sources/a.yaml": counting("- measure: killed", "  includes: [wounded]")],
      "sources/a.yaml:6", "\"wounded\" is no part of \"killed\""),
    Mistake(
      "calls a list of names an estimate",
      [
        "sources/a.yaml": counting("- measure: killed", "  method: named", "  nature: estimate")
      ], "sources/a.yaml:7", "a count by this method is no estimate"),
    Mistake(
      "keeps one count twice",
      [
        "sources/a.yaml": counting(
          "- measure: killed", "  party: russia", "- measure: killed", "  party: russia")
      ], "sources/a.yaml:7", "this count stands here already"),
    Mistake(
      "misspells what a count has",
      ["sources/a.yaml": counting("- measure: killed", "  methods: named")],
      "sources/a.yaml:6", "\"methods\" is no field"),
    Mistake(
      "has no such kind", ["sources/a.yaml": "id: a\nname: A\nkind: blog\n"], "sources/a.yaml:3",
      "\"blog\" is no kind"),
    Mistake(
      "says neither true nor false", ["measures/a.yaml": "id: a\nname: A\nreversible: yes\n"],
      "measures/a.yaml:3", "\"yes\" is no reversible"),
    Mistake(
      "counts a population that is no id",
      ["measures/a.yaml": "id: a\nname: A\npopulation: Old People\n"], "measures/a.yaml:3",
      "\"Old People\" is no id"),
    Mistake(
      "ends before it begins",
      ["conflicts/a.yaml": "id: a\nname: A\nfrom: \"2020\"\nto: \"2019-05\"\n"],
      "conflicts/a.yaml:4", "ends before it begins"),
    Mistake(
      "says a field twice", ["parties/a.yaml": "id: a\nname: A\nkind: group\nname: B\n"],
      "parties/a.yaml:2", "\"name\" stands here more than once"),
    Mistake("is empty", ["parties/a.yaml": ""], "parties/a.yaml:1", "this file is empty"),
    Mistake(
      "is all comment", ["parties/a.yaml": "# later\n"], "parties/a.yaml:1", "this file is empty"),
    Mistake(
      "is a list", ["parties/a.yaml": "\n- id: a\n"], "parties/a.yaml:2", "must hold one mapping"),
    Mistake("is a word", ["parties/a.yaml": "a\n"], "parties/a.yaml:1", "must hold one mapping"),
    Mistake(
      "is two documents", ["parties/a.yaml": party("a", "") + "---\nid: b\n"], "parties/a.yaml:5",
      "this is not YAML"),
    Mistake(
      "nests names", ["parties/a.yaml": party("a", "names:\n  en:\n    names: [[A]]")],
      "parties/a.yaml:6", "\"names\" must list words"),
    Mistake(
      "gives a list for a name", ["parties/a.yaml": "id: a\nname: [A]\nkind: group\n"],
      "parties/a.yaml:2", "\"name\" must be a word or a text"),
    Mistake(
      "gives a word for a list", ["conflicts/a.yaml": "id: a\nname: A\nparties: russia\n"],
      "conflicts/a.yaml:3", "\"parties\" must be a list"),
    Mistake(
      "ends in .yml", ["parties/a.yml": party("a", "")], "parties/a.yml:1", "ends in .yaml"),
    Mistake(
      "brings a language again", ["languages/en/language.yaml": "tag: en\n"],
      "languages/en/language.yaml:1", "is there already"),
    Mistake(
      "separates with two marks",
      ["languages/xx/language.yaml": "tag: xx\ngroup_separators: [..]\n"],
      "languages/xx/language.yaml:2", "\"..\" is no separator"),
    Mistake(
      "has a column too many", ["languages/en/things.tsv": "\nmule carts\tobject\tcarts\n"],
      "languages/en/things.tsv:2", "stands in a column"),
    Mistake(
      "says most before least", ["languages/en/vague.tsv": "a fistful\t9\t3\n"],
      "languages/en/vague.tsv:1", "the most is less"),
    Mistake(
      "counts beyond counting", ["languages/en/numbers.tsv": "zillion\tscale\t1e99\n"],
      "languages/en/numbers.tsv:1", "is no number"),
    Mistake(
      "names nothing", ["languages/en/names.tsv": "Somewhere\tplace\tsudan\n"],
      "languages/en/names.tsv:1", "\"place\" is nothing that has names"),
    Mistake(
      "names nobody", ["languages/en/names.tsv": "Somewhere\tparty\tsudann\tplace\n"],
      "languages/en/names.tsv:1", "\"sudann\" is none of the parties"),
    Mistake(
      "is a long phrase", ["languages/en/people.tsv": "a b c d e f g h i j k l m\tall\tmany\n"],
      "languages/en/people.tsv:1", "must have 1 to 12 words"),
    Mistake(
      "takes another source's name",
      [
        "sources/a.yaml":
          "id: a\nname: A\nkind: media\nnames:\n  en:\n    names:\n      - Reuters\n"
      ], "sources/a.yaml:7", "\"Reuters\" names \"reuters\" already"),
  ]

  @Test("is refused with file, line and what to do", arguments: mistakes)
  func refused(_ mistake: Mistake) throws {
    let error = try #require(try OwnLexicon(mistake.files).refusal())
    #expect(error.reason == .misconfigured)
    #expect(error.subject == mistake.place)
    #expect(error.message.contains(mistake.message), "\(error)")
    #expect(!error.hint.isEmpty)
    #expect(!"\(error)".contains("\n"))
  }

  @Test("of bytes is refused where it stops to be UTF-8")
  func bytes() throws {
    var own = OwnLexicon()
    own.files["languages/en/people.tsv"] =
      Array("# ü\nferrymen\tcivilian\tmany\nfrogm".utf8) + [0xE9]
    let error = try #require(try own.refusal())
    #expect(error.subject == "languages/en/people.tsv:3")
    #expect(error.message.contains("UTF-8") && !error.hint.isEmpty)
    own.files = ["parties/a.yaml": [0x69, 0x64, 0x3A, 0x20, 0x00, 0x0A]]
    #expect(try #require(try own.refusal()).subject == "parties/a.yaml:1")
  }

  @Test(
    "as long as a library is refused unread",
    arguments: ["parties/a.yaml", "languages/en/things.tsv"])
  func huge(_ name: String) throws {
    var own = OwnLexicon()
    own.files[name] = [UInt8](repeating: 0x23, count: 4 << 20 + 1)
    let error = try #require(try own.refusal())
    #expect(error.subject == "\(name):1")
    #expect(error.message.contains("larger than"))
  }

  @Test(
    "nested without end is refused",
    arguments: [
      ("[", 50), ("[", 999), ("[", 200_000), ("{a: ", 200_000), ("- ", 200_000), ("? ", 900),
    ])
  func nested(_ opening: String, _ depth: Int) throws {
    let text = "id: a\nname:\n  " + String(repeating: opening, count: depth) + "\n"
    let error = try #require(try OwnLexicon(["parties/a.yaml": text]).refusal())
    #expect(error.subject.hasPrefix("parties/a.yaml:"))
    let closed =
      "id: a\nname: " + String(repeating: "[", count: depth)
      + String(repeating: "]", count: depth) + "\nkind: group\n"
    #expect(
      try #require(try OwnLexicon(["parties/a.yaml": closed]).refusal()).subject.hasPrefix(
        "parties/a.yaml:"))
  }

  @Test("that repeats itself by reference is refused and not written out")
  func references() throws {
    let lists = (1...60).map { "x\($0): &x\($0) [*x\($0 - 1), *x\($0 - 1)]" }
    let text = (["id: a", "x0: &x0 [a, a]"] + lists).joined(separator: "\n") + "\n"
    let error = try #require(try OwnLexicon(["parties/a.yaml": text]).refusal())
    #expect(error.message.contains("is no field"))
  }

  @Test("in a chain of parents as long as the lexicon is found")
  func chain() throws {
    let files = (0..<3000).map { index in
      ("parties/p\(index).yaml", Self.party("p\(index)", "parent: p\((index + 1) % 3000)"))
    }
    let error = try #require(try OwnLexicon(Dictionary(uniqueKeysWithValues: files)).refusal())
    #expect(error.message.contains("leads back to itself by parent"))
    #expect(error.message.count < 1000)
  }

  @Test("that is no lexicon at all is refused unread")
  func disk() throws {
    try OwnLexicon().withDirectory { directory in
      for index in 0...20_000 {
        let path = directory.appendingPathComponent("\(index).yaml").path
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
      }
      let error = #expect(throws: LedgerError.self) { try OwnLexicon.load(directory) }
      #expect(error?.message.contains("more than 20000 files") == true)
    }
  }

  @Test("that never ends is not waited for")
  func pipe() throws {
    try OwnLexicon(["parties/README.md": "# mine\n"]).withDirectory { directory in
      let path = directory.appendingPathComponent("parties/a.yaml").path
      #expect(mkfifo(path, 0o600) == 0)
      let error = #expect(throws: LedgerError.self) { try OwnLexicon.load(directory) }
      #expect(error?.message.contains("cannot be read") == true)
    }
  }

  @Test("is not what editors do: marks of encoding, line ends, notes beside the files")
  func editors() throws {
    var own = OwnLexicon([
      "README.md": "mine", "parties/a.yaml~": "id", "parties/.a.yaml": "id", ".git/x.yaml": "x",
      "languages/en/people.tsv": "# mine\r\nlamplighters\tcivilian\tmany\r\n\r\n",
    ])
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    own.files["languages/en/things.tsv"] = mark + Array("# mine\nmule carts\tobject\n".utf8)
    own.files["parties/a.yaml"] = mark + Array("id: a\r\nname: A\r\nkind: group\r\n".utf8)
    let lexicon = try own.load()
    #expect(lexicon.vocabulary.parties.contains { $0.id == "a" && $0.name == "A" })
    let claims = try extract(
      "In the battle 40 lamplighters were killed and 12 mule carts were lost.", by: lexicon
    ).claims
    #expect(claims.map(\.quantity.best) == [40])
    #expect(claims.map(\.group.population) == ["civilian"])
  }
}
