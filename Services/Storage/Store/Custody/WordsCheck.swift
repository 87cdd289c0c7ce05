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
  private var sketches: Set<Int64> = []
  private var quotations: [Int64: Int] = [:]
  /// Entries of which nobody can say what they account for.
  private var unreadable: Set<Int64> = []
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
    quotations.merge(other.quotations) { one, _ in one }
    unreadable.formUnion(other.unreadable)
  }

  mutating func check(_ entry: Entry, _ report: inout VerificationReport) throws(LedgerError) {
    switch entry.body {
    case .document(let document): try check(document, entry.sequence, &report)
    case .sighting(let sighting):
      if sighting.titleSeal != nil { titles.insert(entry.sequence.number) }
      let isThere: Void? = try connection.first(
        "SELECT salt, words FROM title WHERE entry = ?", [.revision(entry.sequence)]
      ) { (row) throws(LedgerError) in check(row, sighting, entry.sequence, &report) }
      if isThere == nil { check(nil, sighting, entry.sequence, &report) }
    case .run(let run):
      try check(run, entry.sequence, &report)
      try check(sketchOf: run, entry.sequence, &report)
    case .supersession, .review, .vocabulary, .withdrawal: break
    }
  }

  private func check(
    _ title: Row?, _ sighting: Sighting, _ entry: Revision, _ report: inout VerificationReport
  ) {
    _ = compare(
      title, [("title", sighting.titleSeal)], of: sighting.document, at: entry, { "" }, &report)
  }

  private mutating func check(
    sketchOf run: ExtractionRun, _ entry: Revision, _ report: inout VerificationReport
  ) throws(LedgerError) {
    // Readings of earlier versions have none.
    guard run.sketchSeal != nil else { return }
    sketches.insert(entry.number)
    let seals = [("sketch", run.sketchSeal)]
    let isThere: Void? = try connection.first(
      "SELECT salt, words FROM sketch WHERE entry = ?", [.revision(entry)]
    ) { (row) throws(LedgerError) in
      _ = compare(row, seals, of: run.document, at: entry, { "" }, &report)
    }
    if isThere == nil { _ = compare(nil, seals, of: run.document, at: entry, { "" }, &report) }
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
      while place < min(there, run.claims.count) {
        compare(nil, run.claims[place], of: run.document, at: entry, original, &report)
        place += 1
      }
      // What is behind the last claim is nobody's.
      guard place == there, place < run.claims.count else { return false }
      compare(row, run.claims[place], of: run.document, at: entry, original, &report)
      place += 1
      return true
    }
    for claim in run.claims[place...] {
      compare(nil, claim, of: run.document, at: entry, original, &report)
    }
  }

  /// The words of a claim, in a row or missing, compared with their seals and with the original.
  private func compare(
    _ row: Row?, _ claim: Claim, of document: DocumentID, at entry: Revision,
    _ original: [UInt8]?, _ report: inout VerificationReport
  ) {
    func name() -> String { ", claim \(ClaimID(of: claim).description.prefix(10))" }
    let seal = claim.evidence.seal
    let isWhole = compare(
      row, [("sentence", seal?.sentence), ("number text", seal?.number)], of: document, at: entry,
      name, &report)
    guard let row, let original, isWhole else { return }
    report.claims += 1
    let contradiction = row.withBytes(1) { sentence in
      row.withBytes(3) { claim.evidence.contradiction(of: sentence, $0, to: original) }
    }
    if let contradiction {
      report.add(
        LedgerProblem(
          .words, entry: entry, subject: "entry \(entry)\(name())", contradiction))
    }
  }

  /// The words in one row, salt and words by turns, compared with their seals.
  /// - Returns: whether all of them are there and as they were recorded.
  private func compare(
    _ row: Row?, _ seals: [(part: String, seal: Digest?)], of document: DocumentID,
    at entry: Revision, _ name: () -> String, _ report: inout VerificationReport
  ) -> Bool {
    func note(_ message: String, _ part: LedgerPart = .words) {
      report.add(
        LedgerProblem(part, entry: entry, subject: "entry \(entry)\(name())", message))
    }
    var isWhole = true
    for (index, expected) in seals.enumerated() {
      guard let row else {
        if expected.seal != nil { note("its \(expected.part) is missing") }
        isWhole = false
        continue
      }
      report.words += 1
      let column = Int32(index * 2)
      if row.isNull(column), row.isNull(column + 1) {
        if !erased.contains(document) {
          note("its \(expected.part) was erased without a withdrawal")
        }
        report.erased += 1
        isWhole = false
      } else if erased.contains(document), expected.seal != nil {
        note(
          "its \(expected.part) is there, though a decision erased the words of document "
            + "\(document)", .withdrawal)
        isWhole = false
      } else {
        let seal = row.withBytes(column) { salt in
          row.withBytes(column + 1) { Digest(of: salt, $0) }
        }
        guard seal != expected.seal else { continue }
        note("its \(expected.part) does not match its seal")
        isWhole = false
      }
    }
    return isWhole
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
    func isNew(_ entry: Int64) -> Bool { entry > revision.number && entry <= head.number }
    for (table, known) in [
      ("original", originals), ("title", titles), ("sketch", sketches),
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
