import Ledger

/// Rule *alignment*: when a statement on another topic, or by another claimant, is the same claim with its measure, its
/// people or its counter changed on the way. Numbers recur by chance, so it takes the more to say so, the less the number
/// tells:
/// - the same claimant and the same number, said or reported within 31 days, where the measures are the same or one
///   includes the other: two digits of meaning;
/// - the same, where the party or a measure of another kind differs: three digits;
/// - another claimant, or none: five digits, in one conflict, reported within 31 days.
/// - somebody named by a common noun alone ("the president"), where the same text names who counted: two digits.
/// A text that states both itself states two figures: they are aligned only where one of them is a headline or a caption.
struct Alignment {
  let context: AnswerContext

  private static let sameNews = CommonDates.restatedAfterDays
  private static let digitsForNearTopics = 2
  private static let digitsForAnyTopic = 3
  private static let digitsForAnyClaimant = 5

  /// Why two statements are one claim; nil where nothing says so.
  func reason(_ one: ClaimRow, _ other: ClaimRow) -> String? {
    let table = context.table
    guard one.id != other.id, one.polarity == other.polarity, one.ratePer == other.ratePer,
      one.quantity.agrees(with: other.quantity),
      table.words(of: one).unit == table.words(of: other).unit,
      one.document != other.document || one.isShortened || other.isShortened
        || isNameless(one) != isNameless(other)
    else { return nil }
    let (a, b) = (table.topics[one.topic], table.topics[other.topic])
    guard a.kind == b.kind, a.cause == b.cause || a.cause == .unstated || b.cause == .unstated
    else {
      return nil
    }
    let digits = min(one.quantity.meaningfulDigits, other.quantity.meaningfulDigits)
    let inOneText = one.document == other.document ? "in one text" : nil
    guard let time = inOneText ?? oneTime(one, other, digits: digits) else { return nil }
    if isSameClaimant(one, other) {
      let isCount = table.words(of: one).unit == "people"
      let needed = areNear(a, b) ? Self.digitsForNearTopics : Self.digitsForAnyTopic
      guard !isCount || digits >= needed else { return nil }
      return "same claimant and number, \(time)"
    }
    if one.document == other.document, one.topic == other.topic,
      digits >= Self.digitsForNearTopics, isNameless(one) != isNameless(other)
    {
      return "same text and number, and the text names who counted"
    }
    guard digits >= Self.digitsForAnyClaimant,
      a.conflict == b.conflict || a.conflict == nil || b.conflict == nil
    else { return nil }
    return "same number to \(digits) digits, \(time)"
  }

  private func isNameless(_ row: ClaimRow) -> Bool {
    context.table.sources.value(row.claimant)?.isNameless ?? false
  }

  private func isSameClaimant(_ one: ClaimRow, _ other: ClaimRow) -> Bool {
    guard let one = context.table.sources.value(one.claimant),
      let other = context.table.sources.value(other.claimant)
    else { return false }
    return one.key == other.key
  }

  /// Same people, as far as both say whose, and measures of which one includes the other.
  private func areNear(_ one: Topic, _ other: Topic) -> Bool {
    let samePeople = one.party == other.party || one.party == nil || other.party == nil
    return samePeople
      && (one.measure == other.measure || includes(one.measure, other.measure)
        || includes(other.measure, one.measure))
  }

  private func includes(_ whole: MeasureID, _ part: MeasureID) -> Bool {
    context.vocabulary?.measures.first { $0.id == whole }?.includes.contains(part) ?? false
  }

  /// What says that two statements are of one time. Where the dates that they are about differ, only a number that tells
  /// enough by itself is the same claim with its date changed.
  private func oneTime(_ one: ClaimRow, _ other: ClaimRow, digits: Int) -> String? {
    let (a, b) = (one.time, other.time)
    let published = a.published.daysApart(b.published)
    let contradict = a.from.contradicts(b.from) || a.end.contradicts(b.end)
    if contradict && digits < Self.digitsForAnyClaimant { return nil }
    if !a.end.contradicts(b.end), a.end.isStated, b.end.isStated, !a.end.isInferred,
      !b.end.isInferred
    {
      return "about the same day"
    }
    if let said = a.statedOn.daysApart(b.statedOn) {
      return said <= Self.sameNews ? "said within \(Self.sameNews) days" : nil
    }
    if let published {
      return published <= Self.sameNews ? "reported within \(Self.sameNews) days" : nil
    }
    return nil
  }

  /// Which of two statements of one claim is taken for the earlier: one whose counter has a name, not a headline or caption,
  /// reported first, in a table of dated figures, then the one that rule *shown by* would choose. A row of such a table was
  /// reported on the day that it is of, whenever the table appeared.
  func precedes(_ one: ClaimRow, _ other: ClaimRow) -> Bool {
    let (a, b) = (rank(one), rank(other))
    return a == b ? ClaimRow.represents(one, before: other) : a < b
  }

  private func rank(_ row: ClaimRow) -> (Int, Int, Int, Int) {
    let isRow = row.section == .table && row.time.end.date != nil
    let reported = (isRow ? row.time.end : row.time.published).date?.dayNumber ?? .max
    return (isNameless(row) ? 1 : 0, row.isShortened ? 1 : 0, reported, isRow ? 0 : 1)
  }
}

extension PackedDate {
  fileprivate var isInferred: Bool { basis == .inferred }
}
