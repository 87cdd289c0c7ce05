import BenchmarkSupport
import CSQLite
import Crypto
import Foundation
import Ledger
import LedgerStore

/// The engine in this process, in turns with SQLite alone on the same file.
struct EngineRuns {
  let store: LedgerStore
  let path: String
  private let reports = SeededReports()

  init(directory: String) throws {
    store = try LedgerStore.open(directory: directory)
    path = directory + "/ledger.sqlite"
  }

  /// Fills a new ledger.
  static func make(_ directory: String, documents: Int, claims: Int) async throws -> String {
    let store = try LedgerStore.open(directory: directory)
    var reports = SeededReports()
    let begin = ContinuousClock.now
    for number in 1...documents {
      let report = reports.report(claims: claims)
      _ = try await store.append(
        report, author: "benchmark", at: Moment(microseconds: 1_770_000_000_000_000))
      if number % 5000 == 0 { note("\(number) of \(documents) documents") }
    }
    let seconds = begin.duration(to: .now).seconds
    let numbers = try await store.statistics()
    await store.close()
    return """
      {"seconds": \(seconds), "claims": \(documents * claims), "file": \(numbers.databaseSize), \
      "memory": \(peakMemory())}
      """
  }

  /// Pages of 100 claims that match three fields.
  func pages(rounds: Int) async throws -> String {
    let bare = SQLite(path, readOnly: true)
    bare.run("PRAGMA cache_size = -16384")
    let statement = bare.statement(Questions.page)
    defer { sqlite3_finalize(statement) }
    let head = try await store.head().revision
    return try await turns(rounds) { round in
      try await store.listPackedClaims(
        Questions(round).filter, at: .head, pageSize: 100, cursor: ""
      ).items.count
    } unpacked: { round in
      try await store.listClaims(Questions(round).filter, at: head, pageSize: 100, cursor: "")
        .items.count
    } bare: { round in
      Questions(round).bind(statement, head)
      return readOut(statement, atMost: 100)
    }
  }

  /// Texts that hold two words, with an excerpt of each.
  /// - Parameter plain: a database with the same texts in an ordinary full-text index.
  func searches(rounds: Int, plain: String) async throws -> String {
    let bare = SQLite(plain, readOnly: true)
    bare.run("PRAGMA cache_size = -16384")
    let statement = bare.statement(Questions.search)
    defer { sqlite3_finalize(statement) }
    let head = try await store.head().revision
    return try await turns(rounds) { round in
      try await store.searchPacked(
        ClaimFilter(words: Questions(round).words(reports)), in: .reports, at: .head,
        pageSize: 100, cursor: ""
      ).items.count
    } unpacked: { round in
      try await store.search(
        ClaimFilter(words: Questions(round).words(reports)), in: .reports, at: head,
        pageSize: 100, cursor: ""
      ).items.count
    } bare: { round in
      SQLiteValue.text(Questions(round).words(reports)).bind(statement, at: 1)
      return readOut(statement, atMost: 100)
    }
  }

  /// One question after another, each asked of the engine, as the service does, and of SQLite alone. Who comes first
  /// changes from turn to turn, because whoever comes second finds what it reads in the caches of system and processor.
  /// Then all of them once more, with the answers as Swift values. In seconds of processor time.
  private func turns(
    _ rounds: Int, engine: @escaping (Int) async throws -> Int,
    unpacked: (Int) async throws -> Int, bare: @escaping (Int) async throws -> Int
  ) async throws -> String {
    let ways = [("engine", engine), ("bare", bare)]
    var turns: [[String: Double]] = []
    for round in 0..<rounds {
      var (times, counts): ([String: Double], Set<Int>) = ([:], [])
      for (name, way) in round.isMultiple(of: 2) ? ways : ways.reversed() {
        times[name] = try await processorTime { counts.insert(try await way(round)) }
      }
      guard counts.count == 1 else { fail("answers of different lengths: \(counts)") }
      turns.append(times)
    }
    for round in 0..<rounds {
      turns[round]["unpacked"] = try await processorTime { _ = try await unpacked(round) }
    }
    return String(decoding: try JSONEncoder().encode(turns), as: UTF8.self)
  }

