import Evaluation
import Formats
import Foundation
import Ledger
import Testing

@testable import Extraction

/// A text, read with explanations.
struct Explained {
  var text: [UInt8]
  var extraction: Extraction

  init(_ bytes: [UInt8], published: String? = "2024-06-12", lexicon: Lexicon? = nil) throws {
    text = bytes
    let date = published.flatMap { CivilDate($0) }
    extraction = Extractor(lexicon: try lexicon ?? Repository.lexicon.get()).extract(
      try FormatReader.read(bytes),
      context: ReportContext(published: date.map { DateStatement($0, basis: .supplied) }),
      limits: ExtractionLimits(), explain: true)
  }

  init(_ text: String, published: String? = "2024-06-12") throws {
    try self.init(Array(text.utf8), published: published)
  }

  func step(_ field: ClaimExplanation.Field, of claim: Int = 0) throws -> ClaimExplanation.Step {
    try #require(extraction.explanations[claim].steps.first { $0.field == field })
  }

  func reason(of number: String) -> String? {
    extraction.passedOver.first { $0.text == number }?.reason
  }

  /// The reports of Samples/, and all texts of the project's corpora, each read once.
  static let all = Result {
    let samples = Repository.root.appendingPathComponent("Samples")
    let reports = try FileManager.default.contentsOfDirectory(atPath: samples.path)
      .filter { $0.hasSuffix(".txt") || $0.hasSuffix(".md") }
      .map { try String(contentsOf: samples.appendingPathComponent($0), encoding: .utf8) }
    let passages = try AnnotatedCorpus.own.get().flatMap(\.passages)
    return try (reports + CorpusCase.all.map(\.text) + passages.map(\.text)).map {
      try Explained($0)
    }
  }

  /// Every step with the claim that it explains.
  var steps: [(claim: Claim, step: ClaimExplanation.Step)] {
    zip(extraction.claims, extraction.explanations).flatMap { claim, explanation in
      explanation.steps.map { (claim, $0) }
    }
  }
}

@Suite("An explanation of each claim")
struct ExplanationTests {
  @Test("has a step for every field, with the claim's own value and the rule that decided it")
  func fields() throws {
    var claims = 0
    var wrong: [String] = []
    for explained in try Explained.all.get() {
      let extraction = explained.extraction
      #expect(extraction.explanations.count == extraction.claims.count)
      claims += extraction.claims.count
      for explanation in extraction.explanations {
        let fields = explanation.steps.map(\.field.rawValue)
        #expect(fields == Set(fields).sorted(), "each once, in their order")
        #expect(Set(explanation.steps.map(\.field)).isSuperset(of: ClaimExplanation.always))
      }
      wrong += explained.steps.filter { claim, step in
        step.value != step.field.value(of: claim) || step.rule.isEmpty
          || step.rule == "not taken down"
      }.map { "\($0.step) of \($0.claim.evidence.sentenceText)" }
    }
    #expect(wrong.isEmpty)
    #expect(claims > 500)
  }

  @Test("names entries that stand where it says, and words that stand in the text")
  func entries() throws {
    var files = LexiconLines()
    var checked = 0
    var wrong: [String] = []
    for explained in try Explained.all.get() {
      let words =
        explained.steps.flatMap(\.step.words) + explained.extraction.passedOver.flatMap(\.words)
      for words in words {
        if let span = words.span,
          String(decoding: explained.text[span.bytes], as: UTF8.self) != words.text
        {
          wrong.append("“\(words.text)” at \(span)")
        }
        for entry in words.entries {
          checked += 1
          let line = files.line(entry.line, of: entry.file) ?? ""
          if !Self.holds(line, words.text) { wrong.append("\(entry) for “\(words.text)”: \(line)") }
        }
      }
      for (_, step) in explained.steps {
        for record in step.records {
          let line = files.line(record.line, of: record.file) ?? ""
          let feature = record.meaning.split(separator: ",").first.map(String.init) ?? "?"
          if !line.hasPrefix(step.field == .confidence ? feature : "id: ") {
            wrong.append("\(record): \(line)")
          }
        }
      }
    }
    #expect(wrong.isEmpty)
    #expect(checked > 5000)
  }

