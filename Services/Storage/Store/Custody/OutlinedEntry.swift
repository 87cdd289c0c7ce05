import Ledger
import Messages

/// An entry of which a verification has read what it needs, in a row of `ChainWalk.select`.
struct OutlinedEntry: ChainedEntry {
  let outline: EntryOutline
  private let hashes: OutlineReader.Hashes
  /// Where its bytes are not as they are packed today, and had to be unpacked.
  private let whole: Entry?

  var sequence: Revision { outline.sequence }
  var recordedAt: Moment { outline.recordedAt }
  var author: String { outline.author }
  var type: String { outline.body.name }
  var chain: Digest? { hashes.chain }

  /// What is not as it was recorded is unpacked whole, and so is what a program packs otherwise: throws as `Chain.entry`
  /// does.
  /// - Parameter previous: the chain's hash before it.
  init(_ row: Row, after previous: Digest, with reader: inout OutlineReader) throws(LedgerError) {
    if let found = reader.outline(row.bytesInPlace(0), after: previous),
      found.hashes.chain == row.withBytes(5, { Digest(bytes: $0) })
    {
      (outline, hashes, whole) = (found.entry, found.hashes, nil)
    } else {
      let entry = try Chain.entry(row, bytes: 0, sequence: 1)
      (outline, hashes, whole) = (EntryOutline(entry), OutlineReader.Hashes(), entry)
    }
  }

  /// What stands for it in the tree, while the row that it was read from is the current one.
  func leaf(_ row: Row, chain: Digest, with reader: inout OutlineReader) throws(LedgerError)
    -> LedgerLeaf
  {
    if let whole { return try whole.leaf(bytes: row.bytes(0), chain: chain) }
    return LedgerLeaf(
      sequence: sequence, recordedAt: recordedAt, author: author, chain: chain,
      count: hashes.leaves.count, claims: reader.root(of: hashes.leaves))
  }
}
