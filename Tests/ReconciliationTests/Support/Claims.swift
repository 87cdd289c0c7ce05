import Ledger

/// Claims written as one line each. What a test does not say is a figure on Russian soldiers killed in the war in
/// Ukraine, in reported speech in a report's body.
func claim(
  _ quantity: Quantity, _ measure: MeasureID = "killed", by claimant: Source? = nil,
  in document: String, at offset: Int = 0, _ change: (inout Claim) -> Void = { _ in }
) -> Claim {
  let span = Span(bytes: offset..<offset + 7, characters: offset..<offset + 7)
  var claim = Claim(
    document: DocumentID(original: Array(document.utf8)), quantity: quantity,
    measure: MeasureStatement(measure),
    group: CountedGroup(
      party: "russia", population: "military", conflict: "russia-ukraine", conflictBasis: .stated),
    time: ClaimTime(), kind: .cumulative,
    attribution: Attribution(
      claimant: claimant, outlet: Source(name: "Outlet of \(document)"), mode: .reportedSpeech),
    evidence: Evidence(
      number: span, phrase: span, sentence: span, section: .body, sentenceText: "", numberText: ""))
  change(&claim)
  return claim
}

let csis = Source(id: "csis", name: "CSIS")
let zelensky = Source(id: "volodymyr-zelensky", name: "Volodymyr Zelensky")
let generalStaff = Source(id: "general-staff-of-ukraine", name: "General Staff of Ukraine")
let mediazona = Source(id: "mediazona", name: "Mediazona")
let unitedNations = Source(id: "united-nations", name: "United Nations")

extension Quantity {
  static func upTo(_ value: Double) -> Quantity {
    Quantity(form: .upperBound, high: .init(value), modifier: .upTo, modifierText: "up to")
  }
  static func atLeast(_ value: Double) -> Quantity {
    Quantity(form: .lowerBound, low: .init(value), modifier: .atLeast, modifierText: "at least")
  }
  static func moreThan(_ value: Double) -> Quantity {
    Quantity(
      form: .lowerBound, low: .init(value, inclusive: false), modifier: .moreThan,
      modifierText: "more than")
  }
  static func range(
    _ low: Double, _ high: Double, best: Double? = nil, about: Bool = false, digits: Int = 0
  ) -> Quantity {
    Quantity(
      form: .range, low: .init(low), best: best, high: .init(high), modifier: .range,
      approximate: about, significantDigits: digits)
  }
  static func vague(_ term: String) -> Quantity {
    Quantity(form: .vague, modifier: .atLeast, vagueTerm: term)
  }
}

func on(_ date: String, _ basis: DateStatement.Basis = .stated) -> DateStatement? {
  CivilDate(date).map { DateStatement($0, basis: basis) }
}
