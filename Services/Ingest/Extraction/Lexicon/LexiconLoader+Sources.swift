import Ledger

/// The records of those who count, and what their counts are.
extension LexiconLoader {
  private static let kinds = [
    "government", "intergovernmental", "media", "military", "monitor", "person", "research",
  ]
  private static let reportingTimes: [String: Vocabulary.ReportingTime] = [
    "morning": .morning, "evening": .evening,
  ]
  private static let methods: [String: CountedGroup.Method] = [
    "named": .named, "individually_verified": .individuallyVerified, "announced": .announced,
    "estimated": .estimated, "modelled": .modelled,
  ]
  private static let natures: [String: Vocabulary.Nature] = [
    "floor": .floor, "estimate": .estimate, "count": .count,
  ]

  mutating func readSource(_ record: LexiconRecord) throws(LedgerError) {
    try record.allow([
      "id", "name", "kind", "party", "speaks_for", "definition", "builds_on", "counts",
      "reports_at", "names",
    ])
    let id = SourceID(try record.id())
    var source = Vocabulary.CountingSource(
      id: id, name: try record.required("name"), kind: try record.choice("kind", Self.kinds),
      party: try party("party", of: record), definition: try record.optional("definition") ?? "",
      buildsOn: try origins(of: id, record), speaksFor: try party("speaks_for", of: record),
      reportsAt: try choice("reports_at", Self.reportingTimes, of: record))
    source.speaksFor = source.authority
    for record in try record.records("counts") {
      let count = try count(record)
      guard !source.counts.contains(where: { $0.isSame(as: count) }) else {
        throw record.file.error(
          line: record.line, "this count stands here already",
          hint: "two counts of a source differ in measure, party, population, conflict or method")
      }
      source.counts.append(count)
    }
    sources.append(source)
    for (tag, names) in try record.names(languages: tags) {
      try names.allow(["names"])
      for name in try names.list("names") {
        try add(name.text, .source(id), to: tag, record.file, line: name.line)
      }
    }
  }

  private mutating func origins(
    of id: SourceID, _ record: LexiconRecord
  ) throws(LedgerError) -> [SourceID] {
    var origins: [SourceID] = []
    for origin in try record.list("builds_on") {
      try require(origin.text, in: "sources", record.file, line: origin.line)
      guard !origins.contains(SourceID(origin.text)) else {
        throw record.file.error(
          line: origin.line, "\"\(origin.text)\" stands here twice", hint: "take one out")
      }
      links.add("builds_on", id.value, origin.text, record.file, line: origin.line)
      origins.append(SourceID(origin.text))
    }
    return origins
  }

  private func count(_ record: LexiconRecord) throws(LedgerError) -> Vocabulary.Count {
    try record.allow([
      "measure", "includes", "excludes", "party", "population", "conflict", "method", "nature",
    ])
    let measure = try record.required("measure")
    try require(measure, in: "measures", record.file, line: record.line(of: "measure"))
    let includes = try parts("includes", of: record)
    let excludes = try parts("excludes", of: record)
    if let both = excludes.first(where: { $0.id == MeasureID(measure) || includes.contains($0.id) }
    ) {
      throw record.file.error(
        line: both.line, "\"\(both.id)\" cannot be in the count and left out of it",
        hint: "take it out of excludes, or correct what is counted")
    }
    let whole = measures.first { $0.id == MeasureID(measure) }
    if let stranger = includes.first(where: { whole?.includes.contains($0.id) != true }) {
      throw record.file.error(
        line: stranger.line, "\"\(stranger.id)\" is no part of \"\(measure)\"",
        hint: "a count of several things has a measure that includes them, or is several counts")
    }
    let conflict = try record.optional("conflict")
    if let conflict {
      try require(conflict, in: "conflicts", record.file, line: record.line(of: "conflict"))
    }
    let population = try record.optional("population").map { PopulationID($0) }
    if let population, !population.isWellFormed {
      throw record.file.error(
        line: record.line(of: "population"), "\"\(population)\" is no id",
        hint: "use a-z, 0-9 and -")
    }
    let method = try choice("method", Self.methods, of: record)
    return Vocabulary.Count(
      measure: MeasureID(measure), includes: includes.map(\.id), excludes: excludes.map(\.id),
      party: try party("party", of: record), population: population,
      conflict: conflict.map { ConflictID($0) }, method: method,
      nature: try nature(of: record, method))
  }

  private func parts(
    _ key: String, of record: LexiconRecord
  ) throws(LedgerError) -> [(id: MeasureID, line: Int)] {
    var parts: [(id: MeasureID, line: Int)] = []
    for part in try record.list(key) {
      try require(part.text, in: "measures", record.file, line: part.line)
      guard !parts.contains(MeasureID(part.text)) else {
        throw record.file.error(
          line: part.line, "\"\(part.text)\" stands here twice", hint: "take one out")
      }
      parts.append((MeasureID(part.text), part.line))
    }
    return parts
  }

  /// A list of single cases is a floor, and what is worked out is an estimate, whatever somebody writes beside it. Only
  /// an announced total may be said to be another thing by whoever announces it.
  private func nature(
    of record: LexiconRecord, _ method: CountedGroup.Method?
  ) throws(LedgerError) -> Vocabulary.Nature? {
    let implied = Vocabulary.Nature(method)
    guard let stated = try choice("nature", Self.natures, of: record) else { return implied }
    guard implied == nil || implied == .count || implied == stated else {
      throw record.file.error(
        line: record.line(of: "nature"), "a count by this method is no \(stated)",
        hint: "leave nature out: the method says what it is")
    }
    return stated
  }

  private func choice<Value>(
    _ key: String, _ values: [String: Value], of record: LexiconRecord
  ) throws(LedgerError) -> Value? {
    guard try record.optional(key) != nil else { return nil }
    return values[try record.choice(key, values.keys.sorted())]
  }
}

extension [(id: MeasureID, line: Int)] {
  fileprivate func contains(_ id: MeasureID) -> Bool { contains { $0.id == id } }
}

extension Vocabulary.Count {
  /// Two counts that nobody could tell apart.
  fileprivate func isSame(as other: Self) -> Bool {
    measure == other.measure && party == other.party && population == other.population
      && conflict == other.conflict && method == other.method
  }
}
