package import Ledger
import RPC

/// What the body failed with; nil when it did not.
package func failure(_ body: () async throws -> Void) async -> LedgerError? {
  do {
    try await body()
    return nil
  } catch {
    return LedgerError(error, doing: "test")
  }
}
