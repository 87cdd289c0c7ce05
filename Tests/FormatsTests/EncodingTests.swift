import Ledger
import Testing

@testable import Formats

@Suite("Encodings of documents") struct EncodingTests {
  private static let text =
    "По данным министерства, в боях под городом погибли не менее 40 солдат, ещё 120 ранены. "
    + "Военные сообщили об этом во вторник вечером; независимых подтверждений нет."

  private func page(_ charset: String) -> String {
    "<!DOCTYPE html><html><head><meta charset=\"\(charset)\"></head><body><p>\(Self.text)</p></body></html>"
  }

  private func encoded(_ text: String, _ name: String) throws -> [UInt8] {
    let encoding = try #require(TextEncoding(label: name))
    return try #require(encoding.encoded(Array(text.utf8)))
  }

  @Test("are read as declared", arguments: ["windows-1251", "koi8-r", "utf-8", "iso-8859-5"])
  func declared(_ name: String) throws {
    let bytes = try encoded(page(name), name)
    let document = try FormatReader.read(bytes)
    try expectWayBack(document, bytes)
    #expect(document.texts(.lede) == [Self.text])
    #expect(document.declaredEncoding == name)
    #expect(document.warnings.isEmpty)
  }

  @Test("declared wrongly are read as they are, and that is said") func wrong() throws {
    let bytes = Array(page("windows-1251").utf8)
    let document = try FormatReader.read(bytes)
    #expect(document.texts(.lede) == [Self.text])
    #expect(document.declaredEncoding == "windows-1251")
    #expect(document.warnings.count == 1)
  }

  @Test(
    "declared by nobody are told from the bytes, and that is said",
    arguments: ["windows-1251", "koi8-r"])
  func detected(_ name: String) throws {
    let bytes = try encoded(Self.text, name)
    let document = try FormatReader.read(bytes)
    try expectWayBack(document, bytes)
    #expect(String(decoding: document.text, as: UTF8.self) == Self.text)
    #expect(document.warnings.count == 1)
  }

  @Test(
    "with two bytes a character",
    arguments: [("UTF-16LE", [0xFF, 0xFE]), ("UTF-16BE", [0xFE, 0xFF]), ("UTF-16LE", [])]
      as [(String, [UInt8])])
  func wide(_ name: String, _ mark: [UInt8]) throws {
    let text = mark.isEmpty ? "Forty soldiers were killed in the town, the army said." : Self.text
    let bytes = mark + (try encoded(text, name))
    let document = try FormatReader.read(bytes)
    try expectWayBack(document, bytes)
    #expect(String(decoding: document.text, as: UTF8.self) == text)
  }

  @Test("that mix are told by their byte") func mixed() throws {
    let bytes = Array(Self.text.utf8) + [0xFF, 0xFE, 0x00, 0x80] + Array(Self.text.utf8)
    #expect(throws: LedgerError.self) { try FormatReader.read(bytes) }
  }
}
