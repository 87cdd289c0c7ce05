import Ledger
import Messages

/// What the reads of one connection found out, and what later ones need not look up again: lists begin with the newest
/// entries, so that they come to the same runs and documents time and again. It is bounded, and none of it are words.
final class KnownRows {
  /// What the claims of a run have in common, by its entry. No append changes it.
  var runs = Recent<Int64, PackedRunHead>(half: 2048)
  /// The first newer sightings of documents by these, which hold as long as no further address is recorded.
  var newer = Recent<Int64, Revision?>(half: 4096)

  private var schema: Int64 = 0
  private var lastAddress: Int64 = 0

  /// Forgets what does not hold any more.
  /// - Parameters:
  ///   - schema: the schema's version, which changes where tables are made anew because they may have been damaged.
  ///   - lastAddress: the last entry that recorded an address.
  func hold(schema: Int64, lastAddress: Int64) {
    if schema != self.schema { runs.removeAll() }
    if schema != self.schema || lastAddress != self.lastAddress { newer.removeAll() }
    (self.schema, self.lastAddress) = (schema, lastAddress)
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

  mutating func removeAll() { (younger, older) = ([:], [:]) }
}
