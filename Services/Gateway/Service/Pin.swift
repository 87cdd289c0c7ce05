import Ledger
import Messages
import RPC

/// The revision that all parts of an answer show.
struct Pin: Sendable {
  /// As storage knows it. Without storage a revision given by number is taken at its word, and the newest is whatever
  /// analytics has.
  let revision: Outcome<Revision>
  /// The chain's hash there, as storage has it; nil where storage did not say.
  var hash: Digest?
  /// Why storage did not say it itself. Whatever else it would be asked would fail like this, and take as long to.
  let storageFailure: LedgerError?
}

extension Peer {
  /// Asks storage, for no more than half of the time that is left: the answer itself needs some. A moment cannot be
  /// resolved without storage, and that is an error and not an answer about some other moment.
  func pin(_ point: LedgerPoint) async throws -> Pin {
    var call = Call.current
    if let deadline = call.deadline {
      call.deadline = .now + ContinuousClock.now.duration(to: deadline) / 2
    }
    let head = try await Call.$current.withValue(call) {
      try await Outcome.of("revision") {
        try await self.call(StorageAPI.getHead, GetHeadRequest(at: point))
      }
    }
    let pinned = Outcome(name: head.name, result: head.result.map(\.revision))
    guard let failure = head.failure else {
      return Pin(revision: pinned, hash: head.value?.hash ?? .zero, storageFailure: nil)
    }
    switch point {
    case .head: return Pin(revision: pinned, storageFailure: failure)
    case .revision(let revision):
      return Pin(
        revision: Outcome(name: "revision", result: .success(revision)), storageFailure: failure)
    case .moment: throw failure
    }
  }
}
