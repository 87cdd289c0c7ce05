import Ledger

/// Who counts: the person or body to whom the text attributes a figure.
struct ClaimantResolver {
  let lexicon: Lexicon
  let facts: DocumentFacts
  let text: [UInt8]
  /// Where several questions are asked about one sentence.
  var found: StatementsFound?

  struct Result {
    var claimant: Source?
    var rule: String?
    var isReported = false
    /// The side that the claimant belongs to, where its name says so.
    var party: PartyID?
    /// Who speaks for the claimant.
    var speaker: Source?
    var relays: [Source] = []
    /// The word of speech.
    var item: Int?
  }

  /// One attribution in a sentence: "according to …", "… said".
  struct Statement {
    var item: Int
    var source: Source
    var rule: String
    var party: PartyID?
  }

  func claimant(
    of attachment: Attachment, in sentence: Sentence, discourse: Discourse
  ) -> Result {
    let statements = statements(in: sentence, discourse: discourse)
    let word = attachment.item
    // The source nearest before the figure, else one behind it.
    let before = statements.nearest { $0.item < word ? -$0.item : nil }
    // A semicolon parts what one says from what the other says.
    let end = sentence.items[word...].firstIndex { $0.isMark(";") } ?? sentence.items.count
    let behind = statements.nearest { statement in
      statement.item > word && statement.item < end
        && (statement.rule != "said" || ends(statement.item, sentence.items))
        ? statement.item : nil
    }
    // "Journal: 40 rebels dead, says the army": who says it stands behind.
    let isBehind = before?.rule == "before colon" || closes(before, sentence.items)
    if let found = isBehind ? behind ?? before : before ?? behind {
      return Result(
        claimant: found.source, rule: found.rule, isReported: true,
        party: side(of: found, sentence.items), speaker: speaker(in: found, sentence),
        relays: relays(of: found, among: statements, sentence), item: found.item)
    }
    if sentence.section == .quotation || isQuoted(attachment, sentence)
      || attachment.parent == -1 || goesOnCounting(sentence)
    {
      return Result(claimant: discourse.lastClaimant, rule: "speaker before", isReported: true)
    }
    return Result()
  }

  /// "12 died, according to the army, and 20 were hurt, the hospital said": it belongs to the number before it.
  private func closes(_ statement: Statement?, _ items: [Item]) -> Bool {
    guard let statement else { return false }
    if statement.rule == "said" { return isParenthetical(statement.item, items) }
    guard statement.rule == "according to", items[safe: statement.item - 1]?.isMark(",") == true
    else { return false }
    return items[..<statement.item].contains { $0.quantity?.isExcluded == false }
  }

  /// ", the army said,": set between what it says, behind a count.
  private func isParenthetical(_ verb: Int, _ items: [Item]) -> Bool {
    var behind = verb + 1
    while let item = items[safe: behind], behind - verb <= 3, item.date != nil || item.has(.on) {
      behind += 1
    }
    guard let next = items[safe: behind],
      next.isMark(",") || next.has(anyOf: [.and, .while]) || isInverted(verb, items)
    else { return false }
    for near in stride(from: verb - 1, through: max(1, verb - 10), by: -1) {
      if items[near].quantity != nil || items[near].has(.that) { return false }
      if items[near].isMark(",") {
        return items[..<near].contains { $0.quantity?.isExcluded == false }
      }
    }
    return false
  }

  /// "…, the army said on Friday", where "and the army said it would fight on" says something else.
  private func ends(_ verb: Int, _ items: [Item]) -> Bool {
    guard let next = items[safe: verb + 1], !next.isMark, !isInverted(verb, items) else {
      return true
    }
    if next.date != nil || next.calendar != nil || items[verb].attribution(.tells) { return true }
    return !next.has(anyOf: [.that, .article, .pronoun, .possessive, .be, .have])
      && next.party == nil && !next.attribution(.speaker, .body) && next.people == nil
  }

  /// "This included as many as 500 people", "Of those killed": the report before goes on.
  private func goesOnCounting(_ sentence: Sentence) -> Bool {
    let first = sentence.items.prefix(3)
    return first.contains { $0.has(.ofWhom) }
      || first.contains { $0.has(.including) }
        && first.contains { $0.has(.article) || $0.has(.figure) }
  }

