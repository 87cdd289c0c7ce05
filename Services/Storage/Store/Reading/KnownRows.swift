import Ledger
import Messages

/// What the reads of one connection found out, and what later ones need not look up again: lists begin with the newest
/// entries, so that they come to the same runs and documents time and again. It is bounded, and none of it are words.
final class KnownRows {
  /// What the claims of a run have in common, by its entry. No append changes it. About 50 bytes each.
  private var runs = Recent<Int64, PackedRunHead>(half: 32_768)
  /// The first newer sightings of documents by these, 0 where there is none; they hold as long as no further address is
  /// recorded that one of them was seen at.
  private var newer = Recent<Int64, Int64>(half: 32_768)
  /// What many runs say of who read them, once.
  private var readers: [PackedRunHead.Reader: PackedRunHead.Reader] = [:]

  private var schema: Int64 = 0
  private var lastAddress: Int64 = 0

  /// Forgets what does not hold any more.
  /// - Parameters:
  ///   - schema: the schema's version, which changes where tables are made anew because they may have been damaged.
  ///   - lastAddress: the last entry that recorded an address.
  ///   - seenSince: the documents that were seen at an address which an entry after the given one recorded.
  func hold(
    schema: Int64, lastAddress: Int64, seenSince: (Int64) throws(LedgerError) -> [Int64]
  ) throws(LedgerError) {
    if schema != self.schema || lastAddress < self.lastAddress {
      runs.removeAll()
      newer.removeAll()
    } else if lastAddress > self.lastAddress, newer.count > 0 {
      for document in try seenSince(self.lastAddress) { newer.remove(document) }
    }
    (self.schema, self.lastAddress) = (schema, lastAddress)
  }

  func run(_ entry: Revision) -> PackedRunHead? { runs.find(entry.number) }

  func keep(_ run: PackedRunHead, of entry: Revision) {
    var run = run
    if let known = readers[run.reader] {
      run.reader = known
    } else {
      if readers.count >= 256 { readers.removeAll() }
      readers[run.reader] = run.reader
    }
    runs.keep(run, entry.number)
  }

  /// Nil where it is not known whether there is one.
  func newerSighting(than document: Int64) -> Revision?? {
    newer.find(document).map { $0 == 0 ? nil : Revision($0) }
  }

  func keep(newer sighting: Revision?, than document: Int64) {
    newer.keep(sighting?.number ?? 0, document)
  }
}

/// Values by their keys, as many as two halves hold: when the younger half is full, it becomes the older one, and what
/// nobody asked for meanwhile goes.
struct Recent<Key: Hashable, Value> {
  private let half: Int
  private var younger: [Key: Value] = [:]
  private var older: [Key: Value] = [:]

  init(half: Int) { self.half = half }

  var count: Int { younger.count + older.count }

  mutating func find(_ key: Key) -> Value? {
    if let value = younger[key] { return value }
    guard let value = older.removeValue(forKey: key) else { return nil }
    keep(value, key)
    return value
  }

  mutating func keep(_ value: Value, _ key: Key) {
    if younger.count >= half { (older, younger) = (younger, [:]) }
    younger[key] = value
  }

  mutating func remove(_ key: Key) {
    younger[key] = nil
    older[key] = nil
  }

  mutating func removeAll() { (younger, older) = ([:], [:]) }
}
