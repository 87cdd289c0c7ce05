/// Finds out where in its source each text stands that a parser of markup reads: from how far the parser is, and from
/// the bytes before that.
struct SourcePlaces {
  /// Behind the last text, and whether markup came since.
  private var position = 0
  private var hasMarkupSince = true

  enum Place {
    /// The source has the very bytes.
    case asItIs(Range<Int>)
    /// It has others that stand for them, such as an entity.
    case standingFor(Range<Int>)
  }

  mutating func noteMarkup() { hasMarkupSince = true }

  /// - Parameters:
  ///   - text: what the parser has just read.
  ///   - reached: how many bytes of the source it has read.
  ///   - known: where it read them, where it says so.
  mutating func find(
    _ text: UnsafeBufferPointer<UInt8>, at known: Int? = nil, before reached: Int,
    in source: [UInt8]
  ) -> Place {
    defer { hasMarkupSince = false }
    if let known, known >= position, known + text.count <= source.count,
      Self.isSame(text, source, known)
    {
      position = known + text.count
      return .asItIs(known..<position)
    }
    var starts = [reached - text.count]
    if !hasMarkupSince { starts.insert(position, at: 0) }
    // It tells of a bracket that begins no tag before it goes on behind it.
    if text.count == 1, text[0] == UInt8(ascii: "<") { starts.insert(reached, at: 0) }
    // It tells of a long text in pieces, each before it goes on behind its last character.
    if text.count >= Self.pieceOfText, reached < source.count {
      starts.append(reached + Self.length(of: source[reached]) - text.count)
    }
    for start in starts where start >= position && start + text.count <= source.count {
      if Self.isSame(text, source, start) {
        position = start + text.count
        return .asItIs(start..<position)
      }
    }
    let end = max(position, reached)
    let least = max(position, end - Self.reach)
    if let start = source[least..<end].lastIndex(of: UInt8(ascii: "&")) {
      // Of an entity that nobody knows it tells sign and name one after the other.
      if text.count == 1, text[0] == UInt8(ascii: "&") {
        position = start + 1
        return .asItIs(start..<position)
      }
      position = end
      return .standingFor(start..<end)
    }
    // Of markup that is broken it may have read on before it tells.
    var start = end - text.count
    while start >= least {
      if Self.isSame(text, source, start) {
        position = start + text.count
        return .asItIs(start..<position)
      }
      start -= 1
    }
    position = end
    return .standingFor(end..<end)
  }

  /// Bytes that are looked back.
  private static let reach = 64

  /// Bytes from which on libxml2 may tell of a text in pieces (HTML_PARSER_BIG_BUFFER_SIZE; XML's is smaller, and it goes on
  /// first).
  private static let pieceOfText = 1000

  private static func isSame(
    _ text: UnsafeBufferPointer<UInt8>, _ source: [UInt8], _ start: Int
  ) -> Bool {
    source.withUnsafeBufferPointer { source in
      var index = 0
      while index < text.count {
        guard source[start + index] == text[index] else { return false }
        index += 1
      }
      return true
    }
  }

  private static func length(of first: UInt8) -> Int {
    switch first {
    case ..<0x80: 1
    case ..<0xE0: 2
    case ..<0xF0: 3
    default: 4
    }
  }
}
