import Foundation
import Ledger
import LedgerStore
import SwiftASN1
import Testing

/// Answers as an authority on time would give them, but for its signature.
enum FakeAuthority {
  static func response(
    to digest: Digest, nonce: UInt64? = 7, status: Int = 0,
    algorithm: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 1], withToken: Bool = true
  ) throws -> [UInt8] {
    var stamp = DER.Serializer()
    try stamp.appendConstructedNode(identifier: .sequence) { stamp in
      try stamp.serialize(1)
      try stamp.serialize([1, 2, 3, 4] as ASN1ObjectIdentifier)
      try stamp.appendConstructedNode(identifier: .sequence) { imprint in
        try imprint.appendConstructedNode(identifier: .sequence) { try $0.serialize(algorithm) }
        try imprint.serialize(ASN1OctetString(contentBytes: digest.bytes[...]))
      }
      try stamp.serialize(12)
      try stamp.serialize(
        try GeneralizedTime(
          year: 2026, month: 2, day: 4, hours: 9, minutes: 8, seconds: 7, fractionalSeconds: 0.25))
      // How exact the time is: a sequence, which the nonce is not.
      try stamp.appendConstructedNode(identifier: .sequence) { try $0.serialize(1) }
      if let nonce { try stamp.serialize(nonce) }
    }
    let content = stamp.serializedBytes[...]
    var out = DER.Serializer()
    try out.appendConstructedNode(identifier: .sequence) { response in
      try response.appendConstructedNode(identifier: .sequence) { try $0.serialize(status) }
      guard withToken else { return }
      try response.appendConstructedNode(identifier: .sequence) { token in
        try token.serialize([1, 2, 840, 113549, 1, 7, 2] as ASN1ObjectIdentifier)
        try token.serialize(explicitlyTaggedWithTagNumber: 0, tagClass: .contextSpecific) {
          try $0.appendConstructedNode(identifier: .sequence) { signed in
            try signed.serialize(3)
            signed.appendConstructedNode(identifier: .set) { _ in }
            try signed.appendConstructedNode(identifier: .sequence) { inner in
              try inner.serialize(
                [1, 2, 840, 113549, 1, 9, 16, 1, 4] as ASN1ObjectIdentifier)
              try inner.serialize(explicitlyTaggedWithTagNumber: 0, tagClass: .contextSpecific) {
                try $0.serialize(ASN1OctetString(contentBytes: content))
              }
            }
          }
        }
      }
    }
    return out.serializedBytes
  }
}

@Suite("Timestamps of checkpoints") struct TimestampTests {
  private static let digest = Digest(of: [1, 2, 3])

  @Test func aQuestionIsNeverTheSameAndIsWhatOthersAsk() throws {
    var question = TimestampRequest(digest: Self.digest)
    #expect(question.nonce != TimestampRequest(digest: Self.digest).nonce)
    question.nonce = 0x8899_AABB_CCDD_EEFF
    // As RFC 3161 writes it: version, imprint with SHA-256, nonce, certificate wanted.
    let expected =
      "3044020101" + "3031300d06096086480165030402010500" + "0420\(Self.digest.hex)"
      + "0209008899aabbccddeeff" + "0101ff"
    #expect(Hex.encode(try question.der()) == expected)
  }

