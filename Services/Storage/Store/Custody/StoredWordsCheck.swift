import Ledger

/// Compares words that may be stored packed, an original or a transcript, with the seal in their entry.
struct StoredWordsCheck {
  private let table: WordsTable
  private let entry: Revision
  /// A decision erased the words of the document.
  private let isErased: Bool

  init(_ table: WordsTable, entry: Revision, isErased: Bool) {
    (self.table, self.entry, self.isErased) = (table, entry, isErased)
  }

  /// The words as they were recorded, with their digest, which is worked out beside the seal; nil where they are not there
  /// or not what was recorded.
  /// - Parameters:
  ///   - row: salt, words, coding and coded seal; nil where there is none.
  ///   - size: how many bytes they have, by their entry; no more are ever unpacked.
  func words(_ row: Row?, seal: Digest?, size: Int, _ report: inout VerificationReport)
    -> (words: [UInt8], digest: Digest)?
  {
    func note(_ message: String) {
      report.add(
        LedgerProblem(
          .words, entry: entry, subject: "entry \(entry)", "its \(table.name) \(message)"))
    }
    guard let row else {
      if seal != nil { note("is missing") }
      return nil
    }
    let stored = OriginalInPlace(row, from: 0)
    report.words += 1
    if stored.isErased {
      if !isErased { note("was erased without a withdrawal") }
      if !stored.isErasedWholly { note("was erased, but not all of its row") }
      report.erased += 1
      return nil
    }
    guard let words = stored.words(size: size) else {
      note("is not stored as it was")
      return nil
    }
    let (found, digest) = words.withUnsafeBytes { words in
      DigestBatch.pair((stored.salt, words), (UnsafeRawBufferPointer(start: nil, count: 0), words))
    }
    // What does not match is hashed once more before it is said.
    guard found == seal || words.withUnsafeBytes({ Digest(of: stored.salt, $0) }) == seal else {
      note("does not match its seal")
      return nil
    }
    return (words, digest)
  }
}
