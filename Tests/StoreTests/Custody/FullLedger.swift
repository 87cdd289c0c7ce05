import Foundation
import Ledger

@testable import LedgerStore

/// A closed ledger with a row in every table, to be copied and tampered with.
final class FullLedger: Sendable {
  let directory = TemporaryDirectory()

  static let truth = [
    "entry", "original", "title", "quotation", "sketch", "transcript", "checkpoint", "access",
    "timestamp",
  ]

  init() async throws {
    let fixture = Fixture(
      directory: directory, store: try LedgerStore.open(directory: directory.path))
    try await fixture.append(Vocabulary(lexiconFingerprint: "a"))
    try await fixture.append(report("One.", [Figure(count: 5, place: "Port"), Figure(count: 7)]))
    try await fixture.append(report("Two.", title: "Another week"), at: 10)
    try await fixture.append(report("One.", [Figure(count: 5, place: "Port")]), at: 20)
    try await fixture.append(report("Three.", title: ""), at: 30)
    for purpose in ["to compare", "to read it again"] {
      _ = try await fixture.store.original(
        of: report("Three.").document.id.description, purpose: purpose, author: "desk",
        at: .second(31))
    }
    let claims = try await fixture.claims()
    try await fixture.review(claims[0].id.description, .accepted)
    for (party, reviewers) in [("southland", 1), ("eastland", 2)] {
      try await fixture.decide(
        claims[1], .corrected, by: party, ["group.party": party], of: reviewers)
    }
    try await fixture.write(
      .withdrawal(
        Withdrawal(document: report("Two.").document.id, mode: .sealed, reason: "asked for")))
    // Too short to be stored packed.
    try await fixture.append(report("Quiet.", [], title: ""), at: 35)
    try await fixture.append(report("Four.", title: "A week to forget"), at: 40)
    try await fixture.withdraw(report("Four."), .erased)
    try await fixture.append(try page("Five."), at: 50)
    try await fixture.append(try printed("Six."), at: 60)
    for day in [1, 2] {
      try await fixture.append(report("Day \(day)."), at: Int64(day) * 86_400)
      try await fixture.store.signEndedDays(by: .second(Int64(day) * 86_400 + 9))
    }
    for checkpoint in try await fixture.store.checkpointsWithoutTimestamp(limit: 9) {
      try await fixture.store.add(
        try TimestampResponse(der: try FakeAuthority.response(to: checkpoint.digest)),
        to: checkpoint)
    }
    await fixture.store.close()
  }

  /// A copy, changed by somebody with a database browser, and opened again.
  func changed(_ change: (RawDatabase) throws -> Void) throws -> Fixture {
    let copy = TemporaryDirectory()
    for name in try FileManager.default.contentsOfDirectory(atPath: directory.path) {
      try FileManager.default.copyItem(
        atPath: directory.path + "/" + name, toPath: copy.path + "/" + name)
    }
    let raw = try RawDatabase(copy.database)
    try change(raw)
    return Fixture(directory: copy, store: try LedgerStore.open(directory: copy.path))
  }

  /// All of it, table by table.
  static func contents(_ path: String, _ tables: [String]) throws -> [String: [[String]]] {
    let raw = try RawDatabase(path)
    return Dictionary(uniqueKeysWithValues: try tables.map { ($0, try raw.dump($0)) })
  }
}

/// One bit in one value, turned around.
struct Flip: Sendable, CustomStringConvertible {
  let table: String
  let column: String
  /// The row, by its place.
  let row: Int
  let sql: String
  var description: String { "\(table).\(column) of row \(row)" }

  /// One for each column of some rows of each table.
  static func all(in path: String, _ tables: [String], rows: Int) throws -> [Flip] {
    let raw = try RawDatabase(path)
    var flips: [Flip] = []
    for table in tables {
      let columns = try raw.rows("SELECT name, hidden FROM pragma_table_xinfo('\(table)')")
        .filter { $0[1] == "0" }.map { $0[0] }
      let keys = try raw.rows(
        "SELECT name FROM pragma_table_xinfo('\(table)') WHERE pk > 0 ORDER BY pk"
      ).map { $0[0] }
      let list = (keys + columns).map { "quote(\"\($0)\")" }.joined(separator: ", ")
      let found = try raw.rows("SELECT \(list) FROM \(table)")
      for (number, row) in found.enumerated() where number < rows || number == found.count - 1 {
        let place = zip(keys, row).map { "\"\($0)\" = \($1)" }.joined(separator: " AND ")
        for (column, value) in zip(columns, row[keys.count...]) {
          guard let value = flipped(value, number) else { continue }
          flips.append(
            Flip(
              table: table, column: column, row: number,
              sql: "UPDATE \(table) SET \"\(column)\" = \(value) WHERE \(place)"))
        }
      }
    }
    return flips
  }

  /// A value as `quote` writes it, with one bit of it changed; nil for NULL, which has none.
  private static func flipped(_ value: String, _ seed: Int) -> String? {
    if value == "NULL" || value == "''" || value == "X''" { return nil }
    if let number = Int64(value) { return String(number ^ (1 << Int64(seed % 3))) }
    if value.hasPrefix("X'") {
      var bytes = Hex.decode(value.dropFirst(2).dropLast().lowercased()) ?? []
      bytes[seed * 7 % bytes.count] ^= 1 << UInt8(seed % 8)
      return "X'\(Hex.encode(bytes))'"
    }
    var bytes = Array(value.dropFirst().dropLast().replacing("''", with: "'").utf8)
    bytes[seed * 7 % bytes.count] ^= 1
    return "CAST(X'\(Hex.encode(bytes))' AS TEXT)"
  }
}
