import Formats
import Foundation
import Ledger
import PDFText
import Testing

@testable import Extraction

/// Reports in each format: what is claimed in them, and where that stands.
@Suite("Claims of each format") struct FormatClaimsTests {
  private static let folder = Repository.root.appendingPathComponent("Samples/formats")
  static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted() ?? []

  private static let pdftotext = PDFToText(
    path: "pdftotext", seconds: 60, memory: 1 << 30, output: 256 << 20, processes: 2)

  private func read(_ name: String) throws -> (ReadDocument, Extraction, [UInt8]) {
    let bytes = Array(try Data(contentsOf: Self.folder.appendingPathComponent(name)))
    let document = try FormatReader.read(bytes, pdf: Self.pdftotext)
    let extraction = Extractor(lexicon: try Repository.lexicon.get()).extract(
      document, context: ReportContext(), limits: ExtractionLimits())
    return (document, extraction, bytes)
  }

  @Test("stand in their originals word for word", arguments: names)
  func evidence(_ name: String) throws {
    let (document, extraction, bytes) = try read(name)
    #expect(!extraction.claims.isEmpty)
    for claim in extraction.claims {
      #expect(claim.evidence.contradiction(to: document.evidenceText(of: bytes)) == nil)
      let characters = String(decoding: document.text, as: UTF8.self).unicodeScalars
      let span = claim.evidence.sentence.characters
      let said = characters.dropFirst(span.lowerBound).prefix(span.count)
      #expect(String(String.UnicodeScalarView(said)) == claim.evidence.sentenceText)
    }
  }

  @Test("of a table of losses by month and kind are of its rows and columns") func table() throws {
    let (_, extraction, _) = try read("losses-by-month.html")
    let rows = extraction.claims.filter { $0.evidence.section == .table }
    let found = rows.map {
      "\($0.measure.id) \($0.quantity.best ?? 0) \($0.group.party?.value ?? "?") \($0.time.from?.date.description ?? "?")"
    }
    #expect(
      found == [
        "killed 9870.0 russia 2025-10", "wounded 21400.0 russia 2025-10",
        "killed 10120.0 russia 2025-11", "wounded 22050.0 russia 2025-11",
      ])
    #expect(rows.allSatisfy { $0.kind == .periodTotal })
  }

  @Test("of a page are its report's, with what its metadata say") func page() throws {
    let (_, extraction, _) = try read("losses-by-month.html")
    #expect(extraction.published?.date == CivilDate("2026-02-05"))
    #expect(extraction.published?.basis == .metadata)
    let figures = extraction.claims.filter { $0.evidence.section != .table }.map {
      "\($0.evidence.section) \($0.quantity.low?.value ?? 0) \($0.quantity.high?.value ?? 0) \($0.group.party?.value ?? "?")"
    }
    #expect(figures.contains("lede 0.0 325000.0 russia"), "\(figures)")
    #expect(figures.contains("lede 100000.0 140000.0 ukraine"), "\(figures)")
    #expect(figures.contains { $0.hasPrefix("quotation 55000.0") }, "\(figures)")
  }

  @Test("of a feed are each of its item's day") func feed() throws {
    let (_, extraction, _) = try read("daily-briefs.xml")
    let figures = extraction.claims.map {
      "\($0.quantity.low?.value ?? 0) \($0.time.published?.date.description ?? "?") \($0.time.asOf?.date.description ?? $0.time.to?.date.description ?? "?")"
    }
    #expect(figures.contains("40.0 2026-01-12 2026-01-11"), "\(figures)")
    #expect(figures.contains("70.0 2026-01-14 2026-01-13"), "\(figures)")
  }
}
