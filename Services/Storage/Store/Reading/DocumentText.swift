import Ledger
import Messages

/// The text of a document as people search it and see it: its original, or what its first run read in it. Of the first,
/// because the index has the words of that one.
struct DocumentText {
  private let connection: Connection
  init(_ connection: Connection) { self.connection = connection }

  /// Nil where it is not there, or not as it was stored. Verification names it.
  func read(of document: Revision) throws(LedgerError) -> [UInt8]? {
    guard let stored = try StoredOriginal.find(document, connection),
      let size = try connection.first(
        "SELECT size FROM document WHERE began = ?", [.revision(document)],
        { (row) throws(LedgerError) in Int(row.integer(0)) })
    else { return nil }
    let original = try stored.readableWords(size: size)
    guard let original else { return nil }
    return try text(of: document, in: original)
  }

  /// The same, for who has the original.
  func text(of document: Revision, in original: [UInt8]) throws(LedgerError) -> [UInt8]? {
    guard let (transcript, entry) = try firstTranscript(of: document) else { return original }
    let stored: StoredOriginal? = try connection.first(
      StoredOriginal.selectTranscript, [.revision(transcript.keptAt ?? entry)]
    ) { (row) throws(LedgerError) in StoredOriginal(row, from: 0) }
    guard let words = try stored?.readableWords(size: transcript.size) else { return nil }
    return (try? transcript.evidenceText(words, of: original))?.text
  }

  /// Those that were kept, each with its words, oldest first. Throws `damaged` where one is not as it was stored.
  func transcripts(of document: Revision) throws(LedgerError) -> [Transcript] {
    let kept = try connection.all(
      "SELECT packed, entry FROM run WHERE document = ? ORDER BY entry", [.revision(document)]
    ) { (row) throws(LedgerError) in
      try row.run(0, entry: 1).transcript.map { ($0, entry: row.revision(1)) }
    }
    var transcripts: [Transcript] = []
    for case (var transcript, let entry)? in kept where transcript.keptAt == nil {
      let stored: StoredOriginal? = try connection.first(
        StoredOriginal.selectTranscript, [.revision(entry)]
      ) { (row) throws(LedgerError) in StoredOriginal(row, from: 0) }
      guard let stored, !stored.isErased else {
        throw .damaged("entry \(entry)", "its transcript is missing")
      }
      transcript.words = try stored.words(size: transcript.size)
      transcripts.append(transcript)
    }
    return transcripts
  }

  private func firstTranscript(of document: Revision) throws(LedgerError) -> (
    Transcript, entry: Revision
  )? {
    let found: (Transcript, entry: Revision)?? = try connection.first(
      "SELECT packed, entry FROM run WHERE document = ? ORDER BY entry LIMIT 1",
      [.revision(document)]
    ) { (row) throws(LedgerError) in
      try row.run(0, entry: 1).transcript.map { ($0, row.revision(1)) }
    }
    return found.flatMap(\.self)
  }
}
