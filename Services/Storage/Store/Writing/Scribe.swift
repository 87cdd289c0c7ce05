import Ledger
import Messages

/// Writes entries within the writer's open transaction: each gets the next sequence, is packed, hashed onto the
/// chain, stored with its words beside it, and projected.
struct Scribe {
  let connection: Connection
  /// What goes into the full-text index before the transaction is committed.
  private let passages: WaitingPassages
  /// The state that the transaction has reached; becomes the ledger's with its commit.
  private(set) var head: Head
  let author: String
  /// The time of these entries. The ledger's time never goes back, whatever the clock does.
  let moment: Moment

  init(
    _ connection: Connection, _ passages: WaitingPassages, head: Head, author: String,
    moment: Moment
  ) {
    self.connection = connection
    self.passages = passages
    self.head = head
    self.author = author
    self.moment = max(moment, head.recordedAt ?? moment)
  }

  /// The place of the entry that is written next.
  var next: Revision { head.revision.next }

  /// Writes one entry. Its words must have been taken out and their seals put in.
  /// - Parameter packed: of a run's claims, each packed and read back already; nil where they were not.
  mutating func write(
    _ body: Entry.Body, words: EntryWords = .none, packed: [[UInt8]]? = nil
  ) throws(LedgerError) {
    let entry = Entry(sequence: next, recordedAt: moment, author: author, body: body)
    let bytes = try Self.packed(entry, packed)
    let hash = Chain.hash(after: head.hash, bytes)
    try connection.execute(
      "INSERT INTO entry (sequence, recorded_at, author, type, bytes, hash) VALUES (?, ?, ?, ?, ?, ?)",
      [
        .revision(entry.sequence), .integer(moment.microseconds), .text(author), .text(body.name),
        .blob(bytes), .digest(hash),
      ])
    try keep(words, beside: entry.sequence)
    let index = SearchIndex(connection)
    // While its words are still there, and only the first time.
    if case .withdrawal(let withdrawal) = body, try !index.isWithdrawn(withdrawal.document),
      let document = try Stored.document(withdrawal.document, connection)
    {
      try passages.write()
      try index.remove(document)
    }
    try Projector(connection).project(entry, bytes: bytes, chain: hash)
    passages.add(words, beside: entry)
    head = Head(revision: entry.sequence, hash: hash, recordedAt: moment)
  }

  /// What cannot be read must never be recorded, because nothing can be taken out again. Values that came over the
  /// wire read back as they are; others may not, such as a place whose name is empty.
  private static func packed(_ entry: Entry, _ claims: [[UInt8]]?) throws(LedgerError) -> [UInt8] {
    guard let claims, case .run(var run) = entry.body else {
      let bytes = try entry.packed()
      guard try Entry(unpacking: bytes) == entry else { throw doesNotReadBack(entry.body.name) }
      return bytes
    }
    var around = entry
    run.claims = []
    around.body = .run(run)
    return try PackedEntry.adding(claims: claims, to: packed(around, nil))
  }

  static func doesNotReadBack(_ subject: String) -> LedgerError {
    LedgerError(
      .malformed, subject: subject, "it would not read back as it is written",
      hint: "leave out what is empty, and keep numbers and times within what the schema holds")
  }

  private func keep(_ words: EntryWords, beside entry: Revision) throws(LedgerError) {
    switch words {
    case .none: break
    case .original(let original, _): try keep(original, in: "original", beside: entry)
    case .title(let title):
      try connection.execute(
        "INSERT INTO title (entry, salt, words) VALUES (?, ?, ?)",
        [.revision(entry), .blob(title.salt), .utf8(title.words)])
    case .run(let quotations, let sketch, let transcript):
      if let transcript { try keep(transcript, in: "transcript", beside: entry) }
      if let sketch {
        try connection.execute(
          "INSERT INTO sketch (entry, salt, words) VALUES (?, ?, ?)",
          [.revision(entry), .blob(sketch.salt), .blob(sketch.words)])
      }
      try connection.executeBackwards(
        """
        INSERT INTO quotation (number, sentence_salt, sentence, number_salt, number_text)
        VALUES (?, ?, ?, ?, ?)
        """, quotations.indices
      ) { place in
        let (sentence, number) = quotations[place]
        return [
          .integer(ClaimNumber(run: entry, place: place).value),
          .blob(sentence.salt), .utf8(sentence.words), .blob(number.salt), .utf8(number.words),
        ]
      }
    }
  }

  private func keep(_ words: PackedOriginal, in table: String, beside entry: Revision)
    throws(LedgerError)
  {
    try connection.execute(
      "INSERT INTO \(table) (entry, salt, words, coding, coded_seal) VALUES (?, ?, ?, ?, ?)",
      [
        .revision(entry), .blob(words.salt), .blob(words.words), .text(words.coding.rawValue),
        words.codedSeal.map { .digest($0) } ?? .null,
      ])
  }
}
