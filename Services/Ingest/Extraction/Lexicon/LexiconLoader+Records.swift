import Ledger

/// The records of the lexicon, one file each: measures, parties and conflicts.
extension LexiconLoader {
  var tags: Set<String> { Set(languages.keys) }

  mutating func readMeasure(_ record: LexiconRecord) throws(LedgerError) {
    try record.allow([
      "id", "name", "includes", "exchange_name", "population", "reversible", "civilians",
    ])
    let id = try record.id()
    var includes: [MeasureID] = []
    for part in try record.list("includes") {
      try require(part.text, in: "measures", record.file, line: part.line)
      links.add("includes", id, part.text, record.file, line: part.line)
      includes.append(MeasureID(part.text))
    }
    if let population = try record.optional("population").map({ PopulationID($0) }) {
      guard population.isWellFormed else {
        throw record.file.error(
          line: record.line(of: "population"), "\"\(population)\" is no id",
          hint: "use a-z, 0-9 and -")
      }
      populationOfMeasure[MeasureID(id)] = population
      populations.insert(population)
    }
    if let civilians = try record.optional("civilians") {
      let line = record.line(of: "civilians")
      try require(civilians, in: "measures", record.file, line: line)
      links.add("civilians", id, civilians, record.file, line: line)
      ofCivilians[MeasureID(id)] = MeasureID(civilians)
    }
    if try record.choice("reversible", ["false", "true"], or: "false") == "true" {
      reversible.insert(MeasureID(id))
    }
    measures.append(
      Vocabulary.Measure(
        id: MeasureID(id), name: try record.required("name"), includes: includes,
        exchangeName: try record.optional("exchange_name") ?? id,
        isReversible: reversible.contains(MeasureID(id))))
  }

  mutating func readParty(_ record: LexiconRecord) throws(LedgerError) {
    try record.allow(["id", "name", "kind", "parent", "home", "creed", "names"])
    let id = PartyID(try record.id())
    let parent = try party("parent", of: record)
    let home = try party("home", of: record)
    for (key, target) in [("parent", parent), ("home", home)] {
      guard let target else { continue }
      links.add(key, id.value, target.value, record.file, line: record.line(of: key))
    }
    let kind = try record.choice("kind", ["group", "people", "state"])
    parties.append(
      Vocabulary.Party(id: id, name: try record.required("name"), kind: kind, parent: parent))
    facts[id] = Lexicon.PartyFacts(
      home: home, kind: kind, creed: try record.optional("creed"))
    let roles: [(String, PartyRole)] = [
      ("names", .name), ("adjectives", .adjective), ("people", .people), ("places", .place),
      ("capitals", .capital), ("forces", .force),
    ]
    for (tag, names) in try record.names(languages: tags) {
      try names.allow(Set(roles.map(\.0)))
      for (key, role) in roles {
        for name in try names.list(key) {
          try add(name.text, .party(id, role), to: tag, record.file, line: name.line)
        }
      }
    }
  }

  func party(_ key: String, of record: LexiconRecord) throws(LedgerError) -> PartyID? {
    guard let id = try record.optional(key) else { return nil }
    try require(id, in: "parties", record.file, line: record.line(of: key))
    return PartyID(id)
  }

  mutating func readConflict(_ record: LexiconRecord) throws(LedgerError) {
    try record.allow(["id", "name", "parties", "camp", "from", "to", "names"])
    let id = ConflictID(try record.id())
    var sides: [PartyID] = []
    for side in try record.list("parties") {
      try require(side.text, in: "parties", record.file, line: side.line)
      sides.append(PartyID(side.text))
    }
    var camp: Set<PartyID> = []
    for side in try record.list("camp") {
      guard sides.contains(PartyID(side.text)) else {
        throw record.file.error(
          line: side.line, "\"\(side.text)\" is no party of this conflict",
          hint: "camp lists those of its parties that fight together")
      }
      camp.insert(PartyID(side.text))
    }
    let (from, to) = (try date("from", of: record), try date("to", of: record))
    if let from, let to, from.firstDay.dayNumber > to.lastDay.dayNumber {
      throw record.file.error(
        line: record.line(of: "to"), "this conflict ends before it begins",
        hint: "from is the first day, to the last one")
    }
    conflicts.append(
      Vocabulary.Conflict(
        id: id, name: try record.required("name"), parties: sides, from: from, to: to,
        camp: sides.filter(camp.contains)))
    for (tag, names) in try record.names(languages: tags) {
      try names.allow(["names"])
      for name in try names.list("names") {
        try add(name.text, .conflict(id), to: tag, record.file, line: name.line)
      }
    }
  }

  private func date(_ key: String, of record: LexiconRecord) throws(LedgerError) -> CivilDate? {
    guard let text = try record.optional(key) else { return nil }
    guard let date = CivilDate(text) else {
      throw record.file.error(
        line: record.line(of: key), "\"\(text)\" is no date",
        hint: "write YYYY, YYYY-MM or YYYY-MM-DD")
    }
    return date
  }
}
