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
    }
  }
}
