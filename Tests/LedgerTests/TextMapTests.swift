import Ledger
import Testing

@Suite("A map of a text in its original") struct TextMapTests {
  @Test func leadsBackToTheOriginalBehindAByteOrderMark() {
    let map = TextMap(identityFrom: 3, length: 10)
    let text = [UInt8](repeating: 0x61, count: 10)
    #expect(map.original(of: 0..<10, in: text) == 3..<13)
    #expect(map.original(of: 4..<4, in: text) == 7..<7)
    #expect(map.original(of: 10..<10, in: text) == 13..<13)
    #expect(map.original(of: 5..<11, in: text) == nil)
    #expect(map.isIdentity)
  }

  /// `<p>Some&nbsp;40 <b>dead</b></p>`, read as "Some 40 dead".
  private static let original = Array("<p>Some&nbsp;40 <b>dead</b></p>".utf8)
  private static let map: TextMap = {
    var map = TextMap()
    map.add(original: 3..<7, textLength: 4)
    map.add(original: 7..<13, literal: Array("\u{A0}".utf8))
    map.add(original: 13..<16, textLength: 3)
    map.add(original: 19..<23, textLength: 4)
    return map
  }()

  @Test func givesTheTextBack() throws {
    let text = try #require(Self.original.withUnsafeBytes { Self.map.text(of: $0) })
    #expect(String(decoding: text, as: UTF8.self) == "Some\u{A0}40 dead")
    #expect(!Self.map.isIdentity)
    for start in 0..<text.count {
      for end in start + 1...text.count {
        let range = start..<end
        let place = try #require(Self.map.original(of: range, in: text))
        let back = try #require(Self.original.withUnsafeBytes { Self.map.text(in: place, of: $0) })
        // Half of what an entity stands for has all of the entity for its place.
        let cutsTheSpace = start == 5 || end == 5
        #expect(back == Array(text[range]) || cutsTheSpace, "\(range)")
      }
    }
  }

  @Test func refusesWhatLiesOutside() {
    #expect(Self.original.prefix(20).withUnsafeBytes { Self.map.text(of: $0) } == nil)
    #expect(Self.original.withUnsafeBytes { Self.map.text(in: 5..<99, of: $0) } == nil)
  }

  @Test func readsOtherEncodings() throws {
    let encoding = try #require(TextEncoding(label: "windows-1251"))
    let original = try #require(encoding.encoded(Array("Погибли 40 — не менее".utf8)))
    var map = TextMap(encoding: encoding)
    let text = try #require(encoding.decoded(original))
    map.add(original: 0..<original.count, textLength: text.count)
    let number = try #require(map.original(of: 15..<17, in: text))
    #expect(number == 8..<10)
    #expect(original.withUnsafeBytes { map.text(in: number, of: $0) } == Array("40".utf8))
    #expect(original.withUnsafeBytes { map.text(of: $0) } == text)
  }
}

@Suite("An encoding") struct TextEncodingTests {
  @Test(arguments: [
    ("utf8", "UTF-8"), (" \"Windows-1251\" ", "WINDOWS-1251"), ("latin1", "WINDOWS-1252"),
    ("koi8-r", "KOI8-R"), ("gb2312", "GB18030"),
  ])
  func isKnownByItsLabels(_ label: String, _ name: String) {
    #expect(TextEncoding(label: label)?.name == name)
  }

  @Test(arguments: [
    "", "no-such-encoding", "UTF-8//IGNORE", "utf-8\0", String(repeating: "x", count: 99),
  ])
  func isRefusedWhereNobodyKnowsIt(_ label: String) {
    #expect(TextEncoding(label: label) == nil)
  }

  @Test func isStrict() {
    #expect(TextEncoding.utf8.decoded([0x41, 0xFF]) == nil)
    #expect(TextEncoding(label: "windows-1251")?.encoded(Array("漢".utf8)) == nil)
  }
}
