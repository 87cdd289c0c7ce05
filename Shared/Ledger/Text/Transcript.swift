/// What a reading keeps of how the text of its document was had, so that anybody can find each claim's sentence again:
/// the map from text to original, or, where the text does not lie in the original, the text itself. A text that is its
/// original in UTF-8 needs none.
package struct Transcript: Hashable, Sendable {
  package var reader: TextReader
  package var form: Form
  /// The encoding of the original's text, and what was declared of it; empty where nothing was.
  package var encoding: String
  package var declaredEncoding: String
  /// SHA-256 of `words`.
  package var digest: Digest
  /// Bytes of `words`.
  package var size: Int
  /// The packed map or the text. Made from the words: stored beside the entry, never in it. Empty where it was not asked
  /// for, or withdrawn.
  package var words: [UInt8]
  /// What the entry carries in place of the words. Nil until the ledger has recorded it.
  package var seal: Digest?
  /// The entry of the run beside which the words are stored, where an earlier reading had the same; nil: its own.
  package var keptAt: Revision?

  /// Numbers are those of `TranscriptForm` in transcript.proto; a test compares them.
  package enum Form: Int32, CaseIterable, Sendable {
    /// A map; spans are of the original.
    case map = 1
    /// A text; spans are of it.
    case text
  }

  package init(
    reader: TextReader, form: Form, encoding: String, declaredEncoding: String = "",
    digest: Digest, size: Int, words: [UInt8] = [], seal: Digest? = nil,
    keptAt: Revision? = nil
  ) {
    self.reader = reader
    self.form = form
    self.encoding = encoding
    self.declaredEncoding = declaredEncoding
    self.digest = digest
    self.size = size
    self.words = words
    self.seal = seal
    self.keptAt = keptAt
  }
}
