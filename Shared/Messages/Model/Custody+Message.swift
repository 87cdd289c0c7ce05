package import CReckonerProto
package import Ledger

extension VerificationReport: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__VerificationReport>?) -> Void
  { reckoner__v1__verification_report__init }

  package init(reading wire: Reckoner__V1__VerificationReport) throws(LedgerError) {
    self.init(
      revision: try Read.revision(wire.revision, "revision"),
      hash: try Read.digest(wire.hash, "hash") ?? .zero,
      root: try Read.digest(wire.root, "root") ?? MerkleTree.empty)
    words = try Read.amount(wire.words, "words")
    erased = try Read.amount(wire.erased, "erased")
    claims = try Read.amount(wire.claims, "claims")
    originalBytes = try Read.amount(wire.original_bytes, "original_bytes")
    rows = try Read.amount(wire.rows, "rows")
    checkpoints = try Read.amount(wire.checkpoints, "checkpoints")
    problems = try Read.messages(wire.n_problems, wire.problems, "problems")
    furtherProblems = try Read.amount(wire.further_problems, "further_problems")
    against = try Read.messages(wire.n_against, wire.against, "against")
    checkpoint = try Read.text(wire.checkpoint, "checkpoint")
    version = try Read.text(wire.version, "version")
    timestamps = try Read.amount(wire.timestamps, "timestamps")
    let count = try Read.amount(wire.accesses, "accesses")
    let hash = try Read.digest(wire.access_hash, "access_hash")
    accesses = count > 0 ? hash.map { AccessHead(count: count, hash: $0) } : nil
  }

  package func write(to wire: inout Reckoner__V1__VerificationReport, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.revision = revision.number
    wire.hash = arena.place(hash.bytes)
    wire.root = arena.place(root.bytes)
    wire.words = words
    wire.erased = erased
    wire.claims = claims
    wire.original_bytes = originalBytes
    wire.rows = rows
    wire.checkpoints = checkpoints
    (wire.n_problems, wire.problems) = try arena.place(problems)
    wire.further_problems = furtherProblems
    (wire.n_against, wire.against) = try arena.place(against)
    wire.checkpoint = try arena.place(checkpoint, "checkpoint")
    wire.version = try arena.place(version, "version")
    wire.timestamps = timestamps
    wire.accesses = accesses?.count ?? 0
    wire.access_hash = arena.place(accesses?.hash.bytes ?? [])
  }
}

extension LedgerProblem: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__LedgerProblem>?) -> Void
  { reckoner__v1__ledger_problem__init }

  /// The hint follows from the part, and is not read.
  package init(reading wire: Reckoner__V1__LedgerProblem) throws(LedgerError) {
    let entry = try Read.revision(wire.entry, "entry")
    self.init(
      try Read.value(wire.part.rawValue, "part"), entry: entry == .empty ? nil : entry,
      subject: try Read.text(wire.subject, "subject"), try Read.text(wire.message, "message"))
  }

  package func write(to wire: inout Reckoner__V1__LedgerProblem, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.part = .init(UInt32(part.rawValue))
    wire.entry = entry?.number ?? 0
    wire.subject = try arena.place(subject, "subject")
    wire.message = try arena.place(message, "message")
    wire.hint = try arena.place(hint, "hint")
  }
}

extension CheckpointComparison: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__CheckpointComparison>?) -> Void
  { reckoner__v1__checkpoint_comparison__init }

  package init(reading wire: Reckoner__V1__CheckpointComparison) throws(LedgerError) {
    self.init(
      size: try Read.revision(wire.size, "size"), extends: wire.extends != 0,
      message: try Read.text(wire.message, "message"),
      consistency: try Read.digests(wire.n_consistency, wire.consistency, "consistency"))
  }

  package func write(to wire: inout Reckoner__V1__CheckpointComparison, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.size = size.number
    wire.extends = extends ? 1 : 0
    wire.message = try arena.place(message, "message")
    (wire.n_consistency, wire.consistency) = arena.place(consistency.map(\.bytes))
  }
}

extension WorkProgress: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__WorkProgress>?) -> Void
  { reckoner__v1__work_progress__init }

  package init(reading wire: Reckoner__V1__WorkProgress) throws(LedgerError) {
    self.init(
      try Read.value(wire.stage.rawValue, "stage"), done: try Read.amount(wire.done, "done"),
      total: try Read.amount(wire.total, "total"))
  }

  package func write(to wire: inout Reckoner__V1__WorkProgress, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.stage = .init(UInt32(stage.rawValue))
    wire.done = done
    wire.total = total
  }
}

extension RebuildReport: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__RebuildReport>?) -> Void
  { reckoner__v1__rebuild_report__init }

  package init(reading wire: Reckoner__V1__RebuildReport) throws(LedgerError) {
    self.init(
      revision: try Read.revision(wire.revision, "revision"),
      tables: try Read.count(wire.tables, "tables"))
    version = try Read.text(wire.version, "version")
  }

  package func write(to wire: inout Reckoner__V1__RebuildReport, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.revision = revision.number
    wire.tables = Int32(clamping: tables)
    wire.version = try arena.place(version, "version")
  }
}
