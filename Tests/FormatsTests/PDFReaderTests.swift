import Ledger
import Testing

@testable import Formats
@testable import PDFText

@Suite("Reading PDFs")
struct PDFReaderTests {
  private typealias Mark = PageBuilder.Mark

  private func read(_ pages: [[PageBuilder.Mark]]) throws -> ReadDocument {
    let original = PageBuilder.pdf(pages)
    let document = try FormatReader.read(original, pdf: FormatSamples.pdftotext)
    #expect(document.mediaType == "application/pdf")
    #expect(document.reader.name == "pdftotext")
    #expect(document.reader.version.first?.isNumber == true)
    expectSound(document, original)
    return document
  }

  /// Lines of body text below each other.
  private func lines(_ words: [String], x: Int = 70, y: Int = 700) -> [PageBuilder.Mark] {
    words.enumerated().map { Mark(x, y - 14 * $0.offset, $0.element) }
  }

  @Test("lines of a paragraph are joined, and words that a line end parted")
  func hyphens() throws {
    let document = try read([
      lines([
        "The ministry of health in the capital said on the radio that forty peo-",
        "ple were killed between 2023-",
        "2024 near the well-known town, and gave no names of them.",
      ])
    ])
    #expect(
      shown(document).map(\.words) == [
        "The ministry of health in the capital said on the radio that forty people were killed "
          + "between 2023-2024 near the well-known town, and gave no names of them."
      ])
  }

  @Test("a sentence goes on in the next column and on the next page")
  func continuation() throws {
    let document = try read([
      lines(["On the first page the army says that forty"]),
      lines(["of its soldiers were killed."]),
      lines(["Another paragraph begins with a capital."]),
    ])
    #expect(
      shown(document).map(\.words) == [
        "On the first page the army says that forty of its soldiers were killed.",
        "Another paragraph begins with a capital.",
      ])
    let places = document.blocks.map { document.location(at: $0.range.upperBound - 1)?.page }
    #expect(places == [2, 3])
  }

  @Test("heads, feet and the numbers of pages are not read, wherever the page is")
  func runningHeads() throws {
    let pages = (1...6).map { page in
      [Mark(70, 815, "Blue Heron Ledger, issue \(page % 2)"), Mark(290, 25, "\(page)")]
        + lines(["On page \(page) of this report the army counts \(page * 11) soldiers killed."])
    }
    let document = try read(pages)
    #expect(document.blocks.count == 6)
    #expect(!String(decoding: document.text, as: UTF8.self).contains("Heron"))
  }

  @Test("what is set larger is a headline, and what is set smaller below it a note")
  func sizes() throws {
    let document = try read([
      [Mark(70, 760, "Forty killed", size: 20)]
        + lines([
          "The ministry of health said on the radio that forty people were killed there.",
          "It gave no names of them, and did not say who counted, as it never has before.",
        ]) + [Mark(70, 60, "1 By the count of the ministry.", size: 7)]
    ])
    #expect(shown(document).map(\.section) == [.headline, .lede, .footnote])
  }

  @Test("cells below each other are a table with its headers")
  func table() throws {
    let rows = [
      ("Month", "Killed", "Wounded"), ("May 2024", "1,250", "3,100"), ("June 2024", "", "2,400"),
    ]
    let marks = rows.enumerated().flatMap { number, row in
      let y = 600 - 16 * number
      return [Mark(70, y, row.0), Mark(220, y, row.1), Mark(380, y, row.2)].filter {
        !$0.words.isEmpty
      }
    }
    let document = try read([lines(["Losses of the army, as it says itself on the radio:"]) + marks]
    )
    let table = document.blocks.filter { $0.section == .table }
    #expect(
      table.map(\.columnHeaders) == [
        ["Month", "Killed", "Wounded"], ["Month", "Killed", "Wounded"],
      ])
    #expect(
      shown(document).filter { $0.section == .table }.map(\.words)
        == ["May 2024 | 1,250 | 3,100", "June 2024 |  | 2,400"])
    // Each cell has a place of its own.
    let words = String(decoding: document.text, as: UTF8.self)
    let cell = try #require(words.firstRange(of: "2,400"))
    let offset = words.utf8.distance(from: words.startIndex, to: cell.lowerBound)
    #expect((document.location(at: offset)?.box?.left ?? 0) > 370)
  }

  @Test("two columns of text are no table")
  func columns() throws {
    let left = lines([
      "The left column of the page says that the", "army lost forty soldiers in the first week",
      "of the month, and nineteen in the second.",
    ])
    let right = lines(
      [
        "The right column of the page says nothing", "of this, and speaks of the ships that came",
        "into the harbour with 12 tons of wheat.",
      ], x: 320)
    let document = try read([left + right])
    #expect(document.blocks.count == 2)
    #expect(document.blocks.allSatisfy { $0.section != .table })
  }

  @Test("a PDF without a text layer is refused with what to do; pages without one are named")
  func noText() throws {
    let error = #expect(throws: LedgerError.self) { _ = try read([[], []]) }
    #expect(error?.reason == .unsupported)
    #expect(error?.message.contains("no text layer") == true)
    #expect(error?.hint.contains("ocrmypdf") == true)
    let document = try read([lines(["Forty people were killed."]), []])
    #expect(document.warnings == ["1 of 2 pages have no text layer: 2"])
  }

  @Test("an encrypted PDF is refused as one")
  func encrypted() {
    let filler = String(repeating: "41", count: 32)
    let original = PageBuilder.pdf(
      [lines(["Forty people were killed."])],
      trailer:
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <\(filler)> /U <\(filler)> >> /ID [<41> <41>]"
    )
    let error = #expect(throws: LedgerError.self) {
      _ = try FormatReader.read(original, pdf: FormatSamples.pdftotext)
    }
    #expect(error?.reason == .unsupported)
    #expect(error?.message == "it is encrypted")
  }

  @Test("without pdftotext it says what is missing, where it was looked for and what to install")
  func absent() {
    for (path, place) in [
      ("/no/such/pdftotext", "/no/such/pdftotext"), ("no-such-pdftotext", "/bin"),
    ] {
      let tool = PDFToText(path: path, seconds: 5, memory: 1 << 28, output: 1 << 20, processes: 2)
      let error = #expect(throws: LedgerError.self) {
        _ = try FormatReader.read(PageBuilder.pdf([[]]), pdf: tool)
      }
      #expect(error?.reason == .unsupported)
      #expect(error?.subject == "pdftotext.path")
      #expect(error?.message.contains(place) == true)
      #expect(error?.hint.contains("install poppler-utils") == true)
    }
    let other = PDFToText(
      path: "/bin/true", seconds: 5, memory: 1 << 28, output: 1 << 20, processes: 2)
    let error = #expect(throws: LedgerError.self) {
      _ = try FormatReader.read(PageBuilder.pdf([[]]), pdf: other)
    }
    #expect(error?.message.contains("does not say that it is pdftotext") == true)
  }

  /// Paragraphs that go on from page to page, heads that come again, and a table.
  private static let long = PageBuilder.pdf(
    (1...29).map { page in
      [
        Mark(70, 800, "Yearbook of the ministry, \(page)"),
        Mark(70, 700, "On page \(page) the army says that \(page * 100)"),
        Mark(70, 686, "of its soldiers were killed, and that"),
      ]
    })

  @Test("read by several processes at once it is the same", arguments: [2, 3, 4, 16])
  func ranges(_ processes: Int) throws {
    func read(_ processes: Int) throws -> ReadDocument {
      try FormatReader.read(
        Self.long,
        pdf: PDFToText(
          path: "pdftotext", seconds: 60, memory: 1 << 30, output: 1 << 24, processes: processes))
    }
    let (one, several) = (try read(1), try read(processes))
    #expect(one.blocks.count > 20 || one.text.count > 1000)
    #expect(several.text == one.text)
    #expect(several.blocks == one.blocks)
    #expect(several.warnings == one.warnings)
    for place in stride(from: 0, to: one.text.count, by: 97) {
      #expect(several.location(at: place) == one.location(at: place))
    }
    expectSound(several, Self.long)
  }

  @Test("its pages are shared out in stretches of equal length, none of them too short")
  func sharing() {
    #expect(PageRanges.of(300, atMost: 2) == [1...150, 151...300])
    #expect(PageRanges.of(17, atMost: 2) == [1...8, 9...17])
    #expect(PageRanges.of(11, atMost: 2) == [1...11])
    #expect(PageRanges.of(1, atMost: 16) == [1...1])
    for pages in 1...200 {
      let ranges = PageRanges.of(pages, atMost: 7)
      #expect(ranges.flatMap(Array.init) == Array(1...pages))
      #expect(ranges.count == 1 || ranges.allSatisfy { $0.count >= PageRanges.leastPages })
    }
  }

  @Test("entities, metadata and pieces that end anywhere are read as they are meant")
  func scanner() throws {
    let output = """
      <head>
      <title>Losses &amp; gains</title>
      <meta name="CreationDate" content="2024-05-01T08:00:00Z"/>
      </head>
        <page width="595.0" height="842.0">
          <flow>
            <block xMin="70" yMin="-5.25" xMax="200" yMax="20">
              <line xMin="70.5" yMin="10" xMax="200" yMax="20">
                <word xMin="70.5" yMin="10" xMax="90" yMax="20">&lt;40&gt;</word>
                <word xMin="95" yMin="10" xMax="200" yMax="20">tués\u{1}</word>
              </line>
            </block>
          </flow>
        </page>

      """
    let bytes = Array(output.utf8)
    for step in [1, 7, 64, 1000] {
      var scanner = LayoutScanner()
      for start in stride(from: 0, to: bytes.count, by: step) {
        try Array(bytes[start..<min(start + step, bytes.count)]).withUnsafeBytes {
          try scanner.read($0)
        }
      }
      let layout = scanner.layout
      #expect(layout.title == "Losses & gains")
      #expect(layout.created == "2024-05-01T08:00:00Z")
      #expect(
        layout.words.indices.map { String(decoding: layout.text(of: $0), as: UTF8.self) } == [
          "<40>", "tués",
        ])
      #expect(layout.lines.first?.box.left == 70.5 && layout.blocks.first?.box.top == -5.25)
      #expect(
        layout.blocks(of: 0) == 0..<1 && layout.lines(of: 0) == 0..<1
          && layout.words(of: 0) == 0..<2)
    }
  }
}
