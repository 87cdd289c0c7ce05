import Ledger
import Messages
import RPC

/// The revision that all parts of an answer show.
struct Pin: Sendable {
  let revision: Revision
  /// Whether storage named the revision, as a part of the answer.
  let part: AnswerPart
  /// The chain's hash there; nil where nobody said.
  var hash: Digest?
  /// Why storage did not say it itself. Whatever else it would be asked would fail like this, and take as long to.
  let storageFailure: LedgerError?

  /// For a question about the newest state: that state, where storage has named it.
  var newest: NewestState? {
    guard storageFailure == nil, let hash else { return nil }
    return NewestState(revision: revision, hash: hash)
  }
}

/// Which revision an answer is about. What is newest is storage's to say. Without it, it is the newest that any analytics
/// has read, but none before what was answered about already: no caller is led back.
struct Pinning: Sendable {
  let storage: Peer
  let analytics: Peer
  let newest: NewestHead
  let seen: SeenRevision

  /// Asks storage, for no more than half of the time that is left: the answer itself needs some. A moment cannot be
  /// resolved without storage, and that is an error and not an answer about some other moment.
  func pin(_ point: LedgerPoint) async throws -> Pin {
    let begun = ContinuousClock.now
    let head = try await Call.$current.withValue(Call.current.share(0.5)) {
      try await Outcome.of("revision") { try await state(at: point) }
    }
    if let answer = head.value {
      if case .head = point {
        seen.note(answer.revision, asked: begun)
        try requireNotBefore(Call.current.seen, answer.revision)
      }
      return Pin(
        revision: answer.revision, part: head.part, hash: answer.hash ?? .zero, storageFailure: nil)
    }
    guard let failure = head.failure else { throw CancellationError() }
    switch point {
    case .head: return try await newestRead(without: failure)
    case .revision(let revision):
      return Pin(
        revision: revision, part: AnswerPart(name: "revision", complete: true),
        storageFailure: failure)
    case .moment: throw failure
    }
  }

  private func state(at point: LedgerPoint) async throws -> (revision: Revision, hash: Digest?) {
    if case .head = point {
      let head = try await newest.ask()
      return (head.revision, head.hash)
    }
    let head = try await storage.call(StorageAPI.getHead, GetHeadRequest(at: point))
    return (head.revision, head.hash)
  }

  private func requireNotBefore(_ seen: Revision?, _ head: Revision) throws(LedgerError) {
    guard let seen, head < seen else { return }
    throw LedgerError(
      .revisionUnknown, subject: Call.seenKey, "the ledger is at revision \(head), before \(seen)",
      hint: "it was restored from a backup, or is another one; ask without it")
  }

  private func newestRead(without failure: LedgerError) async throws -> Pin {
    let floor = max(seen.value, Call.current.seen ?? .empty)
    let positions = await Call.$current.withValue(Call.current.share(0.3)) {
      await outcomes(of: await analytics.each()) {
        try await $0.call(AnalyticsAPI.getPosition, GetPositionRequest())
      }
    }
    guard
      var newest = positions.compactMap({ try? $0.get() }).max(by: { $0.revision < $1.revision })
    else { throw failure }
    if newest.revision < floor {
      newest = try await Call.$current.withValue(Call.current.share(0.5)) {
        try await analytics.call(AnalyticsAPI.getPosition, GetPositionRequest(waitFor: floor))
      }
    }
    guard newest.revision >= floor else {
      throw LedgerError(
        .unavailable, subject: "analytics",
        "has read the ledger up to revision \(newest.revision) only, and answers about \(floor) were given; "
          + "storage does not say what is newest: \(failure)",
        hint: "ask again in a moment, or for that revision")
    }
    seen.raise(to: newest.revision)
    return Pin(
      revision: newest.revision,
      part: AnswerPart(name: "revision", complete: false, error: failure),
      hash: newest.hash, storageFailure: failure)
  }
}
