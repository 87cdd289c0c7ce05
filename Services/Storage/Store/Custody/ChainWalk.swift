import Ledger

/// A walk along the chain from the first entry: each is compared with the one before it and with its own columns.
struct ChainWalk {
  /// The last entry that the walk has passed.
  private(set) var revision = Revision.empty
  /// The chain's hash there.
  private(set) var hash = Digest.zero
  private var lastMoment: Int64 = .min
  /// Where an entry and its hash do not belong together, the next one tells which of them was changed: its own hash
  /// follows from what the hash was.
  private var otherHash: Digest?

  init() {}

  /// A walk that goes on behind an entry, as if it had come there.
  init(behind sequence: Int64, _ connection: Connection) throws(LedgerError) {
    let last = try connection.all(
      "SELECT sequence FROM entry WHERE sequence <= ? ORDER BY sequence DESC LIMIT 2",
      [.integer(sequence)]
    ) { (row) throws(LedgerError) in row.revision(0) }
    guard let entry = last.first else { return }
    if last.count > 1 {
      try connection.forEach(
        "SELECT hash, recorded_at FROM entry WHERE sequence = ?", [.revision(last[1])]
      ) { (row) throws(LedgerError) in
        (revision, hash) = (last[1], Digest(bytes: row.bytes(0)) ?? .zero)
        lastMoment = row.integer(1)
        return false
      }
    }
    // What is wrong with it was said by whoever walked there, so nobody reads more of it than its place in the chain.
    try connection.forEach(
      "\(Self.columns) WHERE sequence = ?", [.revision(entry)]
    ) { (row) throws(LedgerError) in
      _ = try next(row) { (_, _) throws(LedgerError) -> Entry in
        throw .damaged("entry \(entry)", "it was passed")
      }
      return false
    }
  }

  static let columns = "SELECT bytes, sequence, recorded_at, author, type, hash FROM entry"
  static let select = "\(columns) ORDER BY sequence"

  /// An entry on the way.
  struct Step<Found> {
    /// Nil where it cannot be read.
    var entry: Found?
    /// The chain's hash after it.
    var chain: Digest
    /// What is not as it was recorded.
    var problems: [LedgerProblem]
  }

  /// Goes on to the entry in a row of `select`.
  mutating func next(_ row: Row) throws(LedgerError) -> Step<Entry> {
    try next(row) { (row, _) throws(LedgerError) in
      try Chain.entry(row, bytes: 0, sequence: 1)
    }
  }

  /// The same for those who need less of an entry.
  /// - Parameter read: is given the chain's hash before the entry.
  mutating func next<Found: ChainedEntry>(
    _ row: Row, _ read: (Row, Digest) throws(LedgerError) -> Found
  ) throws(LedgerError) -> Step<Found> {
    let sequence = row.revision(1)
    var step = Step<Found>(chain: hash, problems: [])
    func note(_ message: String) {
      step.problems.append(
        LedgerProblem(.entry, entry: sequence, subject: "entry \(sequence)", message))
    }
    guard sequence > revision else {
      note("it has no place in a ledger, which begins with entry 1")
      return step
    }
    let isNext = sequence == revision.next
    if !isNext { note(missing(before: sequence)) }
    let entry: Result<Found, LedgerError>
    do throws(LedgerError) {
      entry = .success(try read(row, hash))
    } catch {
      guard error.reason == .damaged else { throw error }
      entry = .failure(error)
    }
    step.entry = try? entry.get()
    let stored = row.withBytes(5) { Digest(bytes: $0) }
    // What does not match is hashed once more before it is said.
    let computed =
      if let chain = step.entry?.chain, chain == stored {
        chain
      } else {
        row.withBytes(0) { Chain.hash(after: hash, $0) }
      }
    let follows =
      stored == computed
      || otherHash.map { other in row.withBytes(0) { Chain.hash(after: other, $0) } == stored }
        ?? false
    // Behind a gap nobody knows what the hash before was; the gap is said already.
    if stored == nil || (isNext && !follows) {
      note(
        "it does not follow from the entry before: its bytes or its hash are not those that were "
          + "recorded")
    }
    step.chain = stored ?? computed
    otherHash = follows ? nil : computed
    switch entry {
    case .success(let entry):
      if entry.sequence != sequence || entry.recordedAt.microseconds != row.integer(2)
        || entry.author != row.text(3) || entry.type != row.text(4)
      {
        note("its columns do not say what its bytes say")
      }
    case .failure(let error): note(error.message)
    }
    if row.integer(2) < lastMoment { note("its time goes back") }
    (revision, hash, lastMoment) = (sequence, step.chain, row.integer(2))
    return step
  }

  private func missing(before sequence: Revision) -> String {
    let last = sequence.number - 1
    return revision.next.number == last
      ? "entry \(last) is missing before it"
      : "entries \(revision.next) to \(last) are missing before it"
  }
}

/// What an entry's columns say once more.
protocol ChainedEntry {
  var sequence: Revision { get }
  var recordedAt: Moment { get }
  var author: String { get }
  var type: String { get }
  /// The chain's hash after it, where reading has worked it out.
  var chain: Digest? { get }
}

extension Entry: ChainedEntry {
  var type: String { body.name }
  var chain: Digest? { nil }
}
