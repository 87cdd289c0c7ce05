package import Ledger

extension TableMapping {
  /// - Parameter text: YAML, as Docs/tables.md describes it.
  /// - Throws: `malformed` with the line, for what the mapping or the lexicon does not know; `tooLarge`.
  package init(_ text: String, lexicon: Lexicon) throws(LedgerError) {
    guard text.utf8.count <= Self.largest else {
      throw LedgerError(
        .tooLarge, subject: "mapping", "\(text.utf8.count) bytes, over \(Self.largest)",
        hint: "a mapping names columns and what their cells mean, and holds no data")
    }
    do throws(LedgerError) {
      let file = LexiconFile(name: "mapping", path: "mapping", contents: Array(text.utf8))
      self = try MappingReader(try LexiconRecord(file), lexicon).mapping()
    } catch {
      // A mistake in a mapping is the caller's, one in a lexicon the operator's.
      var error = error
      if error.reason == .misconfigured { error.reason = .malformed }
      throw error
    }
  }
}

/// Reads a mapping's YAML and checks what it names against the lexicon.
struct MappingReader {
  let record: LexiconRecord
  let lexicon: Lexicon
  let fields: FieldReader
  private let columns = ColumnList()

  init(_ record: LexiconRecord, _ lexicon: Lexicon) {
    self.record = record
    self.lexicon = lexicon
    fields = FieldReader(lexicon: lexicon, columns: columns)
  }

  private static let frameKeys: Set<String> = [
    "cause", "claimant", "conflict", "date", "from", "incident", "kind", "method", "mode", "party",
    "place", "polarity", "population", "relay", "responsible", "speaker", "stated", "to",
  ]
  private static let mostFigures = 100

  func mapping() throws(LedgerError) -> TableMapping {
    try record.allow(
      Self.frameKeys.union(["format", "delimiter", "empty", "language", "figures"]))
    let format =
      try record.optional("format") == nil
      ? nil
      : TableFormat(rawValue: try record.choice("format", TableFormat.allCases.map(\.rawValue)))
    let records = try record.records("figures")
    guard let first = records.first else {
      throw record.file.error(
        line: record.line(of: "figures"), "\"figures\" lists no figure",
        hint: "name at least one measure and the column of its value")
    }
    guard records.count <= Self.mostFigures else {
      throw first.file.error(
        line: first.line, "\(records.count) figures; a mapping has at most \(Self.mostFigures)")
    }
    let languages = try languages()
    let shared = try frame(record, over: nil)
    var figures: [MappedFigure] = []
    for record in records { figures.append(try figure(record, shared)) }
    return TableMapping(
      format: format, delimiter: try delimiter(format), columns: columns.names,
      languages: languages, empty: Set(try record.list("empty").map(\.text)), figures: figures)
  }

  /// The one that is named, else all that the lexicon has: a further one must not change how a table is read.
  private func languages() throws(LedgerError) -> [Language] {
    let known = lexicon.languages.keys.sorted()
    let wanted = record.has("language") ? [try record.choice("language", known)] : known
    return wanted.compactMap { lexicon.languages[$0] }
  }

  private func delimiter(_ format: TableFormat?) throws(LedgerError) -> UInt8? {
    guard let text = try record.optional("delimiter") else { return nil }
    let refused: [UInt8] = [0x22, 0x0A, 0x0D, 0x20]
    guard format == .csv, text.utf8.count == 1, let mark = text.utf8.first, mark < 0x80,
      !refused.contains(mark)
    else {
      throw record.file.error(
        line: record.line(of: "delimiter"), "\"\(shown(text))\" sets no cells apart",
        hint: "one mark in quotes, such as \";\", and format: csv")
    }
    return mark
  }

  // MARK: figures

  private func figure(
    _ record: LexiconRecord, _ shared: MappedFrame?
  ) throws(LedgerError) -> MappedFigure {
    try record.allow(
      Self.frameKeys.union([
        "measure", "includes", "words", "value", "low", "best", "high", "modifier", "only",
        "except",
      ]))
    guard
      let measure = try fields.ids(
        "measure", of: record, lexicon.vocabulary.measures.map { ($0.id, $0.name) })
    else {
      throw record.file.error(
        line: record.line, "the field \"measure\" is missing", hint: "add measure: …")
    }
    guard let frame = try frame(record, over: shared) else {
      throw record.file.error(
        line: record.line, "nothing says what kind of count this is",
        hint: "add kind: cumulative, period_total or incident")
    }
    var includes: [MeasureID] = []
    for part in try record.list("includes") {
      try fields.require(
        part.text, among: lexicon.vocabulary.measures.map { ($0.id.value, $0.name) },
        "measures", record, line: part.line)
      includes.append(MeasureID(part.text))
    }
    return MappedFigure(
      measure: measure, includes: includes,
      words: try fields.text("words", of: record) ?? MappedField(constant: ""),
      number: try number(record),
      rows: try [
        rows("only", of: record, areMeant: true), rows("except", of: record, areMeant: false),
      ]
      .compactMap(\.self), modifier: try fields.text("modifier", of: record), frame: frame)
  }