  /// Who speaks in a statement, and for which side.
  func speaker(of statement: Statement, _ sentence: Sentence) -> (source: Source, party: PartyID?) {
    (statement.source, side(of: statement, sentence.items))
  }

  /// The side named in the stretch around the attribution, else the source's own.
  private func side(of statement: Statement, _ items: [Item]) -> PartyID? {
    if let id = statement.source.id, let party = lexicon.partyOfSource[id] { return party }
    for step in [-1, 1] {
      var at = statement.item + step
      for _ in 0..<8 {
        guard let item = items[safe: at], item.quantity?.isExcluded ?? true, !item.isMark(","),
          !item.has(.that), !item.isMark("\"")
        else { break }
        if let party = item.party, party.roles != [.place], !isLedBy(at, items) { return party.id }
        at += step
      }
      if statement.rule == "said", step == -1 { break }
    }
    return nil
  }

  /// "the Kurdish-led forces": of others too.
  private func isLedBy(_ index: Int, _ items: [Item]) -> Bool {
    items[safe: index + 1]?.isMark("-") == true && items[safe: index + 2]?.has(.backed) == true
  }

  private func isQuoted(_ attachment: Attachment, _ sentence: Sentence) -> Bool {
    let marks = sentence.items[..<attachment.item].count { $0.isMark("\"") }
    let behind = sentence.items[attachment.item...].contains { $0.isMark("\"") }
    return !marks.isMultiple(of: 2) || marks == 0 && behind
  }

  func statements(in sentence: Sentence, discourse: Discourse) -> [Statement] {
    let gist = sentence.gist
    guard
      gist.attributes
        || gist.counts && (gist.grammar.contains(.have) || hasColon(sentence.items))
    else { return [] }
    if let known = found?.statements(in: sentence, discourse) { return known }
    let statements = readStatements(in: sentence, discourse: discourse)
    found?.note(statements, in: sentence, discourse)
    return statements
  }

  private func readStatements(in sentence: Sentence, discourse: Discourse) -> [Statement] {
    var found: [Statement] = []
    if hasColon(sentence.items), let speaker = speakerBeforeColon(sentence, discourse) {
      found.append(speaker)
    }
    for index in sentence.items.indices
    where sentence.items[index].attributes || isPutting(index, sentence.items) {
      if let statement = statement(at: index, after: found.last, sentence, discourse) {
        found.append(statement)
      }
    }
    return found
  }

  /// What the word says of who speaks or whose count it is.
  /// - Parameter last: the statement before.
  private func statement(
    at index: Int, after last: Statement?, _ sentence: Sentence, _ discourse: Discourse
  ) -> Statement? {
    let items = sentence.items
    if isDenied(index, items) { return nil }
    let item = items[index]
    // "the capital's disputed claims that" says no more than whose they are.
    if let last, last.rule == "own count", index - last.item <= 4 { return nil }
    if item.has(.possessive), var source = owner(index, sentence, discourse) {
      // "The monitors put it at 90, above their estimate of May": who spoke just now.
      if item.has(.article), let last { source = last.source }
      return Statement(item: index, source: source, rule: "own count")
    }
    if item.attribution(.preposition) {
      // "an attack claimed by the group": what it did, and no count.
      if isOwnedUpTo(index, items) { return nil }
      return source(behind: index, sentence, discourse).map {
        Statement(item: index, source: $0, rule: "according to")
      }
    }
    if item.attribution(.work), let joint = items[safe: index + 1],
      joint.has(.of) || joint.has(.by) || joint.has(.from),
      let source = knownSource(in: index + 2..<max(index + 2, min(items.count, index + 7)), items)
    {
      return Statement(item: index, source: source, rule: "report of")
    }
    if item.attribution(.work), let source = publisher(of: index, items) {
      return Statement(item: index, source: source, rule: "report of")
    }
    // "the ministry has the toll at"
    if item.has(.have) {
      guard isPutting(index, items), let source = speaker(before: index, sentence, discourse) else {
        return nil
      }
      return Statement(item: index, source: source, rule: "said")
    }
    let isPassive = isPassive(index, items)
    if isPassive, item.attribution(.verb), let by = agent(of: index, items),
      let source = source(behind: by, sentence, discourse)
    {
      return Statement(item: by, source: source, rule: "according to")
    }
    guard speaks(index, items), !isPassive else { return nil }
    if isSaidByWhoIsBehind(index, items), let source = source(behind: index, sentence, discourse) {
      return Statement(item: index, source: source, rule: "said")
    }
    if let source = speaker(before: index, sentence, discourse) {
      return Statement(item: index, source: source, rule: "said")
    }
    guard isInverted(index, items), !isObject(index + 1, items) else { return nil }
    return source(behind: index, sentence, discourse).map {
      Statement(item: index, source: $0, rule: "said")
    }
  }

