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
      bytes: document.evidenceRange(of: range),
      characters: characters(before: range.lowerBound)..<characters(before: range.upperBound))
  }

  /// Where in the original it was found, for a text that does not lie in it.
  func location(of range: Range<Int>) -> TextLocation? {
    document.location(at: range.lowerBound)
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

  /// How many bytes of a stretch, which is no longer than a stride, begin a code point. Eight at once: those that do not
  /// are counted each in its own byte, and the bytes added up at the end.
  private static func characters(
    in text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    let bytes = UnsafeRawBufferPointer(text)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var place = start
    var inside: UInt64 = 0
    while place + 8 <= end {
      let eight = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      inside &+= (eight & ~(eight << 1)) >> 7 & ones
      place += 8
    }
    var count = end - start - Int((inside &* ones) >> 56)
    while place < end {
      if text[place] & 0xC0 == 0x80 { count -= 1 }
      place += 1
    }
    return count
  }
}