  /// `only: {column: …, cells: […]}`
  private func rows(
    _ key: String, of record: LexiconRecord, areMeant: Bool
  ) throws(LedgerError) -> MappedRows? {
    guard let named = try record.record(key) else { return nil }
    try named.allow(["column", "cells"])
    let cells = try named.list("cells")
    guard !cells.isEmpty else {
      throw named.file.error(
        line: named.line, "the field \"cells\" is missing", hint: "list the cells that are meant")
    }
    return MappedRows(
      column: columns.place(of: try named.required("column")), cells: Set(cells.map(\.text)),
      areMeant: areMeant)
  }

  private func number(_ record: LexiconRecord) throws(LedgerError) -> MappedFigure.NumberColumns {
    let value = try columns.column("value", of: record)
    let ends = (
      try columns.column("low", of: record), try columns.column("best", of: record),
      try columns.column("high", of: record)
    )
    switch (value, ends) {
    case (let value?, (nil, nil, nil)): return .one(value)
    case (nil, (nil, nil, nil)):
      throw record.file.error(
        line: record.line, "no column is named for the figure",
        hint: "name it under value, or the ends of a range under low, best and high")
    case (nil, let ends): return .range(low: ends.0, best: ends.1, high: ends.2)
    case (_?, _):
      throw record.file.error(
        line: record.line(of: "value"), "a figure has a value, or ends of a range, and not both",
        hint: "name a second figure for the other one")
    }
  }

  // MARK: what is said of figures

  /// What a record says, and below it what holds for all figures; nil where neither says what kind of count it is.
  private func frame(
    _ record: LexiconRecord, over shared: MappedFrame?
  ) throws(LedgerError) -> MappedFrame? {
    let vocabulary = lexicon.vocabulary
    let kinds: [String: Claim.Kind] = [
      "cumulative": .cumulative, "period_total": .periodTotal, "incident": .incident,
    ]
    let kind = try fields.choice("kind", of: record, kinds) ?? shared?.kind
    guard let kind = kind else { return nil }
    var frame = shared ?? MappedFrame(kind: kind)
    frame.kind = kind
    let sources = vocabulary.sources.map { ($0.id, $0.name) }
    frame.claimant = try fields.source("claimant", of: record, sources) ?? frame.claimant
    frame.speaker = try fields.source("speaker", of: record, sources) ?? frame.speaker
    frame.relay = try fields.source("relay", of: record, sources) ?? frame.relay
    frame.conflict =
      try fields.ids("conflict", of: record, vocabulary.conflicts.map { ($0.id, $0.name) })
      ?? frame.conflict
    let sides: [(PartyID, String)] = [("all", "all"), ("both", "both")]
    frame.party =
      try fields.ids("party", of: record, vocabulary.parties.map { ($0.id, $0.name) } + sides)
      ?? frame.party
    frame.responsible =
      try fields.ids("responsible", of: record, vocabulary.parties.map { ($0.id, $0.name) })
      ?? frame.responsible
    frame.population =
      try fields.ids("population", of: record, lexicon.populations.map { ($0, $0.value) })
      ?? frame.population
    frame.place = try fields.text("place", of: record) ?? frame.place
    frame.incident = try fields.text("incident", of: record) ?? frame.incident
    frame.cause = try fields.choice("cause", of: record, FieldReader.causes) ?? frame.cause
    frame.method = try fields.choice("method", of: record, FieldReader.methods) ?? frame.method
    frame.polarity =
      try fields.choice("polarity", of: record, FieldReader.polarities) ?? frame.polarity
    frame.mode = try fields.choice("mode", of: record, FieldReader.modes) ?? frame.mode
    frame.date = try fields.date("date", of: record) ?? frame.date
    frame.from = try fields.date("from", of: record) ?? frame.from
    frame.to = try fields.date("to", of: record) ?? frame.to
    frame.stated = try fields.date("stated", of: record) ?? frame.stated
    return frame
  }
}

/// The columns that a mapping names, in the order in which it does.
final class ColumnList {
  private(set) var names: [String] = []

  func place(of name: String) -> Int {
    if let place = names.firstIndex(of: name) { return place }
    names.append(name)
    return names.count - 1
  }

  /// The place of the column that a key names by itself; nil where the key is absent.
  func column(_ key: String, of record: LexiconRecord) throws(LedgerError) -> Int? {
    try record.optional(key) == nil ? nil : place(of: try record.required(key))
  }
}
