package import Ledger

/// An original as it was submitted, and the access that it was given out by.
package struct Original: Hashable, Sendable {
  package var document: DocumentRecord
  package var bytes: [UInt8]
  package var access: Access
  /// How its text was had, each with its words, oldest first.
  package var transcripts: [Transcript]
}

extension LedgerStore {
  /// The original of a document: the one way to get it. Who got it, when and what for is on disk before anybody has a
  /// byte of it, and stays there also where it then cannot be read.
  /// - Parameters:
  ///   - id: a document's id, or an unambiguous beginning of one.
  ///   - purpose: what it is for, in a few words.
  ///   - author: who gets it.
  ///   - moment: the time to record.
  /// - Throws: `notFound` for a document that the ledger does not have; `withdrawn` for one whose words were; `malformed`
  ///   for a purpose that says nothing, or where several documents begin so; `damaged` where it is not what was submitted.
  package func original(of id: String, purpose: String, author: String, at moment: Moment)
    async throws -> Original
  {
    try Access.check(purpose: purpose)
    let (document, entry) = try await readers.read { (snapshot) throws(LedgerError) in
      try snapshot.givenOut(try IDPrefix(id, of: "document"))
    }
    let access = try await writer.note(
      accessTo: document.id, purpose: purpose, author: author, at: moment)
    return try await readers.read { (snapshot) throws(LedgerError) in
      // It may have been withdrawn meanwhile.
      try snapshot.refuseWithdrawn(document.id)
      return Original(
        document: document, bytes: try snapshot.original(of: document, entry), access: access,
        transcripts: try DocumentText(snapshot.connection).transcripts(of: entry))
    }
  }

  /// Accesses to originals, newest first. A page ends at `pageSize` of them (0: 100; at most 500).
  /// - Parameter id: a document's id or an unambiguous beginning of one; empty for all documents.
  /// - Throws: `notFound`, or `malformed` where several documents begin so or the cursor is of another list.
  package func listAccesses(document id: String, pageSize: Int, cursor: String) async throws
    -> Page<Access>
  {
    let question = Digest(of: id.utf8)
    let begin = try Cursor(cursor, .accesses, question)
    return try await readers.read { (snapshot) throws(LedgerError) in
      let document = id.isEmpty ? nil : try snapshot.document(try IDPrefix(id, of: "document"))
      let limit = PageBudget(pageSize: pageSize).items
      var items = try AccessLog(snapshot.connection).accesses(
        to: document?.id, below: begin?.last ?? .max, limit: limit + 1)
      let more = items.count > limit
      if more { items.removeLast() }
      let revision = begin?.revision ?? snapshot.head
      let last = Cursor(revision: revision, last: items.last?.sequence ?? 0)
      return Page(
        items: items, nextCursor: more ? last.text(.accesses, question) : "", revision: revision)
    }
  }

  /// The entries about a document and about the claims that were read from it, oldest first, without what they say.
  /// A page ends at `pageSize` of them (0: 100; at most 500).
  /// - Throws: `notFound`, or `malformed` where several documents begin so or the cursor is of another list.
  package func listCustody(of id: String, pageSize: Int, cursor: String) async throws
    -> Page<CustodyStep>
  {
    let question = Digest(of: id.utf8)
    let begin = try Cursor(cursor, .custody, question)
    return try await readers.read { (snapshot) throws(LedgerError) in
      let revision = begin?.revision ?? snapshot.head
      try snapshot.check(revision)
      let (_, document) = try snapshot.document(try IDPrefix(id, of: "document"))
      let limit = PageBudget(pageSize: pageSize).items
      var items = try snapshot.custody(
        of: document, after: begin?.last ?? 0, at: revision, limit: limit + 1)
      let more = items.count > limit
      if more { items.removeLast() }
      let last = Cursor(revision: revision, last: items.last?.entry.number ?? 0)
      return Page(
        items: items, nextCursor: more ? last.text(.custody, question) : "", revision: revision)
    }
  }
}

extension Writer {
  /// Adds to the log of accesses. Returns once it is on disk.
  fileprivate func note(
    accessTo document: DocumentID, purpose: String, author: String, at moment: Moment
  ) throws(LedgerError) -> Access {
    try transaction { (connection) throws(LedgerError) in
      try AccessLog(connection).add(document, purpose: purpose, author: author, at: moment)
    }
  }
}

extension Snapshot {
  /// The document that an id, or the beginning of one, names, with its entry.
  fileprivate func document(_ prefix: IDPrefix) throws(LedgerError) -> (
    id: DocumentID, entry: Revision
  ) {
    let id = DocumentID(try documentID(prefix, at: head))
    guard let entry = try document(id, at: head) else {
      throw .damaged("document \(id)", "its entry is missing")
    }
    return (id, entry)
  }

  /// A document whose original may be given out.
  fileprivate func givenOut(_ prefix: IDPrefix) throws(LedgerError) -> (DocumentRecord, Revision) {
    let (id, entry) = try document(prefix)
    try refuseWithdrawn(id)
    let found = try connection.first(
      "SELECT bytes, sequence FROM entry WHERE sequence = ?", [.revision(entry)]
    ) { (row) throws(LedgerError) in try Chain.entry(row, bytes: 0, sequence: 1) }
    guard case .document(let record) = found?.body, record.id == id else {
      throw .damaged("entry \(entry)", "it is not the document \(id)")
    }
    return (record, entry)
  }

  fileprivate func refuseWithdrawn(_ document: DocumentID) throws(LedgerError) {
    if let mark = try withdrawal(of: document) { throw mark.refusal(of: document) }
  }

  /// The bytes as they were submitted, or `damaged`.
  fileprivate func original(of document: DocumentRecord, _ entry: Revision) throws(LedgerError)
    -> [UInt8]
  {
    guard let stored = try StoredOriginal.find(entry, connection), !stored.isErased else {
      throw .damaged("entry \(entry)", "its original is missing")
    }
    let bytes = try stored.words(size: document.size)
    guard DocumentID(original: bytes) == document.id else {
      throw .damaged("entry \(entry)", "its original is not the document \(document.id)")
    }
    return bytes
  }

  fileprivate func custody(
    of document: Revision, after entry: Int64, at revision: Revision, limit: Int
  ) throws(LedgerError) -> [CustodyStep] {
    try connection.all(
      """
      WITH about (entry) AS (
        SELECT entry FROM history WHERE document = ?1
        UNION
        SELECT review.entry FROM claim JOIN review ON review.subject = lower(hex(claim.id))
        WHERE claim.document = ?1)
      SELECT entry.sequence, entry.recorded_at, entry.author, entry.type, entry.hash
      FROM about JOIN entry ON entry.sequence = about.entry
      WHERE entry.sequence > ?2 AND entry.sequence <= ?3 ORDER BY entry.sequence LIMIT ?4
      """,
      [.revision(document), .integer(entry), .revision(revision), .integer(limit)]
    ) { (row) throws(LedgerError) in
      CustodyStep(
        entry: row.revision(0), recordedAt: Moment(microseconds: row.integer(1)),
        author: row.text(2), type: row.text(3),
        hash: try row.digest(4, "entry \(row.integer(0))"))
    }
  }
}
