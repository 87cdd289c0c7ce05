import Ledger

/// How the words of an original are stored.
enum Coding: String {
  case plain = ""
  case deflate
}

/// An original as it goes beside its document's entry: packed where that makes it smaller. The seal that the entry
/// carries is over the words as they were submitted.
struct PackedOriginal {
  /// As it was submitted.
  let original: [UInt8]
  let salt: [UInt8]
  let seal: Digest
  let coding: Coding
  let words: [UInt8]
  /// Of the words as they are stored; nil where that is as they are.
  let codedSeal: Digest?

  init(_ original: [UInt8]) {
    let sealed = SealedWords(original)
    (self.original, salt, seal) = (original, sealed.salt, sealed.seal)
    if let packed = Deflate.compressed(original) {
      (coding, words) = (.deflate, packed)
      codedSeal = SealedWords.seal(salt: salt, words: packed)
    } else {
      (coding, words, codedSeal) = (.plain, original, nil)
    }
  }
}

/// An original as it is found beside its document's entry. Whoever reads one comes through here.
struct StoredOriginal {
  let salt: [UInt8]
  /// Salt and words are gone.
  let isErased: Bool
  private let coding: String
  private let coded: [UInt8]
  private let codedSeal: StoredValue

  init(salt: [UInt8], coded: [UInt8], coding: String, codedSeal: StoredValue, isErased: Bool) {
    self.salt = salt
    self.coded = coded
    self.coding = coding
    self.codedSeal = codedSeal
    self.isErased = isErased
  }

  /// The one beside a document's entry; nil where there is none.
  static func find(_ entry: Revision, _ connection: Connection) throws(LedgerError)
    -> StoredOriginal?
  {
    try connection.first(
      select, [.revision(entry)]
    ) { (row) throws(LedgerError) in StoredOriginal(row, from: 0) }
  }

  static let select = "SELECT salt, words, coding, coded_seal FROM original WHERE entry = ?"
  /// Transcripts are stored in the same way.
  static let selectTranscript =
    "SELECT salt, words, coding, coded_seal FROM transcript WHERE entry = ?"

  /// The one in a row whose columns, from one on, are `salt`, `words`, `coding` and `coded_seal`.
  init(_ row: Row, from first: Int32) {
    self.init(
      salt: row.bytes(first), coded: row.bytes(first + 1), coding: row.text(first + 2),
      codedSeal: row.value(first + 3), isErased: row.isNull(first) && row.isNull(first + 1))
  }

  /// With the words goes what was said of how they are stored.
  var isErasedWholly: Bool { isErased && coding.isEmpty && codedSeal == .null }

  /// The words as they were submitted, unpacked. Throws `damaged` where they are not stored as they were.
  /// - Parameter size: how many bytes they have, by their entry; no more are ever unpacked.
  func words(size: Int) throws(LedgerError) -> [UInt8] {
    let words: [UInt8]? =
      switch Coding(rawValue: coding) {
      case .plain: codedSeal == .null ? coded : nil
      case .deflate:
        codedSeal == .blob(SealedWords.seal(salt: salt, words: coded).bytes)
          ? Deflate.expanded(coded, to: size) : nil
      case nil: nil
      }
    guard let words else { throw .damaged("original", "it is not stored as it was") }
    return words
  }

  /// The same, for those who can do without: nil where they are not there, or not as they were stored. Verification names
  /// it where it looks at the words themselves.
  func readableWords(size: Int) throws(LedgerError) -> [UInt8]? {
    guard !isErased else { return nil }
    do throws(LedgerError) {
      return try words(size: size)
    } catch {
      guard error.reason == .damaged else { throw error }
      return nil
    }
  }
}

/// The same where SQLite holds it, for those who look at all of them: valid as long as its row is the current one.
struct OriginalInPlace {
  private let row: Row
  private let first: Int32

  /// Its columns are, from one on, `salt`, `words`, `coding` and `coded_seal`.
  init(_ row: Row, from first: Int32) { (self.row, self.first) = (row, first) }

  var salt: UnsafeRawBufferPointer { row.bytesInPlace(first) }
  var isErased: Bool { row.isNull(first) && row.isNull(first + 1) }
  var isErasedWholly: Bool { isErased && row.text(first + 2).isEmpty && row.isNull(first + 3) }

  /// The words as they were submitted; nil where they are not stored as they were.
  func words(size: Int) -> [UInt8]? {
    let coded = row.bytesInPlace(first + 1)
    switch Coding(rawValue: row.text(first + 2)) {
    case .plain: return row.isNull(first + 3) ? Array(coded) : nil
    case .deflate:
      let seal = row.withBytes(first + 3) { Digest(bytes: $0) }
      guard seal == Digest(of: salt, coded), row.isBlob(first + 3) else { return nil }
      return Deflate.expanded(coded, to: size)
    case nil: return nil
    }
  }
}