  /// "claiming its fighters", "calling it a lie": no speaker stands behind the word.
  private func isObject(_ index: Int, _ items: [Item]) -> Bool {
    guard let item = items[safe: index] else { return false }
    return item.has(.possessive)
      || item.has(.pronoun) && items[safe: index + 1].map { !$0.isMark } ?? false
  }

  /// The word says of an attack whose it was.
  private func isOwnedUpTo(_ index: Int, _ items: [Item]) -> Bool {
    guard let before = items[safe: index - 1] else { return false }
    return before.domain(anyOf: [.event, .events, .offensive]) && before.quantity == nil
  }

  /// "did not confirm", "cannot be confirmed by": no statement.
  private func isDenied(_ index: Int, _ items: [Item]) -> Bool {
    (1...2).contains { items[safe: index - $0]?.has(.negation) == true }
  }

  /// A word of speech; "report" is one only before "that", and behind somebody who reports.
  func speaks(_ index: Int, _ items: [Item]) -> Bool {
    guard items[index].attribution(.verb) else { return false }
    guard items[index].attribution(.work) else { return true }
    let next = items[safe: index + 1]
    if next?.has(.that) == true
      || isInverted(index, items) && (next?.has(.article) == true || next?.source != nil)
    {
      return true
    }
    // "the agency estimates 300 died", where "agency estimates suggest" is a work.
    let subject = items[safe: index - 1]?.has(.also) == true ? index - 2 : index - 1
    guard let before = items[safe: subject], let next, !next.isMark, next.date == nil,
      before.source != nil || before.attribution(.body, .speaker) || before.attribution(.person)
        || before.capitalised && before.senses.isEmpty
        || before.attribution(.work) && items[safe: subject - 1]?.has(.article) == true
    else { return false }
    return next.quantity != nil || next.has(anyOf: [.article, .pronoun]) || next.people != nil
      || next.party != nil || !next.measures.isEmpty
      || next.senses.isEmpty && !next.capitalised
  }

  /// "…," said the governor
  func isInverted(_ verb: Int, _ items: [Item]) -> Bool {
    guard let before = items[safe: verb - 1] else { return false }
    return before.isMark && !before.isMark(".") && !before.isMark(")")
  }

  func knownSource(in range: Range<Int>, _ items: [Item]) -> Source? {
    guard range.lowerBound <= range.upperBound else { return nil }
    guard var index = range.first(where: { items[safe: $0]?.source != nil }) else { return nil }
    // Of two names side by side the second says it more closely: a body's own mission.
    while range.contains(index + 1), items[safe: index + 1]?.source != nil { index += 1 }
    // "the council's health agency"
    if range.contains(index + 2), items[safe: index + 1]?.has(.possessive) == true,
      items[safe: index + 2]?.source != nil
    {
      index += 2
    }
    // "the UN's humanitarian office OCHA"
    if items[safe: index + 1]?.has(.possessive) == true,
      let own = range.first(where: { $0 > index && $0 <= index + 5 && items[$0].source != nil }),
      !items[index + 1..<own].contains(where: {
        $0.isMark || $0.has(anyOf: [.and, .of, .in, .that]) || $0.attribution(.verb)
      })
    {
      index = own
    }
    return items[index].source.flatMap { lexicon.sources[$0] }
      .map { Source(id: $0.id, name: facts.abbreviations[$0.id] ?? $0.name) }
  }
}
