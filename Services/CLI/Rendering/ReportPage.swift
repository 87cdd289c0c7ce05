import Ledger
import Wording

/// Everything about one report, for people.
enum ReportPage {
  static func lines(_ report: ReportRecord) -> [String] {
    var lines: [String] = []
    func add(_ name: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      let fill = String(repeating: " ", count: max(1, 12 - name.count))
      lines.append(Terminal.faint(name) + fill + Terminal.safe(value))
    }
    add("document", "\(report.document.id)")
    add("title", report.withdrawn.map(Words.withdrawn) ?? report.sightings.last?.title)
    add("type", "\(report.document.mediaType), \(report.document.size) bytes")
    add("language", report.language)
    add(
      "claims",
      "\(report.claims)"
        + (report.rejectedClaims > 0 ? ", \(report.rejectedClaims) rejected" : ""))
    for warning in report.warnings { add("warning", warning) }
    for sighting in report.sightings { add("seen", ClaimPage.seen(sighting)) }
    add("before", report.previousVersion.map { "\($0)" })
    add("after", report.nextVersion.map { "\($0): this is an earlier version" })
    for (number, line) in report.mapping.split(whereSeparator: \.isNewline).enumerated() {
      add(number == 0 ? "mapping" : "", String(line))
    }
    add("recorded", "\(report.recordedAt), last entry about it \(report.revision)")
    return lines
  }
}
