import Ledger

/// The words that carry a claim, and where they stand.
extension ClaimReader {
  func bytes(_ tokens: Range<Int>, _ sentence: Sentence) -> Range<Int> {
    guard let first = sentence.tokens[safe: tokens.lowerBound],
      let last = sentence.tokens[safe: tokens.upperBound - 1]
    else { return 0..<0 }
    return first.range.lowerBound..<last.range.upperBound
  }

  func text(_ item: Item, _ sentence: Sentence) -> String {
    spans.string(bytes(item.tokens, sentence))
  }

  func words(_ attachment: Attachment, _ sentence: Sentence) -> String {
    attachment.measureItem.map { text(sentence.items[$0], sentence) } ?? ""
  }

  func evidence(_ attachment: Attachment, _ sentence: Sentence) -> Evidence {
    let number = bytes(sentence.items[attachment.item].tokens, sentence)
    let whole = bytes(0..<sentence.tokens.count, sentence)
    var phrase = number
    extend(&phrase, over: attachment.phrase.range.upperBound - 1, sentence)
    if let word = attachment.measureItem { extend(&phrase, over: word, sentence) }
    return Evidence(
      number: spans.span(number), phrase: spans.span(phrase), sentence: spans.span(whole),
      section: sentence.section, subject: sentence.section == .headline ? subject(sentence) : nil,
      location: spans.location(of: number),
      sentenceText: spans.string(whole),
      numberText: spans.string(number))
  }

  /// "Doeland suffers its heaviest losses": the one side that a headline names with what it does or suffers. Nil for what is
  /// only somebody's ("Doeland's war"), and where two sides are named so.
  private func subject(_ sentence: Sentence) -> PartyID? {
    let items = sentence.items
    let sides = Set(
      items.indices.compactMap { index -> PartyID? in
        guard let party = items[index].party, party.roles.contains(.name),
          items[safe: index + 1]?.has(.possessive) != true,
          items[safe: index - 1]?.has(anyOf: Self.beside) != true
        else { return nil }
        return party.id
      })
    return sides.count == 1 ? sides.first : nil
  }

  private static let beside: CaseSet<GrammarClass> = [
    .in, .on, .against, .by, .near, .with, .from, .to, .of, .at,
  ]

  private func extend(_ phrase: inout Range<Int>, over index: Int, _ sentence: Sentence) {
    guard index >= 0, let item = sentence.items[safe: index] else { return }
    let range = bytes(item.tokens, sentence)
    phrase = min(phrase.lowerBound, range.lowerBound)..<max(phrase.upperBound, range.upperBound)
  }
}
