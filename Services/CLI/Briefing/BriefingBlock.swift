/// A piece of a briefing, whatever it is written as. Text is plain; numbers in it refer to footnotes by `Note`.
enum BriefingBlock {
  case heading(Int, String)
  case paragraph([Inline])
  case table([String], [[[Inline]]])
  case list([[Inline]])
  case chart(IntervalSVG)

  enum Inline {
    case text(String)
    /// The footnote of a claim.
    case note(Int)
  }

  static func words(_ text: String) -> BriefingBlock { .paragraph([.text(text)]) }
}
