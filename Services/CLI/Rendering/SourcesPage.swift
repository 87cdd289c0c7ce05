import Ledger
import Messages
import Wording

/// Who counts, for people: a row for each source, and one for each further count that it keeps.
enum SourcesPage {
  static func print(_ answer: ListSourcesResponse) {
    guard !answer.sources.isEmpty else { return Swift.print("No sources.") }
    var table = Table(
      ["SOURCE", "CLAIMS", "FIRST", "LAST", "SPEAKS FOR", "BUILDS ON", "COUNTS"], right: [1])
    for source in answer.sources {
      let known = source.source
      var counts = (known?.counts ?? []).map(Words.count)
      if let time = known?.reportsAt, !counts.isEmpty { counts[0] += ", as of the \(time)" }
      if counts.isEmpty, let definition = known?.definition, !definition.isEmpty {
        counts = [definition]
      }
      table.add([
        source.id?.value ?? source.name, Quantity.grouped(Double(source.claims)),
        source.first?.description ?? "-", source.last?.description ?? "-",
        known?.authority?.value ?? "-",
        known.map { $0.buildsOn.isEmpty ? "-" : $0.buildsOn.map(\.value).joined(separator: ", ") }
          ?? "-",
        counts.first ?? (known == nil ? "(not in the registry)" : "-"),
      ])
      for count in counts.dropFirst() { table.add(["", "", "", "", "", "", count]) }
    }
    table.print()
    let more =
      answer.otherSources == 0
      ? "" : "; \(answer.otherSources) more with \(answer.otherClaims) claims"
    Swift.print("\(answer.sources.count) sources\(more)")
  }
}
