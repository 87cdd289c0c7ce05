import Ledger

/// Rule *several sources, one cited*: a text announces that several institutions or studies count so, and all figures that
/// it gives behind those words are of one of them. Silent where the words themselves are the counter, where more than one
/// is named, and where the only one named is a side's own.
struct SeveralSourcesOneCited: FindingRule {
  private typealias Told = (row: ClaimRow, figure: StatedFigure)

  private struct Announcement: Hashable {
    let document: Handle
    let words: String
  }

  func findings(in view: FindingView) -> [Finding] {
    let context = view.context
    var told: [Announcement: [Told]] = [:]
    for figure in view.figures.figures {
      for row in figure.statements {
        let words = context.table.chain(of: row).announced
        guard !words.isEmpty, !row.isShortened else { continue }
        told[Announcement(document: row.document, words: words), default: []].append((row, figure))
      }
    }
    return told.compactMap { finding($0.key.words, $0.value, view) }
  }

  private func finding(_ words: String, _ told: [Told], _ view: FindingView) -> Finding? {
    let named = told.filter { $0.row.claimant != .none }.sorted { $0.row.id < $1.row.id }
    guard let first = named.first, let source = first.figure.claimant, !source.isNameless,
      named.allSatisfy({ $0.figure.system == source.key }),
      view.context.system(source)?.party == nil
    else { return nil }
    return Finding(
      type: .severalSourcesOneCited, severity: .low,
      summary:
        "A text speaks of “\(words)”, and has figures of one: \(FindingWords.figure(first.figure)).",
      claims: named.prefix(Self.mostNamed).map { FindingClaim($0.row.id, .cited) },
      formula: "“\(words)”: 1 named",
      explanations: [
        FindingExplanation(
          .scope, "the others may say so elsewhere; in this text nothing tells who they are")
      ],
      missing: ["who the others are, and what they count"],
      further: max(0, named.count - Self.mostNamed))
  }

  /// So many claims are listed.
  private static let mostNamed = 5
}
