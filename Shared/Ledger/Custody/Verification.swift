/// What a verification of the whole ledger found.
package struct VerificationReport: Hashable, Sendable {
  /// The state that was looked at.
  package var revision: Revision
  /// The chain's hash there, as worked out from the entries.
  package var hash: Digest
  /// The root of the tree over the entries, worked out likewise.
  package var root: Digest
  /// Originals, titles, sentences and number texts that were compared with their seals.
  package var words: Int64 = 0
  /// Of these, the ones that were erased by a withdrawal, and cannot be compared any more.
  package var erased: Int64 = 0
  /// Claims whose sentence and number were found at their spans in the original.
  package var claims: Int64 = 0
  /// Bytes of originals that were hashed.
  package var originalBytes: Int64 = 0
  /// Rows of projections that were compared with what the entries say.
  package var rows: Int64 = 0
  /// Daily checkpoints that were checked.
  package var checkpoints: Int64 = 0
  /// Timestamps of daily checkpoints that were checked, but for the authority's signature.
  package var timestamps: Int64 = 0
  /// How far the log of accesses to originals goes; nil where it is empty.
  package var accesses: AccessHead?
  /// In the order in which they were found. Empty: all of the ledger is as it was recorded.
  package var problems: [LedgerProblem] = []
  /// How many more there are than are listed.
  package var furtherProblems: Int64 = 0
  /// For each checkpoint that was asked about, whether the ledger goes on from it.
  package var against: [CheckpointComparison] = []
  /// The state that was looked at, as a signed checkpoint; empty where the ledger cannot sign, or is not whole.
  package var checkpoint: String = ""
  /// Version of the program that looked.
  package var version: String = ""

  package init(revision: Revision = .empty, hash: Digest = .zero, root: Digest = MerkleTree.empty) {
    self.revision = revision
    self.hash = hash
    self.root = root
  }

  /// Nothing is wrong.
  package var holds: Bool { problems.isEmpty && against.allSatisfy(\.extends) }

  /// Problems that are listed. There may be one for every row.
  package static let listed = 100

  package mutating func add(_ problem: LedgerProblem) {
    if problems.count < Self.listed { problems.append(problem) } else { furtherProblems += 1 }
  }
}

/// One thing in the ledger that is not as it was recorded.
package struct LedgerProblem: Hashable, Sendable {
  package var part: LedgerPart
  /// The entry that it is about; nil where it is about none.
  package var entry: Revision?
  /// Where it is: `entry 3`, `table claim, number 3145729`.
  package var subject: String
  /// What is wrong.
  package var message: String

  package init(_ part: LedgerPart, entry: Revision? = nil, subject: String, _ message: String) {
    self.part = part
    self.entry = entry
    self.subject = subject
    self.message = message
  }

  /// What to do about it.
  package var hint: String { part.hint }
}

/// The parts of a ledger's file, by what becomes of them when they are damaged. Numbers are those of `LedgerPart` in
/// custody.proto; a test compares them.
package enum LedgerPart: Int32, CaseIterable, Sendable {
  /// An entry and its place in the chain.
  case entry = 1
  /// An original, a title, a sentence or a number text.
  case words
  /// A daily checkpoint.
  case checkpoint
  /// The triggers, indexes and tables themselves.
  case guards
  /// Pages of the file that nothing can be read from.
  case file
  /// What answers are read from.
  case projection
  /// An access to an original and its place in the log.
  case access
  /// Words that a decision erased, and that are there all the same.
  case withdrawal = 9

  package var hint: String {
    switch self {
    case .entry, .words: "keep the file, and restore the ledger from a backup"
    case .checkpoint, .access:
      "keep the file, compare the published checkpoints with reckon ledger verify --against, "
        + "and restore the ledger from a backup"
    case .guards:
      "find out who opened the file with another program, then run reckon ledger rebuild"
    case .file: "check the disk, and restore the ledger from a backup"
    case .projection: "run reckon ledger rebuild"
    case .withdrawal:
      "find out who put them back, then run reckon withdraw erase for the document again"
    }
  }
}

/// Whether a ledger goes on from a checkpoint.
package struct CheckpointComparison: Hashable, Sendable {
  /// The entries that the checkpoint covers.
  package var size: Revision
  package var extends: Bool
  /// Where it does not, and what follows from that; empty where it does.
  package var message: String
  /// What shows it, to a reader who does not take the ledger's word, from the checkpoint to the one in the report.
  package var consistency: [Digest]

  package init(
    size: Revision, extends: Bool, message: String = "", consistency: [Digest] = []
  ) {
    self.size = size
    self.extends = extends
    self.message = message
    self.consistency = consistency
  }
}

/// How far a long work has come.
package struct WorkProgress: Hashable, Sendable {
  package var stage: Stage
  package var done: Int64
  /// 0 where nobody can know.
  package var total: Int64

  package init(_ stage: Stage, done: Int64, total: Int64) {
    self.stage = stage
    self.done = done
    self.total = total
  }

  /// Numbers are those of `WorkStage` in custody.proto; a test compares them.
  package enum Stage: Int32, CaseIterable, Sendable {
    /// The database's own check of its pages, tables by number.
    case file = 1
    /// Chain, originals and sentences, entry by entry.
    case chain
    case checkpoints
    /// Row by row.
    case projections
    /// Writing the projections again, entry by entry.
    case rebuild
    /// Copying the ledger, page by page.
    case copy
    /// Writing the file again without what was erased.
    case erasure = 9
  }
}

/// What a rebuild wrote again.
package struct RebuildReport: Hashable, Sendable {
  /// Every entry up to this one was read.
  package var revision: Revision
  package var tables: Int
  /// Version of the program that wrote them.
  package var version: String = ""

  package init(revision: Revision, tables: Int) {
    self.revision = revision
    self.tables = tables
  }
}
