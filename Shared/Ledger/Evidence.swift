/// Where a claim stands in its document. Byte offsets are into the original bytes, or into the derived text where the
/// reading's transcript is one; character offsets count Unicode code points of the text.
package struct Evidence: Hashable, Sendable {
  /// The number with its modifier: "at least 55,000".
  package var number: Span
  /// The shortest stretch with number, people and measure: "At least 55,000 Ukrainian soldiers have been killed".
  package var phrase: Span
  package var sentence: Span
  package var section: Section
  /// Of a headline with a figure on several sides: the one side that it names as its subject.
  package var subject: PartyID?
  /// Where in the original the number was found, where spans are of a derived text; nil elsewhere.
  package var location: TextLocation?
  /// The sentence as read. Empty where it was withdrawn.
  package var sentenceText: String
  /// The number with its modifier, as read. Empty where it was withdrawn.
  package var numberText: String
  /// What the ledger's entry carries in place of the words. Nil until the ledger has recorded the claim.
  package var seal: Seal?

  package init(
    number: Span, phrase: Span, sentence: Span, section: Section, subject: PartyID? = nil,
    location: TextLocation? = nil, sentenceText: String, numberText: String, seal: Seal? = nil
  ) {
    self.number = number
    self.phrase = phrase
    self.sentence = sentence
    self.section = section
    self.subject = subject
    self.location = location
    self.sentenceText = sentenceText
    self.numberText = numberText
    self.seal = seal
  }

  /// The salted digests of the words. With words and salt erased, they still stand in the chain and say nothing.
  package struct Seal: Hashable, Sendable {
    package var sentence: Digest
    package var number: Digest
    package init(sentence: Digest, number: Digest) {
      self.sentence = sentence
      self.number = number
    }
  }
}

/// A stretch of a document, in bytes of the original and in code points of its text. Both are half open.
package struct Span: Hashable, Sendable {
  package var bytes: Range<Int>
  package var characters: Range<Int>
  package init(bytes: Range<Int>, characters: Range<Int>) {
    self.bytes = bytes
    self.characters = characters
  }
}

/// The part of a report that a sentence belongs to. Numbers are those of `Section` in evidence.proto; a test compares them.
package enum Section: Int32, CaseIterable, Sendable {
  case headline = 1
  case deck, lede, body, quotation, caption, list, table, footnote
}
