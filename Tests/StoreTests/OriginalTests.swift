import Foundation
import Ledger
import Testing

@testable import LedgerStore

@Suite("Originals in the ledger") struct OriginalTests {
  private static let text = Array(
    String(repeating: "The army reported 12 dead near the harbour.\n", count: 50).utf8)

  /// As it would be found beside its entry.
  private func stored(_ packed: PackedOriginal, _ words: [UInt8]? = nil) -> StoredOriginal {
    StoredOriginal(
      salt: packed.salt, coded: words ?? packed.words, coding: packed.coding.rawValue,
      codedSeal: packed.codedSeal.map { .blob($0.bytes) } ?? .null, isErased: false)
  }

  @Test func whatIsSmallerPackedIsPackedAndComesBackAsItWas() throws {
    let packed = PackedOriginal(Self.text)
    #expect(packed.coding == .deflate)
    #expect(packed.words.count * 10 < Self.text.count)
    #expect(try stored(packed).words(size: Self.text.count) == Self.text)
    #expect(packed.seal == SealedWords.seal(salt: packed.salt, words: Self.text))
    for other: [UInt8] in [[], [65], Array("Nobody died.".utf8)] {
      let plain = PackedOriginal(other)
      #expect(plain.coding == .plain)
      #expect(plain.words == other)
      #expect(try stored(plain).words(size: other.count) == other)
    }
  }

  /// Not every bit of a packed text changes what comes out of it.
  @Test func everyBitOfAPackedOriginalCounts() {
    let packed = PackedOriginal(Self.text)
    for bit in 0..<packed.words.count * 8 {
      var words = packed.words
      words[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: LedgerError.self) {
        try stored(packed, words).words(size: Self.text.count)
      }
    }
  }

  @Test func noMoreIsUnpackedThanTheEntrySays() throws {
    let zeros = try #require(Deflate.compressed([UInt8](repeating: 0, count: 1 << 20)))
    #expect(Deflate.expanded(zeros, to: 1 << 20)?.count == 1 << 20)
    for size in [1, 4096, 1 << 20 - 1, 1 << 20 + 1, .max, 0, -1] {
      #expect(Deflate.expanded(zeros, to: size) == nil, "\(size)")
    }
    #expect(Deflate.expanded(zeros + [0], to: 1 << 20) == nil)
    #expect(Deflate.expanded(zeros.dropLast(), to: 1 << 20) == nil)
    #expect(Deflate.expanded([], to: 5) == nil)
  }

  @Test func erasingLeavesNothingOfIt() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    let raw = try RawDatabase(fixture.directory.database)
    #expect(try raw.rows("SELECT coding FROM original") == [["deflate"]])
    for refused in [
      "UPDATE original SET coding = ''", "UPDATE original SET coded_seal = NULL",
      "UPDATE original SET words = x'00'", "DELETE FROM original",
    ] {
      #expect(throws: RawDatabase.Failure.self, "\(refused)") { try raw.execute(refused) }
    }
    try raw.execute("UPDATE original SET salt = NULL, words = NULL")
    #expect(
      try raw.rows("SELECT quote(salt), quote(words), coding, quote(coded_seal) FROM original")
        == [["NULL", "NULL", "", "NULL"]])
  }

  @Test(arguments: [
    "UPDATE original SET coding = ''", "UPDATE original SET coded_seal = NULL",
    "UPDATE original SET coded_seal = zeroblob(32)",
    "UPDATE original SET coding = '', coded_seal = NULL",
  ])
  func anotherCodingThanThatOfTheWordsIsFound(_ sql: String) async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    let raw = try RawDatabase(fixture.directory.database)
    try raw.dropTriggers()
    try raw.execute(sql)
    let problems = try await fixture.store.verify().problems.filter { $0.part == .words }
    #expect(problems.map(\.subject) == ["entry 1"])
  }
}
