/// How a text lies in the bytes that it was read from: which stretches of the original are text as they are, which stand
/// for other text (an entity, a run of white space), and which are none (tags, scripts). With the original, it gives the
/// text back.
package struct TextMap: Hashable, Sendable {
  /// What the stretches that are text as they are are written in.
  package let encoding: TextEncoding
  /// In the order of both.
  package private(set) var pieces: [Piece] = []
  /// What pieces that stand for other text stand for, one behind the other, in UTF-8.
  package private(set) var literals: [UInt8] = []
  /// How long the text is, in bytes of UTF-8.
  package private(set) var textLength = 0

  package struct Piece: Hashable, Sendable {
    /// Bytes of the original. Empty for text that the reader put in, such as the bar between two cells.
    package var original: Range<Int>
    /// Bytes of the text, in UTF-8.
    package var text: Range<Int>
    /// Bytes of `literals`; nil where the original's own bytes are the text.
    package var literal: Range<Int>?
  }

  package init(encoding: TextEncoding = .utf8) { self.encoding = encoding }

  /// The text is the original from some byte on.
  package init(identityFrom start: Int = 0, length: Int) {
    self.init()
    if length > 0 { add(original: start..<start + length, textLength: length) }
  }

  /// Bytes of text in one piece that is not UTF-8: to find a place in it is to encode it up to there.
  package static let longestEncodedPiece = 1024

  /// Adds a stretch that is text as it is. It must begin where the last piece ended, or behind that.
  /// - Parameter length: of its text, in bytes of UTF-8.
  package mutating func add(original: Range<Int>, textLength length: Int) {
    guard length > 0 else { return }
    if let last = pieces.last, last.literal == nil,
      last.original.upperBound == original.lowerBound,
      encoding == .utf8 || last.text.count + length <= Self.longestEncodedPiece
    {
      pieces[pieces.count - 1].original = last.original.lowerBound..<original.upperBound
      pieces[pieces.count - 1].text = last.text.lowerBound..<textLength + length
    } else {
      pieces.append(Piece(original: original, text: textLength..<textLength + length))
    }
    textLength += length
  }

  /// Adds text that some bytes of the original stand for, or none.
  package mutating func add(original: Range<Int>, literal: some Collection<UInt8>) {
    guard !literal.isEmpty else { return }
    let start = literals.count
    literals += literal
    let length = literals.count - start
    pieces.append(
      Piece(
        original: original, text: textLength..<textLength + length,
        literal: start..<literals.count))
    textLength += length
  }

  /// The same text in an original that has so many more bytes before it.
  package func shifted(by bytes: Int) -> TextMap {
    guard bytes != 0 else { return self }
    var map = self
    for index in map.pieces.indices {
      let original = map.pieces[index].original
      map.pieces[index].original = original.lowerBound + bytes..<original.upperBound + bytes
    }
    return map
  }

  /// Where the text lies in what its own original was read from: this map leads to a text that lies there as `outer` says.
  /// Both are in UTF-8.
  /// - Parameter text: the text that `outer` is of.
  package func through(_ outer: TextMap, _ text: [UInt8]) -> TextMap {
    var result = TextMap()
    for piece in pieces {
      if let literal = piece.literal {
        let place = outer.original(of: piece.original, in: text) ?? 0..<0
        result.add(
          original: max(place.lowerBound, result.end)..<max(place.upperBound, result.end),
          literal: literals[literal])
        continue
      }
      var index = outer.piece(at: piece.original.lowerBound) ?? outer.pieces.count
      while index < outer.pieces.count,
        outer.pieces[index].text.lowerBound < piece.original.upperBound
      {
        let inner = outer.pieces[index]
        let part = inner.text.clamped(to: piece.original)
        if let literal = inner.literal {
          let start = literal.lowerBound + part.lowerBound - inner.text.lowerBound
          result.add(
            original: inner.original, literal: outer.literals[start..<start + part.count])
        } else {
          let start = inner.original.lowerBound + part.lowerBound - inner.text.lowerBound
          result.add(original: start..<start + part.count, textLength: part.count)
        }
        index += 1
      }
    }
    return result
  }

  /// Adds all of another text of the same original and encoding, which lies behind this one.
  package mutating func append(_ other: TextMap) {
    for piece in other.pieces {
      if let literal = piece.literal {
        add(original: piece.original, literal: other.literals[literal])
      } else {
        add(original: piece.original, textLength: piece.text.count)
      }
    }
  }

  /// Behind the last byte of the original that the text has.
  private var end: Int { pieces.last?.original.upperBound ?? 0 }

  /// Nothing but the original from some byte on, in UTF-8: then nobody needs the map to find a text again.
  package var isIdentity: Bool {
    encoding == .utf8 && pieces.count <= 1 && pieces.allSatisfy { $0.literal == nil }
  }

  /// Where a stretch of the text lies in the original; nil where it is outside. A stretch of what some bytes stand for
  /// lies in all of these.
  /// - Parameter text: all of it.
  package func original(of range: Range<Int>, in text: [UInt8]) -> Range<Int>? {
    if range.isEmpty {
      let place = range.lowerBound
      return original(of: place..<place + 1, in: text).map { $0.lowerBound..<$0.lowerBound }
        ?? original(of: place - 1..<place, in: text).map { $0.upperBound..<$0.upperBound }
    }
    guard range.lowerBound >= 0, range.upperBound <= textLength,
      text.count == textLength, let first = piece(at: range.lowerBound),
      let last = piece(at: range.upperBound - 1),
      let start = place(range.lowerBound, in: pieces[first], text, closing: false),
      let end = place(range.upperBound, in: pieces[last], text, closing: true), start <= end
    else { return nil }
    return start..<end
  }

  /// The number of the piece that holds a byte of the text.
  private func piece(at offset: Int) -> Int? {
    let next = pieces.partitioningIndex { $0.text.upperBound > offset }
    return next < pieces.count ? next : nil
  }

  private func place(_ offset: Int, in piece: Piece, _ text: [UInt8], closing: Bool) -> Int? {
    if piece.literal != nil {
      return closing ? piece.original.upperBound : piece.original.lowerBound
    }
    if encoding == .utf8 { return piece.original.lowerBound + offset - piece.text.lowerBound }
    if offset == piece.text.upperBound { return piece.original.upperBound }
    return encoding.encoded(text[piece.text.lowerBound..<offset]).map {
      piece.original.lowerBound + $0.count
    }
  }

  /// The text that a stretch of the original stands for, in UTF-8; nil where the stretch lies outside, or is not in the
  /// map's encoding.
  package func text(in range: Range<Int>, of original: UnsafeRawBufferPointer) -> [UInt8]? {
    guard range.lowerBound >= 0, range.upperBound <= original.count else { return nil }
    var text: [UInt8] = []
    var index = pieces.partitioningIndex { $0.original.upperBound > range.lowerBound }
    // Text that was put in at the very beginning or end belongs to what is beside it.
    while index < pieces.count, pieces[index].original.lowerBound < range.upperBound {
      let piece = pieces[index]
      index += 1
      if let literal = piece.literal {
        text += literals[literal]
        continue
      }
      let bytes = original[piece.original.clamped(to: range)]
      if encoding == .utf8 {
        text += bytes
      } else {
        guard let decoded = encoding.decoded(bytes) else { return nil }
        text += decoded
      }
    }
    return text
  }

  /// All of the text; nil where the original is not what the map was made from.
  package func text(of original: UnsafeRawBufferPointer) -> [UInt8]? {
    var text: [UInt8] = []
    text.reserveCapacity(textLength)
    for piece in pieces {
      if let literal = piece.literal {
        text += literals[literal]
        continue
      }
      guard piece.original.upperBound <= original.count else { return nil }
      let bytes = original[piece.original]
      if encoding == .utf8 {
        text += bytes
      } else {
        guard let decoded = encoding.decoded(bytes) else { return nil }
        text += decoded
      }
    }
    return text
  }
}
