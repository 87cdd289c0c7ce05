import Ledger

/// What a file of a document holds, in its order.
struct WordBody {
  indirect enum Element {
    case paragraph(Paragraph)
    case table([Row])
  }

  struct Paragraph {
    var text: [UInt8] = []
    var style = ""
    var isList = false
  }

  struct Row {
    var cells: [Cell] = []
    /// Repeated on every page that the table goes on to.
    var isHeader = false
  }

  struct Cell {
    var elements: [Element] = []
    /// Over how many columns it goes.
    var columns = 1
    /// It goes on from the row above.
    var goesOn = false
  }

  /// - Throws: `malformed` where it is no XML.
  static func read(_ content: [UInt8], name: String) throws(LedgerError) -> [Element] {
    var body = WordBody()
    var reader = try OfficeXML(content, name: name)
    while let event = try reader.next() {
      switch event {
      case .start(let element): body.begin(element, reader)
      case .end(let element): body.end(element)
      case .text(let bytes):
        if body.skipped == 0, body.isText, !body.paragraphs.isEmpty {
          body.paragraphs[body.paragraphs.count - 1].text += bytes
        }
      }
    }
    return body.elements
  }

  private var elements: [Element] = []
  /// Those that have begun: a text box stands in a paragraph and has paragraphs of its own.
  private var paragraphs: [Paragraph] = []
  private var tables: [[Row]] = []
  /// Open elements, counted from the first one whose text is none of the document.
  private var skipped = 0
  private var isText = false

  /// Deleted or moved away, a field's instructions, and what stands for programs that know less.
  private static let never: Set<String> = ["del", "moveFrom", "instrText", "delText", "Fallback"]

  private mutating func begin(_ element: String, _ reader: borrowing OfficeXML) {
    guard skipped == 0, !Self.never.contains(element) else {
      skipped += 1
      return
    }
    switch element {
    case "p": paragraphs.append(Paragraph())
    case "pStyle": change { $0.style = reader.attribute("val") ?? "" }
    case "numPr": change { $0.isList = true }
    case "t": isText = true
    case "tab": change { $0.text.append(0x20) }
    case "br", "cr": change { $0.text.append(0x0A) }
    case "noBreakHyphen": change { $0.text += Array("\u{2011}".utf8) }
    case "tbl": tables.append([])
    case "tr": if !tables.isEmpty { tables[tables.count - 1].append(Row()) }
    case "tblHeader": changeRow { $0.isHeader = reader.attribute("val") != "0" }
    case "tc": changeRow { $0.cells.append(Cell()) }
    case "gridSpan":
      let columns = reader.attribute("val").flatMap { Int($0) } ?? 1
      changeCell { $0.columns = min(max(1, columns), 100) }
    case "vMerge": changeCell { $0.goesOn = reader.attribute("val") != "restart" }
    default: break
    }
  }

  private mutating func end(_ element: String) {
    guard skipped == 0 else {
      skipped -= 1
      return
    }
    switch element {
    case "t": isText = false
    case "p": if let paragraph = paragraphs.popLast() { add(.paragraph(paragraph)) }
    case "tbl": if let rows = tables.popLast() { add(.table(rows)) }
    default: break
    }
  }

  private mutating func add(_ element: Element) {
    guard let row = tables.last?.last, !row.cells.isEmpty else {
      elements.append(element)
      return
    }
    changeCell { $0.elements.append(element) }
  }

  private mutating func change(_ body: (inout Paragraph) -> Void) {
    if !paragraphs.isEmpty { body(&paragraphs[paragraphs.count - 1]) }
  }

  private mutating func changeRow(_ body: (inout Row) -> Void) {
    guard let last = tables.last, !last.isEmpty else { return }
    body(&tables[tables.count - 1][last.count - 1])
  }

  private mutating func changeCell(_ body: (inout Cell) -> Void) {
    changeRow { row in if !row.cells.isEmpty { body(&row.cells[row.cells.count - 1]) } }
  }
}
