package import Ledger

/// Puts entries together from the parts in which they travel.
package struct EntryAssembly {
  private var open: Entry?
  private var claims: [Claim] = []

  package init() {}

  /// The entry, once it is whole.
  package mutating func add(_ response: WatchResponse) throws(LedgerError) -> Entry? {
    switch response.part {
    case .entry(let entry):
      guard open == nil else { throw broken }
      open = entry
      claims = []
    case .claims(let batch):
      guard open != nil else { throw broken }
      claims += batch.claims
    case .caughtUp: return nil
    }
    guard response.last, var entry = open else { return nil }
    open = nil
    if case .run(var run) = entry.body {
      run.claims += claims
      entry.body = .run(run)
    }
    return entry
  }

  private var broken: LedgerError {
    LedgerError(.malformed, subject: "feed", "parts of an entry out of order")
  }
}
