import Ledger
import Testing

@testable import Formats

/// Archives that nobody should send.
@Suite("Hostile archives")
struct HostileArchiveTests {
  private func failure(_ bytes: [UInt8], limits: ZipArchive.Limits = .init()) -> LedgerError? {
    #expect(throws: LedgerError.self) { _ = try DOCXReader.read(bytes, limits: limits) }
  }

  @Test("entities that stand for entities are not expanded, declared in whatever encoding")
  func entities() {
    var declared = #"<!DOCTYPE w [<!ENTITY a0 "ha">"#
    for level in 1...9 {
      let inner = String(repeating: "&a\(level - 1);", count: 10)
      declared += #"<!ENTITY a\#(level) "\#(inner)">"#
    }
    let bomb =
      declared + "]><w:document xmlns:w=\"w\"><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:document>"
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in bomb.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    for content in [Array(bomb.utf8), wide] {
      var archive = ArchiveBuilder()
      archive.add("word/document.xml", content)
      let error = failure(archive.bytes())
      #expect(error?.reason == .malformed)
    }
    #expect(failure(ArchiveBuilder.document(bomb))?.message.contains("document type") == true)
    // In a file that only says how it looks.
    let styled = ArchiveBuilder.document("<w:p/>", others: [("word/styles.xml", bomb)])
    #expect(failure(styled)?.reason == .malformed)
  }

  @Test("what unpacks to many times its size is not unpacked")
  func ratio() {
    var archive = ArchiveBuilder()
    archive.add("word/document.xml", [UInt8](repeating: 0x20, count: 8 << 20))
    let error = failure(archive.bytes())
    #expect(error?.reason == .tooLarge)
    #expect(error?.message.contains("200 times") == true)
  }

  @Test("what says that it is larger than all that may be unpacked is not unpacked")
  func size() {
    var archive = ArchiveBuilder()
    archive.add("word/document.xml", Array("<w/>".utf8), claimed: 0xFFFF_FFF0)
    #expect(failure(archive.bytes())?.reason == .tooLarge)
    // Also where it takes several files together.
    var many = ArchiveBuilder()
    let spaces = String(repeating: " ", count: 3000)
    many.add("word/document.xml", "<w>\(spaces)</w>")
    many.add("word/styles.xml", "<w>\(spaces)</w>")
    #expect(failure(many.bytes(), limits: .init(unpacked: 4000))?.reason == .tooLarge)
  }

  @Test("what unpacks to more or less than it says is refused")
  func lies() {
    for claimed in [100, 5000] {
      var archive = ArchiveBuilder()
      archive.add("word/document.xml", [UInt8](repeating: 0x20, count: 1000), claimed: claimed)
      #expect(failure(archive.bytes())?.reason == .malformed)
    }
  }

  @Test("an archive of very many files is refused by their number")
  func manyFiles() {
    var archive = ArchiveBuilder()
    archive.add("word/document.xml", "<w/>")
    for number in 0..<3000 { archive.add("\(number)", [], method: 0) }
    #expect(failure(archive.bytes())?.reason == .tooLarge)
    #expect(failure(archive.bytes(claimed: 0xFFFF))?.reason == .tooLarge)
  }

  @Test("names that are paths lead nowhere")
  func paths() {
    for name in ["../word/document.xml", "/word/document.xml", "word/../word/document.xml"] {
      var archive = ArchiveBuilder()
      archive.add(name, "<w/>")
      let error = failure(archive.bytes())
      #expect(error?.reason == .malformed)
      #expect(error?.message == "there is no word/document.xml in it")
    }
    var twice = ArchiveBuilder()
    twice.add("word/document.xml", "<w/>")
    twice.add("word/document.xml", "<x/>")
    #expect(failure(twice.bytes())?.message == "two of its files have the same name")
  }

  @Test("encrypted files and unusual ways of packing are named")
  func unusual() {
    for (method, flags) in [(8, 1), (14, 0)] as [(UInt16, UInt16)] {
      var archive = ArchiveBuilder()
      archive.add("word/document.xml", Array("<w/>".utf8), method: method, flags: flags)
      #expect(failure(archive.bytes())?.reason == .unsupported)
    }
  }

  @Test("elements that lie too deep in each other are refused")
  func deep() {
    let body = String(repeating: "<w:tbl><w:tr><w:tc>", count: 50_000)
    #expect(failure(ArchiveBuilder.document(body))?.reason == .malformed)
  }

  @Test("a document that was cut off or changed anywhere is refused or read, and nothing else")
  func damage() throws {
    let whole = try FormatSamples.bytes("two-hospitals.docx")
    for end in stride(from: 0, to: whole.count, by: 37) {
      let cut = Array(whole[..<end])
      if let document = try? FormatReader.read(cut) { expectSound(document, cut) }
    }
    for place in stride(from: 0, to: whole.count, by: 11) {
      var changed = whole
      changed[place] ^= 0x5A
      if let document = try? FormatReader.read(changed) { expectSound(document, changed) }
    }
  }
}
