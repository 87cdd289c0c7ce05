import Ledger
import Synchronization

/// Keeps the write-ahead log from growing without bound. SQLite writes it anew from its beginning only when no reader
/// needs any of it; where reads follow each other closely, or one goes on for long, that moment never comes by itself.
final class LogKeeper: Sendable {
  let path: String
  /// Where reads that go on for long are ended.
  let limit: Int64
  /// Where it is to be emptied.
  private let length: Int64
  private let turns = Turns("log")
  /// Reads that go on for as long as there is to read, by number.
  private let longReads = Mutex<[Int: Reader]>([:])
  /// How many appends to let pass, after a reader kept it from being emptied.
  private let rest = Mutex(0)

  init(path: String, limit: Int) {
    self.path = path
    self.limit = Int64(limit)
    length = min(64 << 20, Int64(limit) / 4)
  }

  var size: Int64 { LedgerStore.size(of: path) }

  /// A read that may hold the log for long, until it is left.
  func enter(_ reader: Reader) -> Int {
    longReads.withLock { reads in
      let number = (reads.keys.max() ?? 0) + 1
      reads[number] = reader
      return number
    }
  }

  func leave(_ number: Int) { longReads.withLock { $0[number] = nil } }

  /// Whether the log is to be emptied. Ends long reads where it has come to its limit, else leaves them alone.
  /// - Parameter now: though a reader kept it from being emptied just before.
  fileprivate func turn(now: Bool) -> Turn? {
    let size = size
    guard size > length else { return nil }
    let rests = rest.withLock { rest in
      guard rest > 0, !now else { return false }
      rest -= 1
      return true
    }
    guard !rests else { return nil }
    let reads = longReads.withLock { Array($0.values) }
    guard reads.isEmpty || size > limit else { return nil }
    for reader in reads {
      reader.end(
        because: LedgerError(
          .overloaded, subject: "the write-ahead log",
          "it has grown to \(size) bytes while this was reading, over storage.log-limit (\(limit))",
          hint: "try again when less is recorded, or raise the limit; "
            + "a backup is verified, too, and does not hold the log",
          retryAfterMilliseconds: 10_000))
    }
    return try? turns.take()
  }

  /// - Parameter emptied: false where a reader still needs a part of it.
  /// - Returns: what is wrong with it.
  fileprivate func note(emptied: Bool) -> LedgerError? {
    let size = size
    rest.withLock { $0 = emptied ? 0 : 16 }
    guard !emptied, size > limit, longReads.withLock({ $0.isEmpty }) else { return nil }
    return LedgerError(
      .unavailable, subject: path,
      "the write-ahead log has grown to \(size) bytes: another process reads the ledger's file",
      hint: "end whatever else has the file open")
  }
}

extension LedgerStore {
  /// Empties the write-ahead log where it has grown long. Reads that come meanwhile wait for those that are running.
  func keepLogShort(now: Bool = false) async {
    guard let turn = log.turn(now: now) else { return }
    let emptied = await readers.whileNobodyReads { (try? await writer.emptyLog()) ?? false }
    condition.noteLog(log.note(emptied: emptied))
    withExtendedLifetime(turn) {}
  }
}
