import Extraction
import Formats
import Foundation
import Ledger

/// Reads files as reports, and says how long that took.
struct TimedReader {
  private let extractor: Extractor
  private let limits = ExtractionLimits(claims: .max, tokens: .max - 1)
  private let published = CivilDate("2024-06-12").map { DateStatement($0, basis: .supplied) }

  init() throws {
    extractor = Extractor(lexicon: try Lexicon(directories: ["Services/Ingest/Lexicon"]))
  }

  /// One reading, as a JSON object: seconds of processor time, and the claims that were found.
  func read(_ file: String) throws -> String {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    let start = processorTime()
    let extraction = extractor.extract(
      try FormatReader.read(bytes), context: ReportContext(published: published), limits: limits)
    let seconds = processorTime() - start
    return "{\"seconds\": \(seconds), \"claims\": \(extraction.claims.count)}"
  }
}
