import Formats
import Foundation
import Ledger
import Testing

@testable import Extraction

/// The repository's own lexicon and corpus, found from this file.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let lexiconPath = root.appendingPathComponent("Services/Ingest/Lexicon").path
  static let corpus = root.appendingPathComponent("Tests/Corpus/extraction")
  /// Read once: every test asks for the same.
  static let lexicon = Result { try Lexicon(directories: [lexiconPath]) }
}

func extract(
  _ text: String, published: String? = "2024-06-12", limit: Int = 1000, by lexicon: Lexicon? = nil
) throws -> Extraction {
  let document = try FormatReader.read(Array(text.utf8))
  let date = published.flatMap { CivilDate($0) }
  return Extractor(lexicon: try lexicon ?? Repository.lexicon.get()).extract(
    document,
    context: ReportContext(published: date.map { DateStatement($0, basis: .supplied) }),
    limits: ExtractionLimits(claims: limit))
}

func claims(_ text: String, published: String? = "2024-06-12") throws -> [Claim] {
  try extract(text, published: published).claims
}

/// The words, numerals and marks of a text as the lexicon compares them, or some of them.
func folded(_ text: [UInt8], where isMeant: (Token) -> Bool = { _ in true }) -> [String] {
  let store = ItemStore()
  return withExtendedLifetime(store) {
    Tokenizer.tokens(of: text, store: store).filter(isMeant).map(\.folded)
  }
}

/// One expected claim, as the corpus writes it: `killed >=12 party=mali kind=incident`.
struct Expectation: Sendable, CustomStringConvertible {
  var description: String
  private var measure: String
  private var value: String
  private var fields: [String: String]

  init(_ text: String) {
    description = text
    // Values of fields may hold spaces: "claimant=Amina Diallo".
    var words = text.split(separator: " ").map(String.init)
    measure = words.removeFirst()
    var value: [String] = []
    while let word = words.first, !word.contains("=") || word.hasPrefix(">") || word.hasPrefix("<")
    {
      value.append(word)
      words.removeFirst()
    }
    self.value = value.joined(separator: " ")
    fields = [:]
    var key = ""
    for word in words {
      if let equals = word.firstIndex(of: "="), word.first != "=" {
        key = String(word[..<equals])
        fields[key] = String(word[word.index(after: equals)...])
      } else {
        fields[key, default: ""] += " " + word
      }
    }
  }

  func matches(_ claim: Claim) -> Bool { mismatch(claim) == nil }

  func mismatch(_ claim: Claim) -> String? {
    let found = Self.value(of: claim.quantity)
    if claim.measure.id.value != measure, !(measure == "casualties" && claim.measure.id == "losses")
    {
      return "measure \(claim.measure.id)"
    }
    if found != value { return "value \(found)" }
    for (key, wanted) in fields {
      let got: String? =
        switch key {
        case "party": claim.group.party?.value ?? "none"
        case "population": claim.group.population?.value ?? "unknown"
        case "conflict": claim.group.conflict?.value ?? "none"
        case "kind": "\(claim.kind)"
        case "per": claim.ratePer.map { "\($0)" }
        case "stance": "\(claim.polarity)"
        case "claimant": claim.attribution.claimant?.name ?? "none"
        case "from": claim.time.from?.date.description ?? "none"
        case "to": (claim.time.to ?? claim.time.asOf)?.date.description ?? "none"
        case "form": "\(claim.quantity.form)"
        case "scale": "\(claim.citedForScale)"
        default: "no field \(key)"
        }
      let isRight =
        key == "claimant" ? got?.contains(wanted) == true : got == wanted
      if !isRight { return "\(key) \(got ?? "none")" }
    }
    return nil
  }

  private static func value(of quantity: Quantity) -> String {
    func text(_ number: Double?) -> String { number.map { String(Int64($0)) } ?? "?" }
    if quantity.form == .vague { return quantity.vagueTerm }
    switch quantity.modifier {
    case .exact: return text(quantity.best)
    case .approximate: return "~" + text(quantity.best)
    case .atLeast: return ">=" + text(quantity.low?.value)
    case .moreThan: return ">" + text(quantity.low?.value)
    case .upTo: return "<=" + text(quantity.high?.value)
    case .lessThan: return "<" + text(quantity.high?.value)
    case .range: return text(quantity.low?.value) + ".." + text(quantity.high?.value)
    }
  }
}

/// One sentence of the corpus with what it must yield.
struct CorpusCase: Sendable, CustomTestStringConvertible {
  var file: String
  var line: Int
  var text: String
  var expected: [Expectation]
  var testDescription: String { "\(file):\(line) \(text)" }

  /// All cases of all files: adding a line to one adds a test.
  static let all: [CorpusCase] = {
    let files =
      (try? FileManager.default.contentsOfDirectory(atPath: Repository.corpus.path)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.sorted().flatMap(read)
  }()

  /// Reads the small part of YAML that the corpus is written in, line by line.
  private static func read(_ file: String) -> [CorpusCase] {
    let path = Repository.corpus.appendingPathComponent(file).path
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    var expected: [Expectation] = []
    var cases: [CorpusCase] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("- expect:") {
        expected = line.split(separator: "\"").enumerated()
          .filter { !$0.offset.isMultiple(of: 2) }.map { Expectation(String($0.element)) }
      } else if line.hasPrefix("- never:") {
        expected = []
      } else if line.hasPrefix("    - ") {
        var sentence = line.dropFirst(6)
        if sentence.first == "'", sentence.last == "'" {
          sentence = sentence.dropFirst().dropLast()
        }
        cases.append(
          CorpusCase(file: file, line: index + 1, text: String(sentence), expected: expected))
      }
    }
    return cases
  }
}
