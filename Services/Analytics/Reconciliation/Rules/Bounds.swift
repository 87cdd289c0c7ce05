import Ledger

/// The least and the most that one statement allows; nil where it is open.
struct AllowedRange {
  var least: Double?
  var most: Double?

  /// Rule *allowed*: a hedged number ("about 300") stands for itself on both sides, as its figure still shows the hedge.
  /// A vague phrase stands for the interval that the vocabulary publishes, else for the bounds that came with it.
  init(_ quantity: Quantity, vocabulary: Vocabulary?) {
    if quantity.form == .vague,
      let interval = vocabulary?.vagueIntervals.first(where: { $0.term == quantity.vagueTerm })
    {
      (least, most) = (interval.low, interval.high)
      return
    }
    let bounded = quantity.low != nil || quantity.high != nil
    least = quantity.low?.value ?? (bounded ? nil : quantity.best)
    most = quantity.high?.value ?? (bounded ? nil : quantity.best)
  }
}

/// Rule *span*: the least and the most that the asserted figures on a topic allow. Never an average, and nothing is added
/// up. An open statement leaves the other statements' end in place ("at least 55,000" beside "up to 140,000" ends at
/// 140,000), unless it goes beyond it: with "at least 200,000" beside "140,000" the top is open.
func span(of ranges: [AllowedRange]) -> (lowest: Double?, highest: Double?) {
  var lowest = ranges.compactMap(\.least).min()
  var highest = ranges.compactMap(\.most).max()
  for range in ranges {
    if range.most == nil, let least = range.least, let top = highest, least > top { highest = nil }
    if range.least == nil, let most = range.most, let bottom = lowest, most < bottom {
      lowest = nil
    }
  }
  return (lowest, highest)
}

extension Figure {
  /// Rule *counted*: what enters the span of its topic. Projections, hypotheses and denials count nobody; a figure cited
  /// for scale is shown but was not put forward here; rates and single incidents bound no total; shares and ratios are no
  /// people.
  var countsForSpan: Bool {
    polarity == .asserted && !citedForScale && kind.comparableClass == .cumulative
      && quantity.unit == "people"
  }
}
