import Ledger
import Messages
import RPC
import Runtime

/// One part of a composed answer: what came, or why it did not.
struct Outcome<Value: Sendable>: Sendable {
  let name: String
  let result: Result<Value, LedgerError>

  /// Asks for one part. What is the caller's own mistake is thrown at once: no part of the answer could be right.
  static func of(_ name: String, _ ask: @Sendable () async throws -> Value) async throws -> Outcome
  {
    do {
      return Outcome(name: name, result: .success(try await ask()))
    } catch {
      let failure = LedgerError(error, doing: name)
      if failure.isCallersMistake { throw failure }
      return Outcome(name: name, result: .failure(failure))
    }
  }

  var value: Value? { try? result.get() }
  var failure: LedgerError? {
    if case .failure(let error) = result { error } else { nil }
  }

  var part: AnswerPart { AnswerPart(name: name, complete: failure == nil, error: failure) }
}

extension LedgerError {
  /// Analytics has not read as much of the ledger as was asked about.
  static func notReached(_ revision: Revision) -> LedgerError {
    LedgerError(
      .unavailable, subject: "analytics", "has read the ledger up to revision \(revision) only",
      hint: "ask again in a moment")
  }

  /// Asking again, or asking another service, would give the same.
  var isCallersMistake: Bool {
    switch reason {
    case .malformed, .notFound, .revisionUnknown, .tooLarge, .withdrawn: true
    default: false
    }
  }
}

extension AnswerStatus {
  /// The status of an answer made of these parts. An answer of which nothing is there is no answer: it throws the first
  /// reason.
  /// - Parameter answer: what it is cited by; nil where there is no such id.
  init(_ parts: [AnswerPart], revision: Revision, answer: AnswerID? = nil) throws(LedgerError) {
    if let first = parts.first(where: { $0.error != nil })?.error,
      parts.allSatisfy({ $0.error != nil })
    {
      throw first
    }
    self.init(
      complete: parts.allSatisfy(\.complete), parts: parts, revision: revision,
      version: Version.current, answer: answer?.description ?? "")
  }

  /// The status of an answer that has one part, and has it.
  static func whole(_ name: String, _ revision: Revision) -> AnswerStatus {
    AnswerStatus(
      complete: true, parts: [AnswerPart(name: name, complete: true)], revision: revision,
      version: Version.current)
  }
}
