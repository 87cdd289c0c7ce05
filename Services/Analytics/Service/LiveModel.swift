import Ledger
import RPC
import Reconciliation
import Synchronization

/// The model that the feed fills and questions read, and how far it has come.
final class LiveModel: Sendable {
  /// The model with the chain of the ledger that it was read from: two ledgers may have as many entries, and one that
  /// was restored from a backup goes on otherwise than the one before.
  private struct Held {
    var model = ClaimModel()
    var kept: KeptAnswers
    /// The chain's hash after each entry: the first word of it tells two chains apart.
    var chain: [UInt64] = []
    var hash = Digest.zero

    /// Nil where the revision is not reached yet.
    func agrees(with hash: Digest, at revision: Revision) -> Bool? {
      if revision == .empty { return hash == .zero }
      guard let index = Int(exactly: revision.number - 1), chain.indices.contains(index) else {
        return nil
      }
      return chain[index] == hash.firstWord
    }
  }
  private let held: Mutex<Held>
  private let keptClaims: Int
  private let position = Watched(Position())

  struct Position: Hashable, Sendable {
    /// The last entry applied.
    var revision = Revision.empty
    /// All that the ledger held when the feed was first read has been applied.
    var ready = false
  }

  /// What a question is answered about.
  struct State: Sendable {
    var revision: Revision
    /// The chain's hash there, as whoever asks has it.
    var hash: Digest?
    /// It is what was asked for.
    var complete: Bool
  }

  /// - Parameter keptClaims: so many claims stand in answers that are kept ready.
  init(keptClaims: Int) {
    self.keptClaims = keptClaims
    held = Mutex(Held(kept: KeptAnswers(mostStatements: keptClaims)))
  }

  var now: Position { position.value }

  /// The chain's hash after the last entry applied.
  var hash: Digest { end.hash }

  /// The last entry applied, with the chain's hash after it.
  var end: (revision: Revision, hash: Digest) { held.withLock { ($0.model.revision, $0.hash) } }

  func apply(_ entry: Entry, hash: Digest) throws {
    let revision = try held.withLock { held in
      try held.model.apply(entry)
      held.chain.append(hash.firstWord)
      held.hash = hash
      return held.model.revision
    }
    position.update { Position(revision: revision, ready: $0.ready) }
  }

  func caughtUp() { position.update { Position(revision: $0.revision, ready: true) } }

  /// Empty again: the ledger that it followed is not the one that answers now.
  func reset() {
    held.withLock { $0 = Held(kept: KeptAnswers(mostStatements: keptClaims)) }
    position.set(Position())
  }

  /// Works out one answer ahead of whoever asks for it. False when all are there.
  func prepareNext() -> Bool {
    held.withLock { $0.kept.prepareNext(of: $0.model) }
  }

  /// Waits until all that the ledger held at first is there, and more than at a position.
  func changes(since seen: Position) async throws {
    _ = try await position.wait { $0.ready && $0 != seen }
  }

  /// How many topics there are, and on how many of them an answer is ready.
  var readiness: (topics: Int, ready: Int) {
    held.withLock { $0.kept.readiness(of: $0.model) }
  }

  /// Asks the model. Questions wait for each other, and for entries being applied.
  func ask<Answer: Sendable>(_ question: (ClaimModel) throws -> Answer) rethrows -> Answer {
    try held.withLock { try question($0.model) }
  }

  /// Asks the model about a state. Throws `unavailable` where it has read another ledger than whoever asks.
  func ask<Answer: Sendable>(
    _ state: State, _ question: (ClaimModel, inout KeptAnswers) throws -> Answer
  ) throws -> Answer {
    try held.withLock { held in
      if let hash = state.hash, held.agrees(with: hash, at: state.revision) != true {
        throw Self.other
      }
      return try question(held.model, &held.kept)
    }
  }

  /// Waits until the revision is reached, in the ledger that has the hash there. False when the caller's deadline comes
  /// first: there is then just time left to answer with what there is. Throws `unavailable` where that is of another
  /// ledger.
  func wait(for revision: Revision, _ hash: Digest?) async throws -> Bool {
    if has(revision, hash) { return true }
    let limit = Call.current.deadline.map { ContinuousClock.now.duration(to: $0) } ?? .seconds(5)
    do {
      return try await withTimeout(limit - min(limit / 4, .milliseconds(250))) { [self] in
        _ = try await position.wait { _ in has(revision, hash) }
        return true
      } timedOut: {
        LedgerError(.deadline, "not reached")
      }
    } catch let error as LedgerError where error.reason == .deadline {
      // Whatever it holds may be of another ledger, as long as it is not of this one.
      if let hash, held.withLock({ $0.agrees(with: hash, at: revision) }) == false {
        throw Self.other
      }
      return false
    }
  }

  private func has(_ revision: Revision, _ hash: Digest?) -> Bool {
    guard let hash else { return now.revision >= revision }
    return held.withLock { $0.agrees(with: hash, at: revision) } == true
  }

  private static var other: LedgerError {
    LedgerError(
      .unavailable, subject: "analytics", "it has read another ledger than storage has now",
      hint: "it starts again by itself; ask again in a moment")
  }
}
