import Ledger

/// Joins numbers with what bounds them: modifiers, ranges, magnitudes carried over a range.
struct QuantityReader {
  let language: Language
  let tokens: TokenRun
  let store: ItemStore

  func read(_ items: [Item]) -> [Item] {
    let numbers = NumberReader(language: language, items: items)
    var out: [Item] = []
    out.reserveCapacity(items.count)
    var index = 0
    while index < items.count {
      if items[index].vague != nil || startsNumber(items, index),
        let (found, end) = quantity(items, at: index, numbers)
      {
        var mention = found
        let joined = addModifiers(to: &mention, before: out, items, end)
        out.removeLast(min(joined.taken, out.count))
        let after = joined.end
        let first = joined.taken > 0 ? joined.first : items[index].tokens.lowerBound
        if isAge(mention, behind: out, items[safe: after]) {
          out.append(
            Item(tokens: first..<items[after - 1].tokens.upperBound, content: .word))
          index = after
          continue
        }
        mention.exclusion = exclusion(items, index, after, before: out)
        mention.isDefinite = out.last.map { $0.has(.article) && !$0.has(.a) } ?? false
        out.append(
          Item(
            tokens: first..<items[after - 1].tokens.upperBound,
            content: .quantity(store.keep(consume mention)),
            spaceBefore: items[index].spaceBefore))
        index = after
      } else {
        out.append(items[index])
        index += 1
      }
    }
    return out
  }

  private func startsNumber(_ items: [Item], _ index: Int) -> Bool {
    if case .numeral = items[index].content { return true }
    if items[index].number != nil || items[index].has(.half) { return true }
    guard let next = items[safe: index + 1]?.number else { return false }
    // "a hundred", "another dozen"
    return items[index].has(.article)
      || items[index].has(.another) && (next.role == .scale || next.role == .group)
        && items[safe: index - 1]?.isNumeral != true && items[safe: index - 1]?.number == nil
  }

  // MARK: numbers and ranges

  private func quantity(
    _ items: [Item], at start: Int, _ numbers: NumberReader
  ) -> (QuantityMention, Int)? {
    // "более тысячи": a thousand, and not thousands.
    let isOne =
      items[start].number?.role == .lone && items[safe: start - 1]?.modifier?.place == .before
    if let index = items[start].vague, !isOne, language.vague.indices.contains(index) {
      let quantity = Quantity(vague: language.vague[index])
      return (QuantityMention(quantity: quantity, core: items[start].tokens), start + 1)
    }
    guard let first = numbers.number(at: start) else { return nil }
    if let range = range(items, first, numbers) { return range }
    let quantity = Quantity.exact(first.value, digits: first.digits)
    return (
      QuantityMention(quantity: quantity, core: span(items, first.range)), first.range.upperBound
    )
  }

  private func span(_ items: [Item], _ range: Range<Int>) -> Range<Int> {
    items[range.lowerBound].tokens.lowerBound..<items[range.upperBound - 1].tokens.upperBound
  }

  private func range(
    _ items: [Item], _ first: NumberReader.Number, _ numbers: NumberReader
  ) -> (QuantityMention, Int)? {
    let connector = first.range.upperBound
    guard let joint = items[safe: connector] else { return nil }
    let opened = items[safe: first.range.lowerBound - 1]
    let modified = items[safe: first.range.lowerBound - 2]
    let isOpen =
      opened?.has(.between) == true || modified?.has(.between) == true
    let ceiling = items[safe: connector + 1]?.modifier
    // "more than 200 but fewer than 300"
    let isBounded = ceiling?.place == .before && ceiling?.modifier == .lessThan && isFloor(opened)
    let joins =
      joint.has(.to) || joint.isMark("–") || joint.isMark("-") || joint.has(.or)
      || joint.has(.and) && (isOpen || ceiling?.modifier == .upTo)
      || (joint.has(.and) || joint.has(.but)) && isBounded
      || joint.has(.but) && ceiling?.modifier == .upTo
    guard joins else { return nil }
    var next = connector + 1
    // "between 10 and up to 20", "from 5 to about 9": the second bound's hedge adds nothing.
    if items[safe: next]?.modifier?.place == .before { next += 1 }
    guard next < items.count, let last = numbers.number(at: next) else { return nil }
    var low = first.value
    let carried =
      first.scale == 1 && last.scale > 1 && first.mantissa < last.mantissa
      && first.value < last.scale
    if carried { low *= last.scale }
    guard low < last.value else { return nil }
    // "two or three" is a range; "two or 300" is not.
    if joint.has(.or), last.value > low * 10 { return nil }
    // "from 10 to 20" behind "rose" is a change, and the second number its result.
    if opened?.has(.from) == true, let change = items[safe: first.range.lowerBound - 2],
      change.has(.change)
    {
      return nil
    }
    let quantity = Quantity(
      form: .range, low: .init(low), high: .init(last.value), modifier: .range,
      significantDigits: max(first.digits, last.digits))
    let whole = first.range.lowerBound..<last.range.upperBound
    return (QuantityMention(quantity: quantity, core: span(items, whole)), last.range.upperBound)
  }

