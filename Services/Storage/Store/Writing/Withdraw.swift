import Ledger

extension Withdrawal {
  /// Takes the words of the document out of reach: writes the entry, unless it is so already, and erases what a decision
  /// erased. What was erased lies in the file until `Writer.finishErasures` has written it anew.
  /// Throws `notFound`, and `withdrawn` where what was erased is to be sealed.
  func write(with scribe: inout Scribe) throws(LedgerError) -> RecordingOutcome {
    let before = scribe.head.revision
    let connection = scribe.connection
    guard let key = try Stored.document(document, connection) else {
      throw LedgerError(
        .notFound, subject: "\(document)", "the ledger has no such document",
        hint: "reckon reports lists them")
    }
    let known = try Stored.withdrawal(of: key, connection)
    if let known, known.mode == .erased, mode == .sealed {
      throw LedgerError(
        .withdrawn, subject: "document \(document)",
        "there is nothing left to seal: \(known.description)")
    }
    if known?.mode != mode {
      // While the words are still there: whatever was made from them is taken back by what projects the entry.
      try scribe.write(.withdrawal(self))
    }
    // A decision that was taken before counts as well: words that came back are erased again.
    if mode == .erased, try Words(of: key, connection).areThere {
      try Erasure.announce(beside: connection.path)
      try Words(of: key, connection).erase()
    }
    return RecordingOutcome(
      revision: scribe.head.revision,
      claims: try Stored.claims(heldOf: key, connection).count,
      alreadyRecorded: scribe.head.revision == before)
  }
}

/// The words of one document beside its entries: the original, the titles of its sightings, the sentences and numbers of
/// all its runs, the sketches and transcripts that were made from them.
private struct Words {
  private let connection: Connection
  private let document: Revision

  init(of document: Revision, _ connection: Connection) {
    self.document = document
    self.connection = connection
  }

  private static let titles = "entry IN (SELECT entry FROM sighting WHERE document = ?)"
  private static let ofRuns = "entry IN (SELECT entry FROM run WHERE document = ?)"

  var areThere: Bool {
    get throws(LedgerError) {
      for sql in [
        "SELECT 1 FROM original WHERE entry = ? AND words IS NOT NULL",
        "SELECT 1 FROM title WHERE \(Self.titles) AND words IS NOT NULL",
        "SELECT 1 FROM sketch WHERE \(Self.ofRuns) AND words IS NOT NULL",
        "SELECT 1 FROM transcript WHERE \(Self.ofRuns) AND words IS NOT NULL",
        """
        SELECT 1 FROM run JOIN quotation
          ON quotation.number >= run.entry << 20 AND quotation.number < (run.entry + 1) << 20
        WHERE run.document = ? AND (sentence IS NOT NULL OR number_text IS NOT NULL)
        """,
      ] {
        let found = try connection.first(sql + " LIMIT 1", [.revision(document)]) {
          (_) throws(LedgerError) in true
        }
        if found == true { return true }
      }
      return false
    }
  }

  /// Words and salts: without the salt nobody can try likely words against a seal.
  func erase() throws(LedgerError) {
    try connection.execute(
      "UPDATE original SET salt = NULL, words = NULL WHERE entry = ?", [.revision(document)])
    try connection.execute(
      "UPDATE title SET salt = NULL, words = NULL WHERE \(Self.titles)", [.revision(document)])
    for table in ["sketch", "transcript"] {
      try connection.execute(
        "UPDATE \(table) SET salt = NULL, words = NULL WHERE \(Self.ofRuns)",
        [.revision(document)])
    }
    let runs = try connection.all(
      "SELECT entry FROM run WHERE document = ?", [.revision(document)]
    ) { (row) throws(LedgerError) in row.revision(0) }
    for run in runs {
      try connection.execute(
        """
        UPDATE quotation
        SET sentence_salt = NULL, sentence = NULL, number_salt = NULL, number_text = NULL
        WHERE number >= ? AND number < ?
        """,
        [.integer(ClaimNumber.least(of: run)), .integer(ClaimNumber.bound(after: run))])
    }
  }
}
