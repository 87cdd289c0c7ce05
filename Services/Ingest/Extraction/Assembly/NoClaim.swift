/// Why a number of a text became no claim.
enum NoClaim: Hashable, Sendable {
  case excluded(Exclusion)
  /// No word of harm is about it.
  case noMeasure
  /// "20 percent of the 2 million inhabitants": how many there are.
  case wholeOfShare
  /// "one of the", "the two": points at people and counts nobody.
  case reference
  /// "thousands die in wars": what wars do.
  case generic
  /// "300,000 refugees returned"
  case undone
  /// A disaster, a crime, an accident.
  case peaceful
  case noConflict
  /// "May 3, 2023", "the first nine months of 2019"
  case date
  case dateline
  /// "[7]"
  case footnote
  /// Part of a phrase of the lexicon that is no number: "October 7 attack".
  case name
  /// Digits that are written like no number.
  case unreadable
  /// "Million" without a number before it.
  case magnitude
  /// A cell that holds more than one figure and its notes.
  case noFigure
  /// The reading stopped before it, or there were claims enough.
  case overLimit
  case noLanguage
  /// A row, or a cell of it, that is longer than any figure's.
  case unread
  /// No text of the report: a list's numbering, a table's header, the page's own words.
  case outside

  var description: String {
    switch self {
    case .excluded(let exclusion): exclusion.rawValue
    case .noMeasure: "no word of harm is about it"
    case .wholeOfShare: "says how many there are, of whom a share is meant"
    case .reference: "points at people named elsewhere"
    case .generic: "says what wars do, and counts nobody"
    case .undone: "the harm is said to be over: released, returned"
    case .peaceful: "a disaster, a crime, an accident or a protest, and no conflict"
    case .noConflict: "the text speaks of no conflict"
    case .date: "part of a date"
    case .dateline: "part of the dateline"
    case .footnote: "the mark of a note"
    case .name: "part of a name or phrase that the lexicon has"
    case .unreadable: "written like no number"
    case .magnitude: "a magnitude without a number"
    case .noFigure: "a cell that is no single figure"
    case .overLimit: "beyond a limit of this reading"
    case .noLanguage: "the lexicon has no language for this text"
    case .unread: "in a row or cell too long for a table's figures"
    case .outside:
      "outside the sentences: a list's numbering, a table's header, the page's own words"
    }
  }
}
