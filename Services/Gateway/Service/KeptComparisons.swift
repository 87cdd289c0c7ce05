import Ledger
import Messages
import Synchronization

/// Comparisons about the newest state of the ledger, for as long as nothing is recorded: the same question then has the same
/// answer. Whatever is recorded, be it a decision or the withdrawal of some words, is a new state, and with the first question
/// about that all of these go.
final class KeptComparisons: Sendable {
  private struct Kept {
    let answer: Packed<CompareResponse>
    let since: ContinuousClock.Instant
    var used: Int
  }

  private struct State {
    var revision = Revision.empty
    var hash = Digest.zero
    var kept: [Question: Kept] = [:]
    var uses = 0
  }

  private let state = Mutex(State())
  private let mostBytes: Int

  /// What services answer may change without an entry, because one of them was repaired or replaced.
  private static let longest = Duration.seconds(60)

  /// - Parameter mostBytes: of all of them; 0: none is kept.
  init(mostBytes: Int) { self.mostBytes = mostBytes }

  /// - Parameter pin: the newest state, as storage has just named it.
  func answer(to question: Question, _ pin: Pin) -> Packed<CompareResponse>? {
    state.withLock { state in
      guard Self.holds(&state, pin), let kept = state.kept[question] else { return nil }
      guard kept.since.duration(to: .now) < Self.longest else {
        state.kept[question] = nil
        return nil
      }
      state.uses += 1
      state.kept[question]?.used = state.uses
      return kept.answer
    }
  }

  /// - Returns: the same answer, which remembers what is written of it where it is kept.
  func keep(_ answer: Packed<CompareResponse>, to question: Question, _ pin: Pin)
    -> Packed<CompareResponse>
  {
    guard answer.size <= mostBytes / 8 else { return answer }
    let answer = answer.remembering
    state.withLock { state in
      guard Self.holds(&state, pin) else { return }
      state.uses += 1
      state.kept[question] = Kept(answer: answer, since: .now, used: state.uses)
      // What was written of them since counts as well.
      var size = state.kept.values.reduce(0) { $0 + $1.answer.size }
      guard size > mostBytes else { return }
      for (question, kept) in state.kept.sorted(by: { $0.value.used < $1.value.used }) {
        state.kept[question] = nil
        size -= kept.answer.size
        if size <= mostBytes / 8 * 7 { return }
      }
    }
    return answer
  }

  /// Whether the answers that are kept are about a state; those about any other one go.
  private static func holds(_ state: inout State, _ pin: Pin) -> Bool {
    guard let hash = pin.hash else { return false }
    if (state.revision, state.hash) != (pin.revision, hash) {
      state = State(revision: pin.revision, hash: hash)
    }
    return true
  }
}
