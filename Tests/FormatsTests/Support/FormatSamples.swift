import Extraction
import Foundation
import Ledger
import PDFText
import Testing

@testable import Formats

/// The samples of `Samples/formats`, which `Scripts/make-format-samples` writes.
enum FormatSamples {
  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appendingPathComponent("Samples/formats/\(name)")))
  }

  static func read(_ name: String) throws -> ReadDocument {
    try FormatReader.read(try bytes(name), pdf: pdftotext)
  }

  /// As ingest runs it.
  static let pdftotext = PDFToText(
    path: "pdftotext", seconds: 60, memory: 1 << 30, output: 256 << 20, processes: 2)

  private static let extractor = Result {
    Extractor(
      lexicon: try Lexicon(
        directories: [root.appendingPathComponent("Services/Ingest/Lexicon").path]))
  }

  /// The claims of a document.
  static func claims(_ document: ReadDocument) throws -> [Claim] {
    try extractor.get().extract(
      document, context: ReportContext(published: document.parts.first?.published),
      limits: ExtractionLimits(claims: 10_000)
    ).claims
  }
}

/// Where spans of the document lead to, as whoever holds the original and what was kept of the reading finds it.
func evidence(_ span: Span, of document: ReadDocument, _ original: [UInt8]) -> String? {
  switch document.source {
  case .mapped(let map):
    original.withUnsafeBytes { map.text(in: span.bytes, of: $0) }
      .map { String(decoding: $0, as: UTF8.self) }
  case .derived: String(decoding: document.text[span.bytes], as: UTF8.self)
  }
}

/// What can be said of every document, whatever it was read from.
func expectSound(
  _ document: ReadDocument, _ original: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
) {
  var end = 0
  for block in document.blocks {
    #expect(
      block.range.lowerBound >= end && block.range.upperBound <= document.text.count,
      sourceLocation: sourceLocation)
    end = block.range.upperBound
  }
  #expect(String(validating: document.text, as: UTF8.self) != nil, sourceLocation: sourceLocation)
  switch document.source {
  case .mapped(let map):
    let again = original.withUnsafeBytes { map.text(of: $0) }
    #expect(again == document.text, sourceLocation: sourceLocation)
  case .derived(let places):
    #expect(zip(places, places.dropFirst()).allSatisfy { $0.start <= $1.start })
    if !document.blocks.isEmpty { #expect(places.first?.start == 0) }
  }
}

/// The blocks of a document with their words.
func shown(_ document: ReadDocument) -> [(section: Section, words: String)] {
  document.blocks.map {
    ($0.section, String(decoding: document.text[$0.range], as: UTF8.self))
  }
}
