import Foundation

/// A question to whoever sits at the terminal.
enum Confirmation {
  /// Somebody can read the question and type an answer.
  static var isPossible: Bool { isatty(STDIN_FILENO) == 1 && Terminal.errorIsTerminal }

  /// True only for a plain yes. The question goes to standard error, so that it is no part of the answer.
  static func ask(_ lines: [String], _ question: String) -> Bool {
    let text = lines.map { Terminal.safe($0) + "\n" }.joined() + question
    FileHandle.standardError.write(Data(text.utf8))
    return readLine()?.lowercased() == "yes"
  }
}
