import Ledger

/// Numbers whose harm the sentence before tells.
extension MeasureFinder {
  /// "What of the prisoners? We hold 300", "Nobody hid the dead. 1,854.": the number that the sentence before leaves open.
  func topical(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard let topic, found.isEmpty, phrase.isBare, !phrase.isPartOfBefore, isPlainPart(phrase),
      items[safe: phrase.range.upperBound]?.has(anyOf: [.be, .have]) != true
    else { return nil }
    var at = index - 1
    while at >= 0, items[at].isMark("\"") || items[at].isMark("'") { at -= 1 }
    let answers =
      if let word = items[safe: at] {
        word.attribution(.verb) || word.isMark(":") && at <= 10
          || word.has(.have) && at <= 4 && items[safe: at - 1]?.has(.pronoun) == true
          || word.has(anyOf: [.link, .be])
            && items[max(0, at - 8)..<at].contains {
              $0.has(anyOf: [.count, .figure]) || $0.attribution(.work)
            }
      } else {
        items.count <= index + 3 || items[index + 1].isMark(",") && items[index + 2].has(.pronoun)
      }
    guard answers else { return nil }
    return MeasureFinding(measure: topic.measure, includes: topic.includes, rule: "topic")
  }
}

/// A line without a number that says what the numbers below it count.
struct Heading {
  var measure: MeasureID
  var includes: [MeasureID]
  var people: PeopleWord?
  var party: (id: PartyID, roles: [PartyRole])?
  /// Ends with a colon: what follows is its list.
  var isOpen: Bool
  /// The sentence is the very next one.
  var isNext = false
  var sentence: Int

  /// Nil where the sentence is no heading.
  init?(of sentence: Sentence, number: Int, vocabulary: MeasureVocabulary) {
    let items = sentence.items
    guard items.count <= 10, let last = items.last, !sentence.gist.roles.isEmpty,
      !items.contains(where: { $0.quantity != nil || $0.has(anyOf: [.be, .have]) })
    else { return nil }
    isOpen = last.isMark(":")
    guard isOpen || !last.isMark, isOpen || items.count <= 6,
      let word = items.lastIndex(where: {
        $0.measure(.participle, .predicate, .noun, .toll) != nil
      }), let id = items[word].measure(.participle, .predicate, .noun, .toll)
    else { return nil }
    let mix = MeasureFinder(items: items, vocabulary: vocabulary, before: nil).mixed(
      from: word, id)
    (measure, includes, self.sentence) = (mix.measure, mix.includes, number)
    people = items.first { $0.people != nil }?.people
    party = items.first { $0.party != nil }?.party
  }

  /// "How many of the defenders were killed?": what a sentence without a number speaks of, for the one behind it.
  init?(topicOf sentence: Sentence, number: Int, vocabulary: MeasureVocabulary) {
    guard !sentence.gist.roles.isEmpty else { return nil }
    let items = sentence.items
    guard
      let word = items.lastIndex(where: {
        $0.measure(.participle, .predicate, .noun, .toll, .intransitive) != nil
      }), let id = items[word].measure(.participle, .predicate, .noun, .toll, .intransitive)
    else { return nil }
    (measure, includes, self.sentence) = (id, [], number)
    isOpen = false
    people = items.last { $0.people != nil }?.people
    party = items.last { $0.party?.roles.contains(.people) == true }?.party
  }
}
