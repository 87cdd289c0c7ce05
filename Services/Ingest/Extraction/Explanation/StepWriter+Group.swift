import Ledger

/// Whose people, in which war, and where.
extension StepWriter {
  var partyStep: Step {
    let rule = decided.side.rule
    guard let party = claim.group.party else { return step(.party, rule) }
    if rule == "side of whole", !inherited(.party).isEmpty {
      return step(.party, rule, inherited(.party))
    }
    if rule == "seat of war named" {
      let says: (Sense) -> Bool = { if case .conflict = $0 { true } else { false } }
      return step(.party, rule, [words(items.firstIndex { $0.conflict != nil }, where: says)])
    }
    switch party {
    case PartyResolver.both:
      let says: (Sense) -> Bool = { $0 == .grammar(.bothSides) }
      if let index = nearest(to: anchor, where: says) {
        return step(.party, rule, [words(index, where: says)])
      }
      return step(.party, rule, parties(within: attachment.phrase.range))
    case PartyResolver.everyone:
      let says: (Sense) -> Bool = {
        switch $0 {
        case .domain(.war), .domain(.offensive), .conflict: true
        default: false
        }
      }
      return step(.party, rule, [words(nearest(to: anchor, where: says), where: says)])
    default:
      return step(.party, rule, [words(about: .party(party))], records: [home(of: party)])
    }
  }

  /// All sides that a stretch names, else all that stand before the number.
  private func parties(within range: Range<Int>) -> [ExplainedWords?] {
    let says: (Sense) -> Bool = { if case .party = $0 { true } else { false } }
    let named = range.clamped(to: 0..<items.count).filter {
      items[$0].senses.contains(where: says)
    }
    let all = named.isEmpty ? items.indices.filter { items[$0].party != nil } : Array(named)
    return all.prefix(4).map { words($0, where: says) }
  }

  /// The record of a group that says whose country it lives in, where its name stands for that country's people.
  private func home(of party: PartyID) -> LexiconEntry? {
    let named = nearest(to: anchor) {
      Mentions.subjects(of: $0, reader.lexicon).contains(.party(party))
    }.flatMap {
      items[$0].party?.id ?? items[$0].source.flatMap { reader.lexicon.sources[$0]?.party }
    }
    guard let named, named != party, reader.lexicon.parties[named]?.home == party else {
      return nil
    }
    return reader.record("parties", named.value, "party \(named), home \(party)")
  }

  var populationStep: Step {
    let rule = decided.people.rule
    guard let people = claim.group.population else { return step(.population, rule) }
    switch rule {
    case "people of whole": return step(.population, rule, inherited(.population))
    case "people of measure":
      return step(
        .population, rule, [words(about: .measure(claim.measure.id))],
        records: [
          reader.record(
            "measures", claim.measure.id.value, "measure \(claim.measure.id), people \(people)")
        ])
    case "lost by a side", "losses of a side":
      let says: (Sense) -> Bool = { if case .measure = $0 { true } else { false } }
      return step(.population, rule, [words(attachment.measureItem, where: says)])
    case "forces named", "people of a side":
      return step(.population, rule, parties(within: attachment.phrase.range))
    case "people by another word": return step(.population, rule, [phraseWords])
    case "people named": return step(.population, rule, namedPeople(people))
    default:
      let near = attachment.measureItem ?? anchor
      return step(.population, rule, [words(about: .people(people), near: near)])
    }
  }

  private var phraseWords: ExplainedWords? {
    guard let first = items[safe: attachment.phrase.range.lowerBound],
      let last = items[safe: attachment.phrase.range.upperBound - 1],
      first.tokens.lowerBound < last.tokens.upperBound
    else { return nil }
    return reader.words(first.tokens.lowerBound..<last.tokens.upperBound, of: sentence)
  }

  /// The counted phrase's own word for these people; else all its words for people ("men, women and children" are
  /// civilians), with what is said behind it ("were soldiers"), or with the word of harm that narrows them.
  private func namedPeople(_ people: PopulationID) -> [ExplainedWords?] {
    let range = attachment.phrase.range.clamped(to: 0..<items.count)
    let says: (Sense) -> Bool = {
      Mentions.subjects(of: $0, reader.lexicon).contains(.people(people))
    }
    if let index = nearest(to: anchor, within: range, where: says) {
      return [words(index, where: says)]
    }
    let isPeople: (Sense) -> Bool = { if case .people = $0 { true } else { false } }
    let counted = range.filter { items[$0].senses.contains(where: isPeople) }
    // A bare number of a list counts whom the number before it counts.
    guard !counted.isEmpty else {
      let listed = inherited(.population)
      return listed.isEmpty ? [words(about: .people(people))] : listed
    }
    let behind = range.upperBound..<range.upperBound + 6
    let narrowing = nearest(to: anchor, within: behind, where: says) ?? attachment.measureItem
    let narrows: (Sense) -> Bool = {
      if case .measure = $0 { true } else { says($0) }
    }
    return counted.map { words($0, where: isPeople) }
      + (counted.count == 1 ? [words(narrowing, where: narrows)] : [])
  }

  var conflictStep: Step {
    let rule = decided.war.rule
    guard let conflict = claim.group.conflict else { return step(.conflict, rule) }
    if rule != "conflict of sides" {
      return step(.conflict, rule, [words(about: .conflict(conflict))])
    }
    let sides = reader.lexicon.conflicts[conflict]?.parties ?? []
    let named = sides.compactMap { words(about: .party($0)) }.prefix(2)
    let meaning = "conflict \(conflict), parties \(sides.map(\.value).joined(separator: ", "))"
    return step(
      .conflict, rule, Array(named),
      records: [reader.record("conflicts", conflict.value, Shown.cut(meaning))])
  }

  var placeStep: Step {
    let says: (Sense) -> Bool = { if case .party = $0 { true } else { false } }
    return claim.group.place == nil
      ? step(.place, "no place named")
      : step(.place, "place in sentence", [words(decided.place, where: says)])
  }

  var causeStep: Step? {
    guard claim.group.cause != .unstated else { return nil }
    let says: (Sense) -> Bool = { $0 == .cause(claim.group.cause) }
    let own = words(nearest(to: anchor, where: says), where: says)
    return own == nil
      ? step(.cause, "cause of whole", inherited(.cause)) : step(.cause, "cause named", [own])
  }

  var methodStep: Step? {
    guard claim.group.method != .unstated else { return nil }
    let says: (Sense) -> Bool = { $0 == .method(claim.group.method) }
    // "An estimated 300": the word belongs to the number.
    let beside = items[safe: anchor].map {
      reader.phrases(in: $0.tokens, of: sentence, withRest: false, where: says)
    }
    if let beside, !beside.isEmpty { return step(.method, "method beside number", beside) }
    let own = words(nearest(to: anchor, where: says), where: says)
    return own == nil
      ? step(.method, "method of whole", inherited(.method)) : step(.method, "method named", [own])
  }

  var responsibleStep: Step? {
    guard let party = claim.group.responsible?.party else { return nil }
    let accuses: (Sense) -> Bool = { $0 == .grammar(.accuse) }
    let accused = nearest(to: anchor, within: 0..<anchor, where: accuses)
    let near = accused ?? attachment.measureItem ?? anchor
    return step(
      .responsible, accused == nil ? "agent named" : "accused",
      [words(accused, where: accuses), words(about: .party(party), near: near)])
  }
}
