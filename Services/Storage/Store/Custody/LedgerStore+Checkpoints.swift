package import Ledger

extension LedgerStore {
  /// Signs and stores a checkpoint for each day (UTC) that has ended, and in which the ledger grew. Returns the new
  /// ones, oldest first; none where all days have theirs.
  /// - Throws: `misconfigured` where there is no key to sign with.
  @discardableResult
  package func signEndedDays(by now: Moment) async throws -> [Checkpoint] {
    let key = try key.get()
    return try await writer.signEndedDays(by: now, with: key)
  }

  /// The ledger as it is, in a checkpoint that is signed now and not stored.
  package func checkpoint(signedAt now: Moment) async throws -> Checkpoint {
    let key = try key.get()
    return try await readers.read { (snapshot) throws(LedgerError) in
      try Checkpoint(
        try Checkpoints(snapshot.connection).statement(at: snapshot.head, signedAt: now),
        signedWith: key)
    }
  }

  /// The daily checkpoint of a day; the newest one for nil. Throws `notFound` where there is none.
  package func checkpoint(of day: CivilDate?) async throws -> Checkpoint {
    try await readers.read { (snapshot) throws(LedgerError) in
      let checkpoints = Checkpoints(snapshot.connection)
      let stored =
        if let day { try checkpoints.stored(of: day) } else {
          try checkpoints.stored(limit: 1).first
        }
      guard let stored else {
        throw LedgerError(
          .notFound, subject: day.map { "checkpoint of \($0)" } ?? "checkpoint",
          "there is no such daily checkpoint",
          hint: "a day (UTC) gets one when it has ended, if the ledger grew in it; "
            + "reckon ledger checkpoint lists them, reckon ledger checkpoint now signs the present")
      }
      return try Checkpoint(note: stored.note)
    }
  }

  /// The daily checkpoints that cover no entry after a point, newest first. A page ends at `pageSize` of them (0: 100;
  /// at most 500).
  package func listCheckpoints(at point: LedgerPoint = .head, pageSize: Int, cursor: String)
    async throws -> Page<Checkpoint>
  {
    let question = Digest(of: [])
    let begin = try Cursor(cursor, .checkpoints, question)
    return try await readers.read { (snapshot) throws(LedgerError) in
      let revision =
        if let begin { begin.revision } else { try snapshot.head(at: point).revision }
      // Of the newest state all of them: one beyond the last entry shows that entries were removed.
      let end = point == .head ? Int64.max : revision.next.number
      let limit = PageBudget(pageSize: pageSize).items
      var stored = try Checkpoints(snapshot.connection).stored(
        below: begin?.last ?? end, limit: limit + 1)
      let more = stored.count > limit
      if more { stored.removeLast() }
      var items: [Checkpoint] = []
      for row in stored { items.append(try Checkpoint(note: row.note)) }
      let last = Cursor(revision: revision, last: stored.last?.size.number ?? 0)
      return Page(
        items: items, nextCursor: more ? last.text(.checkpoints, question) : "",
        revision: revision)
    }
  }
}

extension Writer {
  func signEndedDays(by now: Moment, with key: SigningKey) throws(LedgerError) -> [Checkpoint] {
    try transaction { (connection) throws(LedgerError) in
      try Checkpoints(connection).signEndedDays(by: now, with: key)
    }
  }
}
