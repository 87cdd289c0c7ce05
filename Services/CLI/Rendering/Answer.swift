import ArgumentParser
import Ledger
import Messages
import Wording

/// Prints an answer and ends with the status that fits it.
enum Answer {
  /// - Parameter text: prints it for people; not called with `--json`.
  static func show<M: Message>(
    _ message: M, _ status: AnswerStatus, json: Bool, text: (M) throws -> Void
  ) throws {
    // At the top, so that nobody takes a count that follows for whole.
    if let missing = Words.missing(status) { Terminal.complain(missing) }
    if json {
      print(try message.json())
    } else {
      try text(message)
      // Whoever keeps the answer can ask for the same one again.
      print(Terminal.faint(Words.basis(status.revision, version: status.version)))
      if !status.answer.isEmpty { print(Terminal.faint(Terminal.safe("answer \(status.answer)"))) }
    }
    if !status.complete { throw ExitCode(ExitStatus.partial) }
  }
}
