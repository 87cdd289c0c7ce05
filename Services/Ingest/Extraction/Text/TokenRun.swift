/// The tokens of one sentence: a stretch of those of its block, which are made once and never copied.
struct TokenRun: RandomAccessCollection, Sendable {
  /// Of the whole block.
  let block: [Token]
  /// Where the sentence stands in them.
  let place: Range<Int>

  init(_ block: [Token], _ place: Range<Int>) {
    self.block = block
    self.place = place
  }

  /// All of them.
  init(_ block: [Token]) { self.init(block, block.indices) }

  var startIndex: Int { 0 }
  var endIndex: Int { place.count }

  subscript(index: Int) -> Token {
    @inline(__always) get {
      precondition(index >= 0 && index < place.count)
      return block[place.lowerBound + index]
    }
  }

  /// Where in the text it begins, without a copy of the token.
  var firstByte: Int? { place.isEmpty ? nil : block[place.lowerBound].range.lowerBound }

  subscript(safe index: Int) -> Token? { indices.contains(index) ? self[index] : nil }
}
