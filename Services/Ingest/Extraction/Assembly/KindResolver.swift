import Ledger

/// What kind of count a figure is: an incident's, a rate, a period's total, a running count.
struct KindResolver {
  struct Result {
    var kind: Claim.Kind
    var per: Claim.RateUnit?
    var rule: String
    /// Its own words say so, whatever stands before.
    var isFixed = false

    init(
      _ kind: Claim.Kind, _ rule: String, per: Claim.RateUnit? = nil, isFixed: Bool = false
    ) {
      self.kind = kind
      self.rule = rule
      self.per = per
      self.isFixed = isFixed
    }
  }

  func kind(
    of attachment: Attachment, in items: [Item], time: TimeResolver.Result, followsIncident: Bool,
    hasDay: Bool, isReversible: Bool, isDisplacement: Bool = false
  )
    -> Result
  {
    // "192,590 (+650)": what the last day brought.
    if attachment.rule == "increment" { return Result(.incident, "one day", isFixed: true) }
    if let per = rate(attachment, items) { return Result(.rate, "per unit of time", per: per) }
    let since = time.time.from != nil && time.time.to == nil
    if since || time.time.asOf != nil { return Result(.cumulative, "running count", isFixed: true) }
    if isRunning(attachment, items) { return Result(.cumulative, "running count", isFixed: true) }
    // "150,000 were living as refugees yesterday": a stock, on whatever day it was counted.
    let value = attachment.mention.quantity.leadingValue ?? 0
    if isDisplacement, attachment.rule == "noun" || attachment.rule == "predicate" || value >= 1000
    {
      return Result(
        time.day == nil ? .cumulative : .periodTotal, "a movement of people", isFixed: true)
    }
    // "bombed an airliner in 1987, killing 44": at once, however roughly its time is told.
    let lasts = lasts(attachment, items) || isOnSeveralDays(items)
    if !lasts, value < mostAtOnce(attachment, items),
      value >= 1000 || isConsequence(attachment, items) || isAtOnce(attachment, items)
        || isInOneEvent(attachment, items) || isOfOneDay(attachment, items, within: 16)
        || isInOneOf(attachment, items)
    {
      return Result(.incident, "one event")
    }
    if let from = time.time.from?.date, let to = time.time.to?.date,
      from != to || from.precision == .year
    {
      return Result(.periodTotal, "whole period")
    }
    if let day = time.day, day.isInterval || !lasts {
      if !day.isInterval, day.first.precision == .day { return Result(.incident, "one day") }
      if day.isInterval || day.first.precision == .year {
        return Result(.periodTotal, "whole period")
      }
    }
    if !lasts, hasDayOfUnknownYear(items) { return Result(.incident, "one day") }
    // Thousands do not flee in one incident.
    if isReversible, (attachment.mention.quantity.leadingValue ?? 0) >= 1000 {
      return Result(
        time.day == nil ? .cumulative : .periodTotal, "a movement of people", isFixed: lasts)
    }
    if !lasts, isIncident(attachment, items, followsIncident, time, hasDay || time.day != nil) {
      return Result(.incident, "one event")
    }
    return time.day == nil
      ? Result(.cumulative, lasts ? "longer than a day" : "no event or period", isFixed: lasts)
      : Result(.periodTotal, "whole period", isFixed: lasts)
  }

  /// "on April 10", where neither the text nor its publication tells the year.
  func hasDayOfUnknownYear(_ items: [Item]) -> Bool {
    items.indices.contains { index in
      // "on Saturday" of a report without a date.
      if let word = items[index].calendar, word.role == .weekday || word.role == .day,
        items[index].date == nil
      {
        return !items[max(0, index - 3)..<min(items.count, index + 2)].contains {
          $0.attribution(.verb)
        }
      }
      guard items[index].calendar?.role == .month, items[safe: index - 1]?.has(.on) == true else {
        return false
      }
      return items[safe: index + 1]?.quantity != nil
    }
  }

