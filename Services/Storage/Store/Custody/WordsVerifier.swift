import Ledger
import Messages

/// The half of a verification that needs no projections worked out: the file, the words beside the entries, and the
/// full-text index. It has a connection of its own, and may see entries that were appended since the other half began.
struct WordsVerifier {
  private let snapshot: Snapshot
  private let directory: String
  /// The state that the other half looks at.
  private let revision: Revision
  private let end: @Sendable () -> LedgerError?
  private var connection: Connection { snapshot.connection }

  /// What it found: problems of the file come before those of entries, and those of words behind them.
  struct Findings: Sendable {
    var file = VerificationReport()
    var words = VerificationReport()
    var search = VerificationReport()
  }

  /// - Parameter revision: at or before the snapshot's.
  init(
    _ snapshot: Snapshot, directory: String, to revision: Revision,
    end: @escaping @Sendable () -> LedgerError?
  ) {
    self.snapshot = snapshot
    self.directory = directory
    self.revision = revision
    self.end = end
  }

  func run() throws(LedgerError) -> Findings {
    var findings = Findings()
    let expected = try Schema.expected()
    try findings.file.guarded("the database file") { (report) throws(LedgerError) in
      let schema = try Schema(connection)
      for problem in schema.problems(beside: expected) { report.add(problem) }
      for problem in try FileCheck(connection, schema).problems() { report.add(problem) }
    }
    try findings.words.guarded("the words") { (report) throws(LedgerError) in
      try checkWords(&report)
    }
    let search = try SearchCheck(try Scratch.make(in: directory), expected)
    var pace = Pace(.projections, total: 0, end: end) { _ in }
    try search.compare(with: connection, &findings.search) { () throws(LedgerError) in
      try pace.step()
    }
    return findings
  }

  private func checkWords(_ report: inout VerificationReport) throws(LedgerError) {
    var words = try WordsCheck(connection, erased: try Erasures.decided(connection))
    try words.begin(.min...revision.number)
    var reader = OutlineReader()
    var pace = Pace(.chain, total: 0, end: end) { _ in }
    var previous = Digest.zero
    try connection.forEach(
      "\(ChainWalk.columns) WHERE sequence <= ? ORDER BY sequence", [.revision(revision)]
    ) { (row) throws(LedgerError) in
      // The walk along the chain names one that cannot be read.
      if let entry = try? OutlinedEntry(row, after: previous, with: &reader) {
        try words.check(entry.outline, in: row.integer(1), &report)
      } else {
        try words.cannotRead(row.integer(1))
      }
      previous = row.withBytes(5) { Digest(bytes: $0) } ?? .zero
      try pace.step()
      return true
    }
    var strays = try words.end()
    // Entries that were appended since account for their own.
    try strays.add(behind: snapshot.head, connection)
    StrayWords.report([strays], &report)
  }
}

extension VerificationReport {
  /// Damage that keeps the database from reading on ends one part of the work, and is reported. Where a table is not
  /// made any more as the statements here expect it, the database calls that an error of theirs.
  mutating func guarded(
    _ subject: String, _ body: (inout VerificationReport) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    do throws(LedgerError) {
      try body(&self)
    } catch {
      guard error.reason == .damaged || error.reason == .internalFailure else { throw error }
      add(LedgerProblem(.file, subject: subject, "it cannot be read on: \(error.message)"))
    }
  }

  /// Puts in what another part of the same verification found.
  /// - Parameter first: its problems come before these.
  mutating func join(_ part: VerificationReport, first: Bool = false) {
    let own = problems
    let further = furtherProblems + part.furtherProblems
    (problems, furtherProblems) = ([], further)
    for problem in first ? part.problems + own : own + part.problems { add(problem) }
    words += part.words
    erased += part.erased
    claims += part.claims
    originalBytes += part.originalBytes
  }
}
