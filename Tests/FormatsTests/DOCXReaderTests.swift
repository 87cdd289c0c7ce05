import Ledger
import Testing

@testable import Formats

@Suite("Reading documents of word processors")
struct DOCXReaderTests {
  private func read(_ body: String, styles: String = "", others: [(String, String)] = []) throws
    -> ReadDocument
  {
    let original = ArchiveBuilder.document(body, styles: styles, others: others)
    let document = try FormatReader.read(original)
    #expect(document.mediaType == DOCXReader.mediaType)
    expectSound(document, original)
    return document
  }

  private func paragraph(_ words: String, style: String = "") -> String {
    "<w:p>\(style.isEmpty ? "" : "<w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>")"
      + "<w:r><w:t>\(words)</w:t></w:r></w:p>"
  }

  private func table(_ rows: [[String]]) -> String {
    let rows = rows.map { row in
      "<w:tr>\(row.map { "<w:tc>\(paragraph($0))</w:tc>" }.joined())</w:tr>"
    }
    return "<w:tbl>\(rows.joined())</w:tbl>"
  }

  @Test(
    "styles say what a paragraph is, in whatever language their ids are, and by what they are based on"
  )
  func styles() throws {
    let styles = """
      <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
      <w:style w:styleId="Mine"><w:name w:val="House style"/><w:basedOn w:val="berschrift1"/></w:style>
      <w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
      <w:style w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
      """
    let document = try read(
      paragraph("Head", style: "berschrift1") + paragraph("Another head", style: "Mine")
        + paragraph("Forty people were killed in the town.", style: "Loop")
        + paragraph("We saw it.", style: "Zitat") + paragraph("A short line"), styles: styles)
    #expect(shown(document).map(\.section) == [.headline, .headline, .lede, .quotation, .body])
  }

  @Test("what was deleted, moved away or only instructs a field is not read")
  func changes() throws {
    let document = try read(
      """
      <w:p><w:r><w:t>The army lost </w:t></w:r><w:del><w:r><w:delText>400</w:delText></w:r></w:del>\
      <w:ins><w:r><w:t>40</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> old</w:t></w:r></w:moveFrom>\
      <w:r><w:instrText> PAGE 7 </w:instrText></w:r><w:r><w:t> soldiers.</w:t></w:r></w:p>
      """)
    #expect(shown(document).map(\.words) == ["The army lost 40 soldiers."])
  }

  @Test("a text box stands before the paragraph that it hangs on, and once")
  func textBox() throws {
    let box = "<wps><txbxContent>\(paragraph("In the box 7 were killed."))</txbxContent></wps>"
    let document = try read(
      "<w:p><w:r><w:t>Around it 9 were killed.</w:t></w:r><AlternateContent><Choice>\(box)</Choice>"
        + "<Fallback>\(box)</Fallback></AlternateContent></w:p>")
    #expect(
      shown(document).map(\.words) == ["In the box 7 were killed.", "Around it 9 were killed."])
  }

  @Test("rows know the headers above them, also where those go over columns and rows")
  func tables() throws {
    let document = try read(
      """
      <w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>\(paragraph("Month"))</w:tc>\
      <w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>\(paragraph("Army"))</w:tc></w:tr>\
      <w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p/></w:tc><w:tc>\(paragraph("killed"))</w:tc>\
      <w:tc>\(paragraph("wounded"))</w:tc></w:tr>\
      <w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>\(paragraph("May"))</w:tc>\
      <w:tc>\(paragraph("12"))</w:tc><w:tc>\(paragraph("3|4"))</w:tc></w:tr>\
      <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>\(paragraph("14"))</w:tc></w:tr></w:tbl>
      """)
    #expect(
      document.blocks.map(\.columnHeaders) == [
        ["Month", "Army killed", "Army wounded"], ["Month", "Army killed", "Army wounded"],
      ])
    #expect(shown(document).map(\.words) == ["May | 12 | 3¦4", "May | 14"])
  }

  @Test("a row whose first cell is empty keeps its columns")
  func emptyCell() throws {
    let document = try read(table([["Side", "Killed"], ["", "40"], ["North", "50"]]))
    #expect(shown(document).map(\.words) == ["| | 40", "North | 50"])
  }

  @Test("a table that only sets things side by side is read as what stands in it")
  func layout() throws {
    let long = String(repeating: "The army and the rebels fought on. ", count: 20)
    let document = try read(table([[long, "Forty people were killed."], ["More.", "And more."]]))
    #expect(document.blocks.allSatisfy { $0.section != .table })
    #expect(document.blocks.count == 4)
  }

  @Test("notes stand behind the text, with the file that they are in")
  func notes() throws {
    let space = #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#
    let document = try read(
      paragraph("Forty people were killed."),
      others: [
        (
          "word/footnotes.xml",
          "<w:footnotes \(space)><w:footnote>\(paragraph("Names are known of 31."))</w:footnote></w:footnotes>"
        )
      ])
    #expect(shown(document).map(\.section) == [.lede, .footnote])
    #expect(
      document.location(at: document.blocks[1].range.lowerBound)?.part == "word/footnotes.xml")
  }

  @Test("broken XML is refused with its file and line")
  func broken() {
    let error = #expect(throws: LedgerError.self) { _ = try read("<w:p>\n<w:r></w:p>") }
    #expect(error?.reason == .malformed)
    #expect(error?.subject == "word/document.xml (line 2)")
  }

  @Test("an archive that is no document is refused as one")
  func otherArchive() throws {
    var archive = ArchiveBuilder()
    archive.add("notes.txt", "Forty people were killed.")
    let error = #expect(throws: LedgerError.self) { _ = try FormatReader.read(archive.bytes()) }
    #expect(error?.reason == .unsupported)
  }
}
