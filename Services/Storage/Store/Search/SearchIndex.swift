import Ledger

/// Words of the ledger that are found together: a document's text, a title, a claim's sentence.
struct Passage {
  let number: Int64
  let kind: PassageKind
  /// In UTF-8.
  let words: [UInt8]

  /// - Parameter words: what is not UTF-8 is made readable.
  init(number: Int64, kind: PassageKind, words: [UInt8]) {
    (self.number, self.kind) = (number, kind)
    let isASCII = words.withUnsafeBytes { $0.isASCII }
    self.words = isASCII ? words : Array(String(decoding: words, as: UTF8.self).utf8)
  }

  /// The number of the text of a document, or of the title of a sighting, by its entry.
  static func number(of entry: Revision) -> Int64 { entry.number << 20 }

  /// The entry that brought a passage.
  static func entry(of number: Int64) -> Revision { Revision(number >> 20) }
}

/// The full-text index: which passages hold which words. It keeps no words of its own, so that whoever takes a passage
/// out must say what it said. Rebuilding fills it anew from the words beside the entries.
struct SearchIndex {
  static let table = "passage"
  /// With the digests of its blocks, and the tables in which SQLite keeps what `passage` shows.
  static let tables = [table, "passage_block"] + shadows
  static let shadows = ["passage_data", "passage_idx", "passage_config"]

  private let connection: Connection
  init(_ connection: Connection) { self.connection = connection }

  /// Adds the words that stand beside an entry, unless its document was withdrawn before. The entry must have been
  /// projected.
  func add(_ words: EntryWords, beside entry: Entry) throws(LedgerError) {
    guard let document = entry.body.document, try !isWithdrawn(document) else { return }
    let number = Passage.number(of: entry.sequence)
    switch words {
    case .none: break
    case .original(let original, let text):
      try add(Passage(number: number, kind: .text, words: text ?? original.original))
    case .title(let title): try add(Passage(number: number, kind: .title, words: title.words))
    case .run(let quotations, _, _):
      // In the order of their numbers: with each that is less than the one before it, FTS5 begins another segment.
      for place in quotations.indices.reversed() {
        try add(
          Passage(
            number: ClaimNumber(run: entry.sequence, place: place).value, kind: .sentence,
            words: quotations[place].sentence.words))
      }
    }
  }

  func add(_ passage: Passage) throws(LedgerError) {
    guard !passage.words.isEmpty else { return }
    try connection.execute(
      "INSERT INTO passage (rowid, \(passage.kind.column)) VALUES (?, ?)",
      [.integer(passage.number), .utf8(SearchableText.text(of: passage.words))])
  }

  /// Takes all words of a document out, so that no byte of the index tells of them: FTS5 by itself only notes that they
  /// are gone, and drops them when it next merges what it has. That is done here, and takes as long as the index is
  /// large. The write-ahead log still has older pages until it is emptied: see `Writer.emptyLog`.
  ///
  /// The words must still be there, and nothing of the document may have been taken out before.
  func remove(_ document: Revision) throws(LedgerError) {
    let passages = Passages(connection)
    try passages.visit(of: document) { (passage) throws(LedgerError) in
      guard !passage.words.isEmpty else { return }
      try connection.execute(
        """
        INSERT INTO passage (passage, rowid, \(passage.kind.column)) VALUES ('delete', ?, ?)
        """, [.integer(passage.number), .utf8(SearchableText.text(of: passage.words))])
    }
    try connection.execute("INSERT INTO passage (passage) VALUES ('optimize')")
  }

  /// Fills the empty index from the words beside the entries. The projections must have been written.
  func fill() throws(LedgerError) {
    let passages = Passages(connection)
    try passages.visit { (passage) throws(LedgerError) in
      guard !Task.isCancelled else { throw LedgerError(.cancelled, "the work was given up") }
      try add(passage)
    }
  }

  /// Writes what was added and lies in FTS5's memory.
  func flush() throws(LedgerError) {
    try connection.execute("SAVEPOINT flush")
    try connection.execute("RELEASE flush")
  }

