import Extraction
import Formats
import Foundation
import Ledger
import PDFText

/// Reads files as reports, and says how long that took.
struct TimedReader {
  private let extractor: Extractor
  private let limits = ExtractionLimits(claims: .max, tokens: .max - 1)
  private let published = CivilDate("2024-06-12").map { DateStatement($0, basis: .supplied) }

  private let pdf = PDFToText(
    path: "pdftotext", seconds: 600, memory: 4 << 30, output: 1 << 30, processes: 2)

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

  /// One reading of a PDF from its file to its claims, as a JSON object: seconds by the clock, and of processor time, that
  /// of `pdftotext` included.
  func readPages(_ file: String) throws -> String {
    let (start, clock) = (processorTime() + processorTimeOfChildren(), ContinuousClock.now)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    let document = try FormatReader.read(bytes, pdf: pdf)
    let extraction = extractor.extract(
      document, context: ReportContext(published: published), limits: limits)
    let seconds = (ContinuousClock.now - clock) / .seconds(1)
    let processor = processorTime() + processorTimeOfChildren() - start
    return "{\"seconds\": \(seconds), \"processor\": \(processor), "
      + "\"text\": \(document.text.count), \"claims\": \(extraction.claims.count)}"
  }
}
