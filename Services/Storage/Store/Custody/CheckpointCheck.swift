import Ledger

/// Holds checkpoints against the entries: the ledger's own daily ones, and those that somebody kept.
struct CheckpointCheck {
  private let connection: Connection
  private let tree: MerkleTree
  /// Up to which every entry is as it was recorded; the tree has a leaf for each of them.
  private let whole: Revision
  /// The first thing that is wrong behind it.
  private let problem: LedgerProblem?

  init(_ connection: Connection, _ tree: MerkleTree, whole: Revision, problem: LedgerProblem?) {
    self.connection = connection
    self.tree = tree
    self.whole = whole
    self.problem = problem
  }

  /// Checks the daily ones: each is signed, follows the one before, and says what the entries say.
  func checkDaily(_ report: inout VerificationReport) throws(LedgerError) {
    var previous: Digest?
    try Checkpoints(connection).visit { (stored) throws(LedgerError) in
      report.checkpoints += 1
      func note(_ message: String) {
        report.add(
          LedgerProblem(
            .checkpoint, entry: stored.size, subject: "checkpoint of entry \(stored.size)", message)
        )
      }
      let expected = previous
      previous = Digest(of: stored.note.utf8)
      let checkpoint: Checkpoint
      do throws(LedgerError) {
        checkpoint = try Checkpoint(note: stored.note)
      } catch {
        return note(error.message)
      }
      let statement = checkpoint.statement
      if statement.size != stored.size || statement.day?.dayNumber != stored.day {
        note("its columns do not say what its text says")
      }
      if statement.previous != expected {
        note("it does not follow the checkpoint before it: one between them is missing or changed")
      }
      if let difference = try difference(statement) { note(difference) }
      if let difference = try accessDifference(statement) { note(difference) }
    }
  }

  /// Whether the ledger goes on from each of them.
  func compare(_ checkpoints: [Checkpoint]) throws(LedgerError) -> [CheckpointComparison] {
    var comparisons: [CheckpointComparison] = []
    for checkpoint in checkpoints {
      let size = checkpoint.statement.size
      guard let difference = try difference(checkpoint.statement) else {
        let proof = try tree.consistency(from: Int(size.number), to: Int(whole.number))
        comparisons.append(CheckpointComparison(size: size, extends: true, consistency: proof))
        continue
      }
      comparisons.append(CheckpointComparison(size: size, extends: false, message: difference))
    }
    comparisons = Self.narrowed(comparisons)
    for (place, checkpoint) in checkpoints.enumerated() where comparisons[place].extends {
      guard let difference = try accessDifference(checkpoint.statement) else { continue }
      comparisons[place].extends = false
      comparisons[place].message = "its entries are those of the ledger, but \(difference)"
    }
    return comparisons
  }

  /// What the log of accesses does not say that a checkpoint states; nil where all is as it states.
  private func accessDifference(_ statement: Checkpoint.Statement) throws(LedgerError) -> String? {
    let log = AccessLog(connection)
    guard let accesses = statement.accesses, try !log.extends(accesses) else { return nil }
    guard let head = try log.head, head.count >= accesses.count else {
      return "the log of accesses to originals ends before access \(accesses.count), "
        + "which it was signed for: accesses were removed, or this is an older copy of the ledger"
    }
    return "accesses to originals up to access \(accesses.count) are others than those that it "
      + "was signed for"
  }

  /// What the entries up to a checkpoint's do not say that it states; nil where all is as it states.
  private func difference(_ statement: Checkpoint.Statement) throws(LedgerError) -> String? {
    let size = statement.size
    let head = try Snapshot(connection).head
    guard size <= head else {
      return "the ledger ends at entry \(head), before entry \(size): what followed was removed, "
        + "or this is an older copy of the ledger"
    }
    guard size <= whole else {
      return "it cannot be shown, because entries up to entry \(size) are damaged"
        + (problem.map { "; first \($0.subject): \($0.message)" } ?? "")
    }
    let chain = try Snapshot(connection).head(at: size).hash
    let root = try tree.root(size: Int(size.number))
    guard chain == statement.chain, root == statement.root else {
      return "entries up to entry \(size) are others than those that it was signed for"
    }
    return nil
  }

  /// A checkpoint that holds tells where the others stop holding: behind it.
  private static func narrowed(_ comparisons: [CheckpointComparison]) -> [CheckpointComparison] {
    comparisons.map { comparison in
      guard !comparison.extends else { return comparison }
      var narrowed = comparison
      let holding = comparisons.filter { $0.extends && $0.size < comparison.size }.map(\.size).max()
      if let holding {
        narrowed.message +=
          "; up to entry \(holding) another checkpoint holds, "
          + "so look from entry \(holding.next) on"
      }
      return narrowed
    }
  }
}
