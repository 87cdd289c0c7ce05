import Ledger

/// Mark *glued parts*: behind the body of a document there begins another one, with a headline or first paragraph of its own, on
/// another war or on none.
struct GluedParts: FindingRule {
  func findings(in view: FindingView) -> [Finding] {
    var documents: [Handle: [(row: ClaimRow, conflict: ConflictID?)]] = [:]
    for figure in view.figures.figures {
      for row in figure.statements {
        documents[row.document, default: []].append((row, figure.topic.conflict))
      }
    }
    return documents.values.compactMap { rows in
      mark(rows.sorted { $0.row.position < $1.row.position })
    }
  }

  private func mark(_ rows: [(row: ClaimRow, conflict: ConflictID?)]) -> Finding? {
    let openings: Set<Section> = [.headline, .deck, .lede]
    guard
      let body = rows.firstIndex(where: {
        !openings.contains($0.row.section) && $0.row.section != .caption
      }),
      let start = rows[body...].firstIndex(where: { openings.contains($0.row.section) })
    else { return nil }
    let before = Set(rows[..<start].compactMap(\.conflict))
    let behind = rows[start...].filter { openings.contains($0.row.section) }
    guard
      let other = behind.first(where: { item in item.conflict.map { !before.contains($0) } ?? true }
      ),
      !before.isEmpty, !before.isSuperset(of: behind.map { $0.conflict ?? "" })
    else { return nil }
    let marked = behind.filter { $0.conflict == other.conflict }.prefix(8)
    return Finding(
      type: .gluedParts, severity: .medium,
      summary:
        "A part of a document begins anew behind its body, and is about \(other.conflict?.value ?? "no war that it names"): it may be another text that was glued to it.",
      claims: marked.map { FindingClaim($0.row.id, .marked) }
        + [FindingClaim(rows[body].row.id, .body)],
      explanations: [
        FindingExplanation(.scope, "dates, sides and sources of the first part do not hold for it")
      ])
  }
}
