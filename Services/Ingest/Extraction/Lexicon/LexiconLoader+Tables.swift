import Ledger

/// The word lists of a language: `languages/<tag>/<table>.tsv`, one sense a row.
extension LexiconLoader {
  mutating func readTable(_ file: LexiconFile) throws(LedgerError) {
    let parts = file.name.split(separator: "/").map(String.init)
    guard parts.count == 3, parts[0] == "languages" else {
      throw file.error(
        line: 1, "a table of words lies in languages/<tag>/", hint: "move it there")
    }
    let tag = parts[1]
    guard languages[tag] != nil else {
      throw file.error(
        line: 1, "languages/\(tag) has no language.yaml",
        hint:
          "add one, or use a language that is there: \(languages.keys.sorted().joined(separator: ", "))"
      )
    }
    let table = String(parts[2].dropLast(".tsv".count))
    guard let columns = Self.columns[table] else {
      throw file.error(
        line: 1, "no table is called \"\(table)\"",
        hint: "tables: \(Self.columns.keys.sorted().joined(separator: ", "))")
    }
    // Read before all others.
    if table == "endings" { return }
    for row in try file.rows() {
      try row.allow(columns: columns)
      let surface = try row.required(0, "the word")
      if table == "abbreviations" {
        languages[tag]?.abbreviations.insert(surface.lowercased())
      } else {
        let sense = try sense(of: row, surface, table, tag)
        try add(surface, sense, to: tag, file, line: row.line)
        if table == "measures", let population = row.field(3) {
          let id = PopulationID(population)
          guard id.isWellFormed else {
            throw row.error("\"\(population)\" is no id", hint: "use a-z, 0-9 and -")
          }
          try addImplied(id, surface, to: tag, file, line: row.line)
        }
      }
    }
  }

  /// The tables that a language may have, each with its number of columns.
  private static let columns = [
    "abbreviations": 1, "attribution": 2, "calendar": 3, "causes": 2, "domains": 2, "grammar": 2,
    "endings": 2, "measures": 4, "methods": 2, "modifiers": 3, "names": 4, "numbers": 3,
    "people": 4,
    "stance": 2, "things": 2, "vague": 3,
  ]

  private mutating func sense(
    of row: LexiconFile.Row, _ surface: String, _ table: String, _ tag: String
  ) throws(LedgerError) -> Sense {
    switch table {
    case "numbers":
      return .number(
        NumberWord(role: try row.choice(1, "role"), value: try row.number(2, "the value")))
    case "modifiers": return try modifier(row)
    case "vague": return try vague(row, surface, tag)
    case "calendar": return try calendar(row)
    case "measures":
      let id = try row.required(1, "the measure")
      try require(id, in: "measures", row.file, line: row.line)
      return .measure(MeasureID(id), try row.choice(2, "role"))
    case "people":
      let population = PopulationID(try row.required(1, "the population"))
      guard population.isWellFormed else {
        throw row.error("\"\(population)\" is no id", hint: "use a-z, 0-9 and -")
      }
      populations.insert(population)
      let service: PeopleWord.Service =
        row.field(3) == nil ? .regular : try row.choice(3, "service")
      return .people(
        PeopleWord(
          population: population, service: service, form: try row.choice(2, "form")))
    case "names": return try name(row)
    case "things": return .thing(try row.choice(1, "kind"))
    case "domains": return .domain(try row.choice(1, "domain"))
    case "attribution": return .attribution(try row.choice(1, "role"))
    case "stance":
      let words: [String: Claim.Polarity] = [
        "projected": .projected, "hypothetical": .hypothetical, "denied": .denied,
      ]
      guard let stance = words[try row.required(1, "the stance")] else {
        throw row.error(
          "\"\(row.fields[1])\" is no stance", hint: "use projected, hypothetical or denied")
      }
      return .stance(stance)
    case "causes": return .cause(try choice(row, Self.causes, "cause"))
    case "methods": return .method(try choice(row, Self.methods, "method"))
    case "grammar": return .grammar(try row.choice(1, "class"))
    default: throw row.file.error(line: 1, "no table is called \"\(table)\"")
    }
  }

  /// A further name of what a record describes: so a directory on top names in its language what lies below it.
  private func name(_ row: LexiconFile.Row) throws(LedgerError) -> Sense {
    let folders = ["party": "parties", "conflict": "conflicts", "source": "sources"]
    let kind = try row.required(1, "what is named")
    guard let folder = folders[kind] else {
      throw row.error(
        "\"\(kind)\" is nothing that has names",
        hint: "use one of: \(folders.keys.sorted().joined(separator: ", "))")
    }
    let id = try row.required(2, "the id")
    try require(id, in: folder, row.file, line: row.line)
    switch kind {
    case "party": return .party(PartyID(id), try row.choice(3, "role"))
    case "conflict": return .conflict(ConflictID(id))
    default: return .source(SourceID(id))
    }
  }

  private static let causes: [String: CountedGroup.Cause] = [
    "direct": .direct, "hunger-or-disease": .hungerOrDisease, "excess-mortality": .excessMortality,
  ]
  private static let methods: [String: CountedGroup.Method] = [
    "named": .named, "verified": .individuallyVerified, "announced": .announced,
    "estimated": .estimated, "modelled": .modelled,
  ]

  private func choice<Value>(
    _ row: LexiconFile.Row, _ values: [String: Value], _ what: String
  ) throws(LedgerError) -> Value {
    guard let value = values[try row.required(1, "the \(what)")] else {
      throw row.error(
        "\"\(row.fields[1])\" is no \(what)",
        hint: "use one of: \(values.keys.sorted().joined(separator: ", "))")
    }
    return value
  }

  private func modifier(_ row: LexiconFile.Row) throws(LedgerError) -> Sense {
    let modifiers: [String: Quantity.Modifier] = [
      "exact": .exact, "approx": .approximate, "at_least": .atLeast, "more_than": .moreThan,
      "up_to": .upTo, "less_than": .lessThan,
    ]
    guard let modifier = modifiers[try row.required(1, "the modifier")] else {
      throw row.error(
        "\"\(row.fields[1])\" is no modifier",
        hint: "use one of: \(modifiers.keys.sorted().joined(separator: ", "))")
    }
    let place: ModifierWord.Place =
      row.field(2) == nil ? .before : try row.choice(2, "place")
    return .modifier(ModifierWord(modifier: modifier, place: place))
  }

  private mutating func vague(
    _ row: LexiconFile.Row, _ surface: String, _ tag: String
  ) throws(LedgerError) -> Sense {
    let low = try row.number(1, "the lower bound")
    let high = row.field(2) == nil ? nil : try row.number(2, "the upper bound")
    if let high, high < low {
      throw row.error("the most is less than the least", hint: "first the least, then the most")
    }
    let index = vague.count
    let term = try forms(of: surface, in: tag, row.file, line: row.line).first?.text ?? surface
    vague.append(Vocabulary.VagueInterval(term: term, low: low, high: high))
    return .vague(index)
  }

  private func calendar(_ row: LexiconFile.Row) throws(LedgerError) -> Sense {
    let role: CalendarWord.Role = try row.choice(1, "role")
    let text = row.field(2) ?? "0"
    guard let value = Int(text), (-400...1212).contains(value) else {
      throw row.error(
        "\"\(text)\" is no number of days, months or years", hint: "a whole number, -400 to 1212")
    }
    return .calendar(CalendarWord(role: role, value: value))
  }
}
