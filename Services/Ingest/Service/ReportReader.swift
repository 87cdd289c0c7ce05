import Extraction
import Formats
import Foundation
import Ledger
import Messages
import PDFText

/// From bytes to what is to be recorded: format, text, claims. Pure, but for the threads that it runs on.
struct ReportReader: Sendable {
  private let lexicon: Lexicon
  private let extractor: Extractor
  private let limits: ExtractionLimits
  let vocabulary: Vocabulary
  private let pdf: any PDFTool
  private let queue: OperationQueue

  /// - Parameters:
  ///   - pdf: what PDFs are read with.
  ///   - workers: how many texts are read at once, reports and passages together.
  init(lexicon: Lexicon, limits: ExtractionLimits, pdf: any PDFTool, workers: Int) {
    queue = OperationQueue()
    queue.maxConcurrentOperationCount = workers
    self.lexicon = lexicon
    extractor = Extractor(lexicon: lexicon)
    vocabulary = lexicon.vocabulary
    self.limits = limits
    self.pdf = pdf
  }

  var lexiconFingerprint: String { vocabulary.lexiconFingerprint }
  var extractorVersion: String { Extractor.version }

  /// A passage or a report, read. A long one takes long, so it must not hold up the threads that serve calls.
  func extract(
    _ content: [UInt8], _ context: ReportContext, explain: Bool = false
  ) async throws -> (ReadDocument, Extraction) {
    try await queued { () throws(LedgerError) in
      var document = try FormatReader.read(content, pdf: pdf)
      var extraction = extractor.extract(
        document, context: context, limits: limits, explain: explain)
      // A claim must be found again in what is kept of its document. Where markup is so broken that the map leads astray,
      // the text itself is kept.
      let evidence = document.evidenceText(of: content)
      if extraction.claims.contains(where: { $0.evidence.contradiction(to: evidence) != nil }) {
        document.source = .derived([.init(start: 0, location: TextLocation())])
        extraction = extractor.extract(
          document, context: context, limits: limits, explain: explain)
      }
      return (document, extraction)
    }
  }

  /// Throws what keeps a report from being read, before anybody relies on it.
  func check(_ content: [UInt8]) async throws {
    try await queued { () throws(LedgerError) in _ = try FormatReader.read(content, pdf: pdf) }
  }

  /// A table, read by its mapping, whole or not at all.
  /// - Throws: `malformed` with the line of the mapping, or the row and the column of the table; `tooLarge` with the
  ///   limit's name.
  func readTable(
    _ content: [UInt8], by mapping: String, published: DateStatement?
  ) async throws -> (ReadDocument, Extraction) {
    try await queued { () throws(LedgerError) in
      let mapping = try TableMapping(mapping, lexicon: lexicon)
      var table = try TableFileReader(
        content, format: mapping.format, delimiter: mapping.delimiter, columns: mapping.columns)
      let reader = TableClaims(
        mapping, lexicon: lexicon, document: table.document, format: table.format,
        published: published)
      var extraction = Extraction(published: published)
      while let row = try table.next() {
        extraction.claims += try reader.claims(of: row)
        guard extraction.claims.count <= limits.claims else {
          throw LedgerError(
            .tooLarge, subject: "table",
            "more than limits.claims-per-report (\(limits.claims)) claims up to row \(row.number)",
            hint: "split the table, or raise limits.claims-per-report")
        }
      }
      guard !extraction.claims.isEmpty else {
        throw LedgerError(
          .malformed, subject: "table", "no row has a figure in the columns of the mapping",
          hint: "check the names of the columns, and what is listed under empty")
      }
      return (table.document, extraction)
    }
  }

  /// Does work on a thread of the queue. Whoever waits for it may leave: then it is not begun, and a process that it
  /// started is ended.
  private func queued<T: Sendable>(
    _ work: @escaping @Sendable () throws(LedgerError) -> T
  ) async throws -> T {
    let task = ReadingTask()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        queue.addOperation {
          guard !task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
          do throws(LedgerError) {
            continuation.resume(returning: try task.run(work))
          } catch {
            continuation.resume(throwing: task.isCancelled ? CancellationError() : error)
          }
        }
      }
    } onCancel: {
      task.cancel()
    }
  }

  /// What a submitted report yields.
  func recording(of content: [UInt8], _ sighting: Sighting, by basis: ReadingBasis) async throws
    -> Recording
  {
    var (recording, extraction, page) = try await reading(of: content, sighting, by: basis)
    recording.sighting.published = sighting.published ?? extraction.published
    recording.sighting.title = extraction.title
    // What whoever submitted it did not say, its metadata may.
    if let page, recording.sighting.outlet == nil, !page.outlet.isEmpty {
      recording.sighting.outlet = Source(name: page.outlet)
    }
    if let page, recording.sighting.url.isEmpty { recording.sighting.url = page.url }
    return recording
  }

  /// What a document yields now that the ledger has had for long: with a sighting of it as it was recorded, so that
  /// there is no other one.
  func rereading(of content: [UInt8], _ sighting: Sighting, by basis: ReadingBasis) async throws
    -> Recording
  {
    try await reading(of: content, sighting, by: basis).recording
  }

  private func reading(of content: [UInt8], _ sighting: Sighting, by basis: ReadingBasis)
    async throws -> (recording: Recording, extraction: Extraction, page: ReadDocument.Part?)
  {
    // The outlet is the sighting's: the same text in a second outlet makes the same claims.
    let (document, extraction) =
      basis.mapping.isEmpty
      ? try await extract(content, ReportContext(published: basis.published))
      : try await readTable(content, by: basis.mapping, published: basis.published)
    let recording = Recording(
      document: DocumentRecord(
        id: document.id, mediaType: document.mediaType, size: content.count),
      sighting: sighting,
      run: ExtractionRun(
        document: document.id, language: extraction.language,
        extractorVersion: Extractor.version, lexiconFingerprint: lexiconFingerprint,
        claims: extraction.claims, warnings: extraction.warnings,
        stoppedAtLimit: extraction.stoppedAtLimit, published: basis.published,
        sketch: DocumentSketch(of: document), mapping: basis.mapping,
        transcript: try Transcript(of: document)),
      original: content)
    // Of a file of several documents none speaks for all.
    return (recording, extraction, document.parts.count == 1 ? document.parts[0] : nil)
  }
}
