import Ledger

/// Turns byte ranges of the text into spans: bytes of the original and code points of the text.
struct SpanMap {
  private let document: ReadDocument
  /// Code points before every 64th byte, so that no count starts from the beginning.
  private let marks: [Int]
  private static let stride = 64

  init(_ document: ReadDocument) {
    self.document = document
    var marks: [Int] = []
    var count = 0
    document.text.withUnsafeBufferPointer { text in
      for start in Swift.stride(from: 0, to: text.count, by: Self.stride) {
        marks.append(count)
        count += Self.characters(in: text, start, min(start + Self.stride, text.count))
      }
    }
    marks.append(count)
    self.marks = marks
  }

  func span(_ range: Range<Int>) -> Span {
    Span(
      bytes: document.offsets.original(of: range) ?? range,
      characters: characters(before: range.lowerBound)..<characters(before: range.upperBound))
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: document.text[range.clamped(to: 0..<document.text.count)], as: UTF8.self)
  }

  private func characters(before offset: Int) -> Int {
    let mark = min(offset / Self.stride, marks.count - 1)
    return document.text.withUnsafeBufferPointer { text in
      let start = min(mark * Self.stride, text.count)
      return marks[mark] + Self.characters(in: text, start, max(start, min(offset, text.count)))
    }
  }

  /// How many bytes of a stretch begin a code point. Without a branch, so that the compiler counts many at once.
  private static func characters(
    in text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var count = 0
    for index in start..<end { count &+= text[index] & 0xC0 == 0x80 ? 0 : 1 }
    return count
  }
}
