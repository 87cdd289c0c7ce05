import Ledger
import Reconciliation

/// A war that never was, between North and South from 2001-03-01 on, with its counters.
enum InventedWar {
  static let institute = Source(id: "institute", name: "The Institute")
  static let staff = Source(id: "staff-of-north", name: "Staff of North")
  static let minister = Source(id: "minister", name: "Minister Bo")

  static let vocabulary = Vocabulary(
    lexiconFingerprint: "w",
    measures: [
      .init(id: "killed", name: "Killed", includes: [], exchangeName: "killed"),
      .init(id: "wounded", name: "Wounded", includes: [], exchangeName: "wounded"),
      .init(id: "missing", name: "Missing", includes: [], exchangeName: "missing"),
      .init(id: "captured", name: "Captured", includes: [], exchangeName: "captured"),
      .init(
        id: "casualties", name: "Casualties",
        includes: ["killed", "wounded", "missing", "captured"], exchangeName: "casualties"),
      .init(
        id: "losses", name: "Losses", includes: ["killed", "wounded", "missing", "captured"],
        exchangeName: "casualties"),
    ],
    parties: [
      .init(id: "north", name: "North", kind: "state"),
      .init(id: "south", name: "South", kind: "state"),
      .init(id: "hills", name: "The Hills", kind: "group"),
    ],
    conflicts: [
      .init(
        id: "long-war", name: "The Long War", parties: ["north", "south", "hills"],
        from: CivilDate("2001-03-01")),
      .init(
        id: "old-war", name: "The Old War", parties: ["north", "south"],
        from: CivilDate("1950"), to: CivilDate("1953")),
    ],
    sources: [
      .init(id: "institute", name: "The Institute", kind: "research"),
      .init(
        id: "staff-of-north", name: "Staff of North", kind: "military", party: "north",
        reportsAt: .morning),
      .init(id: "minister", name: "Minister Bo", kind: "person", party: "south"),
    ])

  /// A figure on soldiers, in a report's body.
  static func figure(
    _ quantity: Quantity, _ measure: MeasureID, of party: PartyID? = "north",
    by claimant: Source? = institute, in document: String = "A", at offset: Int = 0,
    _ change: (inout Claim) -> Void = { _ in }
  ) -> Claim {
    claim(quantity, measure, by: claimant, in: document, at: offset) {
      $0.group.party = party
      $0.group.conflict = "long-war"
      change(&$0)
    }
  }

  static func number(_ value: Double, digits: Int = 2) -> Quantity { .exact(value, digits: digits) }

  static func range(_ low: Double, _ high: Double, digits: Int = 2) -> Quantity {
    var quantity = Quantity.range(low, high)
    quantity.significantDigits = digits
    return quantity
  }

  static func derived(
    _ form: Quantity.Form, _ unit: String, _ low: Double, _ high: Double? = nil, digits: Int = 2
  ) -> Quantity {
    Quantity(
      form: form, low: .init(low), best: high == nil ? low : nil, high: .init(high ?? low),
      modifier: high == nil ? .exact : .range, unit: unit, significantDigits: digits)
  }

  static func ratio(_ low: Double, _ high: Double? = nil, digits: Int = 2) -> Quantity {
    derived(.ratio, "ratio", low, high, digits: digits)
  }

  static func percent(_ low: Double, _ high: Double? = nil) -> Quantity {
    derived(.share, "percent", low, high)
  }

  static func derivations(_ claims: [Claim], _ query: DerivationQuery = DerivationQuery())
    throws -> DerivationPage
  {
    var feed = Feed()
    feed.add(.vocabulary(vocabulary))
    feed.add(claims)
    let model = try feed.model()
    return try model.derivations(query, at: model.revision)
  }

  /// The derivation of what a claim states.
  static func check(_ statement: Claim, among claims: [Claim]) throws -> Derivation? {
    let id = ClaimID(of: statement)
    return try derivations(claims + [statement]).derivations.first { $0.statement == id }
  }
}

extension Derivation {
  /// Its first result, to three digits behind the point.
  func result(_ pairing: Pairing? = nil) -> [Double] {
    let found = results.first { pairing == nil || $0.pairing == pairing }
    return [found?.span.low?.value, found?.span.high?.value].compactMap { $0 }.map {
      ($0 * 1000).rounded() / 1000
    }
  }
}
