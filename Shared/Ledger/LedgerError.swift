/// The only error that crosses a border between targets or processes. It says what was wrong, where, and what to do.
package struct LedgerError: Error, Hashable, Sendable, CustomStringConvertible {
  package var reason: Reason
  /// What it is about: a claim id, a file with its line, a configuration key.
  package var subject: String
  /// What was wrong, in one sentence for whoever asked.
  package var message: String
  /// What to do about it. Empty where there is nothing to do.
  package var hint: String
  /// For `overloaded`: when to try again, in milliseconds. 0 where the caller may choose.
  package var retryAfterMilliseconds: Int

  package init(
    _ reason: Reason, subject: String = "", _ message: String, hint: String = "",
    retryAfterMilliseconds: Int = 0
  ) {
    self.reason = reason
    self.subject = subject
    self.message = message
    self.hint = hint
    self.retryAfterMilliseconds = retryAfterMilliseconds
  }

  /// The closed list of reasons. Numbers are those of `ErrorReason` in error.proto; a test compares them.
  /// `Shared/RPC/LedgerError+RPC.swift` and `Services/CLI/ExitStatus.swift` give each its status.
  package enum Reason: Int32, CaseIterable, Sendable {
    /// Bytes, an id, a span or a question that cannot be read.
    case malformed = 1
    case notFound
    /// A revision that the ledger has not reached.
    case revisionUnknown
    /// Data written by a newer program, or a ledger that was not migrated.
    case schemaTooNew
    /// Somebody else wrote first; the whole step may be tried again.
    case writeConflict
    /// Another service does not answer. The same call may be tried again.
    case unavailable
    case tooLarge
    case diskFull
    /// A digest or the database itself says that data is damaged.
    case damaged
    /// A queue is full or load was shed. May be tried again after the hint.
    case overloaded
    case unsupported
    case cancelled
    case deadline
    case internalFailure
    /// The configuration or the command line is wrong.
    case misconfigured
    /// Words that were sealed or erased by a decision that the ledger records.
    case withdrawn
  }

  package var description: String {
    var text = subject.isEmpty ? message : "\(subject): \(message)"
    if !hint.isEmpty { text += " (\(hint))" }
    return text
  }
}
