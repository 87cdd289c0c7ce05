import Ledger

/// What is no count: ages, parts of names and series, odds, things that are measured.
extension QuantityReader {
  /// "children under five", "women over 60": a bound behind people says how old they are.
  func isAge(_ mention: QuantityMention, behind before: [Item], _ after: Item?) -> Bool {
    let quantity = mention.quantity
    // "soldiers, all of them nineteen, were killed"
    if quantity.modifier == .exact, quantity.form == .point, (quantity.best ?? 100) < 100,
      before.last?.has(.wholly) == true, after?.isMark == true
    {
      return true
    }
    guard [.lessThan, .moreThan].contains(quantity.modifier), let value = quantity.leadingValue,
      value <= 99, before.last?.people?.form == .many || before.last?.has(.ofWhom) == true
    else { return false }
    return after?.people == nil && after?.party == nil && after?.measure(.noun) == nil
  }

  func exclusion(
    _ items: [Item], _ start: Int, _ end: Int, before out: [Item]
  ) -> Exclusion? {
    // "one in three soldiers": neither number counts.
    if out.count >= 2, out[out.count - 1].has(.in) || out[out.count - 1].has(.to),
      out[out.count - 2].quantity?.isExcluded == true
    {
      return .odds
    }
    // "aged 5 and 7"
    if out.count >= 3, out[out.count - 1].has(.and) || out[out.count - 1].isMark(","),
      let first = out[out.count - 2].quantity, first.exclusion == .numbered,
      (first.quantity.best ?? 100) < 100, items[start].length <= 2,
      out[out.count - 3].has(.numberSign)
    {
      return .numbered
    }
    if let before = out.last {
      if before.thing == .money || before.has(.currency) { return .money }
      if before.has(.numberSign), !isVerb(before, behind: out.dropLast()) { return .numbered }
      // "F-16", "COVID-19", "3:1", "10/12": the number is part of something else.
      if Self.joins(before.mark), !items[start].spaceBefore,
        !before.isMark(":") || isNumeral(items[safe: start - 2])
      {
        return .numbered
      }
    }
    if isOfDate(items, start, end, after: out.last) { return .numbered }
    guard let after = items[safe: end] else { return nil }
    // "25m west of the town"
    if items[safe: start + 1]?.number?.role == .suffix, items[safe: end + 1]?.has(.of) == true,
      after.people == nil, after.party == nil, after.measures.isEmpty, !after.isMark
    {
      return .measured
    }
    // "documented one by one"
    if after.has(.by), let again = items[safe: end + 1], again.number != nil,
      again.folded == items[start].folded
    {
      return .numbered
    }
    // "a woman (61)"
    if out.last?.isMark("(") == true, after.isMark(")"), items[start].length <= 2,
      out.dropLast().last?.people?.form == .one
    {
      return .age
    }
    // "One man in five", "eight soldiers in ten": neither number.
    if after.people != nil || after.measure(.noun) != nil, items[safe: end + 1]?.has(.in) == true,
      isNumberWord(items[safe: end + 2]), items[safe: end + 3]?.thing == nil,
      let part = items[start].number?.value, isSmall(items, start),
      part == 1 || items[end + 2].number.map({ part < $0.value && $0.value == 10 }) == true
    {
      return .odds
    }
    if out.count >= 3, out[out.count - 1].has(.in), out[out.count - 3].quantity?.exclusion == .odds
    {
      return .odds
    }
    // "Jane Doe, 12, was killed"
    if out.last?.isMark(",") == true, let name = out.dropLast().last, name.capitalised,
      name.senses.isEmpty,
      after.isMark(",") || after.isMark("-") && after.spaceBefore
        || after.isMark("–") || after.isMark(")"),
      items[start].length <= 2
    {
      return .age
    }
    if after.has(.ordinalSuffix), !after.spaceBefore { return .ordinal }
    // "3D Brigade"
    if !after.spaceBefore, !after.isMark, after.length == 1 { return .numbered }
    // "60 village girls", "14 bus passengers"
    let describes = after.thing == .object && items[safe: end + 1]?.people?.form == .many
    if let thing = after.thing, after.people == nil, after.measures.isEmpty, !describes {
      return thing == .money ? .money : thing == .share ? .share : .measured
    }
    if !after.spaceBefore, after.isMark("-") || after.isMark("/") { return .numbered }
    // "10:30", but "there were 900: 400 dead"
    if !after.spaceBefore, after.isMark(":"), items[safe: end + 1]?.spaceBefore == false {
      return .numbered
    }
    if after.isMark("%") || after.isMark("‰") { return .share }
    if after.isMark("°") { return .measured }
    // "one in three", "2 to 1", but "from 43 to 28"
    if out.last?.has(.from) != true || !after.has(.to),
      after.has(.in) || after.has(.to) || after.has(.for), isNumberWord(items[safe: end + 1]),
      isSmall(items, start), !(after.has(.in) && countsTimes(items, behind: end + 1))
    {
      return .odds
    }
    return nil
  }

  /// Makes one name of what stands on its two sides.
  private static func joins(_ mark: Unicode.Scalar) -> Bool {
    switch mark {
    case "-", "/", ":", ".", ",", "#", "№": true
    default: false
    }
  }

  /// "The dead now number 763", "refugees from the war number 400,000"
  private func isVerb(_ word: Item, behind subject: ArraySlice<Item>) -> Bool {
    guard word.has(.link), let last = subject.last else { return false }
    if last.has(.also) { return true }
    for item in subject.suffix(6).reversed() {
      if item.isMark || item.quantity != nil { return false }
      if !item.measures.isEmpty || item.people?.form == .many { return true }
    }
    return false
  }

  /// "22 July", "July 22": a day of a year that nobody knows.
  private func isOfDate(_ items: [Item], _ start: Int, _ end: Int, after before: Item?) -> Bool {
    guard items[start].isNumeral, items[start].length <= 2, end == start + 1 else {
      return false
    }
    if items[safe: end]?.calendar?.role == .month { return true }
    guard before?.calendar?.role == .month else { return false }
    let after = items[safe: end]
    return after?.people == nil && after?.party == nil && after?.measures.isEmpty != false
  }

  /// "70 in eight days", "12 in two clashes": how long, how often.
  private func countsTimes(_ items: [Item], behind number: Int) -> Bool {
    items[min(number + 1, items.count)...].prefix(2).prefix { !$0.isMark }.contains {
      $0.thing == .time || $0.domain(anyOf: [.event, .events])
    }
  }

  /// Both sides of a ratio are small numbers.
  private func isSmall(_ items: [Item], _ index: Int) -> Bool {
    items[index].number != nil || items[index].length <= 3
  }

  func isNumeral(_ item: Item?) -> Bool {
    if let item, case .numeral = item.content { return true }
    return false
  }

  private func isNumberWord(_ item: Item?) -> Bool {
    isNumeral(item) || item?.number?.role == .unit
  }
}
