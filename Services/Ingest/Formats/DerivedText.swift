import Ledger

/// Puts a text together that does not lie in its original, such as that of a PDF: paragraph after paragraph, each with
/// where it was found.
struct DerivedText {
  private(set) var text: [UInt8] = []
  private(set) var places: [TextSource.Place] = []
  private var items: [Item] = []
  private var start = 0

  /// What is known of a paragraph beside its words.
  enum Kind {
    /// Nothing: its words decide.
    case plain
    case section(Section)
    case row(headers: [String])
  }

  private struct Item {
    var kind: Kind
    var range: Range<Int>
  }

  /// What is added from here on was found there.
  mutating func place(_ location: TextLocation) {
    if let last = places.last {
      guard last.location != location else { return }
      if last.start == text.count { places.removeLast() }
    }
    places.append(TextSource.Place(start: text.count, location: location))
  }

  mutating func add(_ bytes: some Collection<UInt8>) { text += bytes }
  mutating func add(_ words: StaticString) { words.withUTF8Buffer { text += $0 } }

  /// Takes bytes of the paragraph back, as when a hyphen only parted a word.
  mutating func removeLast(_ count: Int) { text.removeLast(min(count, text.count - start)) }

  /// The bytes of the paragraph that is being added.
  var paragraph: ArraySlice<UInt8> { text[start...] }

  /// Ends a paragraph, a row or whatever its kind says.
  /// - Parameter mark: bytes at its beginning that are shown and not read, such as the number of a note.
  mutating func end(_ kind: Kind, mark: Int = 0) {
    while let last = text.last, text.count > start, last <= 0x20 { text.removeLast() }
    guard text.count > start else { return }
    if start + mark < text.count {
      items.append(Item(kind: kind, range: start + mark..<text.count))
    }
    text += [0x0A, 0x0A]
    start = text.count
  }

  /// - Parameter hasHeadings: headings are known by more than their words, so that a short line is none.
  func blocks(hasHeadings: Bool) -> [ReadDocument.Block] {
    var builder = BlockBuilder()
    for item in items {
      let line = Line(item.range, of: text)
      switch item.kind {
      case .section(let section): builder.add(section, item.range, line)
      case .row(let headers): builder.table([item.range], headers: headers)
      case .plain where line.listMark > 0:
        let words = line.dropping(line.listMark)
        builder.add(.list, words.isBlank ? item.range : words.range, words)
      case .plain where hasHeadings && line.width <= 240 && !line.endsSentence:
        builder.add(.body, item.range, line)
      case .plain: builder.paragraph(line)
      }
    }
    return builder.finish()
  }
}
