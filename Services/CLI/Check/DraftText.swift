import Ledger
import Messages

/// The text in which the figures of a draft are shown: the draft itself. Of a page, a PDF and what else is no plain text,
/// the sentences that state figures, each on a line, because only whoever read it has the rest.
struct DraftText {
  private(set) var bytes: [UInt8] = []
  /// Where each figure's number stands in it, in the order of the figures.
  private(set) var numbers: [Range<Int>] = []
  let isWhole: Bool

  init(_ draft: Draft) {
    let figures = draft.answer.draft.figures.map(\.claim.evidence)
    let original = EvidenceText.original(draft.content)
    isWhole = figures.allSatisfy { $0.contradiction(to: original) == nil }
    guard !isWhole else {
      bytes = draft.content
      numbers = figures.map(\.number.bytes)
      return
    }
    var starts: [Range<Int>: Int] = [:]
    for figure in figures {
      let place = figure.sentence.characters
      let start = starts[place] ?? bytes.count
      if starts.updateValue(start, forKey: place) == nil {
        bytes += figure.sentenceText.utf8.map { $0 == UInt8(ascii: "\n") ? 0x20 : $0 }
        bytes.append(UInt8(ascii: "\n"))
      }
      numbers.append(Self.number(of: figure, behind: start))
    }
  }

  /// Where the number of a figure stands, whose sentence begins at a byte.
  private static func number(of figure: Evidence, behind start: Int) -> Range<Int> {
    let before = figure.number.characters.lowerBound - figure.sentence.characters.lowerBound
    let scalars = figure.sentenceText.unicodeScalars
    guard before >= 0, before <= scalars.count else { return start..<start }
    let index = scalars.index(scalars.startIndex, offsetBy: before)
    let place =
      start + figure.sentenceText.utf8.distance(from: figure.sentenceText.startIndex, to: index)
    return place..<min(place + figure.numberText.utf8.count, start + figure.sentenceText.utf8.count)
  }
}
