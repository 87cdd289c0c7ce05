import Ledger
import Wording

/// A vocabulary, for people: a table for each kind of name.
enum VocabularyPage {
  static func print(_ vocabulary: Vocabulary) {
    table(
      "Measures", ["ID", "NAME", "INCLUDES"],
      vocabulary.measures.map { [$0.id.value, $0.name, list($0.includes)] })
    table(
      "Conflicts", ["ID", "NAME", "FROM", "TO", "PARTIES"],
      vocabulary.conflicts.map {
        [$0.id.value, $0.name, date($0.from), date($0.to), list($0.parties)]
      })
    table(
      "Parties", ["ID", "NAME", "KIND", "PART OF"],
      vocabulary.parties.map { [$0.id.value, $0.name, $0.kind, $0.parent?.value ?? "-"] })
    table(
      "Who counts", ["ID", "NAME", "KIND", "PARTY", "BUILDS ON", "COUNTS"],
      vocabulary.sources.map {
        [
          $0.id.value, $0.name, $0.kind, $0.party?.value ?? "-", list($0.buildsOn),
          $0.counts.isEmpty
            ? $0.definition : $0.counts.map(Words.count).joined(separator: "; "),
        ]
      })
    table(
      "Vague words", ["WORDS", "FROM", "TO"],
      vocabulary.vagueIntervals.map {
        [$0.term, Quantity.grouped($0.low), $0.high.map(Quantity.grouped) ?? "-"]
      })
    Swift.print("lexicon \(Terminal.safe(vocabulary.lexiconFingerprint))")
  }

  private static func table(_ title: String, _ header: [String], _ rows: [[String]]) {
    guard !rows.isEmpty else { return }
    Swift.print(Terminal.bold(title))
    var table = Table(header)
    for row in rows { table.add(row) }
    table.print()
    Swift.print("")
  }

  private static func list<ID: VocabularyID>(_ ids: [ID]) -> String {
    ids.isEmpty ? "-" : ids.map(\.value).joined(separator: ", ")
  }

  private static func date(_ date: CivilDate?) -> String { date?.description ?? "-" }
}
