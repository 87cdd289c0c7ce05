import Ledger
import Messages
import RPC

/// Reports on their way in, and what becomes of them.
struct IntakeFlow: Sendable {
  let ingest: Peer
  let storage: Peer
  let analytics: Peer

  func submit(_ parts: Incoming<SubmitRequest>) async throws -> SubmitResponse {
    try await ingest.reach()
    let answer = try await ingest.send(IngestAPI.submit) { out in
      for try await part in parts {
        try await out.send(IngestServiceSubmitRequest(report: part.report))
      }
    }
    return SubmitResponse(receipt: answer.receipt)
  }

  func extract(_ parts: Incoming<ExtractRequest>, _ out: Outgoing<ExtractResponse>) async throws {
    try await ingest.exchange(IngestAPI.extract) { inner in
      for try await part in parts {
        // Between two passages a caller may take its time, within one not.
        if case .end = part.passage { parts.expectMore(false) } else { parts.expectMore(true) }
        try await inner.send(IngestServiceExtractRequest(passage: part.passage))
      }
    } _: { answers in
      for try await answer in answers {
        try await out.send(ExtractResponse(passage: answer.passage))
      }
    }
  }

  /// From the receipt to the answer: ingest knows until the report is recorded, then analytics says when it has read it.
  func follow(_ receipt: Receipt, _ out: Outgoing<FollowResponse>) async throws {
    var last = try await IntakeSearch(ingest: ingest, storage: storage).follow(receipt) {
      try await out.send(FollowResponse(progress: $0))
    }
    guard last.state == .recorded, let revision = last.revision else { return }
    last.error = try await awaitAnalytics(revision)
    if last.error == nil { last.state = .answerable }
    try await out.send(FollowResponse(progress: last))
  }

  /// Nil when analytics has read up to the revision; the reason when it has not within half a minute, or does not answer
  /// for five seconds.
  private func awaitAnalytics(_ revision: Revision) async throws -> LedgerError? {
    // Short of the caller's own deadline: the report is recorded, and there must be time to say so.
    let limit = Call.current.share(0.5).within(.seconds(30)).deadline ?? .now
    var answered = ContinuousClock.now
    var reason = LedgerError(
      .deadline, subject: "analytics", "has not read up to revision \(revision) yet",
      hint: "the report is safe in the ledger; answers will show it when analytics catches up")
    while ContinuousClock.now < limit {
      try Task.checkCancellation()
      do {
        let call = Call.current.within(min(.seconds(5), ContinuousClock.now.duration(to: limit)))
        let position = try await Call.$current.withValue(call) {
          try await analytics.call(
            AnalyticsAPI.getPosition, GetPositionRequest(waitFor: revision))
        }
        if position.revision >= revision { return nil }
        answered = .now
      } catch {
        reason = LedgerError(error, doing: "analytics")
        if answered.duration(to: .now) > .seconds(5) { return reason }
        try await Task.sleep(for: .milliseconds(300))
      }
    }
    return reason
  }
}
