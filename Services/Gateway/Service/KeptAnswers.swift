import Ledger
import Messages
import Synchronization

/// Answers about the newest state of the ledger, for as long as nothing is recorded: the same question then has the same
/// answer. Whatever is recorded, be it a decision or the withdrawal of some words, is a new state, and with the first question
/// about that all of these go.
///
/// Questions are known by their digests: callers choose how long a question is.
final class KeptAnswers<Question: Message, Answer: Message>: Sendable {
  private struct Kept {
    let answer: Packed<Answer>
    let since: ContinuousClock.Instant
    var used: Int
  }

  private struct State {
    var newest: NewestState?
    var kept: [Digest: Kept] = [:]
    /// What was asked about it.
    var asked: Set<Digest> = []
    var uses = 0
  }

  private let state = Mutex(State())
  private let mostBytes: Int

  /// What services answer may change without an entry, because one of them was repaired or replaced.
  private var longest: Duration { .seconds(60) }
  private var mostAsked: Int { 10_000 }

  /// - Parameter mostBytes: of all of them; 0: none is kept.
  init(mostBytes: Int) { self.mostBytes = mostBytes }

  /// Whether it has been asked before, since the state that is known here was the newest. To look up which one is newest
  /// would be in vain otherwise.
  func isAskedAgain(_ question: Question) -> Bool {
    guard mostBytes > 0, let key = Self.key(question) else { return false }
    return state.withLock { state in
      if state.asked.count >= mostAsked { state.asked.removeAll() }
      return !state.asked.insert(key).inserted
    }
  }

  /// - Parameter newest: as storage has just named it.
  func answer(to question: Question, _ newest: NewestState) -> Packed<Answer>? {
    guard let key = Self.key(question) else { return nil }
    return state.withLock { state in
      Self.begin(&state, newest)
      guard let kept = state.kept[key] else { return nil }
      guard kept.since.duration(to: .now) < longest else {
        state.kept[key] = nil
        return nil
      }
      state.uses += 1
      state.kept[key]?.used = state.uses
      return kept.answer
    }
  }

  /// - Returns: the same answer, which remembers what is written of it where it is kept.
  func keep(_ answer: Packed<Answer>, to question: Question, _ newest: NewestState)
    -> Packed<Answer>
  {
    guard answer.size <= mostBytes / 8, let key = Self.key(question) else { return answer }
    let answer = answer.remembering
    state.withLock { state in
      Self.begin(&state, newest)
      state.uses += 1
      state.kept[key] = Kept(answer: answer, since: .now, used: state.uses)
      // What was written of them since counts as well.
      var size = state.kept.values.reduce(0) { $0 + $1.answer.size }
      guard size > mostBytes else { return }
      for (key, kept) in state.kept.sorted(by: { $0.value.used < $1.value.used }) {
        state.kept[key] = nil
        size -= kept.answer.size
        if size <= mostBytes / 8 * 7 { return }
      }
    }
    return answer
  }

  /// Nil for a question that could not travel.
  private static func key(_ question: Question) -> Digest? {
    (try? question.packed())?.withUnsafeBytes { Digest(of: $0) }
  }

  /// What has become old goes, also where nobody asks any more: words that were withdrawn meanwhile may be in it.
  func forgetOld(at now: ContinuousClock.Instant) {
    state.withLock { state in
      state.kept = state.kept.filter { $0.value.since.duration(to: now) < longest }
    }
  }

  /// What is kept about any other state goes.
  private static func begin(_ state: inout State, _ newest: NewestState) {
    guard state.newest != newest else { return }
    // What was asked before anything was known of a state may be asked about this one.
    let asked = state.newest == nil ? state.asked : []
    state = State(newest: newest, asked: asked)
  }
}

/// The newest state of the ledger, as storage named it.
struct NewestState: Hashable, Sendable {
  let revision: Revision
  /// The chain's hash there: a ledger that was restored from a backup may come to as many entries.
  let hash: Digest
}
