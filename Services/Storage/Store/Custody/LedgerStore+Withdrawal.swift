package import Ledger

extension LedgerStore {
  /// Takes the words of a document out of reach, for good: sealed, they are kept and shown to nobody; erased, they and
  /// their salts are gone. The document, its claims and their figures stay, and the ledger still verifies. The same again
  /// records nothing.
  /// - Parameters:
  ///   - prefix: a document's id or an unambiguous beginning of one.
  ///   - reason: recorded for good, and shown to everybody.
  /// - Returns: what holds now. Its `pending` says why erased words may still be in the file: `finishErasures` goes on.
  /// - Throws: `notFound`; `malformed` or `tooLarge` for the id or the reason; `withdrawn` where what was erased is to be
  ///   sealed.
  package func withdraw(
    _ prefix: String, _ mode: Withdrawal.Mode, reason: String, author: String, at moment: Moment,
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) async throws -> WithdrawalReport {
    let reason = try Withdrawal.checked(reason: reason)
    let beginning = try IDPrefix(prefix, of: "document")
    let document = try await readers.read { (snapshot) throws(LedgerError) in
      DocumentID(try snapshot.documentID(beginning, at: snapshot.head))
    }
    let withdrawal = Withdrawal(document: document, mode: mode, reason: reason)
    let outcome = try await writer.append(
      Writer.Job(author: author, moment: moment) { (scribe) throws(LedgerError) in
        try withdrawal.write(with: &scribe)
      })
    texts.forget()
    guard let mark = try await self.withdrawal(of: document) else {
      throw LedgerError.damaged("document \(document)", "its withdrawal cannot be found")
    }
    var report = WithdrawalReport(
      document: document, withdrawn: mark, alreadyRecorded: outcome.alreadyRecorded,
      claims: outcome.claims, copies: KeptCopies.beside(path), revision: outcome.revision)
    if mode == .erased {
      progress(WorkProgress(.erasure, done: 0, total: 0))
      report.pending = await pendingErasure()
    }
    return report
  }

  /// Takes what was erased out of the file, the log and the pages that are free. Nothing where all of it is.
  /// - Returns: false while somebody reads an older state of the ledger, which may need the words.
  @discardableResult
  package func finishErasures() async throws -> Bool { try await writer.finishErasures() }

  /// Words that were erased may still be in the file.
  package var hasErasuresToFinish: Bool { Erasure.announced(beside: path) != nil }

  /// Finishes, or says why not.
  private func pendingErasure() async -> LedgerError? {
    do {
      guard try await !finishErasures() else { return nil }
      return LedgerError(
        .unavailable, subject: path,
        "a long read, such as a verification, still needs the state before",
        hint: "the words go from the file when it has ended; storage tries again by itself")
    } catch {
      return error as? LedgerError ?? LedgerError(.internalFailure, subject: path, "\(error)")
    }
  }
}