  /// One attack or clash, and nothing that sums up.
  private func isIncident(
    _ attachment: Attachment, _ items: [Item], _ followsIncident: Bool,
    _ time: TimeResolver.Result, _ hasDay: Bool
  ) -> Bool {
    guard let value = attachment.mention.quantity.leadingValue, value < 20_000,
      attachment.rule != "lost"
    else { return false }
    let near = items[max(0, attachment.item - 14)..<min(items.count, attachment.item + 3)]
    let isRecord = near.contains { $0.has(.superlative) }
    let sums = near.contains {
      $0.has(.since) && !$0.has(.from) && !isRecord || $0.has(.total) || $0.has(.average)
        || $0.has(.throughout) || $0.has(.initially) || $0.has(.samePeriod)
        || $0.has(.figure) && !followsIncident
          && !(attachment.rule == "toll" && isOfEvent(attachment, items))
    }
    // "The toll in the depot attack rose to 20 dead"
    if value < 1000, isOfEvent(attachment, items), !near.contains(where: { $0.has(.since) }),
      near.contains(where: { $0.measure(.toll) != nil })
    {
      return true
    }
    guard !sums else { return false }
    if attachment.rule == "toll" { return value < 1000 && isOfEvent(attachment, items) }
    // In histories a battle's dead may be thousands; in the news such a count is the war's.
    let isPerfect = isPerfect(attachment, items)
    let most = hasDay && time.time.published == nil ? 20_000.0 : 1000
    let isOfMany = value >= 200 && near.contains { $0.domain(.events) }
    if followsIncident, value < most, time.day == nil, !isPerfect, !isOfMany { return true }
    if isAtOnce(attachment, items) { return true }
    guard value < most else { return false }
    return items.indices.prefix(end(of: attachment, items)).contains {
      (items[$0].domain(.event)
        || items[$0].domain(.events) && !isPerfect && value < (hasDay ? 200 : 20))
        && items[safe: $0 - 1]?.quantity == nil
        && items[safe: $0 - 2]?.quantity?.quantity.form != .vague
    }
  }

  /// "the death toll of the strike", "people killed in a missile attack has risen to": one event's toll.
  private func isOfEvent(_ attachment: Attachment, _ items: [Item]) -> Bool {
    items[max(0, attachment.item - 14)..<attachment.item].contains {
      $0.domain(.event) && !$0.domain(.events)
    }
  }

  /// "were killed when the roof fell in": people die together who die when something happens.
  private func isAtOnce(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard ["passive", "participle", "intransitive", "shared verb"].contains(attachment.rule),
      let word = attachment.measureItem
    else { return false }
    return items[word + 1..<max(word + 1, min(items.count, word + 4))].contains {
      $0.has(.when)
    }
  }

  /// "shells hit a market, killing four"
  private func isConsequence(_ attachment: Attachment, _ items: [Item]) -> Bool {
    // "a massacre leaving a hundred villagers dead"
    if items[safe: attachment.item - 1]?.has(.leave) == true,
      items[..<attachment.item].contains(where: { $0.domain(.event) })
    {
      return true
    }
    guard attachment.rule == "object", let word = attachment.measureItem else { return false }
    return items[word].measure(.active) != nil && items[safe: word - 1]?.isMark(",") == true
      && items[..<word].contains {
        $0.domain(.event)
          || $0.domain(.events) && (attachment.mention.quantity.leadingValue ?? 0) < 200
      }
  }

  /// "killed in an attack", "after a car bomb exploded"
  private func isInOneEvent(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard let measure = attachment.measureItem else { return false }
    if attachment.rule == "object", isDoneByOneEvent(measure, items) { return true }
    let word = max(measure, attachment.phrase.range.upperBound - 1)
    for near in word + 1..<max(word + 2, min(items.count, word + 7)) {
      guard let item = items[safe: near], !item.isMark, item.quantity == nil else { return false }
      guard item.has(.a), items[near - 1].has(anyOf: [.in, .by, .during, .after, .when]) else {
        continue
      }
      return items[near + 1..<min(items.count, near + 5)].prefix { !$0.isMark }
        .contains { $0.domain(.event) && !$0.domain(.events) }
    }
    return false
  }

  /// "28 people have been killed": so far.
  func isPerfect(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard let word = attachment.measureItem, word > 1 else { return false }
    return (max(0, word - 3)..<word).contains {
      items[$0].has(.perfect) && items[safe: $0 - 1]?.has(.to) != true
    }
  }

  /// "31 were killed overnight", "the day's dead": in words and no date.
  private func isOfOneDay(
    _ attachment: Attachment, _ items: [Item], within reach: Int
  ) -> Bool {
    let last = min(items.count, attachment.item + min(reach, 12))
    return items[max(0, attachment.item - reach)..<last].contains { $0.has(.oneDay) }
  }

  /// One bombing may kill tens of thousands, and a battle of many days too: that is one event only while it is small.
  private func mostAtOnce(_ attachment: Attachment, _ items: [Item]) -> Double {
    if isInOneEvent(attachment, items) {
      return items.contains { $0.has(.battle) } ? 10_000 : 250_000
    }
    if isAtOnce(attachment, items) { return 5000 }
    return isOfOneDay(attachment, items, within: 8) && !isPerfect(attachment, items) ? 50_000 : 1000
  }

  /// "The attack on the depot killed": what kills is one event.
  private func isDoneByOneEvent(_ word: Int, _ items: [Item]) -> Bool {
    for near in stride(from: word - 1, through: max(0, word - 9), by: -1) {
      if items[near].isMark || items[near].domain(.events) { return false }
      guard items[near].domain(.event) else { continue }
      return items[max(0, near - 3)..<near].contains { $0.has(.article) }
    }
    return false
  }
}
