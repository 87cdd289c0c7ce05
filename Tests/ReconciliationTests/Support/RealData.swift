import Extraction
import Formats
import Foundation
import Ledger
import Reconciliation

/// The reports and the daily series beside the checkout, as the services would have them: read by the extractor.
enum RealData {
  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let shared = root.deletingLastPathComponent().appendingPathComponent("shared")
  static let isPresent = FileManager.default.fileExists(
    atPath: shared.appendingPathComponent("seeds").path)

  /// The beginnings of the files' names, and when they were published.
  private static let published = [
    "000": "2025-02-07", "001": "2026-02-04", "002": "2026-01-29", "003": "2026-02-05",
    "004": "2026-01-28",
  ]

  static let lexicon = Result {
    try Lexicon(directories: [root.appendingPathComponent("Services/Ingest/Lexicon").path])
  }

  /// The claims of a text.
  static func claims(_ text: [UInt8], published: String?) throws -> [Claim] {
    let document = try FormatReader.read(text)
    let date = published.flatMap { CivilDate($0) }
    return Extractor(lexicon: try lexicon.get()).extract(
      document,
      context: ReportContext(published: date.map { DateStatement($0, basis: .supplied) }),
      limits: ExtractionLimits(claims: 1000)
    ).claims
  }

  static func seeds() throws -> [Claim] {
    let folder = shared.appendingPathComponent("seeds")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().flatMap {
      name in
      let data = try Data(contentsOf: folder.appendingPathComponent(name))
      return try claims(Array(data), published: published[String(name.prefix(3))])
    }
  }

  /// One of them, as if nobody knew when it was published.
  static func undated(_ beginning: String) throws -> [Claim] {
    let folder = shared.appendingPathComponent("seeds")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try names.filter { $0.hasPrefix(beginning) }.flatMap { name in
      try claims(
        Array(try Data(contentsOf: folder.appendingPathComponent(name))), published: nil)
    }
  }

  /// The daily counts of the General Staff, by the mapping of the samples.
  static func dailyCounts() throws -> [Claim] {
    let table = [UInt8](
      try Data(
        contentsOf: shared.appendingPathComponent("data/general-staff/russia_losses_personnel.json")
      ))
    let lexicon = try lexicon.get()
    let mapping = try TableMapping(
      try String(
        contentsOf: root.appendingPathComponent("Samples/tables/general-staff.yaml"),
        encoding: .utf8),
      lexicon: lexicon)
    var reader = try TableFileReader(
      table, format: mapping.format, delimiter: mapping.delimiter, columns: mapping.columns)
    let rows = TableClaims(
      mapping, lexicon: lexicon, document: reader.document, format: reader.format, published: nil)
    var claims: [Claim] = []
    while let row = try reader.next() { claims += try rows.claims(of: row) }
    return claims
  }

  /// A model that has read the reports alone, under the vocabulary of the lexicon.
  static func reports() throws -> ClaimModel {
    var feed = Feed()
    feed.add(.vocabulary(try lexicon.get().vocabulary))
    feed.add(try seeds())
    return try feed.model()
  }

  /// A model that has read the reports and the series, under the vocabulary of the lexicon.
  static func model() throws -> ClaimModel {
    var feed = Feed()
    feed.add(.vocabulary(try lexicon.get().vocabulary))
    feed.add(try seeds())
    feed.add(try dailyCounts())
    return try feed.model()
  }
}