  /// Verification, and beside it unpacking and hashing the same originals and nothing else. Each as seconds on the clock,
  /// and of processor time.
  /// - Parameter all: with the verification that compares projections, which takes most of the time.
  func verifications(rounds: Int, all: Bool) async throws -> String {
    var turns: [[String: [Double]]] = []
    for _ in 0..<rounds {
      var bytes = 0
      var turn = ["bare": await timed { bytes = hashOriginals() }]
      for (name, projections) in [("all of it", true), ("without projections", false)]
      where all || !projections {
        var report = VerificationReport()
        turn[name] = try await timed { report = try await store.verify(projections: projections) }
        guard report.holds else { fail("\(report.problems)") }
      }
      turn["bytes"] = [Double(bytes)]
      turns.append(turn)
    }
    return String(decoding: try JSONEncoder().encode(turns), as: UTF8.self)
  }

  private func hashOriginals() -> Int {
    let bare = SQLite(path, readOnly: true)
    let statement = bare.statement(
      "SELECT words, size FROM original JOIN document ON began = entry ORDER BY entry")
    defer { sqlite3_finalize(statement) }
    var bytes = 0
    var text: [UInt8] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      let size = Int(sqlite3_column_int64(statement, 1))
      let packed = UnsafeRawBufferPointer(
        start: sqlite3_column_blob(statement, 0), count: Int(sqlite3_column_bytes(statement, 0)))
      guard let words = Inflate.expanded(packed, to: size) else { fail("an original is damaged") }
      text = words
      let digest = SHA256.hash(data: text)
      bytes += text.count + (digest.description.isEmpty ? 1 : 0)
    }
    return bytes
  }
}

/// The texts of a ledger in an ordinary full-text index that keeps them itself.
enum PlainTexts {
  static func write(from ledger: String, to path: String) {
    let texts = SQLite(ledger, readOnly: true)
    let plain = SQLite(path)
    plain.run(
      """
      PRAGMA journal_mode = OFF;
      CREATE VIRTUAL TABLE passage USING fts5(text,
        tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'");
      BEGIN
      """)
    let insert = plain.statement("INSERT INTO passage (rowid, text) VALUES (?, ?)")
    let select = texts.statement(
      "SELECT entry, words, size FROM original JOIN document ON began = entry ORDER BY entry")
    while sqlite3_step(select) == SQLITE_ROW {
      let packed = UnsafeRawBufferPointer(
        start: sqlite3_column_blob(select, 1), count: Int(sqlite3_column_bytes(select, 1)))
      let words = Inflate.expanded(packed, to: Int(sqlite3_column_int64(select, 2)))
      SQLiteValue.integer(sqlite3_column_int64(select, 0)).bind(insert, at: 1)
      SQLiteValue.text(String(decoding: words ?? [], as: UTF8.self)).bind(insert, at: 2)
      sqlite3_step(insert)
      sqlite3_reset(insert)
    }
    sqlite3_finalize(select)
    sqlite3_finalize(insert)
    plain.run("COMMIT")
  }
}

/// Reads every column where SQLite has it, and makes the statement ready again.
func readOut(_ statement: OpaquePointer, atMost limit: Int) -> Int {
  var (rows, bytes) = (0, 0)
  while rows < limit, sqlite3_step(statement) == SQLITE_ROW {
    rows += 1
    for column in 0..<sqlite3_column_count(statement) {
      if sqlite3_column_type(statement, column) == SQLITE_INTEGER {
        bytes += Int(sqlite3_column_int64(statement, column) & 1)
      } else if let start = sqlite3_column_blob(statement, column) {
        let size = Int(sqlite3_column_bytes(statement, column))
        if size > 0 { bytes += Int(start.load(as: UInt8.self)) + size }
      }
    }
  }
  sqlite3_reset(statement)
  return bytes < 0 ? 0 : rows
}

/// Seconds on the clock, and of processor time.
func timed(_ body: () async throws -> Void) async rethrows -> [Double] {
  let begin = ContinuousClock.now
  let processor = try await processorTime(body)
  return [begin.duration(to: .now).seconds, processor]
}

/// The processor time of this process meanwhile, of all its threads, in seconds.
func processorTime(_ body: () async throws -> Void) async rethrows -> Double {
  let begin = processorTime()
  try await body()
  return processorTime() - begin
}

private func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The most memory that this process ever had, in bytes.
func peakMemory() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss * 1024
}

func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
