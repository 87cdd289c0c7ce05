import Ledger

/// Who stands before and behind a word of speech.
extension ClaimantResolver {
  /// The speaker that stands before a verb, back to the start of its clause.
  func speaker(
    before verb: Int, _ sentence: Sentence, _ discourse: Discourse
  ) -> Source? {
    let items = sentence.items
    // "Jane Doe, the governor, has since said"
    var end = verb
    while end > 0, verb - end < 3, items[end - 1].has(anyOf: [.have, .also, .do]) { end -= 1 }
    // "had by Monday verified"
    if end == verb, items[safe: end - 1]?.date != nil {
      var have = end - 2
      while have > 0, end - have <= 4, items[have].has(anyOf: [.by, .on, .in, .until, .asOf]) {
        have -= 1
      }
      if items[safe: have]?.has(.have) == true { end = have }
    }
    if !(items[safe: end - 1]?.isMark(",") ?? false) { end = verb }
    end = withoutDay(before: end, items)
    var start = end
    var steps = 0
    while start > 0, steps < 14 {
      let item = items[start - 1]
      if item.isMark("–") || item.isMark("-") && item.spaceBefore && items[start].spaceBefore {
        break
      }
      if item.isMark(",") || item.isMark("\"") || item.isMark(";") || item.isMark(":")
        || item.quantity != nil || item.has(.that) || item.has(.relative) || item.has(.while)
        || speaks(start - 1, items)
      {
        if item.isMark(","), start == end, let name = apposition(before: start - 1, items) {
          return source(in: name, sentence, discourse, isSubject: true)
        }
        // "the monitors, who estimate": who that is stands before.
        if item.has(.relative) || item.has(.who), start == end {
          return antecedent(of: start - 1, sentence, discourse)
        }
        break
      }
      start -= 1
      steps += 1
    }
    if start < end, items[start].has(.and) || items[start].has(.but) { start += 1 }
    // "The army calls it a lie and says": who does both stands first.
    if end - start > 2, items[end - 1].has(anyOf: [.and, .but]),
      let verb = (start + 1..<end - 1).first(where: {
        items[$0].senses.isEmpty && !items[$0].capitalised && !items[$0].isMark
          && (items[$0 - 1].attribution(.speaker, .body) || items[$0 - 1].source != nil
            || items[$0 - 1].capitalised)
      })
    {
      end = verb
    }
    return source(in: start..<end, sentence, discourse, isSubject: true)
  }

  /// "The spokesman Doe on 12 July said": the day is no part of the name. It need not have a year.
  private func withoutDay(before end: Int, _ items: [Item]) -> Int {
    var start = end
    if start > 1, items[start - 1].date != nil {
      start -= 1
    } else if start > 2, items[start - 1].calendar?.role == .month,
      items[start - 2].quantity?.isExcluded == true
    {
      start -= 2
    } else {
      return end
    }
    if items[start - 1].has(.on) { start -= 1 }
    return start > 0 ? start : end
  }

  /// "…, in the east, said local elders.": the speaker ends the sentence, whatever stands before the word.
  func isSaidByWhoIsBehind(_ verb: Int, _ items: [Item]) -> Bool {
    guard isInverted(verb, items), !items[verb - 1].isMark(":") else { return false }
    var names = false
    for (step, item) in items[(verb + 1)...].enumerated() {
      if item.isMark(".") { return names }
      if item.isMark(",") { return false }
      guard step < 10, !item.isMark(";"), item.quantity == nil, item.measures.isEmpty,
        !item.has(anyOf: [.that, .be, .have, .pronoun]), !item.attribution(.verb)
      else { return false }
      if item.source != nil || item.attribution(.speaker, .body) { names = true }
    }
    return names
  }

  /// "Col. Doe" is the Jane Doe of whom the text spoke before.
  func fullName(of name: String, _ discourse: Discourse) -> Source? {
    guard discourse.sources.knowsPersons, Self.endsWithCapital(name),
      name.utf8.count(where: { $0 == 0x20 }) < 3, let surname = Self.lastWord(of: name)
    else { return nil }
    // "local residents" are not those who spoke before.
    guard let known = discourse.sources.lastPerson(called: surname), known.id == nil else {
      return nil
    }
    let full = Language.words(of: known.name)
    return full.count > 1 && full.contains { SourceMemory.ends($0, with: surname) }
      ? known : nil
  }