  @Test func anAnswerIsRead() throws {
    let der = try FakeAuthority.response(to: Self.digest)
    let answer = try TimestampResponse(der: der)
    #expect(answer.digest == Self.digest)
    #expect(answer.nonce == 7)
    #expect(answer.moment == Moment("2026-02-04T09:08:07.25Z"))
    #expect(answer.der == der)
    #expect(
      try TimestampResponse(der: FakeAuthority.response(to: Self.digest, nonce: nil)).nonce == nil)
  }

  @Test func whatIsNoAnswerIsRefused() throws {
    let whole = try FakeAuthority.response(to: Self.digest)
    var none: [[UInt8]] = [
      [], [0x30, 0x80], Array("<html>".utf8), [UInt8](repeating: 0x30, count: 70_000),
      try FakeAuthority.response(to: Self.digest, withToken: false),
      // SHA-1
      try FakeAuthority.response(to: Self.digest, algorithm: [1, 3, 14, 3, 2, 26]),
      whole + [0],
    ]
    for size in stride(from: 1, to: whole.count, by: 5) { none.append(Array(whole[..<size])) }
    // Nested without an end.
    none.append(Array([[UInt8]](repeating: [0x30, 0x82, 0x20, 0x00], count: 2000).joined()))
    for der in none {
      let error = #expect(throws: LedgerError.self) { try TimestampResponse(der: der) }
      #expect(error?.reason == .malformed, "\(der.prefix(8))")
    }
    let refusal = #expect(throws: LedgerError.self) {
      try TimestampResponse(der: FakeAuthority.response(to: Self.digest, status: 2))
    }
    #expect(refusal?.reason == .unsupported)
    // Whatever a byte is changed to, it is read or refused.
    for place in whole.indices {
      for value: UInt8 in [0, 0x7F, 0x80, 0xFF] {
        var der = whole
        der[place] = value
        do { _ = try TimestampResponse(der: der) } catch {}
      }
    }
  }

  @Test func aCheckpointGetsTheOneThatIsOverIt() async throws {
    let fixture = try Fixture()
    for day in 0..<3 {
      try await fixture.append(report("Day \(day)."), at: Int64(day) * 86_400)
    }
    let signed = try await fixture.store.signEndedDays(by: .second(3 * 86_400))
    #expect(try await fixture.store.checkpointsWithoutTimestamp(limit: 2) == Array(signed[..<2]))
    let first = try TimestampResponse(der: FakeAuthority.response(to: signed[0].digest))
    let wrong = await ledgerError { try await fixture.store.add(first, to: signed[1]) }
    #expect(wrong?.reason == .malformed)
    let now = try await fixture.store.checkpoint(signedAt: .second(1))
    let stray = await ledgerError {
      try await fixture.store.add(
        try TimestampResponse(der: FakeAuthority.response(to: now.digest)), to: now)
    }
    #expect(stray?.reason == .malformed)
    try await fixture.store.add(first, to: signed[0])
    let again = try TimestampResponse(der: FakeAuthority.response(to: signed[0].digest, nonce: 9))
    try await fixture.store.add(again, to: signed[0])
    #expect(try await fixture.store.timestamp(of: signed[0]) == first.der)
    #expect(try await fixture.store.timestamp(of: signed[1]) == nil)
    #expect(try await fixture.store.timestamp(of: now) == nil)
    #expect(
      try await fixture.store.checkpointsWithoutTimestamp(limit: 9) == Array(signed[1...]))
    let report = try await fixture.store.verify()
    #expect(report.holds)
    #expect(report.timestamps == 1)
  }

  @Test(arguments: [
    ("UPDATE timestamp SET response = x'3000'", "not the answer that came"),
    ("UPDATE timestamp SET hash = zeroblob(32)", "not the answer that came"),
    ("UPDATE timestamp SET size = 99", "no checkpoint accounts"),
    ("UPDATE timestamp SET size = (SELECT max(size) FROM checkpoint)", "not over its checkpoint"),
  ])
  func aChangedOneIsFound(_ sql: String, _ message: String) async throws {
    let fixture = try Fixture()
    for day in 0..<2 {
      try await fixture.append(report("Day \(day)."), at: Int64(day) * 86_400)
    }
    let signed = try await fixture.store.signEndedDays(by: .second(3 * 86_400))
    try await fixture.store.add(
      try TimestampResponse(der: FakeAuthority.response(to: signed[0].digest)), to: signed[0])
    let raw = try RawDatabase(fixture.directory.database)
    for refused in [
      sql, "DELETE FROM timestamp", "INSERT OR REPLACE INTO timestamp SELECT * FROM timestamp",
      "INSERT INTO timestamp SELECT 99, response, hash FROM timestamp",
    ] { #expect(throws: RawDatabase.Failure.self) { try raw.execute(refused) } }
    try raw.dropTriggers()
    try raw.execute(sql)
    let problems = try await fixture.store.verify().problems.filter { $0.part == .checkpoint }
    #expect(problems.count == 1)
    #expect(problems.first?.message.contains(message) == true, "\(problems)")
  }
}
