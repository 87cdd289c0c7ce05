import Ledger

/// The header of a mail or of one of its parts (RFC 5322).
struct MailHeaders {
  /// In their order; names in lower case.
  private(set) var fields: [Field] = []
  /// Behind the empty line below it.
  private(set) var end: Int

  struct Field {
    var name: String
    /// Bytes of the mail, without white space at both ends. May go over several lines.
    var value: Range<Int>
  }

  /// More are not read; a mail that went a long way has some sixty.
  private static let mostFields = 500
  /// Longer values are cut.
  private static let longestValue = 16 << 10

  init(_ bytes: [UInt8], in range: Range<Int>) {
    end = range.lowerBound
    while end < range.upperBound {
      let line = Self.line(bytes, from: end, to: range.upperBound)
      if line.text.isEmpty {
        end = line.next
        return
      }
      if bytes[line.text.lowerBound] == 0x20 || bytes[line.text.lowerBound] == 0x09 {
        if !fields.isEmpty { continueLast(with: line.text) }
      } else if let (name, value) = Self.field(bytes, line.text) {
        if fields.count < Self.mostFields { fields.append(Field(name: name, value: value)) }
      } else if !(end == range.lowerBound && bytes[line.text].starts(with: Array("From ".utf8))) {
        // No header: the text begins without an empty line.
        return
      }
      end = line.next
    }
    trim(bytes)
  }

  private mutating func continueLast(with line: Range<Int>) {
    let value = fields[fields.count - 1].value
    guard line.upperBound - value.lowerBound <= Self.longestValue else { return }
    fields[fields.count - 1].value = value.lowerBound..<line.upperBound
  }

  private mutating func trim(_ bytes: [UInt8]) {
    for index in fields.indices {
      var value = fields[index].value
      while let last = value.last, bytes[last] <= 0x20 { value.removeLast() }
      fields[index].value = value
    }
  }

  /// The first field of a name; nil where there is none.
  func field(_ name: String) -> Field? { fields.first { $0.name == name } }

  /// What stands in it, on one line, as written.
  func raw(_ name: String, _ bytes: [UInt8]) -> String? {
    guard let field = field(name) else { return nil }
    let unfolded = bytes[field.value].filter { $0 != 0x0A && $0 != 0x0D }
    return String(decoding: unfolded, as: UTF8.self)
  }

  /// What stands in it, decoded, with single spaces.
  func text(_ name: String, _ bytes: [UInt8]) -> String? {
    raw(name, bytes).map { MailWords.decoded($0) }
  }

  // MARK: lines

  /// A line without its end, and where the next one begins.
  static func line(_ bytes: [UInt8], from start: Int, to end: Int) -> (text: Range<Int>, next: Int)
  {
    guard let stop = bytes[start..<end].firstIndex(of: 0x0A) else { return (start..<end, end) }
    let isPair = stop > start && bytes[stop - 1] == 0x0D
    return (start..<(isPair ? stop - 1 : stop), stop + 1)
  }

  /// A name and what stands behind its colon; nil where the line is none.
  static func field(_ bytes: [UInt8], _ line: Range<Int>) -> (name: String, value: Range<Int>)? {
    guard let colon = bytes[line].prefix(80).firstIndex(of: UInt8(ascii: ":")),
      colon > line.lowerBound
    else { return nil }
    let name = bytes[line.lowerBound..<colon]
    guard name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    var value = colon + 1..<min(line.upperBound, colon + 1 + longestValue)
    while let first = value.first, bytes[first] <= 0x20 { value.removeFirst() }
    return (String(decoding: name, as: UTF8.self).lowercased(), value)
  }
}
