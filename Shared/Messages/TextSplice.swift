import Ledger

/// A packed message with texts put in where they belong in the order of its fields, in place of those that it has.
struct TextSplice {
  /// Bytes of the message with the texts.
  let size: Int
  private let message: UnsafeRawBufferPointer
  private let range: Range<Int>
  /// Where the first of the texts goes, and where what follows them begins.
  private let before, after: Int
  private let texts: [(field: UInt64, text: WireText)]

  /// - Parameters:
  ///   - texts: of consecutive fields, in their order.
  ///   - range: where the message lies in the bytes.
  /// - Throws: `malformed` where it is no message, or its fields are not in order.
  init(
    _ texts: [(field: UInt64, text: WireText)], into bytes: UnsafeRawBufferPointer,
    _ range: Range<Int>
  ) throws(LedgerError) {
    (self.texts, message, self.range) = (texts, bytes, range)
    let (first, last) = (texts.first?.field ?? 0, texts.last?.field ?? 0)
    var (before, after) = (range.lowerBound, range.lowerBound)
    var fields = WireFields(bytes, in: range)
    while let field = try fields.next() {
      if field.number < first {
        guard after == before else { throw LedgerError(.malformed, "fields out of order") }
        before = field.whole.upperBound
        after = before
      } else if field.number <= last {
        after = field.whole.upperBound
      }
    }
    (self.before, self.after) = (before, after)
    size = texts.reduce(range.count - (after - before)) {
      $0 + FieldWriter.size(of: $1.field, text: $1.text)
    }
  }

  func write(to out: inout FieldWriter) {
    out.append(UnsafeRawBufferPointer(rebasing: message[range.lowerBound..<before]))
    for (field, text) in texts { out.add(field, text) }
    out.append(UnsafeRawBufferPointer(rebasing: message[after..<range.upperBound]))
  }
}
