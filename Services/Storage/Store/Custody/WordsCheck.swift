import Ledger
import Messages

/// Compares the words beside the entries with their seals, and each claim's sentence with the original.
struct WordsCheck {
  private let connection: Connection
  /// Documents whose words may be gone, by the ledger's own decision.
  private let erased: Set<DocumentID>
  /// The entries of documents, for their runs.
  private var documents: [DocumentID: (entry: Revision, size: Int)] = [:]
  /// What each entry accounts for: originals and titles by entry, quotations by the number of a run's claims.
  private var originals: Set<Int64> = []
  private var titles: Set<Int64> = []
  private var sketches: Set<Int64> = []
  private var transcripts: Set<Int64> = []
  private var quotations: [Int64: Int] = [:]
  /// Entries of which nobody can say what they account for.
  private var unreadable: Set<Int64> = []
  /// How many rows were found that entries account for, in the order of `tables`.
  private var rows = [0, 0, 0, 0, 0]
  /// The entry that was looked at last, and whether each one so far stood in its own place behind the one before it.
  private var place: Int64 = .min
  private var isInOrder = true
  /// The original read last: a run mostly stands right behind its document.
  private var last: (document: DocumentID, bytes: [UInt8]?)?

  init(_ connection: Connection) throws(LedgerError) {
    self.connection = connection
    var erased: Set<DocumentID> = []
    try connection.forEach("SELECT bytes, sequence FROM entry WHERE type = 'withdrawal'") {
      (row) throws(LedgerError) in
      // One that cannot be read is found on the walk.
      guard let entry = try? Chain.entry(row, bytes: 0, sequence: 1) else { return true }
      if case .withdrawal(let withdrawal) = entry.body, withdrawal.mode == .erased {
        erased.insert(withdrawal.document)
      }
      return true
    }
    self.erased = erased
  }

  mutating func cannotRead(_ entry: Int64) { unreadable.insert(entry) }

  /// Puts in what another check of the same ledger has seen.
  mutating func join(_ other: WordsCheck) {
    originals.formUnion(other.originals)
    titles.formUnion(other.titles)
    sketches.formUnion(other.sketches)
    transcripts.formUnion(other.transcripts)
    quotations.merge(other.quotations) { one, _ in one }
    unreadable.formUnion(other.unreadable)
    for table in rows.indices { rows[table] += other.rows[table] }
    isInOrder = isInOrder && other.isInOrder
  }

  /// - Parameter sequence: of the row that the entry was read from.
  mutating func check(
    _ entry: EntryOutline, in sequence: Int64, _ report: inout VerificationReport
  ) throws(LedgerError) {
    isInOrder = isInOrder && entry.sequence.number == sequence && sequence > place
    place = sequence
    switch entry.body {
    case .document(let document): try check(document, entry.sequence, &report)
    case .sighting(let document, let seal):
      if seal != nil { titles.insert(entry.sequence.number) }
      try check("title", seal, of: document, at: entry.sequence, Self.titleTable, &report)
    case .run(let document, let sketchSeal, let transcript, let claims):
      var text: EvidenceText?
      if let transcript {
        text = try self.text(transcript, of: document, at: entry.sequence, &report)
      } else if !claims.isEmpty {
        text = try original(of: document).map { .original($0) }
      }
      try check(claims, of: document, text, at: entry.sequence, &report)
      // Readings of earlier versions have none.
      guard sketchSeal != nil else { return }
      sketches.insert(entry.sequence.number)
      try check("sketch", sketchSeal, of: document, at: entry.sequence, Self.sketchTable, &report)
    case .other: break
    }
  }

  /// Words of which an entry has one at most, in the table that is named as they are.
  private mutating func check(
    _ name: String, _ seal: Digest?, of document: DocumentID, at entry: Revision, _ table: Int,
    _ report: inout VerificationReport
  ) throws(LedgerError) {
    let words = SealCheck(entry: entry, document, isErased: isErased(document))
    let isThere: Void? = try connection.first(
      "SELECT salt, words FROM \(name) WHERE entry = ?", [.revision(entry)]
    ) { (row) throws(LedgerError) in _ = words.holds(row, 0, name, seal, &report) }
    if isThere == nil {
      _ = words.holds(nil, 0, name, seal, &report)
    } else if seal != nil {
      rows[table] += 1
    }
  }

