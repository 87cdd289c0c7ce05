/// Where the words of a claim stand, in bytes of what its spans are of.
package struct WordPlaces: Hashable, Sendable {
  package var sentence: Range<Int>
  package var number: Range<Int>

  package init(sentence: Range<Int>, number: Range<Int>) {
    self.sentence = sentence
    self.number = number
  }

  package init(_ evidence: Evidence) {
    self.init(sentence: evidence.sentence.bytes, number: evidence.number.bytes)
  }

  /// What in the words is not what the text says at their places; nil where all of it is.
  package func contradiction(
    of sentenceText: UnsafeRawBufferPointer, _ numberText: UnsafeRawBufferPointer,
    to text: EvidenceText
  ) -> String? {
    Self.contradiction("sentence", sentence, sentenceText, text)
      ?? Self.contradiction("number text", number, numberText, text)
  }

  private static func contradiction(
    _ part: String, _ place: Range<Int>, _ words: UnsafeRawBufferPointer, _ text: EvidenceText
  ) -> String? {
    guard let isSame = text.says(words, at: place) else {
      return "the span of its \(part) lies outside the \(text.name)"
    }
    guard isSame else {
      return "its \(part) is not what the \(text.name) says at bytes "
        + "\(place.lowerBound) to \(place.upperBound)"
    }
    return nil
  }
}
