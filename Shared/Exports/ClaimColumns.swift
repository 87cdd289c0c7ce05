import Ledger

/// The columns of the table of claims that say what is claimed.
enum ClaimColumns {
  typealias Claims = [Column<ExportedClaim>]

  static let identity: Claims = [
    Column("claim_id", .string, "The claim's id: a digest of what was extracted.") {
      .code($0.record.id)
    },
    Column("document_id", .string, "SHA-256 of the report's original bytes, in hexadecimal.") {
      .code($0.claim.document)
    },
  ]

  static let quantity: Claims = [
    Column("measure", .string, "What is counted: an id of the vocabulary.") {
      .text($0.claim.measure.id.value)
    },
    Column("measure_words", .string, "The word in the text.") { .text($0.claim.measure.words) },
    Column("measure_includes", .string, "What the text says that a mixed measure includes.") {
      .list($0.claim.measure.includes.map(\.value))
    },
    Column("figure", .string, "The figure with its bounds and hedge, for people.") {
      .text($0.claim.quantity.display)
    },
    Column("form", .string, "The shape of the statement, such as point or lower-bound.") {
      .code(Term.of($0.claim.quantity.form))
    },
    Column("low", .double, "The least that the statement allows; empty: open.") {
      .number($0.claim.quantity.low?.value)
    },
    Column("low_inclusive", .boolean, "Whether the least is itself allowed.") {
      .flag($0.claim.quantity.low?.inclusive)
    },
    Column("best", .double, "The point that the text puts forward; empty: none. Never a midpoint.")
    {
      .number($0.claim.quantity.best)
    },
    Column("high", .double, "The most that the statement allows; empty: open.") {
      .number($0.claim.quantity.high?.value)
    },
    Column("high_inclusive", .boolean, "Whether the most is itself allowed.") {
      .flag($0.claim.quantity.high?.inclusive)
    },
    Column("modifier", .string, "The bound or hedge, such as at-least or approximate.") {
      .code(Term.of($0.claim.quantity.modifier))
    },
    Column("modifier_words", .string, "The words that carry it.") {
      .text($0.claim.quantity.modifierText)
    },
    Column("approximate", .boolean, "Whether the figure is hedged beside its bounds.") {
      .flag($0.claim.quantity.approximate)
    },
    Column("vague_term", .string, "For a vague quantity: the phrase.") {
      .text($0.claim.quantity.vagueTerm)
    },
    Column("unit", .string, "What one of it is: people; percent, ratio, times.") {
      .text($0.claim.quantity.unit)
    },
    Column("kind", .string, "cumulative, period-total, incident or rate.") {
      .code($0.claim.kind.name)
    },
    Column("rate_per", .string, "For a rate: day, week, month or year.") {
      .code($0.claim.ratePer.map { Term.of($0) })
    },
    Column(
      "polarity", .string,
      "asserted, projected, hypothetical or denied: only asserted counts people."
    ) { .code($0.claim.polarity.name) },
    Column("cited_for_scale", .boolean, "A figure of another war, named for comparison.") {
      .flag($0.claim.citedForScale)
    },
  ]

  static let group: Claims = [
    Column("conflict", .string, "The war: an id of the vocabulary.") {
      .text($0.claim.group.conflict?.value)
    },
    Column("conflict_basis", .string, "How the war is known: stated, inferred or unknown.") {
      .code(Term.of($0.claim.group.conflictBasis))
    },
    Column("party", .string, "Whose people are counted: an id; all, both.") {
      .text($0.claim.group.party?.value)
    },
    Column("population", .string, "Which of their people: an id.") {
      .text($0.claim.group.population?.value)
    },
    Column("place", .string, "The place as the text names it.") { .text($0.claim.group.place) },
    Column("incident", .string, "How the text names one event.") {
      .text($0.claim.group.incident)
    },
    Column("cause", .string, "direct, hunger-or-disease, excess-mortality or unstated.") {
      .code(Term.of($0.claim.group.cause))
    },
    Column("method", .string, "How the text says that the count was made.") {
      .code(Term.of($0.claim.group.method))
    },
    Column("responsible", .string, "The party that the text holds responsible.") {
      .text($0.claim.group.responsible?.party.value)
    },
    Column("responsible_stated_by", .string, "Who holds it responsible; empty: the text itself.") {
      .text($0.claim.group.responsible?.statedBy)
    },
  ]

  /// Each clock with how it is known.
  static let time: Claims =
    clock("period_from", "The first day that the figure covers") { $0.from }
    + clock("period_to", "The last day that the figure covers") { $0.to }
    + clock("as_of", "The day that a running count speaks about") { $0.asOf }
    + clock("stated_on", "The day on which the claimant said it") { $0.statedOn }
    + clock("published", "The day on which the report appeared") { $0.published }
    + [
      Column("about_first", .string, "The first date that the figure is about.") {
        .code($0.claim.time.about?.first)
      },
      Column("about_last", .string, "The last date that the figure is about.") {
        .code($0.claim.time.about?.last)
      },
    ]

  private static func clock(
    _ name: String, _ meaning: String,
    _ date: @escaping @Sendable (ClaimTime) -> DateStatement?
  ) -> Claims {
    [
      Column(name, .string, meaning + ": YYYY, YYYY-MM or YYYY-MM-DD.") {
        .code(date($0.claim.time)?.date)
      },
      Column(
        "\(name)_basis", .string, "How \(name) is known: stated, resolved, inferred, supplied."
      ) {
        .code(date($0.claim.time).map { Term.of($0.basis) })
      },
    ]
  }
}
