import Extraction
import Formats
import Foundation
import Ledger
import Messages

/// From bytes to what is to be recorded: format, text, claims. Pure, but for the threads that it runs on.
struct ReportReader: Sendable {
  private let extractor: Extractor
  private let limits: ExtractionLimits
  let vocabulary: Vocabulary
  private let queue: OperationQueue

  /// - Parameter workers: how many texts are read at once, reports and passages together.
  init(lexicon: Lexicon, limits: ExtractionLimits, workers: Int) {
    queue = OperationQueue()
    queue.maxConcurrentOperationCount = workers
    extractor = Extractor(lexicon: lexicon)
    vocabulary = lexicon.vocabulary
    self.limits = limits
  }

  var lexiconFingerprint: String { vocabulary.lexiconFingerprint }
  var extractorVersion: String { Extractor.version }

  /// A passage or a report, read. A long one takes long, so it must not hold up the threads that serve calls.
  func extract(
    _ content: [UInt8], _ context: ReportContext, explain: Bool = false
  ) async throws -> (ReadDocument, Extraction) {
    try await withCheckedThrowingContinuation { continuation in
      queue.addOperation {
        do throws(LedgerError) {
          let document = try FormatReader.read(content)
          let extraction = extractor.extract(
            document, context: context, limits: limits, explain: explain)
          continuation.resume(returning: (document, extraction))
        } catch {
          continuation.resume(throwing: error)
        }
      }
    }
  }

  /// - Parameter supplied: the publication date to read it with, where somebody gave one; else the text's own.
  func recording(of content: [UInt8], _ sighting: Sighting, supplied: DateStatement?) async throws
    -> Recording
  {
    var (recording, extraction) = try await reading(of: content, sighting, supplied: supplied)
    recording.sighting.published = sighting.published ?? extraction.published
    recording.sighting.title = extraction.title
    return recording
  }

  /// What a document yields now that the ledger has had for long: with a sighting of it as it was recorded, so that
  /// there is no other one.
  func rereading(of content: [UInt8], _ sighting: Sighting, supplied: DateStatement?) async throws
    -> Recording
  {
    try await reading(of: content, sighting, supplied: supplied).recording
  }

  private func reading(of content: [UInt8], _ sighting: Sighting, supplied: DateStatement?)
    async throws -> (recording: Recording, extraction: Extraction)
  {
    // The outlet is the sighting's: the same text in a second outlet makes the same claims.
    let context = ReportContext(published: supplied)
    let (document, extraction) = try await extract(content, context)
    let recording = Recording(
      document: DocumentRecord(
        id: document.id, mediaType: document.mediaType, size: content.count),
      sighting: sighting,
      run: ExtractionRun(
        document: document.id, language: extraction.language,
        extractorVersion: Extractor.version, lexiconFingerprint: lexiconFingerprint,
        claims: extraction.claims, warnings: extraction.warnings,
        stoppedAtLimit: extraction.stoppedAtLimit, published: supplied,
        sketch: DocumentSketch(of: document)),
      original: content)
    return (recording, extraction)
  }
}
