import Ledger

/// The name of a backup's file: `ledger-20261128T120000Z-1234.backup` was taken at that moment, at revision 1234.
struct BackupName: Hashable, Comparable {
  let takenAt: Moment
  let revision: Revision

  static let prefix = "ledger-"
  private static let suffix = ".backup"
  /// Beside it, the digest of the file, as `sha256sum --check` reads it.
  static let digestSuffix = ".sha256"

  /// - Parameter moment: names have whole seconds.
  init(takenAt moment: Moment, revision: Revision) {
    takenAt = Moment(microseconds: moment.microseconds / 1_000_000 * 1_000_000)
    self.revision = revision
  }

  /// Nil for the name of something else.
  init?(_ name: String) {
    guard name.hasPrefix(Self.prefix), name.hasSuffix(Self.suffix) else { return nil }
    let parts = name.dropFirst(Self.prefix.count).dropLast(Self.suffix.count)
      .split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 16,
      let revision = Int64(parts[1]), revision >= 0
    else { return nil }
    let digits = Array(parts[0])
    func field(_ range: Range<Int>) -> String { String(digits[range]) }
    guard digits.count == 16,
      let moment = Moment(
        "\(field(0..<4))-\(field(4..<6))-\(field(6..<8))T"
          + "\(field(9..<11)):\(field(11..<13)):\(field(13..<15))Z")
    else { return nil }
    self.init(takenAt: moment, revision: Revision(revision))
    guard text == name else { return nil }
  }

  /// `20261128T120000Z`.
  static func stamp(_ moment: Moment) -> String {
    let whole = Moment(microseconds: moment.microseconds / 1_000_000 * 1_000_000)
    return whole.description.filter { $0 != "-" && $0 != ":" }
  }

  var text: String { "\(Self.prefix)\(Self.stamp(takenAt))-\(revision.number)\(Self.suffix)" }

  static func < (one: Self, other: Self) -> Bool {
    (one.takenAt, one.revision) < (other.takenAt, other.revision)
  }
}
