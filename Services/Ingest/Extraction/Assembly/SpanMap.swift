import Ledger

/// Turns byte ranges of the text into spans: bytes of the original and code points of the text.
struct SpanMap {
  private let document: ReadDocument
  /// Code points before every 256th byte, so that no count starts from the beginning.
  private let marks: [Int]
  private static let stride = 256

  init(_ document: ReadDocument) {
    self.document = document
    var marks: [Int] = []
    var count = 0
    document.text.withUnsafeBufferPointer { text in
      for start in Swift.stride(from: 0, to: text.count, by: Self.stride) {
        marks.append(count)
        for byte in text[start..<min(start + Self.stride, text.count)] where byte & 0xC0 != 0x80 {
          count += 1
        }
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
    var count = marks[mark]
    for byte in document.text[
      min(mark * Self.stride, document.text.count)..<min(offset, document.text.count)]
    where byte & 0xC0 != 0x80 {
      count += 1
    }
    return count
  }
}
