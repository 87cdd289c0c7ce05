import Ledger

extension ExportTable<SeriesRow> {
  /// SDMX-CSV 2.0: what it is of, the dimensions, the measures, the attributes, in that order.
  package static let series = ExportTable(
    SeriesColumns.structure + SeriesColumns.dimensions + SeriesColumns.measures
      + SeriesColumns.attributes,
    key: SeriesColumns.dimensions.map(\.name))
}

enum SeriesColumns {
  typealias Rows = [Column<SeriesRow>]

  /// The data structure that Docs/exports.md describes.
  static let structureID = "RECKONER:HUMAN_COST(1.0.0)"
  /// SDMX's code for what nobody says.
  private static let unspecified = "_U"

  static let structure: Rows = [
    Column("STRUCTURE", .string, "What the next column names: a data structure.") { _ in
      .code("datastructure")
    },
    Column("STRUCTURE_ID", .string, "The data structure.") { _ in .code(structureID) },
    Column("ACTION", .string, "I: for information.") { _ in .code("I") },
  ]

  static let dimensions: Rows = [
    Column("FREQ", .string, "How TIME_PERIOD is written: A, M, D; _O for a stretch of days.") {
      .code($0.period.frequency)
    },
    Column("CONFLICT", .string, "The war; _U: not known.") { code($0.topic.conflict?.value) },
    Column("SIDE", .string, "Whose people are counted; all, both; _U: not known.") {
      code($0.topic.party?.value)
    },
    Column("INDICATOR", .string, "What is counted: a measure of the vocabulary.") {
      code($0.topic.measure.value)
    },
    Column("STATUS", .string, "Which people: military, civilian …; _U: not known.") {
      code($0.topic.population?.value)
    },
    Column("CAUSE", .string, "What they died or suffered from; _U: not stated.") {
      $0.topic.cause == .unstated ? .code(unspecified) : .code(Term.of($0.topic.cause))
    },
    Column("KIND", .string, "cumulative, period-total, or rate-per- and a unit of time.") { row in
      .code(row.figure.ratePer.map { "rate-per-\(Term.of($0))" } ?? row.figure.kind.name)
    },
    Column("UNIT_MEASURE", .string, "What one of it is: people; percent, ratio, times.") {
      code($0.figure.quantity.unit)
    },
    Column(
      "SOURCE_SYSTEM", .string, "Who counts: an id, or x- and a digest of the name; _U: nobody."
    ) {
      .code(sourceCode($0.claimant))
    },
    Column("FIGURE", .integer, "Which of several figures of this source on this period: from 1.") {
      .count($0.number)
    },
    Column("TIME_PERIOD", .string, "The day at which a count stands, or the days of a total.") {
      .code($0.period.text)
    },
  ]

  static let measures: Rows = [
    Column(
      "OBS_VALUE", .double, "The point that the text puts forward; empty for ranges and bounds."
    ) {
      .number($0.figure.quantity.best)
    },
    Column("OBS_LOW", .double, "The least that the statement allows; empty: open.") {
      .number($0.figure.quantity.low?.value)
    },
    Column("OBS_HIGH", .double, "The most that the statement allows; empty: open.") {
      .number($0.figure.quantity.high?.value)
    },
  ]

  static let attributes: Rows = [
    Column("OBS_STATUS", .string, "The weightiest of OBS_FLAGS; A: none.") {
      .code($0.flags.first?.rawValue ?? "A")
    },
    Column("OBS_FLAGS", .string, "All codes of CL_OBS_STATUS that apply, in one word.") {
      .code($0.flags.map(\.rawValue).joined())
    },
    Column("LOW_INCLUSIVE", .boolean, "Whether the least is itself allowed.") {
      .flag($0.figure.quantity.low?.inclusive)
    },
    Column("HIGH_INCLUSIVE", .boolean, "Whether the most is itself allowed.") {
      .flag($0.figure.quantity.high?.inclusive)
    },
    Column("MODIFIER", .string, "The bound or hedge, such as at-least.") {
      .code(Term.of($0.figure.quantity.modifier))
    },
    Column("VAGUE_TERM", .string, "For a vague quantity: the phrase.") {
      .text($0.figure.quantity.vagueTerm)
    },
    Column("METHOD", .string, "How the text says that the count was made.") {
      .code(Term.of($0.figure.method))
    },
    Column("NATURE", .string, "floor, estimate or count; empty: not known.") {
      .code($0.figure.nature.map { Term.of($0) })
    },
    Column("PERIOD_START", .string, "The first day that the figure covers.") {
      .code($0.figure.time.from?.date)
    },
    Column(
      "TIME_CLOCK", .string, "Where TIME_PERIOD ends by: to, as-of, stated-on, published, from."
    ) {
      .code($0.period.clock)
    },
    Column("TIME_BASIS", .string, "How that date is known: stated, resolved, inferred, supplied.") {
      .code(Term.of($0.period.basis))
    },
    Column("STATED_ON", .string, "The day on which it was said.") {
      .code($0.figure.time.statedOn?.date)
    },
    Column("CITED_FOR_SCALE", .boolean, "A figure that the text names for comparison.") {
      .flag($0.figure.citedForScale)
    },
    Column("SOURCE_NAME", .string, "Who counts, by name.") { .text($0.claimant?.name) },
    Column("DEFINITION", .string, "What the source's count includes, by the registry.") {
      .text($0.definition)
    },
    Column("DOCUMENTS", .integer, "In how many reports it stands.") {
      .count($0.figure.documents)
    },
    Column("OUTLETS", .string, "Who published these.") { .list($0.figure.outlets) },
    Column("CHANGES", .string, "What repetitions changed.") { .list($0.figure.changes) },
    Column("CLAIM", .string, "The claim that it is shown by: reckon show CLAIM.") {
      .code($0.figure.claims.first)
    },
    Column("CLAIMS", .integer, "On how many claims it rests.") { .count($0.figure.claims.count) },
    Column("REVISION", .integer, "The revision of the ledger.") { .code($0.revision) },
  ]

  private static func code(_ id: String?) -> CSVCell {
    id.map { $0.isEmpty ? .code(unspecified) : .text($0) } ?? .code(unspecified)
  }

  /// A code that SDMX allows, for any source: names hold signs that codes must not.
  static func sourceCode(_ source: Source?) -> String {
    guard let source else { return unspecified }
    if let id = source.id { return id.value }
    var fields = FieldDigest(domain: "reckoner.export.source.1")
    fields.add(source.key)
    return "x-" + fields.finish().hex.prefix(16)
  }
}
