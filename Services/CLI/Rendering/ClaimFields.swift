import Ledger

/// The fields of a claim by the names that people read.
enum ClaimFields {
  /// Those in which two claims differ, without the places in the text.
  static func differing(_ one: Claim, _ other: Claim) -> [String] {
    func differ<Value: Equatable>(_ field: KeyPath<Claim, Value>) -> Bool {
      one[keyPath: field] != other[keyPath: field]
    }
    let fields: [(name: String, differ: Bool)] = [
      ("figure", differ(\.quantity)), ("measure", differ(\.measure)),
      ("party", differ(\.group.party)), ("population", differ(\.group.population)),
      ("conflict", differ(\.group.conflict) || differ(\.group.conflictBasis)),
      ("place", differ(\.group.place)), ("incident", differ(\.group.incident)),
      ("cause", differ(\.group.cause)), ("responsible", differ(\.group.responsible)),
      ("method", differ(\.group.method)), ("dates", differ(\.time)),
      ("kind", differ(\.kind) || differ(\.ratePer)), ("polarity", differ(\.polarity)),
      ("scale", differ(\.citedForScale)), ("claimant", differ(\.attribution.claimant)),
      ("speaker", differ(\.attribution.speaker)), ("relays", differ(\.attribution.relays)),
      ("outlet", differ(\.attribution.outlet)), ("mode", differ(\.attribution.mode)),
    ]
    return fields.filter(\.differ).map(\.name)
  }
}
