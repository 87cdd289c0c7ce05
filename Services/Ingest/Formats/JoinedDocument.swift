import Ledger

/// Several readings one behind the other, as one document. Its text lies in the original as long as that of every one
/// does; else it is derived.
struct JoinedDocument {
  private(set) var text: [UInt8] = []
  private(set) var blocks: [ReadDocument.Block] = []
  private(set) var parts: [ReadDocument.Part] = []
  var warnings: [String] = []
  /// Nil as soon as one reading does not lie in the original.
  private var map: TextMap? = TextMap()
  private var places: [TextSource.Place] = []
  /// Behind the last byte of the original that was taken.
  private var reached = 0

  var source: TextSource { map.map { .mapped($0) } ?? .derived(places) }
  var isMapped: Bool { map != nil }

  /// What is joined.
  struct Piece {
    var text: [UInt8]
    var blocks: [ReadDocument.Block]
    var parts: [ReadDocument.Part]
    /// Where it lies in the bytes that it was read from.
    var source: TextSource
    /// Where those begin in the original; nil where they are not there as they are.
    var offset: Int?
    /// Of those bytes.
    var location: TextLocation
  }

  /// - Parameter continuing: it belongs to the last document, and is none of its own.
  mutating func add(_ piece: Piece, continuing: Bool = false) {
    guard !piece.text.isEmpty else { return }
    separate()
    let start = text.count
    text += piece.text
    let first = continuing && !parts.isEmpty ? parts.count - 1 : parts.count
    for block in piece.blocks {
      var block = block
      block.range = block.range.lowerBound + start..<block.range.upperBound + start
      block.part += first
      blocks.append(block)
    }
    let count = max(piece.parts.count, (piece.blocks.map(\.part).max() ?? 0) + 1)
    for number in 0..<count where first + number >= parts.count {
      parts.append(number < piece.parts.count ? piece.parts[number] : .init())
    }
    place(piece, at: start)
    take(piece)
  }

  /// What stands in a header, as the headline of the next document.
  mutating func addHeadline(
    _ words: String, standingFor range: Range<Int>, at location: TextLocation,
    of part: ReadDocument.Part
  ) {
    separate()
    let start = text.count
    text += words.utf8
    parts.append(part)
    blocks.append(
      ReadDocument.Block(section: .headline, range: start..<text.count, part: parts.count - 1))
    places.append(TextSource.Place(start: start, location: location))
    map?.add(original: range, literal: Array(words.utf8))
    reached = range.upperBound
  }

  private mutating func separate() {
    guard !text.isEmpty else { return }
    text += [0x0A, 0x0A]
    map?.add(original: reached..<reached, literal: [0x0A, 0x0A])
  }

  private mutating func place(_ piece: Piece, at start: Int) {
    switch piece.source {
    case .mapped: places.append(TextSource.Place(start: start, location: piece.location))
    case .derived(let inner):
      for place in inner {
        var location = place.location
        location.part =
          location.part.isEmpty ? piece.location.part : "\(piece.location.part)/\(location.part)"
        places.append(TextSource.Place(start: start + place.start, location: location))
      }
      if inner.isEmpty { places.append(TextSource.Place(start: start, location: piece.location)) }
    }
  }

  private mutating func take(_ piece: Piece) {
    guard let offset = piece.offset, case .mapped(let inner) = piece.source,
      inner.encoding == .utf8, inner.textLength == piece.text.count, var map
    else {
      map = nil
      return
    }
    for part in inner.pieces {
      let range = part.original.lowerBound + offset..<part.original.upperBound + offset
      guard range.lowerBound >= reached else {
        self.map = nil
        return
      }
      if let literal = part.literal {
        map.add(original: range, literal: inner.literals[literal])
      } else {
        map.add(original: range, textLength: part.text.count)
      }
      reached = range.upperBound
    }
    self.map = map
  }
}
