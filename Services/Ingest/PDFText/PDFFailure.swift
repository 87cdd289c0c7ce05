import Foundation
import Ledger

/// What it means how `pdftotext` ended.
struct PDFFailure {
  let limits: BoundedProcess.Limits

  /// Nil where it was read.
  func error(_ outcome: BoundedProcess.Outcome) -> LedgerError? {
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
    case .tooMuchOutput: tooMuchOutput
    case .cancelled: LedgerError(.cancelled, subject: "PDF", "nobody waits for it any more")
    case .signal(SIGABRT), .signal(SIGSEGV), .signal(SIGKILL), .signal(SIGBUS): tooMuch("memory")
    case .signal(let number): damaged("signal \(number)")
    }
  }

  var tooMuchOutput: LedgerError {
    LedgerError(
      .tooLarge, subject: "PDF",
      "its text with its places takes more than pdftotext.output (\(limits.output)) bytes",
      hint: "split it, for example with qpdf --split-pages=100")
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
