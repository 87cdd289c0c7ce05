import Ledger
import Messages
import RPC

/// Where a report is that somebody has a receipt of. The receipt names no ingest, because addresses change; each is asked,
/// and one knows.
struct IntakeSearch: Sendable {
  let ingest: Peer
  let storage: Peer

  typealias Tell = @Sendable (IntakeProgress) async throws -> Void

  /// Tells how the report gets on at the ingest that has it, and what storage knows of it where none has it any more.
  /// - Returns: what was told last.
  /// - Throws: why an ingest does not answer that may have it.
  func follow(_ receipt: Receipt, _ tell: @escaping Tell) async throws -> IntakeProgress {
    var failure: LedgerError?
    for outcome in try await asked(receipt, tell) {
      switch outcome {
      case .success(let last) where last.state != .unknown: return last
      case .success: break
      case .failure(let error): failure = failure ?? error
      }
    }
    let last = try await recorded(receipt, without: failure)
    try await tell(last)
    return last
  }

  /// What each ingest said last, up to the first that knows the receipt.
  private func asked(_ receipt: Receipt, _ tell: @escaping Tell) async throws
    -> [Result<IntakeProgress, LedgerError>]
  {
    let processes = await ingest.each()
    return try await withThrowingTaskGroup(of: Result<IntakeProgress, LedgerError>.self) { group in
      for process in processes {
        group.addTask {
          do { return .success(try await progress(receipt, at: process, tell)) } catch {
            try Task.checkCancellation()
            return .failure(LedgerError(error, doing: "following a report"))
          }
        }
      }
      defer { group.cancelAll() }
      var outcomes: [Result<IntakeProgress, LedgerError>] = []
      while let outcome = try await group.next() {
        outcomes.append(outcome)
        if let last = try? outcome.get(), last.state != .unknown { break }
      }
      return outcomes
    }
  }

  private func progress(_ receipt: Receipt, at process: Peer, _ tell: @escaping Tell) async throws
    -> IntakeProgress
  {
    // It may take long until there is something to tell, and who says nothing at all must not be waited for so long.
    try await Call.$current.withValue(Call.current.share(0.3).within(.seconds(5))) {
      try await process.reach()
    }
    return try await process.read(IngestAPI.follow, IngestServiceFollowRequest(receipt: receipt)) {
      answers in
      var last = IntakeProgress(state: .unknown, document: receipt.document)
      for try await answer in answers {
        last = answer.progress
        if last.state != .unknown { try await tell(last) }
      }
      return last
    }
  }

  /// What storage knows of a report that ingest has forgotten.
  /// - Parameter failure: why an ingest did not say. The document may then be there from another time, while this report
  ///   of it waits.
  private func recorded(_ receipt: Receipt, without failure: LedgerError?) async throws
    -> IntakeProgress
  {
    let request = ListReportsRequest(document: receipt.document.description)
    let found: ReportRecord?
    do {
      found = try await storage.call(StorageAPI.listReports, request).reports.first
    } catch let error as LedgerError where error.reason == .notFound {
      found = nil
    }
    if let failure, !(found?.holds(receipt) ?? false) { throw failure }
    guard let found else { return IntakeProgress(state: .unknown, document: receipt.document) }
    if let withdrawn = found.withdrawn {
      return IntakeProgress(
        state: .refused, document: receipt.document, revision: found.revision,
        error: withdrawn.refusal(of: receipt.document))
    }
    return IntakeProgress(
      state: .recorded, document: receipt.document, claims: found.claims,
      warnings: found.warnings, revision: found.revision)
  }
}

extension ReportRecord {
  /// Whether the very report that a receipt was given for is recorded: receipts begin with when it was received.
  fileprivate func holds(_ receipt: Receipt) -> Bool {
    guard let received = Int64(receipt.id.prefix { $0 != "-" }) else { return false }
    return sightings.contains { $0.receivedAt.microseconds == received }
  }
}
