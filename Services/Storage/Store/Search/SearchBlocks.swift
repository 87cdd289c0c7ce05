import Ledger

/// The digests of the full-text index's blocks, by which any bit that changes in them is found: FTS5's own check has
/// bytes that it does not look at.
enum SearchBlocks {
  /// The digests of all blocks anew.
  static func renew(_ connection: Connection) throws(LedgerError) {
    try SearchIndex(connection).flush()
    try connection.execute("DELETE FROM passage_block")
    try connection.forEach("SELECT id, block FROM passage_data") { (row) throws(LedgerError) in
      try keep(digest(row.bytes(1)), of: row.integer(0), connection)
      return true
    }
    connection.changedBlocks.ids = []
  }

  /// The digests of what has changed in the open transaction, right before it is committed. What was changed and taken
  /// back since is looked at once more, which changes nothing.
  static func keepChanged(_ connection: Connection) throws(LedgerError) {
    try SearchIndex(connection).flush()
    for id in connection.changedBlocks.ids.sorted() {
      let found = try connection.first(
        "SELECT block FROM passage_data WHERE id = ?", [.integer(id)]
      ) {
        (row) throws(LedgerError) in digest(row.bytes(0))
      }
      if let found {
        try keep(found, of: id, connection)
      } else {
        try connection.execute("DELETE FROM passage_block WHERE id = ?", [.integer(id)])
      }
    }
    connection.changedBlocks.ids = []
  }

  private static func keep(_ digest: Digest, of id: Int64, _ connection: Connection)
    throws(LedgerError)
  {
    try connection.execute(
      "INSERT OR REPLACE INTO passage_block (id, digest) VALUES (?, ?)",
      [.integer(id), .digest(digest)])
  }

  static func digest(_ block: [UInt8]) -> Digest { Digest(of: block) }
}

/// A block of the index that holds words, as FTS5 lays it out: its number says of which segment and page it is, its
/// first four bytes where its end is, and behind that end stands where its words begin.
struct SearchLeaf {
  let segment: Int64
  let page: Int64
  /// The first word that begins in it; nil where none does.
  let firstWord: [UInt8]?

  /// Nil for a block of another kind.
  init?(id: Int64, block: [UInt8]) {
    // Segment (16 bits), whether it is an index of row ids (1), its height (5), page (31).
    segment = id >> 37
    page = id & 0x7FFF_FFFF
    guard segment > 0, (id >> 31) & 0x3F == 0 else { return nil }
    firstWord = Self.firstWord(in: block)
  }

  /// The number of the index of row ids that a page has where a word has very many.
  static func rowIndex(segment: Int64, page: Int64) -> Int64 { segment << 37 | 1 << 36 | page }

  private static func firstWord(in block: [UInt8]) -> [UInt8]? {
    guard block.count >= 4 else { return nil }
    let end = Int(block[2]) << 8 | Int(block[3])
    guard let (start, _) = varint(block, end), let (size, first) = varint(block, Int(start)),
      size > 0,
      size < UInt64(block.count), first + Int(size) <= block.count
    else { return nil }
    return Array(block[first..<first + Int(size)])
  }

  /// A number, seven bits in a byte with the most significant first, and where it ends. None here takes five bytes.
  private static func varint(_ block: [UInt8], _ place: Int) -> (UInt64, Int)? {
    var value: UInt64 = 0
    for next in place..<place + 4 {
      guard block.indices.contains(next) else { return nil }
      value = value << 7 | UInt64(block[next] & 0x7F)
      if block[next] < 0x80 { return (value, next + 1) }
    }
    return nil
  }
}
