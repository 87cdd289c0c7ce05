import Dispatch
import Ledger
import Synchronization

/// Work that several cores do at once, with its caller waiting.
enum Cores {
  /// What the closure makes of each number below the count, in order. Throws what the first of them threw.
  static func map<Result: Sendable>(
    _ count: Int, _ body: @Sendable (Int) throws(LedgerError) -> Result
  ) throws(LedgerError) -> [Result] {
    guard count > 1 else { return count == 1 ? [try body(0)] : [] }
    let made = Mutex([Swift.Result<Result, LedgerError>?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { number in
      let result: Swift.Result<Result, LedgerError>
      do throws(LedgerError) {
        result = .success(try body(number))
      } catch {
        result = .failure(error)
      }
      made.withLock { $0[number] = result }
    }
    var results: [Result] = []
    results.reserveCapacity(count)
    for result in made.withLock({ $0 }) { if let result { results.append(try result.get()) } }
    return results
  }
}
