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
    let before = statements.filter { $0.item < word }.max { $0.item < $1.item }
    // A semicolon parts what one says from what the other says.
    let end = sentence.items[word...].firstIndex { $0.isMark(";") } ?? sentence.items.count
    let behind = statements.filter { $0.item > word && $0.item < end }.min { $0.item < $1.item }
    if let found = before ?? behind {
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

  /// "This included as many as 500 people", "Of those killed": the report before goes on.
  private func goesOnCounting(_ sentence: Sentence) -> Bool {
    let first = sentence.items.prefix(3)
    return first.contains { $0.has(.ofWhom) }
      || first.contains { $0.has(.including) }
        && first.contains { $0.has(.article) || $0.has(.figure) }
  }

  /// Whom the text let speak last.
  func lastSpeaker(in sentence: Sentence, discourse: Discourse)
    -> (source: Source, party: PartyID?)?
  {
    statements(in: sentence, discourse: discourse).last.map {
      ($0.source, side(of: $0, sentence.items))
    }
  }

  /// Whom a sentence names as a source, in its order, with the words by which it does.
  func remember(_ sentence: Sentence, in discourse: inout Discourse) {
    let items = sentence.items
    var known: Set<String> = []
    for index in sentence.gist.kinds.contains(.source) ? items.indices : 0..<0 {
      guard let id = items[index].source, let entry = lexicon.sources[id] else { continue }
      // Who stands late in a sentence without a word of speech is spoken about.
      let speaks = items[max(0, index - 3)..<min(items.count, index + 4)].contains {
        $0.attribution(.verb, .preposition, .work)
      }
      guard index <= 8 || speaks, !isSecond(index, items) else { continue }
      known.insert(entry.name)
      discourse.sources.note(
        Source(id: id, name: entry.name), words: words(around: index, sentence),
        isPerson: entry.kind == "person")
    }
    if sentence.gist.attribution.contains(.speaker) { noteTitled(sentence, &discourse) }
    guard sentence.gist.attributes else { return }
    for statement in statements(in: sentence, discourse: discourse)
    where !known.contains(statement.source.name) && statement.source.id == nil {
      discourse.sources.note(
        statement.source, words: Language.words(of: statement.source.name),
        isPerson: isPerson(statement, items))
    }
  }

  /// "the commander, General Jane Doe": "the general" and "she" mean her from here on.
  private func noteTitled(_ sentence: Sentence, _ discourse: inout Discourse) {
    let items = sentence.items
    var index = 0
    while index < items.count {
      defer { index += 1 }
      guard items[index].attribution(.speaker), !items[index].attribution(.body) else { continue }
      var end = index + 1
      while end < items.count, end - index <= 4, items[end].capitalised, items[end].senses.isEmpty,
        !items[end].isMark
      {
        end += 1
      }
      guard end - index >= 3, let name = string(index + 1..<end, sentence) else { continue }
      let words =
        Language.words(of: name) + items[index].tokens.map { sentence.tokens[$0].folded }
      discourse.sources.note(Source(name: name), words: words, isPerson: true)
      index = end
    }
  }

  /// The second of two who are named together; the first stands for both.
  private func isSecond(_ index: Int, _ items: [Item]) -> Bool {
    var at = index - 1
    while items[safe: at]?.has(.article) == true { at -= 1 }
    return items[safe: at]?.has(.and) == true && items[safe: at - 1]?.source != nil
  }

  /// A name of two words behind an office, or a name alone, is a person's.
  private func isPerson(_ statement: Statement, _ items: [Item]) -> Bool {
    let near = items[max(0, statement.item - 8)..<min(items.count, statement.item + 8)]
    if isPersonalName(statement.source.name, near) { return true }
    return near.contains { $0.attribution(.speaker) && !$0.attribution(.body) }
      && !near.contains { $0.attribution(.body) }
  }

  /// Two or three words that no list has, all with a capital: "Jane Mary Doe".
  private func isPersonalName(_ name: String, _ near: ArraySlice<Item>) -> Bool {
    let words = Language.words(of: name)
    guard (2...3).contains(words.count) else { return false }
    return words.allSatisfy { word in
      near.contains { $0.folded == word && $0.capitalised && $0.senses.isEmpty }
    }
  }

  private func words(around index: Int, _ sentence: Sentence) -> [String] {
    var words = sentence.items[index].tokens.map { sentence.tokens[$0].folded }
    for near in stride(from: index - 1, through: max(0, index - 3), by: -1) {
      let item = sentence.items[near]
      guard item.attribution(.speaker, .body) else { break }
      words += item.tokens.map { sentence.tokens[$0].folded }
    }
    return words
  }

  /// The side named in the stretch around the attribution, else the source's own.
  private func side(of statement: Statement, _ items: [Item]) -> PartyID? {
    if let id = statement.source.id, let party = lexicon.partyOfSource[id] { return party }
    for step in [-1, 1] {
      var at = statement.item + step
      for _ in 0..<8 {
        guard let item = items[safe: at], item.quantity == nil, !item.isMark(","),
          !item.has(.that), !item.isMark("\"")
        else { break }
        if let party = item.party, party.roles != [.place] { return party.id }
        at += step
      }
      if statement.rule == "said", step == -1 { break }
    }
    return nil
  }

  private func isQuoted(_ attachment: Attachment, _ sentence: Sentence) -> Bool {
    let marks = sentence.items[..<attachment.item].count { $0.isMark("\"") }
    let behind = sentence.items[attachment.item...].contains { $0.isMark("\"") }
    return !marks.isMultiple(of: 2) || marks == 0 && behind
  }

  func statements(in sentence: Sentence, discourse: Discourse) -> [Statement] {
    guard sentence.gist.attributes else { return [] }
    if let known = found?.statements(in: sentence, discourse) { return known }
    let statements = readStatements(in: sentence, discourse: discourse)
    found?.note(statements, in: sentence, discourse)
    return statements
  }

  private func readStatements(in sentence: Sentence, discourse: Discourse) -> [Statement] {
    let items = sentence.items
    var found: [Statement] = []
    for index in items.indices where items[index].attributes && !isDenied(index, items) {
      let item = items[index]
      if item.has(.possessive), let source = owner(index, sentence, discourse) {
        found.append(Statement(item: index, source: source, rule: "own count"))
      } else if item.attribution(.preposition) {
        // "an attack claimed by the group": what it did, and no count.
        if isOwnedUpTo(index, items) { continue }
        if let source = source(behind: index, sentence, discourse) {
          found.append(Statement(item: index, source: source, rule: "according to"))
        }
      } else if item.attribution(.work), let joint = items[safe: index + 1],
        joint.has(.of) || joint.has(.by) || joint.has(.from),
        let source = knownSource(in: index + 2..<max(index + 2, min(items.count, index + 7)), items)
      {
        found.append(Statement(item: index, source: source, rule: "report of"))
      } else if item.attribution(.work), let source = publisher(of: index, items) {
        found.append(Statement(item: index, source: source, rule: "report of"))
      } else if speaks(index, items), items[safe: index - 1]?.has(.be) != true {
        if let source = speaker(before: index, sentence, discourse) {
          found.append(Statement(item: index, source: source, rule: "said"))
        } else if isInverted(index, items), items[safe: index + 1]?.has(.possessive) != true,
          let source = source(behind: index, sentence, discourse)
        {
          found.append(Statement(item: index, source: source, rule: "said"))
        }
      }
    }
    return found
  }

  /// "UN figures put", "the agency's latest data show": a work that speaks, behind the known name whose it is.
  private func publisher(of work: Int, _ items: [Item]) -> Source? {
    guard let next = items[safe: work + 1],
      next.attribution(.verb) || next.has(.link)
        || next.senses.isEmpty && !next.capitalised
          && !next.isMark && next.quantity == nil && next.date == nil
    else { return nil }
    for near in stride(from: work - 1, through: max(0, work - 4), by: -1) {
      if items[near].source != nil { return knownSource(in: near..<near + 1, items) }
      if items[near].isMark || items[near].quantity != nil || items[near].attribution(.verb) {
        return nil
      }
    }
    return nil
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
    guard let before = items[safe: index - 1], let next, !next.isMark, next.date == nil,
      before.source != nil || before.attribution(.body, .speaker) || before.attribution(.person)
        || before.capitalised && before.senses.isEmpty
        || before.attribution(.work) && items[safe: index - 2]?.has(.article) == true
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
    return items[index].source.flatMap { lexicon.sources[$0] }
      .map { Source(id: $0.id, name: facts.abbreviations[$0.id] ?? $0.name) }
  }
}

/// The statements of the sentence that was read last. Each claim asks for them, and so does what comes behind; they stay
/// the same while the text has named nobody else.
final class StatementsFound {
  private var start = -1
  private var revision = -1
  private var statements: [ClaimantResolver.Statement] = []

  func statements(in sentence: Sentence, _ discourse: Discourse) -> [ClaimantResolver.Statement]? {
    start == sentence.tokens.first?.range.lowerBound && revision == discourse.sources.revision
      ? statements : nil
  }

  func note(
    _ statements: [ClaimantResolver.Statement], in sentence: Sentence, _ discourse: Discourse
  ) {
    start = sentence.tokens.first?.range.lowerBound ?? -1
    revision = discourse.sources.revision
    self.statements = statements
  }
}
