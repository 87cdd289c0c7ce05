import Ledger
import Messages
import Wording

/// What a withdrawal did, for people.
enum WithdrawalPage {
  static func show(_ report: WithdrawalReport, json: Bool) throws {
    if json { return print(try report.json()) }
    for line in lines(report) { print(Terminal.safe(line)) }
    print(Terminal.faint(Words.basis(report.revision, version: report.version)))
  }

  private static func lines(_ report: WithdrawalReport) -> [String] {
    let mark = report.withdrawn
    var lines = [
      "\(Words.short(report.document))  words \(mark.mode) at entry \(mark.revision)"
        + (report.alreadyRecorded ? ", as it was before: \(mark.reason)" : ""),
      "\(report.claims) claims of it hold; their figures stay.",
    ]
    if let pending = report.pending {
      lines.append("The words are shown to nobody, and not yet gone from the file: \(pending)")
    }
    if !report.copies.isEmpty { lines.append("Copies that were not touched:") }
    for copy in report.copies { lines.append("  \(copy.place): \(copy.note)") }
    lines.append(
      "Backups, exported proofs and what was given out before are out of the ledger's reach.")
    return lines
  }

  /// One line that tells a document from others.
  static func name(_ report: ReportRecord) -> String {
    let sighting = report.sightings.last
    let title = sighting.map { $0.title.isEmpty ? $0.fileName : $0.title }
    return [
      "\(report.document.id)", sighting?.outlet?.name, sighting?.published?.date.description,
      report.withdrawn.map(Words.withdrawn) ?? title, "\(report.claims) claims",
    ].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
