import Ledger

/// Numbers at the ends of their types, and numbers that only look like numbers.
enum Numbers {
  static let edges: [UInt64] = [
    0, 1, 2, 127, 128, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x1_0000_0000, 1 << 53,
    0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, .max, .max - 1,
    UInt64(bitPattern: -62_135_596_800), UInt64(bitPattern: -62_135_596_801), 253_402_300_799,
    253_402_300_800, 999_999_999, 1_000_000_000, UInt64(bitPattern: -1_000_000_000),
  ]

  static let oddDoubles: [Double] = [
    .nan, .signalingNaN, .infinity, -.infinity, -0.0, .leastNonzeroMagnitude,
    .leastNormalMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
    9_007_199_254_740_992, 1e-7, 0.1, -1,
  ]

  static func double(_ dice: inout Dice) -> Double {
    switch dice.below(6) {
    case 0: 0
    case 1: -0.0
    case 2: Double(dice.below(1 << 40)) / 8
    case 3:
      dice.pick([
        1e21, 1e300, .leastNonzeroMagnitude, 0.1, 1.0 / 3, 123_456_789_012_345_680,
        .greatestFiniteMagnitude,
      ])
    default: Double(dice.below(2_000_000))
    }
  }
}

/// What the domain expects of a string field.
enum StringKind: CaseIterable {
  case text, identifier, date, digest, finding, encoding

  /// By the name of the field: a new field that is none of these is text.
  init(field: String, of message: String) {
    switch field {
    case "origins" where message == "SourceRelease": self = .digest
    case "claim"
    where ["ClaimProof", "RelayRecord", "CopyDifference", "FindingClaim"].contains(message):
      self = .digest
    case "findings" where message.hasSuffix("Response"): self = .finding
    case "statement" where message == "Derivation": self = .digest
    case "subject" where message == "Evidence": self = .identifier
    case "encoding" where message == "TextMap": self = .encoding
    case "date", "day", "since", "until", "from", "to", "as_of", "at_date", "published", "newest",
      "earliest",
      "latest", "first", "last":
      self = .date
    case "document", "other", "relay_of", "target", "claims", "binding", "already_recorded",
      "newer_version", "previous_version", "next_version":
      self = .digest
    case "party", "population", "conflict", "measure", "parent", "includes", "parties",
      "builds_on", "camp", "excludes", "speaks_for":
      self = .identifier
    case "id":
      switch message {
      case "DocumentRecord": self = .digest
      case "Source", "MeasureStatement", "Measure", "Party", "Conflict", "CountingSource",
        "SourceSummary":
        self = .identifier
      default: self = .text
      }
    default: self = .text
    }
  }

  static let texts = [
    "", "a", "Mediazona", "„Zwölf“ – 12 Ziffern.", "a\"b\\c/\n\r\t\u{1}\u{7F}\u{85}",
    "\u{2028}\u{2029}\u{FEFF}\u{FFFD}\u{FFFF}\u{10FFFF}", "\u{202E}000,1\u{2066}", "e\u{301}é",
    "👩\u{200D}👩\u{200D}👧🇺🇦", "قُتل ٣٢ شخصًا", String(repeating: "x", count: 300),
    "a" + String(repeating: "\u{301}", count: 700), "null", "{}", "%n%s", "../../etc",
  ]

  private static let identifiers = [
    "russia", "ukraine", "a", "0", "-", String(repeating: "a", count: 80), "russia-ukraine",
  ]
  private static let dates = [
    "2024", "2024-02", "2024-02-29", "1000", "9999-12-31", "1000-01-01", "2000-02-29",
  ]
  private static let wrong = [
    "0999", "2023-02-29", "2024-13", "24-01-01", "99999", "0000-00-00", "+024", "２０２４", "Russia",
    "a b", String(repeating: "a", count: 81), "руссия", String(repeating: "ab", count: 31),
    String(repeating: "AB", count: 32), "\u{0}", "a\u{0}b",
  ]
  private static let broken: [[UInt8]] = [
    [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x61, 0xE2, 0x82], [0xF4, 0x90, 0x80, 0x80], [0x80],
    [0xF8, 0x88, 0x80, 0x80, 0x80], [0xEF, 0xBF],
  ]

  func grow(_ dice: inout Dice, odd: Bool) -> [UInt8] {
    if odd, dice.once(in: 2) {
      return dice.once(in: 2) ? dice.pick(Self.broken) : Array(dice.pick(Self.wrong).utf8)
    }
    switch self {
    case .text: return Array(dice.pick(Self.texts).utf8)
    case .identifier: return Array(dice.pick(Self.identifiers).utf8)
    case .date: return Array(dice.pick(Self.dates).utf8)
    case .digest: return Array(Hex.encode(dice.bytes(32)).utf8)
    case .encoding: return Array(dice.pick(["", "WINDOWS-1251", "KOI8-R", "UTF-16LE"]).utf8)
    case .finding: return Array((FindingID.mark + Hex.encode(dice.bytes(32))).utf8)
    }
  }
}
