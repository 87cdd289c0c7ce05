import Ledger
import Testing

@Suite struct Digests {
  @Test func areSHA256() {
    // FIPS 180-4, examples "abc" and the empty message.
    #expect(
      Digest(of: Array("abc".utf8)).hex
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Digest(of: [UInt8]()).hex
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(Digest(of: [[97], [98, 99]]) == Digest(of: Array("abc".utf8)))
  }

  @Test func goThroughBytesAndHex() throws {
    let digest = Digest(of: [1, 2, 3])
    #expect(digest.bytes.count == 32)
    #expect(Digest(bytes: digest.bytes) == digest)
    #expect(Digest(hex: digest.hex) == digest)
    #expect(Digest.zero.hex == String(repeating: "0", count: 64))
    #expect(DocumentID(original: [1, 2, 3]).description == digest.hex)
    #expect(ClaimID(digest.hex)?.digest == digest)
  }

  @Test func readNothingButLowerCaseHexadecimal() {
    let hex = Digest(of: [1, 2, 3]).hex
    for (place, unit) in [(0, "g"), (15, "A"), (16, " "), (63, "/"), (31, ":"), (48, "é")] {
      var units = Array(hex.unicodeScalars.map(String.init))
      units[place] = unit
      #expect(Digest(hex: units.joined()) == nil, "\(unit)")
    }
    #expect(Digest(hex: hex.uppercased()) == nil)
    // Every byte, at each place of eight.
    for unit in 0...UInt8.max {
      for place in 0..<8 {
        var units = [UInt8](repeating: UInt8(ascii: "5"), count: 64)
        units[place] = unit
        let digest = units.withUnsafeBytes { Digest(hex: $0) }
        let value = Hex.decode(String(decoding: [UInt8(ascii: "0"), unit], as: UTF8.self))
        #expect((digest == nil) == (value == nil), "\(unit)")
        if let value, let digest {
          #expect(
            digest.bytes[place / 2] == (place % 2 == 0 ? value[0] << 4 | 5 : 5 << 4 | value[0]))
        }
      }
    }
  }

  @Test func takeADateAsItsDescription() {
    for date in [CivilDate("2024"), CivilDate("2024-02"), CivilDate("1000-12-31"), nil] {
      var one = FieldDigest(domain: "test")
      var other = FieldDigest(domain: "test")
      one.add(date)
      other.add(date?.description)
      #expect(one.finish() == other.finish(), "\(date?.description ?? "none")")
    }
  }

  @Test func refuseAnyOtherLength() {
    #expect(Digest(bytes: []) == nil)
    #expect(Digest(bytes: [UInt8](repeating: 1, count: 33)) == nil)
    #expect(Digest(hex: "ab") == nil)
    #expect(ClaimID("") == nil)
    #expect(DocumentID("xyz") == nil)
  }

  @Test func areOrderedAsTheirHexIs() {
    let digests = (0..<200).map { Digest(of: [UInt8($0)]) } + [.zero]
    #expect(digests.sorted().map(\.hex) == digests.map(\.hex).sorted())
    #expect(
      digests.map { ClaimID($0) }.sorted().map(\.description) == digests.map(\.hex).sorted())
    #expect(
      digests.map { DocumentID($0) }.sorted().map(\.description) == digests.map(\.hex).sorted())
  }

  @Test func hexIsLowerCaseAndWhole() {
    #expect(Hex.encode([0, 15, 16, 255]) == "000f10ff")
    #expect(Hex.decode("000f10ff") == [0, 15, 16, 255])
    #expect(Hex.decode("") == [])
    for text in ["0", "0g", "AB", " 00", "0x00", "é"] { #expect(Hex.decode(text) == nil) }
  }
}

@Suite struct FieldDigests {
  enum Field {
    case text(String)
    case optional(String?)
    case number(Int)
    case real(Double)
    case flag(Bool)
    case bytes([UInt8])
  }

  func digest(_ fields: [Field]) -> Digest {
    var digest = FieldDigest(domain: "test")
    for field in fields {
      switch field {
      case .text(let value): digest.add(value)
      case .optional(let value): digest.add(value)
      case .number(let value): digest.add(value)
      case .real(let value): digest.add(value)
      case .flag(let value): digest.add(value)
      case .bytes(let value): digest.add(bytes: value)
      }
    }
    return digest.finish()
  }

  @Test func noTwoListsOfFieldsShareOne() {
    let lists: [[Field]] = [
      [], [.text("")], [.text(""), .text("")], [.text("ab"), .text("c")],
      [.text("a"), .text("bc")], [.text("abc")], [.optional(nil)], [.optional("")],
      [.optional("a")], [.optional("a"), .optional(nil)], [.optional(nil), .optional("a")],
      [.number(0)], [.number(1)], [.number(-1)], [.number(0), .number(0)],
      [.number(1), .text("a")], [.real(0.5)], [.real(1)], [.flag(true)], [.flag(false)],
      [.number(8), .number(0)], [.bytes([UInt8](repeating: 0, count: 16))],
    ]
    #expect(Set(lists.map(digest)).count == lists.count)
  }

  @Test func domainsAreKeptApart() {
    #expect(FieldDigest(domain: "a").finish() != FieldDigest(domain: "b").finish())
    var field = FieldDigest(domain: "")
    field.add("a")
    #expect(FieldDigest(domain: "a").finish() != field.finish())
  }
}

@Suite struct DigestBatches {
  private let bytes = (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 1) }

  /// All sizes around the ends of blocks, in texts that begin and end at different times.
  @Test func hasTheDigestOfEachText() {
    var batch = DigestBatch()
    var expected: [Digest] = []
    bytes.withUnsafeBytes { bytes in
      for size in 0..<200 {
        let first = UnsafeRawBufferPointer(rebasing: bytes[..<size])
        let second = UnsafeRawBufferPointer(rebasing: bytes[200..<200 + size * 37 % 3000])
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        for (one, other) in [(first, second), (first, nothing), (nothing, first)] {
          batch.add(one, other)
          expected.append(Digest(of: Array(one) + Array(other)))
        }
      }
      #expect(batch.count == expected.count)
      batch.work()
    }
    for (place, digest) in expected.enumerated() { #expect(batch[place] == digest) }
    #expect(batch.count == 0)
  }

  @Test func aPairHasTheDigestsOfBoth() {
    bytes.withUnsafeBytes { bytes in
      for size in [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 3000] {
        let one = UnsafeRawBufferPointer(rebasing: bytes[..<16])
        let other = UnsafeRawBufferPointer(rebasing: bytes[..<size])
        let found = DigestBatch.pair((one, other), (other, one))
        #expect(found.0 == Digest(of: Array(one) + Array(other)))
        #expect(found.1 == Digest(of: Array(other) + Array(one)))
      }
    }
  }
}
