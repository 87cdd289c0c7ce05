import Ledger

/// Which pages the segments of the full-text index have. FTS5 merges segments bit by bit: of one that is being merged,
/// pages that are in the other already are gone or will be, the first one that is left begins with another word, and the
/// list of pages still has them all.
struct SearchSegments {
  private var first: [Int64: Int64] = [:]

  /// Reads the record of them: a cookie of four bytes, then numbers. How many levels there are, how many segments, and
  /// how much was written; for each level how many of its segments are being merged, how many it has, and for each of
  /// those its number, its first page and its last one.
  init(_ connection: Connection) throws(LedgerError) {
    let record = try connection.first("SELECT block FROM passage_data WHERE id = 10") {
      (row) throws(LedgerError) in row.bytes(0)
    }
    guard let record, record.count > 4 else { return }
    var numbers = Numbers(record[4...])
    // Of what cannot be read nothing is merged, so that every page is held against the list.
    guard let levels = numbers.next(), numbers.next() != nil, numbers.next() != nil else { return }
    for _ in 0..<min(levels, UInt64(record.count)) {
      guard numbers.next() != nil, let segments = numbers.next() else { return }
      for _ in 0..<min(segments, UInt64(record.count)) {
        guard let segment = numbers.next(), let start = numbers.next(), numbers.next() != nil
        else { return }
        first[Int64(clamping: segment)] = Int64(clamping: start)
      }
    }
  }

  /// A page that is in another segment by now. A segment that has none left begins with page 0.
  func isMerged(_ page: Int64, of segment: Int64) -> Bool {
    first[segment].map { page > 0 && ($0 == 0 || page < $0) } ?? false
  }

  /// Seven bits in a byte, the most significant first. The whole count of what was written may take nine.
  private struct Numbers {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    mutating func next() -> UInt64? {
      var value: UInt64 = 0
      for _ in 0..<9 {
        guard let byte = bytes.popFirst() else { return nil }
        value = value << 7 | UInt64(byte & 0x7F)
        if byte < 0x80 { return value }
      }
      return nil
    }
  }
}
