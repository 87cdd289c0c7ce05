import CSQLite
import Ledger

/// Questions of which each turn asks another one.
struct Questions {
  private let number: Int

  init(_ number: Int) { self.number = number }

  private var conflict: String { "conflict-\(number % 40 + 1)" }
  private var measure: String {
    ["killed", "wounded", "missing", "captured", "displaced"][number % 5]
  }
  private var party: String { "party-\(number % 40 % 12 + 1)" }
  private static let since = CivilDate(dayNumber: 18_000)

  /// For whoever asks elsewhere.
  var named: [String: String] { ["conflict": conflict, "measure": measure, "party": party] }

  /// What a comparison is asked for: one side of a war, or all of them.
  func compared(sided: Bool) -> Question {
    Question(
      conflict: ConflictID(conflict), party: sided ? PartyID(party) : nil,
      measure: MeasureID(measure))
  }

  var filter: ClaimFilter {
    ClaimFilter(
      conflict: ConflictID(conflict), measure: MeasureID(measure), since: Self.since)
  }

  /// Two words that stand together in some of the texts.
  func words(_ reports: SeededReports) -> String {
    "\(reports.word(rank: 200 + number % 50)) \(reports.word(rank: 300 + number * 7 % 100))"
  }

  /// What the engine asks SQLite for a page.
  static let page = """
    SELECT claim.number, claim.ended, packed.packed, run.extractor_version, run.lexicon_fingerprint,
      entry.recorded_at, entry.author, quotation.sentence, quotation.number_text,
      packed.number, state.decision, state.pending, review.packed, review.entry,
      (SELECT document FROM withdrawal WHERE withdrawal.document = claim.document LIMIT 1),
      (SELECT min(later.entry) FROM address AS own
        CROSS JOIN address AS later ON later.place = own.place AND later.entry > own.entry
        WHERE own.document = claim.document AND own.entry <= ?1 AND later.entry <= ?1
          AND NOT EXISTS (SELECT 1 FROM address AS again WHERE again.place = own.place
            AND again.entry > own.entry AND again.entry <= ?1 AND again.document = own.document)),
      claim.document
    FROM claim
    CROSS JOIN claim_packed AS packed ON packed.number = coalesce(claim.recorded, claim.number)
    CROSS JOIN run ON run.entry = packed.number >> 20
    CROSS JOIN entry ON entry.sequence = run.entry
    LEFT JOIN quotation ON quotation.number = packed.number
    LEFT JOIN review_state AS state ON state.claim = claim.id
      AND state.entry <= ?1 AND (state.ended IS NULL OR state.ended > ?1)
    LEFT JOIN review ON review.entry = state.standing
    WHERE claim.number < ?2 AND (claim.ended IS NULL OR claim.ended > ?1)
      AND claim.conflict = ?3 AND claim.measure = ?4 AND claim.about_last >= ?5
    ORDER BY claim.number DESC LIMIT 101
    """

  /// The page as text, for a program that takes no parameters.
  func page(_ head: Revision) -> String {
    Self.page.replacing("?1", with: "\(head)").replacing("?2", with: "\(Self.bound(head))")
      .replacing("?3", with: "'\(conflict)'").replacing("?4", with: "'\(measure)'")
      .replacing("?5", with: "\(Self.since?.firstDay.dayNumber ?? 0)")
  }

  func bind(_ statement: OpaquePointer, _ head: Revision) {
    SQLiteValue.integer(head.number).bind(statement, at: 1)
    SQLiteValue.integer(Self.bound(head)).bind(statement, at: 2)
    SQLiteValue.text(conflict).bind(statement, at: 3)
    SQLiteValue.text(measure).bind(statement, at: 4)
    SQLiteValue.integer(Int64(Self.since?.firstDay.dayNumber ?? 0)).bind(statement, at: 5)
  }

  private static func bound(_ head: Revision) -> Int64 { (head.number + 1) << 20 }

  /// Of an ordinary full-text index, with an excerpt of each text, as the engine's answers have one.
  static let search = """
    SELECT rowid, snippet(passage, 0, '[', ']', '...', 48) FROM passage WHERE passage MATCH ?1
    ORDER BY rowid DESC LIMIT 100
    """
}
