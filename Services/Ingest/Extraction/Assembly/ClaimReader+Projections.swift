import Ledger

/// What only figures have that nobody has counted yet.
extension ClaimReader {
  /// "800,000 more": what would come on top counts from now on and is no running count.
  func comesOnTop(_ attachment: Attachment, _ polarity: Claim.Polarity, _ items: [Item]) -> Bool {
    (polarity == .projected || polarity == .hypothetical)
      && [attachment.item - 1, attachment.item + 1].contains {
        items[safe: $0]?.has(.another) == true
      }
  }

  /// "could reach 2 million by the spring": the end of the season that comes next. Seasons are those of the north, whole
  /// months; the calendar gives their last one.
  func deadline(of attachment: Attachment, _ polarity: Claim.Polarity, _ sentence: Sentence)
    -> DateStatement?
  {
    guard polarity == .projected, let today = published?.date else { return nil }
    let items = sentence.items
    for at in attachment.item + 1..<max(attachment.item + 2, min(items.count, attachment.item + 9))
    {
      guard let word = items[safe: at]?.calendar, word.role == .season else { continue }
      let before = items[max(0, at - 3)..<at]
      guard let by = before.lastIndex(where: { $0.has(.asOf) }) else { return nil }
      // "by the spring of 2027", "by spring 2027": its own year.
      let behind = items[(at + 1)...].prefix(2).first { !$0.has(.of) }
      let stated = behind?.date.flatMap { $0.first.precision == .year ? $0.first.year : nil }
      let passed = (today.month ?? 1) > word.value
      guard
        let date = CivilDate(
          year: stated ?? (today.year + (passed ? 1 : 0)), month: word.value)
      else { return nil }
      let words = items[by...at].map { text($0, sentence) }.joined(separator: " ")
      return DateStatement(date, basis: stated == nil ? .resolved : .stated, words: words)
    }
    return nil
  }

  /// "It will take at least two years": how long what the sentence before projects takes. Nil where the sentence counts
  /// anything itself, or is not about that.
  func duration(toldBy sentence: Sentence) -> Quantity? {
    let items = sentence.items
    guard let subject = items.first(where: { !$0.isMark }), subject.has(anyOf: [.pronoun, .that]),
      let verb = items.prefix(6).firstIndex(where: { $0.has(.takes) })
    else { return nil }
    return duration(in: verb + 1..<min(items.count, verb + 6), items)
  }

  /// "would lose 900 more over at least two years", "would lose 900 more and need at least two years"
  func duration(behind attachment: Attachment, _ polarity: Claim.Polarity, _ items: [Item])
    -> Quantity?
  {
    guard polarity == .projected || polarity == .hypothetical else { return nil }
    let end = attachment.phrase.range.upperBound
    for near in end..<min(items.count, end + 5) {
      if items[near].isMark { return nil }
      // "over" is a bound, too: "over two years".
      if items[near].has(anyOf: [.in, .during, .throughout, .takes]),
        let found = duration(in: near + 1..<min(items.count, near + 4), items)
      {
        return found
      }
    }
    return nil
  }

  private func duration(in range: Range<Int>, _ items: [Item]) -> Quantity? {
    for near in range {
      guard let mention = items[near].quantity, let unit = items[safe: near + 1]?.calendar,
        unit.role == .unit, let name = Self.units[unit.value], mention.quantity.form != .vague
      else { continue }
      var quantity = mention.quantity
      quantity.unit = name
      return quantity
    }
    return nil
  }

  private static let units = [1: "days", 7: "weeks", 30: "months", 365: "years"]
}
