import Ledger

/// Puts a text together out of stretches of a source, in their order: with single spaces for white space, and with marks
/// between that the source has not.
struct MappedText {
  private(set) var text: [UInt8] = []
  private(set) var map = TextMap()
  /// White space of the source since the last text.
  private var space: Range<Int>?
  /// What is to stand before the next text.
  private var mark = ""
  /// Behind the last byte of the source that is in the text.
  private var reached = 0
  private var blockStart = 0

  /// White space stays as it is.
  var isVerbatim = false

  var isBlockEmpty: Bool { text.count == blockStart }

  /// The bytes of what was added since the last block ended. Whatever comes next stands in another one.
  mutating func endBlock() -> Range<Int>? {
    (space, mark) = (nil, "")
    guard !isBlockEmpty else { return nil }
    let block = blockStart..<text.count
    append(reached..<reached, literal: Array("\n\n".utf8))
    blockStart = text.count
    return block
  }

  /// Marks the end of a line or of a cell: stands before what comes next, and never at the beginning or end of a block.
  mutating func separate(with mark: String) { self.mark += mark }

  /// White space that no byte of the source is.
  mutating func addSpace(at place: Int) {
    space = space.map { $0.lowerBound..<max($0.upperBound, place) } ?? place..<place
  }

  /// Bytes of the source that are text as they are.
  mutating func add(_ range: Range<Int>, of source: [UInt8]) {
    if isVerbatim {
      guard !range.isEmpty else { return }
      begin(at: range.lowerBound)
      text += source[range]
      map.add(original: range, textLength: range.count)
      reached = range.upperBound
      return
    }
    source.withUnsafeBufferPointer { source in
      var start = range.lowerBound
      while start < range.upperBound {
        var end = start
        while end < range.upperBound, Self.isSpace(source[end]) { end += 1 }
        if end > start { addSpace(start..<end) }
        start = end
        // A single blank between two words is taken with them.
        while end < range.upperBound {
          if Self.isSpace(source[end]) {
            guard source[end] == 0x20, end + 1 < range.upperBound, !Self.isSpace(source[end + 1])
            else { break }
          }
          end += 1
        }
        if end > start {
          begin(at: start)
          text += source[start..<end]
          map.add(original: start..<end, textLength: end - start)
          reached = end
        }
        start = end
      }
    }
  }

  /// Bytes that stand for bytes of the source, such as those of an entity.
  mutating func add(_ bytes: some Collection<UInt8>, standingFor range: Range<Int>) {
    guard !bytes.isEmpty else { return }
    let range = max(range.lowerBound, reached)..<max(range.upperBound, reached)
    if !isVerbatim, bytes.allSatisfy(Self.isSpace) {
      addSpace(range)
    } else {
      begin(at: range.lowerBound)
      append(range, literal: bytes)
      reached = range.upperBound
    }
  }

  private mutating func addSpace(_ range: Range<Int>) {
    space = (space?.lowerBound ?? range.lowerBound)..<range.upperBound
  }

  /// Writes what stands between the last text and the next one.
  private mutating func begin(at place: Int) {
    defer { (space, mark) = (nil, "") }
    let between = reached..<max(reached, place)
    if !mark.isEmpty {
      append(between, literal: Array(mark.utf8))
      reached = between.upperBound
    } else if let space, !isBlockEmpty {
      let range = max(space.lowerBound, reached)..<max(space.upperBound, reached)
      if range.isEmpty {
        append(between, literal: [0x20])
        reached = between.upperBound
      } else {
        append(range, literal: [0x20])
        reached = range.upperBound
      }
    }
  }

  private mutating func append(_ range: Range<Int>, literal: some Collection<UInt8>) {
    text += literal
    map.add(original: range, literal: literal)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
  }
}
