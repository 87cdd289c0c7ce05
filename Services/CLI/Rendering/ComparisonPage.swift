import Ledger
import Messages
import Wording

/// A comparison, for people: a table a topic.
enum ComparisonPage {
  static func print(_ answer: CompareResponse) {
    guard let comparison = answer.comparison else {
      Swift.print("No figures: analytics does not answer. Claims on the question:")
      for record in answer.evidence {
        let mark = Words.review(record).map { " (\($0))" } ?? ""
        Swift.print("  \(Words.short(record.id))  \(ClaimPage.sentence(of: record))\(mark)")
      }
      return
    }
    let counted = Words.counted(comparison.claims, rejected: comparison.rejectedClaims)
    guard !comparison.topics.isEmpty else {
      Swift.print("\(comparison.rejectedClaims == 0 ? "No claims" : counted) on this question.")
      return
    }
    for topic in comparison.topics {
      Swift.print(Terminal.bold(title(topic.topic)))
      if !topic.systems.isEmpty { table(topic).print() }
      if let date = comparison.atDate { atDate(topic, date) }
      for line in ComparisonChart.lines(topic, at: comparison.atDate) { Swift.print(line) }
      if let range = range(topic) { Swift.print(Terminal.faint(range)) }
      Swift.print("")
    }
    Swift.print(
      "\(counted). "
        + "`reckon show CLAIM` gives the sentence behind a figure.")
  }

  /// What each running count allows at the date: beside the figures, and never one of them.
  private static func atDate(_ topic: ComparedTopic, _ date: CivilDate) {
    guard !topic.atDate.isEmpty else { return }
    Swift.print(
      Terminal.faint(
        "by the end of \(date.lastDay), from each count's own dated figures (derived):"))
    var table = Table(["WHO COUNTS", "BETWEEN", "HOW"], right: [1])
    for count in topic.atDate {
      let isRefused = !count.refusal.isEmpty
      table.add([
        count.claimant.name, isRefused ? "-" : ComparisonChart.interval(count),
        isRefused ? "\(count.refusal)\(named(count.claims))" : count.formula,
      ])
    }
    table.print()
  }

  private static func named(_ claims: [ClaimID]) -> String {
    claims.isEmpty ? "" : " (\(claims.map(Words.short).joined(separator: ", ")))"
  }

  static func title(_ topic: Topic) -> String {
    Words.title(topic)
  }

  /// More figures of one source on one topic than this are shown by their latest ones.
  private static let mostFigures = 12
  private static let shownOfMany = 8

  private static func table(_ topic: ComparedTopic) -> Table {
    var table = Table(
      ["WHO COUNTS", "FIGURE", "ABOUT", "STATED", "DOCS", "NOTES", "CLAIM"], right: [1, 4])
    for system in topic.systems {
      // Of a daily count the latest figures are enough for a page.
      let hidden = system.figures.count > mostFigures ? system.figures.count - shownOfMany : 0
      let before = hidden + system.furtherFigures
      // Incidents are events and no series.
      let rest = topic.topic.kind == .incident ? "reckon claims" : "reckon series"
      if before > 0 {
        table.add([
          Words.claimant(system.claimant), "", "\(before) before these: \(rest)", "", "", "",
          "",
        ])
      }
      for (index, figure) in system.figures.dropFirst(hidden).enumerated() {
        table.add([
          index == 0 && before == 0 ? Words.claimant(system.claimant) : "", value(figure),
          Words.about(figure.time), Words.stated(figure.time), "\(figure.documents)",
          notes(figure), figure.claims.first.map(Words.short) ?? "-",
        ])
      }
    }
    return table
  }

  static func value(_ figure: Figure) -> String {
    Words.figure(figure.quantity, figure.kind, figure.ratePer)
  }

  /// - Parameter changes: whether to say what repetitions changed.
  static func notes(_ figure: Figure, changes: Bool = true) -> String {
    ([
      Words.polarity(figure.polarity), figure.citedForScale ? "cited for scale" : nil,
      figure.nature.map { "\($0)" }, Words.method(figure.method),
      reviewed(figure.correctedClaims, figure, "corrected"),
      reviewed(figure.acceptedClaims, figure, "accepted"), withdrawn(figure),
    ].compactMap { $0 } + (changes ? figure.changes : []).map { "repeated: \($0)" }).joined(
      separator: ", ")
  }

  private static func withdrawn(_ figure: Figure) -> String? {
    guard figure.withdrawn > 0 else { return nil }
    return figure.withdrawn == figure.documents
      ? "words withdrawn"
      : "words withdrawn in \(figure.withdrawn) of \(figure.documents) documents"
  }

  /// `corrected`, or `2 of 5 accepted`.
  private static func reviewed(_ count: Int, _ figure: Figure, _ word: String) -> String? {
    count == 0
      ? nil : count == figure.claims.count ? word : "\(count) of \(figure.claims.count) \(word)"
  }

  static func range(_ topic: ComparedTopic) -> String? {
    switch (topic.lowest, topic.highest) {
    case (nil, nil): nil
    case (let low?, nil): "asserted figures together: \(Quantity.grouped(low)) or more"
    case (nil, let high?): "asserted figures together: up to \(Quantity.grouped(high))"
    case (let low?, let high?):
      "asserted figures together: from \(Quantity.grouped(low)) to \(Quantity.grouped(high))"
    }
  }
}
