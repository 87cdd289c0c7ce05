import Ledger
import Messages
import RPC

/// What is asked of all processes of a service, and the one among them that does what must not be done at two at once.
extension Peer {
  /// Asks each process by itself, side by side. What one does not answer is an outcome.
  func askEach<Answer: Sendable>(_ ask: @escaping @Sendable (Peer) async throws -> Answer) async
    -> [ProcessAnswer<Answer>]
  {
    let processes = await each()
    // Of the time that is left some must be there to say which one did not answer.
    let answers = await Call.$current.withValue(Call.current.share(0.75)) {
      await outcomes(of: processes, ask)
    }
    return zip(processes, answers).map { process, answer in
      ProcessAnswer(
        name: processes.count == 1 ? name : "\(name) \(process.label)", address: process.label,
        isOneOfSeveral: processes.count > 1,
        result: answer.mapError { LedgerError($0, doing: name) })
    }
  }

  /// The first process, in the order of their addresses, that can be reached. As long as it can, all gateways ask the same.
  func first() async throws -> Peer {
    var failure: (any Error)?
    for process in await each() {
      do {
        try await process.reach()
        return process
      } catch {
        failure = failure ?? error
      }
    }
    throw failure
      ?? LedgerError(
        .unavailable, subject: name, "there is no address to ask", hint: "check its address")
  }
}

/// What one process of a service answered.
struct ProcessAnswer<Answer: Sendable>: Sendable {
  /// `ingest`, or, where there are several, `ingest 127.0.0.1:7401`.
  let name: String
  let address: String
  let isOneOfSeveral: Bool
  let result: Result<Answer, LedgerError>

  var value: Answer? { try? result.get() }
  var failure: LedgerError? {
    if case .failure(let error) = result { error } else { nil }
  }
}
