import Ledger

/// Who publishes: on which days texts of each outlet appeared, and how many claims they brought.
struct ReportedOutlets {
  private let newest: Int
  private var outlets: [String: Outlet] = [:]

  private struct Outlet {
    var source: Source
    /// Of each claim.
    var days: [Int] = []
    /// Of each day, a claim.
    var claims: [Int: ClaimID] = [:]
  }

  /// - Parameter newest: the day of the newest report of all.
  init(_ selection: Selection, until newest: Int) {
    self.newest = newest
    let context = selection.context
    for row in selection.topics.lazy.flatMap(\.systems).flatMap(\.figures).flatMap(\.statements) {
      guard let day = row.time.published.date, day.lastDay == day else { continue }
      let sighted = context.documents.outlets(of: row.document, at: context.revision)
      for handle in Set(sighted.isEmpty ? [row.outlet] : sighted) {
        guard let source = context.table.sources.value(handle) else { continue }
        var outlet = outlets.removeValue(forKey: source.key) ?? Outlet(source: source)
        outlet.days.append(day.dayNumber)
        outlet.claims[day.dayNumber] = min(outlet.claims[day.dayNumber] ?? row.id, row.id)
        outlets[source.key] = outlet
      }
    }
  }

  var notices: [CoverageNotice] { outlets.values.flatMap(notices) }

  private func notices(_ outlet: Outlet) -> [CoverageNotice] {
    let days = Set(outlet.days).sorted()
    let name = outlet.source.name
    let rhythm = ReportingRhythm(days: days).changes(until: newest).compactMap { change in
      switch change {
      case .quiet(let place, let usual):
        made(
          .wentQuiet, outlet, days[place] + 1,
          "Nothing of \(name) since \(FindingWords.day(days[place])), \(newest - days[place]) days before the newest report; it appeared \(ReportedSeries.every(usual)).",
          ReportedSeries.every(usual), "none", [days[place]])
      case .gap(let place, let usual, let length):
        made(
          .gap, outlet, days[place] + 1,
          "Nothing of \(name) for \(length) days, from \(FindingWords.day(days[place])) to \(FindingWords.day(days[place + 1])); it appeared \(ReportedSeries.every(usual)).",
          ReportedSeries.every(usual), "none for \(length) days", [days[place], days[place + 1]])
      case .pace(let place, let before, let after):
        made(
          .paceChanged, outlet, days[place],
          "\(name) appears \(ReportedSeries.every(after)) since \(FindingWords.day(days[place])), and appeared \(ReportedSeries.every(before)) before.",
          ReportedSeries.every(before), ReportedSeries.every(after), [days[place]])
      }
    }
    let volume = ReportedVolume(days: outlet.days, until: newest).changes.map { change in
      CoverageNotice(
        .volumeChanged, source: outlet.source, isOutlet: true, date: change.date,
        summary:
          "The ledger has \(change.after) claims of \(name) from the three months since \(change.date), and \(change.before) from the three before.",
        before: "\(change.before) in three months", after: "\(change.after) in three months")
    }
    return rhythm + volume
  }

  private func made(
    _ kind: CoverageNotice.Kind, _ outlet: Outlet, _ day: Int, _ summary: String, _ before: String,
    _ after: String, _ days: [Int]
  ) -> CoverageNotice? {
    CivilDate(dayNumber: day).map {
      CoverageNotice(
        kind, source: outlet.source, isOutlet: true, date: $0, summary: summary, before: before,
        after: after, claims: days.compactMap { outlet.claims[$0] })
    }
  }
}