  private func isErased(_ document: DocumentID) -> Bool {
    !erased.isEmpty && erased.contains(document)
  }

  private mutating func check(
    _ document: DocumentRecord, _ entry: Revision, _ report: inout VerificationReport
  ) throws(LedgerError) {
    originals.insert(entry.number)
    documents[document.id] = (entry, document.size)
    let bytes = try original(of: document, at: entry, &report)
    last = (document.id, bytes?.words)
    guard let bytes else { return }
    report.originalBytes += Int64(bytes.words.count)
    let isSame =
      DocumentID(bytes.digest) == document.id || DocumentID(original: bytes.words) == document.id
    if !isSame || bytes.words.count != document.size {
      report.add(
        LedgerProblem(
          .words, entry: entry, subject: "entry \(entry)",
          "its original is not the document \(document.id)"))
    }
  }

  /// The original as it was submitted, compared with its seal; nil where it is not there or not what was recorded. With
  /// its digest, which is worked out beside the seal.
  private mutating func original(
    of document: DocumentRecord, at entry: Revision, _ report: inout VerificationReport
  ) throws(LedgerError) -> (words: [UInt8], digest: Digest)? {
    let check = StoredWordsCheck(
      name: "original", select: StoredOriginal.select, entry: entry,
      isErased: erased.contains(document.id))
    let found = try check.words(seal: document.seal, size: document.size, connection, &report)
    if found.isThere { rows[Self.originalTable] += 1 }
    return found.words
  }

  /// What the spans of a run's claims are of, where its text is not the original; nil where it is not there or not what was
  /// recorded.
  private mutating func text(
    _ transcript: Transcript, of document: DocumentID, at entry: Revision,
    _ report: inout VerificationReport
  ) throws(LedgerError) -> EvidenceText? {
    var words: [UInt8]?
    if let place = transcript.keptAt {
      // What is wrong with it is said of the run that keeps it.
      let stored: StoredOriginal? = try connection.first(
        StoredOriginal.selectTranscript, [.revision(place)]
      ) { (row) throws(LedgerError) in StoredOriginal(row, from: 0) }
      words = try stored?.readableWords(size: transcript.size)
    } else {
      transcripts.insert(entry.number)
      let check = StoredWordsCheck(
        name: "transcript", select: StoredOriginal.selectTranscript, entry: entry,
        isErased: isErased(document))
      let found = try check.words(
        seal: transcript.seal, size: transcript.size, connection, &report)
      if found.isThere { rows[Self.transcriptTable] += 1 }
      words = found.words?.words
    }
    guard let words else { return nil }
    guard Digest(of: words) == transcript.digest else {
      report.add(
        LedgerProblem(
          .words, entry: entry, subject: "entry \(entry)",
          "its transcript is not the one that its digest names"))
      return nil
    }
    guard transcript.form == .map else { return .derived(words) }
    guard let original = try original(of: document) else { return nil }
    return try? transcript.evidenceText(words, of: original)
  }

  private mutating func check(
    _ claims: [ClaimOutline], of document: DocumentID, _ text: EvidenceText?, at entry: Revision,
    _ report: inout VerificationReport
  ) throws(LedgerError) {
    quotations[entry.number] = claims.count
    guard !claims.isEmpty else { return }
    let isErased = isErased(document)
    func compare(_ row: Row?, _ claim: ClaimOutline) {
      let words = SealCheck(entry: entry, document, isErased: isErased, of: claim.id)
      words.compare(row, claim, text, &report)
    }
    // The first claim comes last in the order of numbers.
    var place = 0
    try connection.forEach(
      """
      SELECT sentence_salt, sentence, number_salt, number_text, number FROM quotation
      WHERE number BETWEEN ? AND ? ORDER BY number DESC
      """,
      [
        .integer(ClaimNumber.least(of: entry)),
        .integer(ClaimNumber(run: entry, place: 0).value),
      ]
    ) { (row) throws(LedgerError) in
      let there = ClaimNumber(row.integer(4)).place
      while place < min(there, claims.count) {
        compare(nil, claims[place])
        place += 1
      }
      // What is behind the last claim is nobody's.
      guard place == there, place < claims.count else { return false }
      compare(row, claims[place])
      rows[Self.quotationTable] += 1
      place += 1
      return true
    }
    for claim in claims[place...] { compare(nil, claim) }
  }

