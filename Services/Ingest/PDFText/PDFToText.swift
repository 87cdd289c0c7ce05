import Formats
import Foundation
package import Ledger
import Synchronization

/// Poppler's `pdftotext`, as the tool that PDFs are read with.
package final class PDFToText: PDFTool {
  /// Its name, looked up in the usual folders, or its path.
  private let program: String
  private let limits: BoundedProcess.Limits
  private let version = Mutex<TextReader?>(nil)

  /// - Parameters:
  ///   - path: of the program; a name without a slash is looked up where `PATH` says.
  ///   - seconds: that one PDF may take.
  ///   - memory: bytes that reading one may take.
  ///   - output: bytes that may be written of one; some twenty for each byte of its text.
  package init(path: String, seconds: Int, memory: Int, output: Int) {
    program = path
    limits = BoundedProcess.Limits(seconds: seconds, memory: memory, output: output)
  }

  package func layout(
    of pdf: [UInt8], _ take: (UnsafeRawBufferPointer) throws(LedgerError) -> Void
  ) throws(LedgerError) -> TextReader {
    let program = try located()
    let reader = try reader(program)
    let process = BoundedProcess(
      program: program,
      arguments: ["-bbox-layout", "-enc", "UTF-8", "/dev/stdin", "-"], limits: limits)
    let outcome = try process.run(
      input: pdf, isCancelled: { ReadingTask.current?.isCancelled ?? false }, take)
    if let error = failure(outcome) { throw error }
    return reader
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

  // MARK: what went wrong

  private func failure(_ outcome: BoundedProcess.Outcome) -> LedgerError? {
    switch outcome.ending {
    case .status(0): nil
    case .status(3): locked("its owner allows nobody to copy its text")
    case .status where outcome.complaints.contains("Incorrect password"):
      locked("it is encrypted")
    case .status where outcome.complaints.contains("memory"): tooMuch("memory")
    case .status: damaged(outcome.complaints)
    case .outOfTime, .signal(SIGXCPU):
      LedgerError(
        .tooLarge, subject: "PDF",
        "reading it takes longer than pdftotext.seconds (\(limits.seconds))",
        hint: "save it anew with another program, or raise pdftotext.seconds")
    case .tooMuchOutput:
      LedgerError(
        .tooLarge, subject: "PDF",
        "its text with its places takes more than pdftotext.output (\(limits.output)) bytes",
        hint: "split it, for example with qpdf --split-pages=100")
    case .cancelled: LedgerError(.cancelled, subject: "PDF", "nobody waits for it any more")
    case .signal(SIGABRT), .signal(SIGSEGV), .signal(SIGKILL), .signal(SIGBUS): tooMuch("memory")
    case .signal(let number): damaged("signal \(number)")
    }
  }

  private func locked(_ why: String) -> LedgerError {
    LedgerError(
      .unsupported, subject: "PDF", why, hint: "submit it without a password, or submit its text")
  }

  private func tooMuch(_ what: String) -> LedgerError {
    LedgerError(
      .tooLarge, subject: "PDF",
      "reading it broke off: it takes more than pdftotext.memory (\(limits.memory)), or breaks pdftotext",
      hint: "save it anew with another program, or raise pdftotext.memory")
  }

  private func damaged(_ complaints: String) -> LedgerError {
    let line = complaints.split(separator: "\n").last.map { String($0.prefix(200)) } ?? ""
    let plain = String(
      String.UnicodeScalarView(
        line.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    return LedgerError(
      .malformed, subject: "PDF",
      "pdftotext cannot read it" + (plain.isEmpty ? "" : ": \(plain)"),
      hint: "the file is damaged: send it again, or save it anew")
  }
}
