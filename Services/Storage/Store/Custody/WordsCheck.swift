import Ledger
import Messages

/// Compares the words beside the entries with their seals, and each claim's sentence with the original.
struct WordsCheck: ~Copyable {
  private let connection: Connection
  /// Documents whose words may be gone.
  private let erased: Set<DocumentID>
  /// Documents of which the entries that were looked at say so.
  private var decided: Set<DocumentID> = []
  /// The entries of documents, for their runs.
  private var documents: [DocumentID: (entry: Revision, size: Int)] = [:]
  /// Of each table.
  private var rows: [WordsRows] = []
  private var seals = SealBatch()
  /// The original read last: a run mostly stands right behind its document.
  private var last: (document: DocumentID, bytes: [UInt8]?)?

  /// - Parameter erased: documents whose words may be gone, by the ledger's own decision.
  init(_ connection: Connection, erased: Set<DocumentID>) throws(LedgerError) {
    self.connection = connection
    self.erased = erased
    for table in WordsTable.allCases { rows.append(try WordsRows(table, connection)) }
  }

  /// Begins with other entries. Those between are left out, and the words beside them.
  mutating func begin(_ entries: ClosedRange<Int64>) throws(LedgerError) {
    for table in rows.indices { try rows[table].begin(entries) }
  }

  /// Passes an entry of which nobody can say what it accounts for.
  mutating func cannotRead(_ entry: Int64) throws(LedgerError) {
    for table in rows.indices { try rows[table].skip(entry) }
  }

  /// - Parameter sequence: of the row that the entry was read from: the one behind all that were looked at since `begin`.
  mutating func check(
    _ entry: EntryOutline, in sequence: Int64, _ report: inout VerificationReport
  ) throws(LedgerError) {
    // The walk along the chain names it.
    guard entry.sequence.number == sequence else { return try cannotRead(sequence) }
    switch entry.body {
    case .document(let document): try check(document, entry.sequence, &report)
    case .sighting(let document, let seal):
      try check(.title, seal, of: document, at: entry.sequence, &report)
    case .run(let document, let sketchSeal, let transcript, let claims):
      var text: EvidenceText?
      if let transcript {
        text = try self.text(transcript, of: document, at: entry.sequence, &report)
      } else if !claims.isEmpty {
        text = try original(of: document).map { .original($0) }
      }
      try check(claims, of: document, text, at: entry.sequence, &report)
      try check(.sketch, sketchSeal, of: document, at: entry.sequence, &report)
    case .withdrawal(let document, let mode): if mode == .erased { decided.insert(document) }
    case .other: break
    }
  }

  /// Documents whose words are gone, by the entries that were looked at since this was asked last.
  mutating func takeDecided() -> Set<DocumentID> {
    defer { decided = [] }
    return decided
  }

  /// What is left beside the entries since `begin`.
  /// - Returns: the rows that no entry accounts for.
  mutating func end() throws(LedgerError) -> StrayWords {
    var strays = StrayWords()
    for table in WordsTable.allCases {
      try rows[table.rawValue].end()
      strays.add(rows[table.rawValue].strays, of: table)
    }
    return strays
  }

  /// Words of which an entry has one at most.
  private mutating func check(
    _ table: WordsTable, _ seal: Digest?, of document: DocumentID, at entry: Revision,
    _ report: inout VerificationReport
  ) throws(LedgerError) {
    // Entries of earlier versions have none.
    guard let seal else { return }
    let words = SealCheck(entry: entry, document, isErased: isErased(document))
    try rows[table.rawValue].row(of: entry) { (row) throws(LedgerError) in
      _ = words.holds(row, 0, table.name, seal, &report)
    }
  }

  private func isErased(_ document: DocumentID) -> Bool {
    !erased.isEmpty && erased.contains(document)
  }

  private mutating func check(
    _ document: DocumentRecord, _ entry: Revision, _ report: inout VerificationReport
  ) throws(LedgerError) {
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
    let check = StoredWordsCheck(.original, entry: entry, isErased: isErased(document.id))
    return try rows[WordsTable.original.rawValue].row(of: entry) { (row) throws(LedgerError) in
      check.words(row, seal: document.seal, size: document.size, &report)
    }
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
      let check = StoredWordsCheck(.transcript, entry: entry, isErased: isErased(document))
      words = try rows[WordsTable.transcript.rawValue].row(of: entry) { (row) throws(LedgerError) in
        check.words(row, seal: transcript.seal, size: transcript.size, &report)?.words
      }
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
    let isErased = isErased(document)
    func words(_ place: Int) -> SealCheck {
      SealCheck(entry: entry, document, isErased: isErased, of: claims[place].id)
    }
    // The first claim comes last in the order of numbers.
    var left = claims.count
    func miss(downTo place: Int, _ report: inout VerificationReport) {
      while left > place {
        left -= 1
        words(left).compare(nil, claims[left], text, &report)
      }
    }
    do throws(LedgerError) {
      try rows[WordsTable.quotation.rawValue].rows(of: entry, claims: claims.count) {
        (row, place) throws(LedgerError) in
        miss(downTo: place + 1, &report)
        left = place
        seals.add(row, claims[place], text, words(place), &report)
      }
    } catch {
      // What was read before the damage is said before it.
      seals.work(&report)
      throw error
    }
    miss(downTo: 0, &report)
    seals.work(&report)
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
}
