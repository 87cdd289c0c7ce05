import Dispatch
import Ledger
import Messages
import Synchronization

/// A verification of what nobody could have again, and of nothing else: the chain, the words beside it, the accesses and
/// the checkpoints. What answers are read from is left out; a whole verification compares it.
///
/// Entries are looked at in stretches, by two at once. What joins two stretches is the chain's hash between them, which
/// the first one works out and the second one goes on from.
struct TruthVerifier {
  private let snapshot: Snapshot
  private let against: [Checkpoint]
  private let end: @Sendable () -> LedgerError?
  private let progress: @Sendable (WorkProgress) -> Void

  /// Entries of one stretch: a full tree of them. Few, because runs may have very many claims, and whoever is done with
  /// the last stretch but one waits for the last.
  static let level = 6
  private static let stretch = 1 << level

  init(
    _ snapshot: Snapshot, against: [Checkpoint], end: @escaping @Sendable () -> LedgerError?,
    progress: @escaping @Sendable (WorkProgress) -> Void
  ) {
    self.snapshot = snapshot
    self.against = against
    self.end = end
    self.progress = progress
  }

  func run() throws(LedgerError) -> VerificationReport {
    progress(WorkProgress(.file, done: 0, total: 0))
    var report = VerificationReport()
    let expected = try Schema.expected()
    try report.guarded("the database file") { (report) throws(LedgerError) in
      for problem in try Schema(snapshot.connection).problems(beside: expected) {
        report.add(problem)
      }
    }
    let parts = try walk()
    for part in parts { report.join(part.report) }
    for part in parts where part.last > report.revision {
      (report.revision, report.hash) = (part.last, part.hash)
    }
    try report.guarded("the words") { (report) throws(LedgerError) in
      var behind = StrayWords()
      try behind.add(behind: snapshot.head, snapshot.connection)
      StrayWords.report(parts.map(\.strays) + [behind], &report)
    }
    let damage = report.problems.first { $0.part == .entry }
    let count = parts.prefix { $0.isWhole }.count
    let whole = parts.prefix(count + 1).reduce(0) { $0 + $1.leaves.count }
    try check(Self.tree(of: parts), Revision(Int64(whole)), damage, &report)
    return report
  }

  /// What became of one stretch.
  fileprivate struct Part {
    var report = VerificationReport()
    var last = Revision.empty
    var hash = Digest.zero
    var leaves: [Digest] = []
    var isWhole = true
    var strays = StrayWords()
    /// Documents whose words are gone, by its entries.
    var erased: Set<DocumentID> = []
  }

  private func walk() throws(LedgerError) -> [Part] {
    let connection = snapshot.connection
    let expected = Erasures.areLikely(connection) ? try Erasures.decided(connection) : []
    let parts = try walk(erased: expected)
    let erased = parts.reduce(into: Set()) { $0.formUnion($1.erased) }
    // What the ledger decided is known by now, whatever was expected.
    return erased == expected ? parts : try walk(erased: erased)
  }

