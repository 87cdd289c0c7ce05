import Ledger

/// Reads the fields of a mapping: `key: constant`, or a column with what its cells mean:
/// `key: {column: …, values: {cell: meaning}, otherwise: meaning}`. A meaning that is left empty leaves the field open.
struct FieldReader {
  let lexicon: Lexicon
  let columns: ColumnList

  static let causes: [String: CountedGroup.Cause] = [
    "direct": .direct, "hunger_or_disease": .hungerOrDisease,
    "excess_mortality": .excessMortality, "unstated": .unstated,
  ]
  static let methods: [String: CountedGroup.Method] = [
    "named": .named, "individually_verified": .individuallyVerified, "announced": .announced,
    "estimated": .estimated, "modelled": .modelled, "unstated": .unstated,
  ]
  static let polarities: [String: Claim.Polarity] = [
    "asserted": .asserted, "projected": .projected, "hypothetical": .hypothetical,
    "denied": .denied,
  ]
  static let modes: [String: Attribution.Mode] = [
    "own_voice": .ownVoice, "reported_speech": .reportedSpeech, "direct_quote": .directQuote,
  ]

  /// An id of the vocabulary. A cell may hold the id or the vocabulary's name.
  func ids<ID: VocabularyID>(
    _ key: String, of record: LexiconRecord, _ known: [(ID, String)]
  ) throws(LedgerError) -> MappedField<ID>? {
    guard record.has(key) else { return nil }
    return try field(key, of: record, MappedMeanings(key, known)) { $0.id }
  }

  /// Somebody of the vocabulary, or, as `{name: …}`, somebody whom it does not list.
  func source(
    _ key: String, of record: LexiconRecord, _ known: [(SourceID, String)]
  ) throws(LedgerError) -> MappedField<Source>? {
    if let named = try record.mapping(key), named.has("name") {
      try named.allow(["name"])
      return MappedField(constant: Source(name: try named.required("name")))
    }
    guard record.has(key) else { return nil }
    return try field(key, of: record, MappedMeanings(key, known)) {
      Source(id: $0.id, name: $0.name)
    }
  }

  /// One of a closed list.
  func choice<Value: Sendable>(
    _ key: String, of record: LexiconRecord, _ known: [String: Value]
  ) throws(LedgerError) -> MappedField<Value>? {
    let list = known.map { (id: $0.key, name: $0.key) }
    let all = MappedMeanings(
      kind: "words for \(key): \(known.keys.sorted().joined(separator: ", "))", list: list
    ) { known[$0] }
    return try field(key, of: record, all) { $0 }
  }

  /// Any text.
  func text(_ key: String, of record: LexiconRecord) throws(LedgerError) -> MappedField<String>? {
    try field(key, of: record, MappedMeanings(kind: "texts", list: []) { $0 }) { $0 }
  }

  func date(_ key: String, of record: LexiconRecord) throws(LedgerError) -> MappedDate? {
    var read: @Sendable (String) -> CivilDate? = { CivilDate($0) }
    var form = "dates written YYYY-MM-DD"
    if let named = try record.mapping(key), let text = try named.optional("format") {
      guard let pattern = DatePattern(text) else {
        throw record.file.error(
          line: named.line(of: "format"), "\"\(shown(text))\" is no way to write a date",
          hint: "such as YYYY-MM-DD, DD.MM.YYYY or M/D/YYYY")
      }
      read = { pattern.date($0) }
      form = "dates written \(text)"
    }
    let known = MappedMeanings(kind: form, list: [], constant: { CivilDate($0) }, read: read)
    return try field(key, of: record, known, more: ["format"]) { $0 }.map { MappedDate(field: $0) }
  }

  // MARK: any field

  private func field<Raw: Sendable, Value: Sendable>(
    _ key: String, of record: LexiconRecord, _ known: MappedMeanings<Raw>, more: Set<String> = [],
    _ make: @escaping @Sendable (Raw) -> Value
  ) throws(LedgerError) -> MappedField<Value>? {
    guard record.has(key) else { return nil }
    guard let named = try record.mapping(key) else {
      let text = try record.required(key)
      return MappedField(
        constant: try meaning(text, known, record, line: record.line(of: key)).map(make))
    }
    try named.allow(more.union(["column", "values", "otherwise"]))
    var field = MappedField<Value>(
      column: columns.place(of: try named.required("column")), read: { known.read($0).map(make) },
      kind: known.kind, names: { known.list })
    // Each of them may be nil, which is a meaning too, and no absence.
    for pair in try named.mapping("values")?.pairs() ?? [] {
      let value: Raw? = try meaning(pair.value, known, named, line: pair.line)
      field.values.updateValue(value.map(make), forKey: pair.key)
    }
    if named.has("otherwise") {
      let value: Raw? = try meaning(
        named.word("otherwise"), known, named, line: named.line(of: "otherwise"))
      field.otherwise = .some(value.map(make))
    }
    return field
  }

  /// Nil for an empty word, which leaves the field open.
  private func meaning<Raw>(
    _ text: String, _ known: MappedMeanings<Raw>, _ record: LexiconRecord, line: Int
  ) throws(LedgerError) -> Raw? {
    guard !text.isEmpty else { return nil }
    if let value = known.constant(text) { return value }
    throw unknown(text, known.kind, known.list, record, line: line)
  }

  func require(
    _ id: String, among list: [(id: String, name: String)], _ kind: String, _ record: LexiconRecord,
    line: Int
  ) throws(LedgerError) {
    guard list.contains(where: { $0.id == id }) else {
      throw unknown(id, kind, list, record, line: line)
    }
  }

  private func unknown(
    _ text: String, _ kind: String, _ list: [(id: String, name: String)], _ record: LexiconRecord,
    line: Int
  ) -> LedgerError {
    let near = nearest(to: text, among: list)
    return record.file.error(
      line: line, "\"\(shown(text))\" is none of the \(kind)",
      hint: near.isEmpty ? "" : "perhaps \(near.joined(separator: ", "))")
  }
}
