import Ledger

/// What findings take from a figure and from the registry of counting systems.
extension AnswerContext {
  /// Rule *fates*: those of the figure's extent; and a mixed measure counts for certain what the vocabulary lists first of it,
  /// the killed, whatever else it counts.
  func fates(of figure: StatedFigure) -> Extent {
    let extent = figure.extent
    guard !extent.isCertain,
      let first = vocabulary?.measures.first(where: { $0.id == figure.topic.measure })?.includes
        .first, extent.possible.contains(first)
    else { return extent }
    return Extent(certain: extent.certain.union([first]), possible: extent.possible)
  }

  /// Rule *floor*: single cases, named or verified, as one of its texts says it, or as the registry says it of the count,
  /// unless a text says that it was estimated.
  func countsCases(_ figure: StatedFigure) -> Bool {
    let stated = figure.statements.compactMap { Vocabulary.Nature(table.scope(of: $0).method) }
    if stated.contains(.floor) { return true }
    return figure.nature == .floor && !stated.contains(.estimate)
  }

  /// All that it counts can end, so that a running count of it may fall: nothing is said about its order in time.
  func isReversible(_ extent: Extent) -> Bool {
    let reversible = Set((vocabulary?.measures ?? []).filter(\.isReversible).map(\.id))
    return extent.possible.isSubset(of: reversible)
  }
}