  func isWithdrawn(_ document: DocumentID) throws(LedgerError) -> Bool {
    try Snapshot(connection).isWithdrawn(document)
  }
}

/// The words of the open transaction's entries, which go into the index together: FTS5 writes what it was given with
/// every savepoint and with every statement that could fail halfway, and merges what it has written time and again.
final class WaitingPassages {
  private let connection: Connection
  /// In the order of their entries.
  var items: [(words: EntryWords, entry: Entry)] = []

  init(_ connection: Connection) { self.connection = connection }

  func add(_ words: EntryWords, beside entry: Entry) {
    if case .none = words { return }
    items.append((words, entry))
  }

  /// Puts them into the index. Their entries must have been projected.
  func write() throws(LedgerError) {
    let index = SearchIndex(connection)
    for item in items { try index.add(item.words, beside: item.entry) }
    items = []
  }
}

/// The passages that the index should have: all that were not withdrawn.
struct Passages {
  private let connection: Connection
  init(_ connection: Connection) { self.connection = connection }

  func visit(_ body: (Passage) throws(LedgerError) -> Void) throws(LedgerError) {
    let kept = "NOT IN (SELECT document FROM withdrawal)"
    try visit(
      text: "SELECT began FROM document WHERE began \(kept) ORDER BY began",
      title: "SELECT entry FROM sighting WHERE document \(kept) ORDER BY entry",
      sentence: """
        \(Self.sentences) AND claim.document \(kept) ORDER BY claim.number
        """, [], body)
  }

  /// Those of one document, whether it was withdrawn or not.
  func visit(of document: Revision, _ body: (Passage) throws(LedgerError) -> Void)
    throws(LedgerError)
  {
    try visit(
      text: "SELECT began FROM document WHERE began = ?",
      title: "SELECT entry FROM sighting WHERE document = ? ORDER BY entry",
      sentence: "\(Self.sentences) AND claim.document = ? ORDER BY claim.number",
      [.revision(document)], body)
  }

  private static let sentences = """
    SELECT claim.number, quotation.sentence FROM claim
    CROSS JOIN quotation ON quotation.number = claim.number
    WHERE claim.recorded IS NULL AND quotation.sentence IS NOT NULL
    """

  private func visit(
    text: String, title: String, sentence: String, _ values: [SQLValue],
    _ body: (Passage) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    try connection.forEach(text, values) { (row) throws(LedgerError) in
      let entry = row.revision(0)
      if let words = try DocumentText(connection).read(of: entry) {
        try body(Passage(number: Passage.number(of: entry), kind: .text, words: words))
      }
      return true
    }
    try connection.forEach(title, values) { (row) throws(LedgerError) in
      let entry = row.revision(0)
      if let words = try first("SELECT words FROM title WHERE entry = ?", entry.number) {
        try body(Passage(number: Passage.number(of: entry), kind: .title, words: words))
      }
      return true
    }
    try connection.forEach(sentence, values) { (row) throws(LedgerError) in
      try body(Passage(number: row.integer(0), kind: .sentence, words: row.bytes(1)))
      return true
    }
  }

  private func first(_ sql: String, _ key: Int64) throws(LedgerError) -> [UInt8]? {
    let found: [UInt8]?? = try connection.first(sql, [.integer(key)]) { (row) throws(LedgerError) in
      row.isNull(0) ? nil : row.bytes(0)
    }
    return found.flatMap(\.self)
  }
}

extension PassageKind {
  /// The column of `passage` that it fills.
  var column: String {
    switch self {
    case .text: "text"
    case .title: "title"
    case .sentence: "sentence"
    }
  }
}

extension Entry.Body {
  /// The document whose words stand beside the entry; nil for an entry without words.
  fileprivate var document: DocumentID? {
    switch self {
    case .document(let document): document.id
    case .sighting(let sighting): sighting.document
    case .run(let run): run.document
    case .supersession, .review, .vocabulary, .withdrawal: nil
    }
  }
}
