import Foundation

/// A text like real reports: the project's own samples and passages about people harmed, between prose without numbers
/// and prose with numbers of other things, in the shares that were found in reports of the press. The same on every
/// machine.
struct BenchmarkText {
  /// In five reports of the press about wars a thousand bytes hold 4.9 numerals and yield 2 claims, which is what the
  /// passages yield where they have 3.8 of the numerals.
  private static let numeralsPerByte = 0.0049
  private static let numeralsOfPassagesPerByte = 0.0038

  private let passages: [String]
  private let prose: [String]
  private let numbered: [String]
  private let names: [String: [String]]
  private var random = SeededRandom(seed: 20_260_131)
  private(set) var sentences = 0
  private(set) var sentencesWithNumber = 0
  private(set) var numerals = 0
  private var numeralsOfPassages = 0
  private var bytes = 0

  /// - Parameter root: of the repository.
  init(root: String) throws {
    func read(_ path: String) throws -> String {
      try String(contentsOfFile: root + "/" + path, encoding: .utf8)
    }
    func files(_ folder: String, _ suffix: String) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder).sorted()
        .filter { $0.hasSuffix(suffix) }.map { folder + "/" + $0 }
    }
    struct Passage: Decodable { var text: String }
    let annotated = try files("Tests/Corpus/annotated", ".jsonl").flatMap { file in
      try read(file).split(separator: "\n").map {
        try JSONDecoder().decode(Passage.self, from: Data($0.utf8)).text
      }
    }
    // No Markdown: one heading in it would make the whole text so.
    passages = try (annotated + files("Samples", ".txt").map(read)).filter {
      !$0.contains("#") && !$0.contains("**") && !$0.contains("|") && !$0.contains("](")
    }
    prose = try read("Benchmarks/Extraction/prose.txt").split(separator: "\n").map(String.init)
    numbered = try read("Benchmarks/Extraction/numbered.txt").split(separator: "\n").map(
      String.init)
    names = try Dictionary(
      uniqueKeysWithValues: read("Benchmarks/Extraction/names.txt").split(separator: "\n").map {
        let parts = $0.split(separator: ":", maxSplits: 1)
        return (
          String(parts[0]),
          parts[1].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        )
      })
  }

  /// At least so many bytes of reports, one behind the other.
  mutating func text(bytes: Int) -> String {
    var text = ""
    while text.utf8.count < bytes { text += report() }
    return text
  }

  private mutating func report() -> String {
    var paragraphs = [filled("News from {town}")]
    for _ in 0..<12 {
      if Double(numeralsOfPassages) < Self.numeralsOfPassagesPerByte * Double(bytes) {
        let before = numerals
        paragraphs.append(renumbered(pick(passages)))
        count(paragraphs.last ?? "")
        numeralsOfPassages += numerals - before
      } else {
        paragraphs.append(plainParagraph())
      }
    }
    return paragraphs.joined(separator: "\n\n") + "\n\nShare this post:\n\n"
  }

  private mutating func plainParagraph() -> String {
    (0..<Int.random(in: 2...4, using: &random)).map { _ in
      let isDue = Double(numerals) < Self.numeralsPerByte * Double(bytes)
      let sentence = filled(pick(isDue ? numbered : prose))
      count(sentence)
      return sentence
    }.joined(separator: " ")
  }

  private mutating func pick(_ from: [String]) -> String {
    from[Int.random(in: from.indices, using: &random)]
  }

  /// With a name in each place that is left open for one.
  private mutating func filled(_ sentence: String) -> String {
    var parts: [String] = []
    for part in sentence.split(separator: "{", omittingEmptySubsequences: false) {
      guard let end = part.firstIndex(of: "}"), let known = names[String(part[..<end])] else {
        parts.append(String(part))
        continue
      }
      parts.append(name(String(part[..<end]), known) + part[part.index(after: end)...])
    }
    return parts.joined()
  }

  /// People and places are mostly new ones: a text of this length names thousands.
  private mutating func name(_ kind: String, _ known: [String]) -> String {
    guard kind == "person" || kind == "town", Int.random(in: 0..<4, using: &random) > 0 else {
      return pick(known)
    }
    let words = kind == "person" ? 2 : 1
    return (0..<words).map { _ in
      (0..<Int.random(in: 2...3, using: &random)).map { _ in pick(Self.syllables) }.joined()
        .capitalized
    }.joined(separator: " ")
  }

  private static let syllables = [
    "ba", "dor", "el", "gha", "im", "jan", "ka", "lim", "mo", "nys", "or", "pet", "ri", "sha",
    "tov",
    "ul", "ven", "wad", "yar", "zem",
  ]

  /// With other digits in all that is no year and no day, so that no passage comes twice.
  private mutating func renumbered(_ passage: String) -> String {
    var out: [UInt8] = []
    var run: [UInt8] = []
    for byte in Array(passage.utf8) + [0x0A] {
      if (0x30...0x39).contains(byte) || byte == 0x2C && !run.isEmpty {
        run.append(byte)
      } else {
        out += renumbered(run: run)
        out.append(byte)
        run = []
      }
    }
    return String(decoding: out.dropLast(), as: UTF8.self)
  }

  private mutating func renumbered(run: [UInt8]) -> [UInt8] {
    let digits = run.filter { $0 != 0x2C }.count
    guard digits >= 3, !(run.count == 4 && (0x31...0x32).contains(run[0])) else { return run }
    var isFirst = true
    return run.map { byte in
      guard byte != 0x2C else { return byte }
      defer { isFirst = false }
      return UInt8.random(in: (isFirst ? 0x31 : 0x30)...0x39, using: &random)
    }
  }

  /// By stops alone: what counts is that it is done alike wherever shares are compared.
  private mutating func count(_ paragraph: String) {
    bytes += paragraph.utf8.count + 2
    numerals += paragraph.matches(of: #/[0-9][0-9,.]*/#).count
    let stopped = paragraph.replacing(#/[.!?]["”’]?\s+(?=["“A-Z])/#, with: "\n")
    for sentence in stopped.split(separator: "\n") {
      sentences += 1
      if sentence.utf8.contains(where: { (0x30...0x39).contains($0) }) { sentencesWithNumber += 1 }
    }
  }
}

/// The same numbers on every machine.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
