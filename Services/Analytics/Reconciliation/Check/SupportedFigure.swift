import Ledger

/// Rule *supported*: claims of the ledger state the figure, or agree with it. Those count that give the same number for the same
/// people, measure and days, as far as both sides say: of whoever the draft names, or of anybody where it names nobody; and
/// those that rule *agreement* lets bear it out. Their independent origins are counted, as in `origins`, and not the texts.
struct SupportedFigure: CheckRule {
  func remarks(on figure: DraftFigure, in view: DraftView) -> [CheckRemark] {
    let agreeing = figure.agreeing
    guard !agreeing.isEmpty else { return [] }
    let statements = agreeing.flatMap(\.statements)
    let documents = Set(statements.map(\.document)).count
    let texts = CheckWords.count(documents, "document", "documents")
    let sources = Self.independent(among: agreeing, in: view)
    let claims = (figure.others + statements).map(\.id)
    var seen: Set<ClaimID> = []
    let shown = claims.filter { !view.isOfDraft($0) && seen.insert($0).inserted }
    func remark(_ level: CheckRemark.Level, _ summary: String) -> [CheckRemark] {
      [
        CheckRemark(
          .supported, level, summary, sources: sources, independentOrigins: sources.count,
          claims: shown)
      ]
    }
    if sources.isEmpty {
      return remark(.note, "In \(texts) of the ledger, none of which says who counted.")
    }
    let origins = CheckWords.count(sources.count, "independent origin", "independent origins")
    let names = CheckWords.names(sources)
    if let claimant = figure.claimant, !agreeing.contains(where: { $0.system == claimant.key }) {
      return remark(
        .note,
        "The ledger has no such figure of \(claimant.name); \(names) agree\(sources.count == 1 ? "s" : "") with it, in \(texts)."
      )
    }
    return remark(.support, "Supported by \(origins): \(names), in \(texts).")
  }

  /// The ledger's figures that state or bear out a figure of a draft.
  static func agreeing(with figure: DraftFigure) -> [StatedFigure] {
    let repeated = figure.repeated
    return figure.ledger.filter { other in
      if let repeated, repeated === other { return true }
      return states(other, figure) || Agreement.holds(figure.stated, other)
    }
  }

  /// The same number, where nothing that both say tells them apart and one of them names nobody.
  private static func states(_ other: StatedFigure, _ figure: DraftFigure) -> Bool {
    guard figure.claimant == nil || other.claimant == nil else { return false }
    let (shown, row) = (other.statements[0], figure.row)
    return shown.quantity.agrees(with: row.quantity) && shown.polarity == row.polarity
      && shown.ratePer == row.ratePer && other.figure.quantity.unit == figure.claim.quantity.unit
      && !other.scope.contradicts(figure.stated.scope)
      && CommonDates(shown.time).admit(row.time)
      && (row.kind != .incident
        || other.scope.sharesPlaceOrIncident(with: figure.stated.scope))
  }

  /// One source of each voice among some figures, by their names. What goes back to another claim is no voice of its own,
  /// unless everything does.
  static func independent(among figures: [StatedFigure], in view: DraftView) -> [Source] {
    let named = figures.filter { $0.claimant.map { !$0.isNameless } ?? false }
    let own = named.filter { view.siblings.relayOf(view.ofLedger($0.statements)) == nil }
    let voices = Dictionary(grouping: own.isEmpty ? named : own) { $0.system ?? "" }
      .compactMap { _, figures in
        figures.first?.claimant.map { claimant in
          SourceTies.Voice(source: claimant, statements: figures.flatMap(\.statements))
        }
      }.sorted { $0.source.sortKey < $1.source.sortKey }
    let grouping = Grouping(SourceTies(context: view.ledger).ties(among: voices))
    var groups: Set<String> = []
    return voices.map(\.source).filter { groups.insert(grouping.name(of: $0.key)).inserted }
  }
}