  private func isFloor(_ item: Item?) -> Bool {
    guard let modifier = item?.modifier, modifier.place == .before else { return false }
    return modifier.modifier == .atLeast || modifier.modifier == .moreThan
  }

  // MARK: modifiers

  private struct Joined {
    /// How many of the items before are modifiers.
    var taken = 0
    /// The token with which it begins.
    var first: Int
    /// The item behind it.
    var end: Int
  }

  /// Takes the modifiers before the number (already in `before`) and behind it.
  private func addModifiers(
    to mention: inout QuantityMention, before: [Item], _ items: [Item], _ end: Int
  ) -> Joined {
    var joined = Joined(first: mention.core.lowerBound, end: end)
    var words: [Range<Int>] = []
    var modifiers: [Quantity.Modifier] = []
    var back = before.count - 1
    // A range keeps its opening: "between 100,000 and 140,000".
    if mention.quantity.form == .range, let item = before[safe: back],
      item.has(.between) || item.has(.from)
    {
      joined.first = item.tokens.lowerBound
      if item.has(.link) { mention.isLinked = true }
      back -= 1
      joined.taken = before.count - 1 - back
    }
    while back >= 0, before.count - back <= 6 {
      if let modifier = before[back].modifier, modifier.place == .before,
        !isSaid(before, back), !isGoal(before, back)
      {
        modifiers.append(modifier.modifier)
        mention.method = before[back].method ?? mention.method
        words.append(before[back].tokens)
        joined.first = before[back].tokens.lowerBound
        if before[back].has(.link) { mention.isLinked = true }
        back -= 1
        joined.taken = before.count - 1 - back
      } else if before[back].isMark("\""), before[safe: back - 1]?.modifier?.place == .before {
        // '"at the very least" 150'
        back -= 1
      } else if before[back].has(.another)
        || before[back].has(.article) && before[back].has(.a),
        skipsToModifier(before, back)
      {
        back -= 1
      } else {
        break
      }
    }
    // "700-odd"
    let isHyphened =
      items[safe: end].map { $0.isMark("-") && $0.modifier == nil && !$0.spaceBefore } ?? false
    let at = isHyphened ? end + 1 : end
    if let item = items[safe: at], let modifier = item.modifier, modifier.place == .after,
      items[safe: at + 1].map({ !isNumeral($0) && $0.number == nil }) ?? true
    {
      modifiers.append(modifier.modifier)
      words.append(item.tokens)
      joined.end = at + 1
    }
    if !modifiers.isEmpty {
      mention.quantity.bind(modifiers, words: words.map(text).joined(separator: " "))
    }
    return joined
  }

  /// "IOM estimated 1.8 million": a verb with its subject.
  private func isSaid(_ before: [Item], _ index: Int) -> Bool {
    guard before[index].attribution(.verb), let subject = before[safe: index - 1] else {
      return false
    }
    return subject.source != nil || subject.attribution(.speaker, .body, .again, .person)
      || subject.capitalised && subject.senses.isEmpty || subject.isMark(")") || subject.has(.also)
  }

  /// "выросло за ночь до 300": a word that says "up to" elsewhere says here what the count has become.
  private func isGoal(_ before: [Item], _ index: Int) -> Bool {
    guard before[index].has(.to) else { return false }
    for near in stride(from: index - 1, through: max(0, index - 4), by: -1) {
      if before[near].quantity != nil { return false }
      if before[near].has(.change) { return true }
    }
    return false
  }

  /// "up to an additional 5,000": small words between a modifier and its number.
  private func skipsToModifier(_ before: [Item], _ index: Int) -> Bool {
    var at = index - 1
    while at >= 0, index - at <= 2 {
      if before[at].modifier?.place == .before { return true }
      guard before[at].has(.article) || before[at].has(.another) else { return false }
      at -= 1
    }
    return false
  }

  private func text(_ range: Range<Int>) -> String {
    range.map { tokens[$0].folded }.joined(separator: " ")
  }
}
