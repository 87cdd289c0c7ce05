import Ledger

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
  private var quotations: [Int64: Int] = [:]
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

  mutating func check(_ entry: Entry, _ report: inout VerificationReport) throws(LedgerError) {
    switch entry.body {
    case .document(let document): try check(document, entry.sequence, &report)
    case .sighting(let sighting):
      if sighting.titleSeal != nil { titles.insert(entry.sequence.number) }
      _ = try compare(
        "SELECT salt, words FROM title WHERE entry = ?", entry.sequence.number,
        [("title", sighting.titleSeal)], of: sighting.document, at: entry.sequence, "", &report)
    case .run(let run): try check(run, entry.sequence, &report)
    case .supersession, .review, .vocabulary, .withdrawal: break
    }
  }

  private mutating func check(
    _ document: DocumentRecord, _ entry: Revision, _ report: inout VerificationReport
  ) throws(LedgerError) {
    originals.insert(entry.number)
    documents[document.id] = (entry, document.size)
    let bytes = try original(of: document, at: entry, &report)
    last = (document.id, bytes)
    guard let bytes else { return }
    report.originalBytes += Int64(bytes.count)
    if DocumentID(original: bytes) != document.id || bytes.count != document.size {
      report.add(
        LedgerProblem(
          .words, entry: entry, subject: "entry \(entry)",
          "its original is not the document \(document.id)"))
    }
  }

  /// The original as it was submitted, compared with its seal; nil where it is not there or not what was recorded.
  private func original(
    of document: DocumentRecord, at entry: Revision, _ report: inout VerificationReport
  ) throws(LedgerError) -> [UInt8]? {
    func note(_ message: String) {
      report.add(LedgerProblem(.words, entry: entry, subject: "entry \(entry)", message))
    }
    guard let stored = try StoredOriginal.find(entry, connection) else {
      if document.seal != nil { note("its original is missing") }
      return nil
    }
    report.words += 1
    if stored.isErased {
      if !erased.contains(document.id) { note("its original was erased without a withdrawal") }
      if !stored.isErasedWholly { note("its original was erased, but not all of its row") }
      report.erased += 1
      return nil
    }
    guard let words = try? stored.words(size: document.size) else {
      note("its original is not stored as it was")
      return nil
    }
    guard SealedWords.seal(salt: stored.salt, words: words) == document.seal else {
      note("its original does not match its seal")
      return nil
    }
    return words
  }

  private mutating func check(
    _ run: ExtractionRun, _ entry: Revision, _ report: inout VerificationReport
  ) throws(LedgerError) {
    quotations[entry.number] = run.claims.count
    guard !run.claims.isEmpty else { return }
    let original = try original(of: run.document)
    for (place, claim) in run.claims.enumerated() {
      let number = ClaimNumber(run: entry, place: place)
      let id = ClaimID(of: claim).description.prefix(10)
      let name = ", claim \(id)"
      let seal = claim.evidence.seal
      let found = try compare(
        """
        SELECT sentence_salt, sentence, number_salt, number_text FROM quotation WHERE number = ?
        """, number.value, [("sentence", seal?.sentence), ("number text", seal?.number)],
        of: run.document, at: entry, name, &report)
      guard let original, found.count == 2, let sentence = found[0], let text = found[1] else {
        continue
      }
      report.claims += 1
      var evidence = claim.evidence
      evidence.sentenceText = String(decoding: sentence, as: UTF8.self)
      evidence.numberText = String(decoding: text, as: UTF8.self)
      if let contradiction = evidence.contradiction(to: original) {
        report.add(
          LedgerProblem(
            .words, entry: entry, subject: "entry \(entry)\(name)", contradiction))
      }
    }
  }

  /// The words in one row, salt and words by turns, compared with their seals; nil for those that are not there.
  private func compare(
    _ sql: String, _ key: Int64, _ seals: [(part: String, seal: Digest?)],
    of document: DocumentID, at entry: Revision, _ name: String,
    _ report: inout VerificationReport
  ) throws(LedgerError) -> [[UInt8]?] {
    func note(_ message: String) {
      report.add(
        LedgerProblem(.words, entry: entry, subject: "entry \(entry)\(name)", message))
    }
    let found = try connection.first(sql, [.integer(key)]) { (row) throws(LedgerError) in
      seals.indices.map { index in
        let column = Int32(index * 2)
        return (
          isErased: row.isNull(column) && row.isNull(column + 1), salt: row.bytes(column),
          words: row.bytes(column + 1)
        )
      }
    }
    var words: [[UInt8]?] = []
    for (index, expected) in seals.enumerated() {
      words.append(nil)
      guard let found else {
        if expected.seal != nil { note("its \(expected.part) is missing") }
        continue
      }
      report.words += 1
      let stored = found[index]
      if stored.isErased {
        if !erased.contains(document) {
          note("its \(expected.part) was erased without a withdrawal")
        }
        report.erased += 1
      } else if erased.contains(document), expected.seal != nil {
        report.add(
          LedgerProblem(
            .withdrawal, entry: entry, subject: "entry \(entry)\(name)",
            "its \(expected.part) is there, though a decision erased the words of document "
              + "\(document)"))
      } else if SealedWords.seal(salt: stored.salt, words: stored.words) != expected.seal {
        note("its \(expected.part) does not match its seal")
      } else {
        words[index] = stored.words
      }
    }
    return words
  }

  /// The original of a document, as it is stored; nil where it is not there, or its entry is not.
  private mutating func original(of document: DocumentID) throws(LedgerError) -> [UInt8]? {
    if let last, last.document == document { return last.bytes }
    guard let (entry, size) = documents[document] else { return nil }
    let stored = try StoredOriginal.find(entry, connection)
    last = (document, try? stored?.words(size: size))
    return last?.bytes
  }

  /// Finds words that no entry accounts for.
  /// - Parameter unreadable: entries of which nobody can say what they account for.
  func findStrays(beside unreadable: Set<Int64>, _ report: inout VerificationReport)
    throws(LedgerError)
  {
    func note(_ table: String, _ key: String) {
      report.add(
        LedgerProblem(
          .words, subject: "table \(table), \(key)", "no entry accounts for this row"))
    }
    for (table, known) in [("original", originals), ("title", titles)] {
      try connection.forEach("SELECT entry FROM \(table) ORDER BY entry") {
        (row) throws(LedgerError) in
        let entry = row.integer(0)
        if !known.contains(entry), !unreadable.contains(entry) { note(table, "entry \(entry)") }
        return true
      }
    }
    try connection.forEach("SELECT number FROM quotation ORDER BY number") {
      (row) throws(LedgerError) in
      let number = ClaimNumber(row.integer(0))
      let run = number.run.number
      if number.place >= quotations[run] ?? 0, !unreadable.contains(run) {
        note("quotation", "number \(number.value)")
      }
      return true
    }
  }
}
