import Ledger

extension TableReader {
  /// The cells of a row, each with the reason why a number in it is no claim.
  func passedOver(in row: Sentence, headers: [String]) -> [(sentence: Sentence, reason: NoClaim)] {
    let facts = claims.facts
    let isOfConflict = facts.isOfConflict
    return cells(of: row, headers: headers).map { cell in
      (cell.sentence, isOfConflict ? reason(against: cell) : .noConflict)
    }
  }

  private func reason(against cell: Cell) -> NoClaim {
    if cell.header.contains(where: { $0.thing != nil }) { return .excluded(.measured) }
    return figure(of: cell) == nil ? .noFigure : .noMeasure
  }
}