  /// The words of an entry stand in its line, as the tokenizer reads both. Words that bend stand there with their stems.
  private static func holds(_ line: String, _ words: String) -> Bool {
    // A letter that is often written as another one is in the lexicon as it should be.
    let (line, words) = (line.replacing("ё", with: "е"), words.replacing("ё", with: "е"))
    let wanted = Language.words(of: words)
    let stems = line.split(separator: "\t").first.map { $0.split(separator: " ") } ?? []
    if stems.contains(where: { $0.contains("/") }) {
      return stems.contains { stem in
        let stem = stem.split(separator: "/").first.map { $0.lowercased() } ?? ""
        return wanted.contains { $0.hasPrefix(stem) }
      }
    }
    let there = Language.words(of: line)
    // A date is one stretch with several entries: each is one word of it.
    return there.indices.contains { there[$0...].starts(with: wanted) }
      || wanted.contains { there.first == $0 }
  }

  @Test("names the word of harm, and the word behind each modifier, side and stance that is stated")
  func words() throws {
    var wrong: [String] = []
    for explained in try Explained.all.get() {
      for (claim, step) in explained.steps {
        let needsEntries: Bool =
          switch step.field {
          case .measure: true
          case .modifier: step.rule == "modifier beside number"
          case .party: step.rule == "side named" || step.rule == "place in sentence"
          case .population: step.rule == "people named" || step.rule == "people of word"
          case .conflict: claim.group.conflict != nil
          case .place: claim.group.place != nil
          case .polarity: claim.polarity != .asserted
          default: false
          }
        if needsEntries, !step.words.contains(where: { !$0.entries.isEmpty }) {
          wrong.append("\(step) of \(claim.evidence.sentenceText)")
        }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test("leaves the claims as they are without it")
  func sameClaims() throws {
    for explained in try Explained.all.get() {
      let plain = try extract(String(decoding: explained.text, as: UTF8.self))
      #expect(explained.extraction.claims == plain.claims)
      #expect(explained.extraction.warnings == plain.warnings)
      #expect(plain.explanations.isEmpty && plain.passedOver.isEmpty)
    }
  }

  @Test("tells of each field what decided it")
  func example() throws {
    let explained = try Explained(
      """
      At least 1.2 million Russian soldiers have been killed since February 2022, according to the \
      Ministry of Emergencies.
      """)
    let number = try explained.step(.number)
    #expect(number.value == "1,200,000" && number.rule == "digits and magnitude")
    #expect(number.words.map(\.text) == ["1.2", "million"])
    let modifier = try explained.step(.modifier)
    #expect(modifier.value == "at least" && modifier.words.map(\.text) == ["At least"])
    #expect(modifier.words[0].entries[0].file == "languages/en/modifiers.tsv")
    let measure = try explained.step(.measure)
    #expect(measure.value == "killed" && measure.rule == "passive")
    #expect(measure.words.map(\.text) == ["killed"])
    #expect(measure.words[0].entries.map(\.meaning) == ["measure killed, participle"])
    let party = try explained.step(.party)
    #expect(party.value == "russia" && party.rule == "side named")
    #expect(party.words[0].entries[0].file == "parties/russia.yaml")
    #expect(try explained.step(.population).words.map(\.text) == ["soldiers"])
    let time = try explained.step(.time)
    #expect(time.value == "from 2022-02 (stated)" && time.rule == "since")
    #expect(time.words.map(\.text) == ["since", "February 2022"])
    let claimant = try explained.step(.claimant)
    #expect(claimant.words.map(\.text) == ["according to", "Ministry of Emergencies"])
  }

  @Test("names only the meaning that a modifier has where it stands")
  func modifier() throws {
    let before = try Explained("At least 12 soldiers were killed in Mali.").step(.modifier)
    #expect(
      before.words.flatMap(\.entries).map(\.meaning) == ["modifier at least, before the number"])
    let behind = try Explained("Twelve or more soldiers were killed in Mali.").step(.modifier)
    #expect(
      behind.words.flatMap(\.entries).map(\.meaning) == ["modifier at least, after the number"])
    let range = try Explained("Between 12 and 20 soldiers were killed in Mali.").step(.modifier)
    #expect(range.rule == "range" && range.words.map(\.text) == ["Between", "and"])
  }

  @Test("names every word of a mixed measure")
  func mixed() throws {
    let explained = try Explained("The army said 120 of its men were dead, wounded or captured.")
    let measure = try explained.step(.measure)
    #expect(measure.words.map(\.text) == ["dead", "wounded", "captured"])
  }

  @Test("takes the words of another sentence where they decided")
  func elsewhere() throws {
    let explained = try Explained(
      "Rebels attacked a village in Mali on Tuesday. Twelve people were killed.")
    let party = try explained.step(.party)
    #expect(party.value == "mali" && party.words.map(\.text) == ["Mali"])
    #expect(try #require(party.words[0].span).bytes.upperBound < 46)
  }

  @Test("says what the comparison with other claims of the text changed")
  func changed() throws {
    let explained = try Explained(
      """
      Twelve soldiers killed in Mali

      Rebels killed 12 soldiers in Mali on Tuesday, the army said.
      """)
    let time = try explained.step(.time, of: 0)
    #expect(time.value == (try explained.step(.time, of: 1)).value && !time.value.isEmpty)
    #expect(time.rule == "same figure elsewhere" && time.words.isEmpty)
  }

  @Test("of a cell takes the words of its row and header")
  func table() throws {
    let explained = try Explained(
      """
      # The war in Mali

      | Side | Killed | Month |
      |---|---|---|
      | Mali army | 1,250 | May 2023 |
      """)
    #expect(try explained.step(.party).words.map(\.text) == ["Mali"])
    #expect(try explained.step(.time).words.map(\.text) == ["May 2023"])
    let measure = try explained.step(.measure)
    #expect(measure.words.map(\.text) == ["Killed"] && measure.words[0].span == nil)
  }

  @Test("names the folder of an entry that lies in an operator's own")
  func ownFolder() throws {
    let own = OwnLexicon([
      "parties/norlund.yaml":
        "id: norlund\nname: Norlund\nkind: state\nnames:\n  en:\n    names: [Norlund]\n"
    ])
    try own.withDirectory { directory in
      let text = Array("Rebels killed 12 soldiers in Norlund.".utf8)
      let explained = try Explained(text, lexicon: OwnLexicon.load(directory))
      let entry = try #require(try explained.step(.party).words.first?.entries.first)
      #expect(entry.file == "\(directory.lastPathComponent)/parties/norlund.yaml")
      #expect(entry.line == 6)
    }
  }

  @Test("weighs what the confidence follows from, the heaviest first")
  func confidence() throws {
    let step = try Explained("Rebels killed 12 soldiers in Mali.").step(.confidence)
    let weights = step.records.compactMap {
      Double($0.meaning.split(separator: ", ").last?.replacing("−", with: "-") ?? "")
    }
    #expect(weights.count == 6)
    #expect(weights.map(abs) == weights.map(abs).sorted(by: >))
    #expect(step.records.allSatisfy { $0.file == "confidence.tsv" && $0.line > 0 })
  }
}

/// The lines of the lexicon's files, as they stand on disk.
private struct LexiconLines {
  private var files: [String: [String]] = [:]

  mutating func line(_ number: Int, of file: String) -> String? {
    if files[file] == nil {
      let path = "\(Repository.lexiconPath)/\(file)"
      files[file] = try? String(contentsOfFile: path, encoding: .utf8)
        .components(separatedBy: "\n")
    }
    return files[file].flatMap { $0.indices.contains(number - 1) ? $0[number - 1] : nil }
  }
}
