import Ledger

/// What became of a backup, for people.
enum BackupPage {
  /// - Parameter file: where it was written here; nil: storage keeps it.
  static func lines(_ report: BackupReport, file: String?) -> [String] {
    let backup = report.backup
    var lines: [String] = []
    func add(_ name: String, _ value: String) {
      lines.append(
        Terminal.faint(name) + String(repeating: " ", count: max(1, 11 - name.count))
          + Terminal.safe(value))
    }
    add("backup", file ?? "\(report.directory)/\(backup.name)")
    add("entries", "\(backup.revision), all of which hold")
    add("chain", backup.hash.hex)
    add("bytes", "\(backup.size)")
    add("SHA-256", backup.digest?.hex ?? "-")
    for name in report.removed { add("removed", name) }
    lines.append("")
    lines.append("Keep it on another disk than the ledger, and ledger.key apart from both.")
    return lines
  }
}
