import BenchmarkSupport
import Foundation
import Ledger

/// Made-up reports with their claims, the same on every machine: sentences that state figures, between sentences of
/// words that come as often as words of a language do. A thousand bytes hold two claims, as reports of the press do.
struct SeededReports {
  private var random: SeededRandom
  private let words: [String]
  private let places: [String]
  private let measures = ["killed", "wounded", "missing", "captured", "displaced"]
  private let surfaces = ["killed", "wounded", "missing", "captured", "driven from their homes"]
  private let populations = ["military", "civilian", "children", "all"]
  private let parties = (1...12).map { "party-\($0)" }
  private let conflicts = (1...40).map { "conflict-\($0)" }
  private let claimants = (1...30).map { Source(id: SourceID("source-\($0)"), name: "Body \($0)") }
  private var written = 0

  /// Words of the language, of which the first come most often.
  static let vocabulary = 20_000
  static let bytesPerClaim = 500

  init(seed: UInt64 = 20_260_131) {
    var random = SeededRandom(seed: seed)
    let syllables = [
      "ba", "dor", "el", "gha", "im", "jan", "ka", "lim", "mo", "nys", "or", "pet", "ri", "sha",
      "tov", "ul", "ven", "wad", "yar", "zem", "cro", "fi", "hu", "quo",
    ]
    var words: [String] = []
    var known: Set<String> = []
    while words.count < Self.vocabulary {
      let count = words.count < 300 ? 1...2 : 2...4
      let word = (0..<Int.random(in: count, using: &random)).map { _ in
        syllables[Int.random(in: syllables.indices, using: &random)]
      }.joined()
      if known.insert(word).inserted { words.append(word) }
    }
    self.words = words
    places = (0..<500).map { words[3000 + $0 * 7].capitalized }
    self.random = random
  }

  /// The word that comes so often that there are so many which come more often.
  func word(rank: Int) -> String { words[rank] }

  /// The next report.
  mutating func report(claims count: Int) -> Recording {
    written += 1
    var text: [UInt8] = Array("Report \(written) of \(pick(places))\n\n".utf8)
    var found: [(start: Int, sentence: String, number: Range<Int>, claim: Claim)] = []
    for place in 0..<count {
      fill(&text, to: (place + 1) * Self.bytesPerClaim - 150)
      let (sentence, number, claim) = statement()
      found.append((text.count, sentence, number, claim))
      text += Array(sentence.utf8)
      text.append(place % 4 == 3 ? UInt8(ascii: "\n") : UInt8(ascii: " "))
    }
    fill(&text, to: max(count, 1) * Self.bytesPerClaim)
    let id = DocumentID(original: text)
    let claims = found.map { item in
      var claim = item.claim
      claim.document = id
      func span(_ range: Range<Int>) -> Span {
        let bytes = item.start + range.lowerBound..<item.start + range.upperBound
        return Span(bytes: bytes, characters: bytes)
      }
      claim.evidence = Evidence(
        number: span(item.number), phrase: span(item.number.lowerBound..<item.sentence.utf8.count),
        sentence: span(0..<item.sentence.utf8.count), section: .body,
        sentenceText: item.sentence,
        numberText: String(decoding: Array(item.sentence.utf8)[item.number], as: UTF8.self))
      return claim
    }
    return Recording(
      document: DocumentRecord(id: id, mediaType: "text/plain", size: text.count),
      sighting: Sighting(
        document: id, outlet: Source(name: "Courier of \(pick(places))"),
        url: "https://courier.example/\(written)", fileName: "report-\(written).txt",
        published: date().map { DateStatement($0, basis: .supplied) },
        receivedAt: Moment(microseconds: 1_770_000_000_000_000 + Int64(written)),
        title: "\(word().capitalized) \(word()) \(word()) in \(pick(places))"),
      run: ExtractionRun(
        document: id, language: "en", extractorVersion: "benchmark",
        lexiconFingerprint: "benchmark", claims: claims),
      original: text)
  }

  private mutating func statement() -> (String, Range<Int>, Claim) {
    let measure = Int.random(in: measures.indices, using: &random)
    let count = Int.random(in: 3...90_000, using: &random)
    let (place, claimant) = (pick(places), pick(claimants))
    let before = "In \(place), \(claimant.name) said on Tuesday, "
    let number = "at least \(count)"
    let sentence =
      "\(before)\(number) people of the \(word()) side had been \(surfaces[measure]) since the "
      + "\(word()) began."
    let start = before.utf8.count
    let claim = Claim(
      document: DocumentID(.zero),
      quantity: Quantity(
        form: .lowerBound, low: .init(Double(count)), modifier: .atLeast,
        modifierText: "at least", significantDigits: "\(count)".count),
      measure: MeasureStatement(MeasureID(measures[measure]), words: surfaces[measure]),
      group: CountedGroup(
        party: PartyID(pick(parties)), population: PopulationID(pick(populations)),
        conflict: ConflictID(pick(conflicts)), conflictBasis: .inferred, place: place,
        method: .announced),
      time: ClaimTime(
        asOf: date().map { DateStatement($0, basis: .resolved, words: "on Tuesday") },
        published: date().map { DateStatement($0, basis: .supplied) }),
      kind: .cumulative,
      attribution: Attribution(claimant: claimant, mode: .reportedSpeech),
      evidence: Evidence(
        number: Span(bytes: 0..<0, characters: 0..<0),
        phrase: Span(bytes: 0..<0, characters: 0..<0),
        sentence: Span(bytes: 0..<0, characters: 0..<0), section: .body, sentenceText: "",
        numberText: ""),
      rules: ["number.at-least", "measure.behind", "party.named", "claimant.said"],
      confidence: 0.9)
    return (sentence, start..<start + number.utf8.count, claim)
  }

  /// Sentences without figures.
  private mutating func fill(_ text: inout [UInt8], to size: Int) {
    while text.count < size {
      let count = Int.random(in: 8...22, using: &random)
      var sentence = (0..<count).map { _ in word() }.joined(separator: " ")
      sentence = sentence.prefix(1).uppercased() + sentence.dropFirst() + ". "
      text += Array(sentence.utf8)
    }
  }

  /// One over its rank is how often a word comes.
  private mutating func word() -> String {
    let share = Double.random(in: 0..<1, using: &random)
    return words[min(words.count - 1, Int(pow(Double(words.count), share)) - 1)]
  }

  private mutating func date() -> CivilDate? {
    CivilDate(dayNumber: Int.random(in: 16_000...20_400, using: &random))
  }

  private mutating func pick<Item>(_ from: [Item]) -> Item {
    from[Int.random(in: from.indices, using: &random)]
  }
}