  /// The original of a document, as it is stored; nil where it is not there, or its entry is not.
  private mutating func original(of document: DocumentID) throws(LedgerError) -> [UInt8]? {
    if let last, last.document == document { return last.bytes }
    var place = documents[document]
    if place == nil { place = try recorded(document) }
    guard let (entry, size) = place else { return nil }
    let stored = try StoredOriginal.find(entry, connection)
    last = (document, try? stored?.words(size: size))
    return last?.bytes
  }

  /// The entry of a document that another check looked at, which says whether its original is what it should be.
  private func recorded(_ document: DocumentID) throws(LedgerError) -> (entry: Revision, size: Int)?
  {
    guard let key = try Stored.document(document, connection) else { return nil }
    let found: (entry: Revision, size: Int)?? = try connection.first(
      "SELECT bytes, sequence FROM entry WHERE sequence = ?", [.revision(key)]
    ) { (row) throws(LedgerError) in
      guard let entry = try? Chain.entry(row, bytes: 0, sequence: 1),
        case .document(let record) = entry.body, record.id == document
      else { return nil }
      return (key, record.size)
    }
    return found.flatMap(\.self)
  }

  static let tables = ["original", "title", "sketch", "quotation", "transcript"]
  private static let originalTable = 0
  private static let titleTable = 1
  private static let sketchTable = 2
  private static let quotationTable = 3
  private static let transcriptTable = 4

  /// Whether there are as many rows as entries account for, each of which was found: then there are no others. To count
  /// them takes a fraction of the time of looking at each.
  private var hasNoOthers: Bool {
    get throws(LedgerError) {
      guard isInOrder, unreadable.isEmpty else { return false }
      for (table, count) in zip(Self.tables, rows) {
        let isSame = try connection.first("SELECT count(*) FROM \(table)") {
          (row) throws(LedgerError) in row.integer(0) == Int64(count)
        }
        guard isSame == true else { return false }
      }
      return true
    }
  }

  /// Finds words that no entry accounts for.
  /// - Parameters:
  ///   - revision: the last entry that was looked at; those behind it, up to the head, account for their own.
  func findStrays(
    seen revision: Revision, of head: Revision,
    _ report: inout VerificationReport
  ) throws(LedgerError) {
    func note(_ table: String, _ key: String) {
      report.add(
        LedgerProblem(
          .words, subject: "table \(table), \(key)", "no entry accounts for this row"))
    }
    guard try !hasNoOthers else { return }
    func isNew(_ entry: Int64) -> Bool { entry > revision.number && entry <= head.number }
    for (table, known) in [
      ("original", originals), ("title", titles), ("sketch", sketches),
      ("transcript", transcripts),
    ] {
      try connection.forEach("SELECT entry FROM \(table) ORDER BY entry") {
        (row) throws(LedgerError) in
        let entry = row.integer(0)
        if !known.contains(entry), !unreadable.contains(entry), !isNew(entry) {
          note(table, "entry \(entry)")
        }
        return true
      }
    }
    try connection.forEach("SELECT number FROM quotation ORDER BY number") {
      (row) throws(LedgerError) in
      let number = ClaimNumber(row.integer(0))
      let run = number.run.number
      if number.place >= quotations[run] ?? 0, !unreadable.contains(run), !isNew(run) {
        note("quotation", "number \(number.value)")
      }
      return true
    }
  }
}
