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
}
