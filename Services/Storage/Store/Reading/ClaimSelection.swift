import Ledger

/// The claims that hold at a revision and match a filter, as the beginning of a query: what it reads from, and the
/// conditions on it.
struct ClaimSelection {
  /// Follows FROM. Words come first where there are any: they leave the fewest claims.
  let source: String
  /// The claim's number, in whose order the source comes by itself.
  let key: String
  private(set) var conditions = Conditions()

  /// - Parameter last: the number of a claim; only those that come after it in the order of lists.
  /// - Throws: `malformed` or `tooLarge` for words that cannot be looked for.
  init(
    _ filter: ClaimFilter, at revision: Revision, below last: Int64? = nil,
    _ connection: Connection
  ) throws(LedgerError) {
    if let text = filter.words {
      let words = try WordQuery(text, try connection.madeTokenizer())
      // The words of a corrected claim lie under the number with which it was recorded. Both numbers are ours, and not
      // bound, because a source binds nothing.
      source = """
        passage CROSS JOIN claim ON claim.number = coalesce((
          SELECT corrected.number FROM claim AS corrected WHERE corrected.recorded = passage.rowid
            AND corrected.number < \(ClaimNumber.bound(after: revision))
            AND (corrected.ended IS NULL OR corrected.ended > \(revision.number))), passage.rowid)
        """
      key = "passage.rowid"
      conditions.add("passage MATCH ?", .text(words.expression(in: [.sentence])))
    } else {
      source = "claim"
      key = "claim.number"
    }
    let bound = ClaimNumber.bound(after: revision)
    conditions.add("\(key) < ?", .integer(min(last ?? bound, bound)))
    conditions.add("(claim.ended IS NULL OR claim.ended > ?)", .revision(revision))
    filter.add(to: &conditions, at: revision)
  }
}
