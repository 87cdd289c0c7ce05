import Ledger
import Messages
import Wording

/// What a verification found, for people.
struct VerificationPage {
  /// Projections were compared, too.
  let isWhole: Bool

  /// - Parameter kept: what is to be said of checkpoints that the user gave.
  func lines(_ report: VerificationReport, _ kept: [String]) -> [String] {
    var lines: [String] = []
    for problem in report.problems {
      lines.append(Terminal.safe("\(problem.subject): \(problem.message)"))
    }
    if report.furtherProblems > 0 { lines.append("and \(report.furtherProblems) more") }
    if !report.problems.isEmpty {
      lines.append("")
      for part in LedgerPart.allCases {
        let count = report.problems.count { $0.part == part }
        if count > 0 { lines.append("\(Self.name(part)) (\(count)): \(part.hint)") }
      }
      lines.append("")
    }
    func add(_ name: String, _ value: String) {
      lines.append(
        Terminal.faint(name) + String(repeating: " ", count: max(1, 13 - name.count)) + value)
    }
    add("entries", "\(report.revision)")
    add(
      "words",
      "\(report.words) compared with their seals"
        + (report.erased > 0 ? ", of which \(report.erased) were erased by a decision" : ""))
    add("claims", "\(report.claims) found at their places in the originals")
    add("originals", "\(report.originalBytes) bytes hashed")
    add(
      "rows",
      isWhole
        ? "\(report.rows) compared with what the entries say"
        : "not compared: what answers are read from was left out")
    add(
      "checkpoints",
      "\(report.checkpoints)"
        + (report.timestamps > 0 ? ", \(report.timestamps) with a timestamp" : ""))
    add("accesses", "\(report.accesses?.count ?? 0) to originals, in a chain of their own")
    add("chain", report.hash.hex)
    add("root", report.root.hex)
    if let now = try? Checkpoint(note: report.checkpoint) { add("signed by", now.key.ledgerName) }
    lines.append("")
    for line in kept { lines.append(Terminal.safe(line)) }
    lines.append(verdict(report))
    lines.append(Terminal.faint(Words.basis(report.revision, version: report.version)))
    return lines
  }

  private func verdict(_ report: VerificationReport) -> String {
    guard report.problems.isEmpty else {
      let count = Int64(report.problems.count) + report.furtherProblems
      return "NOT as it was recorded: \(count) problem\(count == 1 ? "" : "s")"
    }
    return isWhole
      ? "Everything is as it was recorded."
      : "Everything that cannot be had again is as it was recorded."
  }

  private static func name(_ part: LedgerPart) -> String {
    switch part {
    case .entry: "entries"
    case .words: "words"
    case .checkpoint: "checkpoints"
    case .guards: "guards"
    case .file: "file"
    case .projection: "projections"
    case .access: "accesses"
    case .withdrawal: "withdrawals"
    }
  }
}
