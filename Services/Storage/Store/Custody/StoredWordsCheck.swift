import Ledger

/// Compares words that may be stored packed, an original or a transcript, with the seal in their entry.
struct StoredWordsCheck {
  /// What they are called.
  let name: String
  /// Finds them by their entry: `salt`, `words`, `coding` and `coded_seal`.
  let select: String
  let entry: Revision
  /// A decision erased the words of the document.
  let isErased: Bool

  /// The words as they were recorded, with their digest, which is worked out beside the seal; nil where they are not there
  /// or not what was recorded. And whether there is a row of them at all.
  /// - Parameter size: how many bytes they have, by their entry; no more are ever unpacked.
  func words(
    seal: Digest?, size: Int, _ connection: Connection, _ report: inout VerificationReport
  ) throws(LedgerError) -> (isThere: Bool, words: (words: [UInt8], digest: Digest)?) {
    func note(_ message: String) {
      report.add(
        LedgerProblem(.words, entry: entry, subject: "entry \(entry)", "its \(name) \(message)"))
    }
    let found: (words: [UInt8], digest: Digest)?? = try connection.first(
      select, [.revision(entry)]
    ) { (row) throws(LedgerError) in
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
        DigestBatch.pair(
          (stored.salt, words), (UnsafeRawBufferPointer(start: nil, count: 0), words))
      }
      // What does not match is hashed once more before it is said.
      guard found == seal || words.withUnsafeBytes({ Digest(of: stored.salt, $0) }) == seal else {
        note("does not match its seal")
        return nil
      }
      return (words, digest)
    }
    guard let found else {
      if seal != nil { note("is missing") }
      return (false, nil)
    }
    return (true, found)
  }
}
