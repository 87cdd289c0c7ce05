import Ledger
import Messages
import RPC

extension Peer {
  /// The revision that all parts of an answer show, as storage knows it. Without storage a revision given by number is
  /// taken at its word, and the newest is whatever analytics has; a moment cannot be resolved then, and that is an error
  /// and not an answer about some other moment.
  func pin(_ point: LedgerPoint) async throws -> Outcome<Revision> {
    let pin = try await Outcome.of("revision") {
      try await call(StorageAPI.getHead, GetHeadRequest(at: point)).revision
    }
    guard let failure = pin.failure else { return pin }
    switch point {
    case .head: return pin
    case .revision(let revision): return Outcome(name: "revision", result: .success(revision))
    case .moment: throw failure
    }
  }
}
