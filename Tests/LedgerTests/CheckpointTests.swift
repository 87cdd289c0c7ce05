import Foundation
import Ledger
import Testing

@Suite struct CheckpointTests {
  private static let key = SigningKey()

  private func statement(day: CivilDate? = CivilDate("2026-11-28")) -> Checkpoint.Statement {
    Checkpoint.Statement(
      size: Revision(42), root: Digest(of: [1]), chain: Digest(of: [2]), day: day,
      signedAt: Moment(microseconds: 1_796_000_000_500_000),
      previous: day == nil ? nil : Digest(of: [3]),
      accesses: day == nil ? nil : AccessHead(count: 7, hash: Digest(of: [4])))
  }

  @Test(arguments: [CivilDate("2026-11-28"), nil]) func itReadsBackAsItWasWritten(
    _ day: CivilDate?
  ) throws {
    let written = try Checkpoint(statement(day: day), signedWith: Self.key)
    let read = try Checkpoint(note: written.note)
    #expect(read == written)
    #expect(read.statement == statement(day: day))
    #expect(read.key == Self.key.verifyingKey)
    #expect(written.note.hasPrefix("\(read.key.ledgerName)\n42\n"))
  }

  @Test func aChangedByteIsFound() throws {
    let note = Array(try Checkpoint(statement(), signedWith: Self.key).note.utf8)
    for place in note.indices {
      var changed = note
      changed[place] ^= 1
      let error = #expect(throws: LedgerError.self) {
        try Checkpoint(note: String(decoding: changed, as: UTF8.self))
      }
      #expect(error.map { [.malformed, .damaged].contains($0.reason) } == true)
      #expect(error?.hint.isEmpty == false)
    }
  }

  @Test(arguments: ["", "\n\n", "a\n\nb\n", "reckoner/x\n-1\n\n\u{2014} a b\n"])
  func whatIsNoneIsRefused(_ text: String) {
    let error = #expect(throws: LedgerError.self) { try Checkpoint(note: text) }
    #expect(error?.reason == .malformed)
  }

  @Test func aKeyIsAFileThatOpenSSLKnows() throws {
    let key = try SigningKey(pem: Self.key.pem)
    #expect(key.verifyingKey == Self.key.verifyingKey)
    #expect(try VerifyingKey(key.verifyingKey.pem) == key.verifyingKey)
    #expect(try VerifyingKey(key.verifyingKey.hex) == key.verifyingKey)
    // RFC 8410, section 10.3.
    let published = try SigningKey(
      pem: """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----
        """)
    #expect(
      published.verifyingKey.pem.contains(
        "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="))
    for text in ["", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "abc"] {
      #expect(throws: LedgerError.self) { try SigningKey(pem: text) }
      #expect(throws: LedgerError.self) { try VerifyingKey(text) }
    }
  }

  @Test func base64ReadsWhatItWritesAndNothingElse() {
    for size in 0..<70 {
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 * 37 + size) }
      #expect(Base64.encode(bytes) == Data(bytes).base64EncodedString())
      #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }
    for text in ["A", "AB==CD==", "A===", "AB=C", "AR==", "AA A", "AA\n=", "Ä==="] {
      #expect(Base64.decode(text) == nil, "\(text)")
    }
  }
}