  private func walk(erased: Set<DocumentID>) throws(LedgerError) -> [Part] {
    let count = Int(snapshot.head.number)
    let parts = Mutex([Part?](repeating: nil, count: (count + Self.stretch - 1) / Self.stretch))
    let next = Atomic<Int>(0)
    let failure = Mutex<LedgerError?>(nil)
    let other = try Connection(path: snapshot.connection.path, mode: .reading)
    try other.execute("PRAGMA trusted_schema = OFF")
    try other.execute("BEGIN")
    // It may see entries that were appended since, and words that were erased since by their decision.
    let head = snapshot.head
    let erasedSince = try Erasures.decided(other, behind: head)
    let workers = [
      Worker(
        snapshot.connection, try WordsCheck(snapshot.connection, erased: erased),
        Pace(.chain, total: Int64(count), end: end, progress)),
      Worker(other, try WordsCheck(other, erased: erased.union(erasedSince)), nil),
    ]
    DispatchQueue.concurrentPerform(iterations: workers.count) { index in
      while failure.withLock({ $0 == nil }) {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < parts.withLock({ $0.count }) else { return }
        do throws(LedgerError) {
          let part = try workers[index].part(number, head)
          parts.withLock { $0[number] = part }
          let reached = (next.load(ordering: .relaxed) - workers.count + 1) * Self.stretch
          try workers[index].pace?.reach(Int64(min(count, max(0, reached))))
        } catch {
          failure.withLock { $0 = $0 ?? error }
        }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
    return parts.withLock { $0.compactMap(\.self) }
  }

  /// Who walks stretches: one of the two.
  ///
  /// Unchecked because each is used by one iteration only, on one thread at a time, and by nobody else until all
  /// iterations have ended.
  private final class Worker: @unchecked Sendable {
    let connection: Connection
    var words: WordsCheck
    var pace: Pace?
    var reader = OutlineReader()

    init(_ connection: Connection, _ words: consuming WordsCheck, _ pace: Pace?) {
      self.connection = connection
      self.words = words
      self.pace = pace
    }

    func part(_ number: Int, _ head: Revision) throws(LedgerError) -> Part {
      try TruthVerifier.part(number, connection, &words, &reader, head)
    }
  }

  /// Walks one stretch, from the hash that the entry before it has.
  fileprivate static func part(
    _ number: Int, _ connection: Connection, _ words: inout WordsCheck,
    _ reader: inout OutlineReader, _ head: Revision
  ) throws(LedgerError) -> Part {
    let before = Int64(number * stretch)
    let due = min(before + Int64(stretch), head.number)
    var part = Part()
    var chain = ChainWalk()
    var leaves: [LedgerLeaf] = []
    try part.report.guarded("table entry") { (report) throws(LedgerError) in
      chain = try ChainWalk(behind: before, connection)
      // What has no place stands before the first entry.
      let entries = (number == 0 ? .min : before + 1)...due
      try words.begin(entries)
      try connection.forEach(
        "\(ChainWalk.columns) WHERE sequence BETWEEN ? AND ? ORDER BY sequence",
        [.integer(entries.lowerBound), .integer(entries.upperBound)]
      ) { (row) throws(LedgerError) in
        let step = try chain.next(row) { (row, previous) throws(LedgerError) in
          try OutlinedEntry(row, after: previous, with: &reader)
        }
        for problem in step.problems { report.add(problem) }
        part.isWhole = part.isWhole && step.problems.isEmpty
        guard let entry = step.entry else {
          try words.cannotRead(row.integer(1))
          return true
        }
        try words.check(entry.outline, in: row.integer(1), &report)
        if part.isWhole {
          leaves.append(try entry.leaf(row, chain: step.chain, with: &reader))
        }
        return true
      }
      part.strays = try words.end()
    }
    part.leaves = LedgerLeaf.hashes(of: leaves)
    part.erased = words.takeDecided()
    (part.last, part.hash) = (chain.revision, chain.hash)
    // Whoever walks on behind it names what is missing at its end.
    part.isWhole = part.isWhole && before + Int64(part.leaves.count) == due
    return part
  }

  /// The tree over all entries.
  private static func tree(of parts: [Part]) -> MerkleTree {
    let leaves = parts.map { MerkleTree(leaves: $0.leaves) }
    func full(_ level: Int, _ place: Int) throws(LedgerError) -> Digest {
      guard level > Self.level else {
        let each = 1 << (Self.level - level)
        return try leaves[place / each].fullTree(level, place % each)
      }
      return MerkleTree.node(
        try full(level - 1, place * 2), try full(level - 1, place * 2 + 1))
    }
    return MerkleTree { (level, place) throws(LedgerError) in try full(level, place) }
  }

  private func check(
    _ tree: MerkleTree, _ whole: Revision, _ damage: LedgerProblem?,
    _ report: inout VerificationReport
  ) throws(LedgerError) {
    progress(WorkProgress(.checkpoints, done: 0, total: 0))
    let connection = snapshot.connection
    report.root = try tree.root(size: Int(whole.number))
    let checkpoints = CheckpointCheck(connection, tree, whole: whole, problem: damage)
    try report.guarded("table access") { (report) throws(LedgerError) in
      try AccessWalk.check(AccessLog(connection), &report)
    }
    try report.guarded("table checkpoint") { (report) throws(LedgerError) in
      try checkpoints.checkDaily(&report)
      try Timestamps(connection).check(&report)
    }
    try report.guarded("table entry") { (report) throws(LedgerError) in
      report.against = try checkpoints.compare(against)
    }
  }
}
