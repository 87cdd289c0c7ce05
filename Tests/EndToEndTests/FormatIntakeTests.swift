import Foundation
import Support
import Testing

/// Reports in formats that are read apart from their bytes, on the built programs.
@Suite struct FormatIntakeTests {
  private func sample(_ name: String) -> String {
    Programs.checkout.appendingPathComponent("Samples/formats/\(name)").path
  }

  @Test func theyAreTakenInAndTheLedgerThatHoldsThemVerifies() async throws {
    let stack = try await Stack()
    for name in ["quarter-in-figures.pdf", "two-hospitals.docx", "daily-digest.eml"] {
      let taken = try await stack.reckon("ingest", sample(name))
      #expect(taken.status == 0, "\(name): \(taken.errors)")
    }
    for (words, sentence) in [
      ("towns river", "at least 1,250 Ukrainian soldiers were killed near the two towns"),
      ("hospitals", "64 civilians were killed in the first week"),
      ("ministry", "58 people were killed in a day"),
    ] {
      let found = try await stack.reckon("search", words)
      #expect(found.status == 0, "\(found.errors)")
      #expect(
        found.output.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(
          sentence),
        "\(words): \(found.output)"
      )
    }
    let verified = try await stack.reckon("ledger", "verify")
    #expect(verified.status == 0, "\(verified.output) \(verified.errors)")
    // The same once more changes nothing.
    let again = try await stack.reckon("ingest", sample("quarter-in-figures.pdf"))
    #expect(again.status == 0, "\(again.errors)")
  }

  @Test func withoutPdftotextAPDFIsRefusedWithWhatToInstall() async throws {
    let stack = try await Stack([.ingest: ["--pdftotext-path", "/no/such/pdftotext"]])
    let refused = try await stack.reckon("ingest", sample("quarter-in-figures.pdf"))
    #expect(refused.status != 0)
    #expect(refused.errors.contains("/no/such/pdftotext"), "\(refused.errors)")
    #expect(refused.errors.contains("install poppler-utils"), "\(refused.errors)")
    // All else is read as before.
    let taken = try await stack.reckon("ingest", sample("two-hospitals.docx"))
    #expect(taken.status == 0, "\(taken.errors)")
  }
}
