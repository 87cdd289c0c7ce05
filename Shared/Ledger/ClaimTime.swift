/// When: the four clocks of a claim. The fifth, *recorded*, is the ledger's own and belongs to the entry.
package struct ClaimTime: Hashable, Sendable {
  /// The first day that the figure covers ("since February 2022").
  package var from: DateStatement?
  /// The last day that the figure covers ("between March 2015 and August 23").
  package var to: DateStatement?
  /// The day that a running count speaks about ("as of Feb. 4").
  package var asOf: DateStatement?
  /// The day on which the claimant made the statement.
  package var statedOn: DateStatement?
  /// The day on which the report was published, against which relative phrases were resolved.
  package var published: DateStatement?
  /// Of what nobody has counted yet: how long it takes, as the text says. Its unit is `days`, `weeks`, `months` or `years`.
  package var takes: Quantity?

  package init(
    from: DateStatement? = nil, to: DateStatement? = nil, asOf: DateStatement? = nil,
    statedOn: DateStatement? = nil, published: DateStatement? = nil, takes: Quantity? = nil
  ) {
    self.from = from
    self.to = to
    self.asOf = asOf
    self.statedOn = statedOn
    self.published = published
    self.takes = takes
  }

  /// The dates that the figure is about: its period, else its as-of date, else the date stated, else the publication.
  /// `--since` and `--until` look at these.
  package var about: (first: CivilDate, last: CivilDate)? {
    if let first = from?.date ?? to?.date {
      let last = to?.date ?? asOf?.date ?? statedOn?.date ?? published?.date ?? first
      return (first, max(first, last, by: { $0.lastDay.dayNumber < $1.lastDay.dayNumber }))
    }
    guard let date = asOf?.date ?? statedOn?.date ?? published?.date else { return nil }
    return (date, date)
  }

  private func max(_ one: CivilDate, _ other: CivilDate, by less: (CivilDate, CivilDate) -> Bool)
    -> CivilDate
  { less(one, other) ? other : one }
}

/// A date with how it is known.
package struct DateStatement: Hashable, Sendable {
  package var date: CivilDate
  package var basis: Basis
  /// The words in the text that led to it ("earlier this month"); empty where there are none.
  package var words: String

  package init(_ date: CivilDate, basis: Basis, words: String = "") {
    self.date = date
    self.basis = basis
    self.words = words
  }

  /// Numbers are those of `DateBasis` in time.proto; a test compares them.
  package enum Basis: Int32, CaseIterable, Sendable {
    /// The text gives the date itself.
    case stated = 1
    /// A relative phrase, resolved against the publication date.
    case resolved
    /// Concluded from something else, such as the dates of other events in the text.
    case inferred
    /// Given from outside the text, by whoever submitted the report.
    case supplied
    /// The document's metadata give it.
    case metadata
    /// It stands in the address that the document gives as its own.
    case address
  }
}
