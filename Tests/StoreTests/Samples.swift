import Foundation
public import Ledger
import LedgerStore

/// A directory that goes with the test.
final class TemporaryDirectory: Sendable {
  let path: String
  init() {
    path = FileManager.default.temporaryDirectory.path + "/reckoner-store-\(UUID().uuidString)"
    try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }
  var database: String { path + "/ledger.sqlite" }
}

/// A store in a directory of its own.
struct Fixture {
  let directory: TemporaryDirectory
  let store: LedgerStore

  init(directory: TemporaryDirectory, store: LedgerStore) {
    (self.directory, self.store) = (directory, store)
  }

  init(maximumSize: Int? = nil) throws {
    directory = TemporaryDirectory()
    store = try LedgerStore.open(directory: directory.path, maximumSize: maximumSize)
  }

  @discardableResult
  func append(_ recording: Recording, at second: Int64 = 0) async throws -> RecordingOutcome {
    try await store.append(recording, author: "local", at: .second(second))
  }

  @discardableResult
  func append(_ vocabulary: Vocabulary, at second: Int64 = 0) async throws -> RecordingOutcome {
    try await store.append(vocabulary, author: "local", at: .second(second))
  }

  func claims(
    _ filter: ClaimFilter = ClaimFilter(), at revision: Revision? = nil, pageSize: Int = 0
  ) async throws -> [ClaimRecord] {
    let revision = if let revision { revision } else { try await store.head().revision }
    var found: [ClaimRecord] = []
    var cursor = ""
    repeat {
      let page = try await store.listClaims(
        filter, at: revision, pageSize: pageSize, cursor: cursor)
      found += page.items
      cursor = page.nextCursor
    } while !cursor.isEmpty
    return found
  }
}

extension Moment {
  /// So many seconds into 2026-02-04.
  static func second(_ seconds: Int64) -> Moment {
    Moment(microseconds: 1_770_163_200_000_000 + seconds * 1_000_000)
  }
}

extension CivilDate: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self = CivilDate(text)! }
}

/// One figure of a made-up report.
struct Figure {
  var count = 12
  var measure: MeasureID = "killed"
  var party: PartyID? = "northland"
  var conflict: ConflictID? = "north-south"
  var population: PopulationID? = "military"
  var place: String?
  var claimant: Source? = Source(id: "army-of-northland", name: "Army of Northland")
  var outlet: Source?
  var from: CivilDate?
  var asOf: CivilDate?
  var sentence: String?

  /// What the report says of it.
  var words: String { sentence ?? Figure.sentence(count) }

  static func sentence(_ count: Int) -> String {
    "The army reported \(count) dead near the harbour."
  }

  /// - Parameter text: the report's, in which the sentence stands.
  func claim(of document: DocumentID, in text: [UInt8]) -> Claim {
    let words = words
    let start = text.offset(of: words)
    let inside = Array(words.utf8).offset(of: String(count))
    let number = sentence == nil ? String(count) : String(words.prefix(1))
    func span(_ size: Int, _ from: Int = 0) -> Span {
      Span(
        bytes: start + from..<start + from + size, characters: start + from..<start + from + size)
    }
    return Claim(
      document: document, quantity: .exact(Double(count)),
      measure: MeasureStatement(measure, words: "dead"),
      group: CountedGroup(
        party: party, population: population, conflict: conflict, conflictBasis: .stated,
        place: place),
      time: ClaimTime(
        from: from.map { DateStatement($0, basis: .stated) },
        asOf: asOf.map { DateStatement($0, basis: .stated) }),
      kind: .cumulative, attribution: Attribution(claimant: claimant, outlet: outlet),
      evidence: Evidence(
        number: span(number.utf8.count, sentence == nil ? inside : 0),
        phrase: span(number.utf8.count + 5, sentence == nil ? inside : 0),
        sentence: span(words.utf8.count), section: .body, sentenceText: words, numberText: number),
      rules: ["count.reported"], confidence: 0.9)
  }
}

extension [UInt8] {
  /// Where some words begin; at the beginning, where they do not stand there.
  fileprivate func offset(of words: String) -> Int {
    let words = Array(words.utf8)
    guard let first = words.first else { return 0 }
    for start in indices where self[start] == first && self[start...].starts(with: words) {
      return start
    }
    return 0
  }
}

/// Said in every report with figures, so that the same text is the same document, whatever was read from it.
private let saidEverywhere = (0..<40).map { "\n" + Figure.sentence($0) }.joined()

/// A made-up report with its figures, ready to be recorded.
func report(
  _ text: String, _ figures: [Figure] = [Figure()], outlet: String = "Harbour Courier",
  published: CivilDate = "2026-02-03", title: String = "A quiet week", receivedAt: Int64 = 0,
  extractor: String = "1.0", warnings: [String] = []
) -> Recording {
  let more = figures.map(\.words).filter { !saidEverywhere.contains($0) }
  let original =
    figures.isEmpty
    ? Array(text.utf8) : Array((text + saidEverywhere + more.map { "\n" + $0 }.joined()).utf8)
  let id = DocumentID(original: original)
  return Recording(
    document: DocumentRecord(id: id, mediaType: "text/plain", size: original.count),
    sighting: Sighting(
      document: id, outlet: Source(name: outlet), url: "https://courier.example/\(outlet.count)",
      fileName: "report.txt", published: DateStatement(published, basis: .supplied),
      receivedAt: .second(receivedAt), title: title),
    run: ExtractionRun(
      document: id, language: "en", extractorVersion: extractor, lexiconFingerprint: "words-1",
      claims: figures.map { $0.claim(of: id, in: original) }, warnings: warnings,
      sketch: DocumentSketch(
        values: (0..<UInt32(DocumentSketch.bins)).map {
          $0 &* UInt32(truncatingIfNeeded: original.count + 7)
        })),
    original: original)
}

/// A text of so many letters that hardly packs.
func noise(_ count: Int) -> String {
  String(decoding: (0..<count).map { _ in UInt8.random(in: 48...122) }, as: UTF8.self)
}

/// The error that a call throws; records an issue where it throws none or another kind.
func ledgerError(_ body: () async throws -> Void) async -> LedgerError? {
  do {
    try await body()
  } catch {
    return error as? LedgerError
  }
  return nil
}
