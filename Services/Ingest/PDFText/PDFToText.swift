import Formats
import Foundation
package import Ledger
import Synchronization

/// Poppler's `pdftotext`, as the tool that PDFs are read with.
package final class PDFToText: PDFTool {
  /// Its name, looked up in the usual folders, or its path.
  private let program: String
  private let limits: BoundedProcess.Limits
  /// That read one PDF at the same time, at most.
  private let processes: Int
  private let version = Mutex<TextReader?>(nil)

  /// - Parameters:
  ///   - path: of the program; a name without a slash is looked up where `PATH` says.
  ///   - seconds: that one PDF may take.
  ///   - memory: bytes that reading one may take.
  ///   - output: bytes that may be written of one; some twenty for each byte of its text.
  ///   - processes: that may read one at the same time, each some of its pages, where a program beside it, `pdfinfo`,
  ///     says how many there are. Each has these bounds; of output all of them together.
  package init(path: String, seconds: Int, memory: Int, output: Int, processes: Int) {
    program = path
    limits = BoundedProcess.Limits(seconds: seconds, memory: memory, output: output)
    self.processes = processes
  }

  package func layouts<Part: Sendable>(
    of pdf: [UInt8], from empty: Part,
    _ take: @Sendable (inout Part, UnsafeRawBufferPointer) throws(LedgerError) -> Void
  ) throws(LedgerError) -> (parts: [Part], reader: TextReader) {
    let program = try located()
    let reader = try reader(program)
    let run = LayoutRun(program: program, limits: limits, pdf: pdf)
    let ranges =
      PageCount(beside: program, limits).of(pdf)
      .map { PageRanges.of($0, atMost: processes) } ?? []
    if ranges.count > 1 {
      let parts = try run.parts(ranges, from: empty, take)
      // What only one run can tell, it tells: the number of pages may have been wrong.
      if let parts { return (parts, reader) }
    }
    return ([try run.all(from: empty, take)], reader)
  }

  // MARK: the program

  private func located() throws(LedgerError) -> String {
    let folders =
      program.contains("/")
      ? [] : (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    let candidates = program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
    if let found = candidates.first(where: { access($0, X_OK) == 0 }) { return found }
    let looked =
      program.contains("/") ? program : "\(program) in \(folders.joined(separator: ", "))"
    throw LedgerError(
      .unsupported, subject: "pdftotext.path",
      "a PDF is read with pdftotext, and there is none: looked for \(looked)",
      hint: "install poppler-utils, or say in pdftotext.path where it is")
  }

  /// Asked once; a program that was replaced since is known by the next start.
  private func reader(_ program: String) throws(LedgerError) -> TextReader {
    if let known = version.withLock({ $0 }) { return known }
    var bounds = limits
    bounds.seconds = min(limits.seconds, 10)
    let process = BoundedProcess(program: program, arguments: ["-v"], limits: bounds)
    let outcome = try process.run(input: [], isCancelled: { false }, { _ in })
    // "pdftotext version 22.12.0"
    let words = outcome.complaints.prefix(200).split(whereSeparator: \.isWhitespace)
    guard words.count >= 3, words[0] == "pdftotext", words[1] == "version" else {
      throw LedgerError(
        .unsupported, subject: "pdftotext.path", "\(program) does not say that it is pdftotext",
        hint: "install poppler-utils, or say in pdftotext.path where it is")
    }
    let reader = TextReader(name: "pdftotext", version: String(words[2].prefix(40)))
    version.withLock { $0 = reader }
    return reader
  }
}
