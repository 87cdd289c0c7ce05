import Evaluation
import Foundation

/// The own corpus's figures by file and by phenomenon, as a table that is kept beside it.
struct Scoreboard: Equatable {
  /// By "file sides", "phenomenon elision", "all".
  private(set) var rows: [String: [Int]] = [:]
  private static let columns = [
    "passages", "claims", "found", "detected", "core right", "full right", "false alarms",
  ]
  private static let heading = """
    # How much of the annotated corpus is found, and how much of it is right. Written by Scripts/restate.
    # A change of the extractor that moves a figure restates this table; its commit says why.
    # detected: number and measure; core: value, modifier, party, population, kind, stance too;
    # full: claimant and period too; false alarms: claims found in passages that have none.

    """

  init(_ corpora: [(name: String, read: [ReadPassage])]) {
    var scores: [String: Scores] = [:]
    for corpus in corpora {
      for read in corpus.read {
        let groups =
          ["all", "file \(corpus.name)"]
          + Set(read.passage.phenomena).map { "phenomenon \($0)" }
        for group in groups { scores[group, default: Scores()].add(read.outcome) }
      }
    }
    rows = scores.mapValues {
      [
        $0.passages, $0.gold, $0.found, $0.detected, $0.coreRight, $0.fullRight, $0.falseAlarms,
      ]
    }
  }

  /// Reads what `text` writes; other lines are left out.
  init(_ text: String) {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t")
      let figures = fields.dropFirst().compactMap { Int($0) }
      if figures.count == Self.columns.count { rows[String(fields[0])] = figures }
    }
  }

  var text: String {
    let lines = rows.sorted { $0.key < $1.key }.map { name, figures in
      ([name] + figures.map(String.init)).joined(separator: "\t")
    }
    let header = (["group"] + Self.columns).joined(separator: "\t")
    return Self.heading + ([header] + lines).joined(separator: "\n") + "\n"
  }

  /// Which figures moved, from this table to the other: a line for each group.
  func differences(to other: Scoreboard) -> [String] {
    Set(rows.keys).union(other.rows.keys).sorted().compactMap { name in
      guard let before = rows[name] else { return "\(name): new" }
      guard let after = other.rows[name] else { return "\(name): gone" }
      let moved = zip(Self.columns, zip(before, after)).filter { $1.0 != $1.1 }
      guard !moved.isEmpty else { return nil }
      return "\(name): "
        + moved.map { "\($0) \($1.0) → \($1.1)" }.joined(separator: ", ")
    }
  }
}