  /// As the lexicon compares it.
  private static func lastWord(of name: String) -> String? {
    let last = name.utf8.lastIndex(of: 0x20).map { name.utf8.index(after: $0) } ?? name.startIndex
    return name.utf8[last...].allSatisfy(\.isASCIILetter)
      ? name[last...].lowercased() : Language.words(of: name).last
  }

  /// Whether its last word begins with a capital. Most names are of ASCII, and asked for at every word of speech.
  private static func endsWithCapital(_ name: String) -> Bool {
    var last: UInt8?
    for byte in name.utf8 {
      guard byte < 0x80 else {
        return name.split(separator: " ").last?.first?.isUppercase == true
      }
      if byte == 0x20 { last = nil } else if last == nil { last = byte }
    }
    return last?.isASCIICapital == true
  }

  func antecedent(
    of relative: Int, _ sentence: Sentence, _ discourse: Discourse
  ) -> Source? {
    let items = sentence.items
    var end = relative
    while end > 0, items[end - 1].isMark { end -= 1 }
    var start = end
    while start > 0, end - start < 8, !items[start - 1].isMark, items[start - 1].quantity == nil,
      items[start - 1].measures.isEmpty, !items[start - 1].has(.by)
    {
      start -= 1
    }
    guard (start..<end).contains(where: { items[$0].source != nil || items[$0].attribution(.body) })
    else { return nil }
    return source(in: start..<end, sentence, discourse, isSubject: true)
  }

  /// "Smith, the governor, said", "the governor, Jane Smith, said": of two names for one speaker, the one that is a
  /// name; where both are, the first.
  func apposition(before comma: Int, _ items: [Item]) -> Range<Int>? {
    var open = comma - 1
    while open >= 0, comma - open <= 16, !items[open].isMark(","), !items[open].isMark(";") {
      // A clause of its own.
      if items[open].quantity != nil { return nil }
      open -= 1
    }
    guard open > 0, items[open].isMark(",") else { return nil }
    var start = open
    while start > 0, open - start < 12, !items[start - 1].isMark, items[start - 1].quantity == nil,
      !items[start - 1].has(.that)
    {
      start -= 1
    }
    let (first, second) = (start..<open, open + 1..<comma)
    func isNamed(_ range: Range<Int>) -> Bool {
      range.contains {
        items[$0].source != nil || items[$0].capitalised && items[$0].senses.isEmpty
      }
    }
    // "the mayor of the town, Jane Doe, said": an office is held by somebody.
    let isName = second.allSatisfy { items[$0].capitalised && items[$0].senses.isEmpty }
    if isName, (2...4).contains(second.count),
      first.contains(where: { items[$0].attribution(.speaker) })
    {
      return second
    }
    // "a spokesman, quoted by the radio, said"
    if isNamed(first) || items[open + 1].attribution(.preposition, .verb, .relays) { return first }
    return isNamed(second) && !items[open + 1].has(anyOf: [.who, .relative]) ? second : first
  }

  /// "said the mission's coordinator, Jane Doe."
  func nameBehind(
    _ comma: Int, _ sentence: Sentence, within range: Range<Int>
  ) -> Source? {
    let items = sentence.items
    guard items[safe: comma]?.isMark(",") == true,
      range.contains(where: { items[$0].attribution(.speaker) })
    else { return nil }
    var end = comma + 1
    while let item = items[safe: end], end - comma <= 5,
      item.capitalised && item.senses.isEmpty || item.isMark("-") && !item.spaceBefore
    {
      end += 1
    }
    guard end - comma >= 3, items[safe: end]?.isMark ?? true else { return nil }
    return string(comma + 1..<end, sentence).map { Source(name: $0) }
  }

  /// A preposition ends a name, unless the name goes on: "the Council on Foreign Relations".
  func isOutside(_ items: [Item], _ index: Int, start: Int) -> Bool {
    let item = items[index]
    guard item.has(.in) || item.has(.on) || item.has(.at), index > start + 1 else { return false }
    return items[safe: index + 1]?.capitalised != true
      || items[safe: index - 1]?.capitalised != true
  }
}
