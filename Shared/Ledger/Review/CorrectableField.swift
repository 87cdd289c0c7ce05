/// One field of a claim that a reviewer may correct, under its path in the schema. What a text says in words, where it
/// stands and how it was read cannot be corrected: that is the document's.
package struct CorrectableField: Sendable {
  /// As in the JSON of a claim: `group.party`, `time.asOf`.
  package let path: String
  /// What may stand there, for whoever corrects it.
  package let values: String
  /// The vocabulary that its ids are taken from.
  package let vocabulary: Kind?
  let read: @Sendable (Claim) -> String
  let write: @Sendable (inout Claim, String) throws(LedgerError) -> Void

  package enum Kind: String, Sendable {
    case party, measure, conflict, population, source
  }

  package static func named(_ path: String) -> CorrectableField? { byPath[path] }

  private static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })

  /// In the order in which they are applied and shown.
  package static let all: [CorrectableField] =
    quantityFields + groupFields + timeFields + statementFields + sourceFields

  private static let quantityFields = [
    CorrectableField("quantity.form", \.quantity.form),
    bound("quantity.low", \.quantity.low, exclusive: ">"),
    CorrectableField(
      path: "quantity.best", values: "a number; of a bare number, its bounds follow it",
      vocabulary: nil, read: { $0.quantity.best.map(text) ?? "" },
      write: { (claim, value) throws(LedgerError) in claim.quantity.best = try number(value) }),
    bound("quantity.high", \.quantity.high, exclusive: "<"),
    CorrectableField("quantity.modifier", \.quantity.modifier),
    CorrectableField("quantity.approximate", \.quantity.approximate),
  ]

  private static let groupFields = [
    CorrectableField(
      path: "measure.id", values: "an id of the vocabulary: killed, wounded", vocabulary: .measure,
      read: { $0.measure.id.value },
      write: { (claim, value) throws(LedgerError) in
        guard let id: MeasureID = try id(value) else { throw cannotBeEmpty }
        claim.measure.id = id
      }),
    CorrectableField("group.party", \.group.party, .party),
    CorrectableField("group.population", \.group.population, .population),
    CorrectableField("group.conflict", \.group.conflict, .conflict),
    CorrectableField("group.conflictBasis", \.group.conflictBasis),
    CorrectableField("group.place", \.group.place),
    CorrectableField("group.incident", \.group.incident),
    CorrectableField("group.cause", \.group.cause),
    CorrectableField(
      path: "group.responsible.party", values: "an id of the vocabulary, or nothing",
      vocabulary: .party, read: { $0.group.responsible?.party.value ?? "" },
      write: { (claim, value) throws(LedgerError) in
        let statedBy = claim.group.responsible?.statedBy ?? ""
        let party: PartyID? = try id(value)
        claim.group.responsible = party.map { .init(party: $0, statedBy: statedBy) }
      }),
    CorrectableField(
      path: "group.responsible.statedBy", values: "a name, or nothing for the text itself",
      vocabulary: nil, read: { $0.group.responsible?.statedBy ?? "" },
      write: { (claim, value) throws(LedgerError) in
        guard claim.group.responsible != nil else {
          throw LedgerError(
            .malformed, "nobody is held responsible", hint: "set group.responsible.party as well")
        }
        claim.group.responsible?.statedBy = value
      }),
    CorrectableField("group.method", \.group.method),
  ]

  private static let timeFields = [
    date("time.from", \.time.from), date("time.to", \.time.to), date("time.asOf", \.time.asOf),
    date("time.statedOn", \.time.statedOn), date("time.published", \.time.published),
  ]

  private static let statementFields = [
    CorrectableField("kind", \.kind),
    CorrectableField(
      path: "ratePer", values: names(Claim.RateUnit.self) + ", or nothing", vocabulary: nil,
      read: { $0.ratePer.map { "\($0)" } ?? "" },
      write: { (claim, value) throws(LedgerError) in
        claim.ratePer = value.isEmpty ? nil : try name(value)
      }),
    CorrectableField("polarity", \.polarity),
    CorrectableField("citedForScale", \.citedForScale),
    CorrectableField("attribution.mode", \.attribution.mode),
  ]

  private static let sourceFields =
    source("attribution.claimant", \.attribution.claimant)
    + source("attribution.speaker", \.attribution.speaker)
    + source("attribution.outlet", \.attribution.outlet)
}

/// One field that a reviewer corrected.
package struct FieldCorrection: Hashable, Sendable {
  package var field: String
  /// As it was extracted; empty for nothing.
  package var from: String
  /// As it should be; empty for nothing.
  package var to: String
  package init(field: String, from: String, to: String) {
    self.field = field
    self.from = from
    self.to = to
  }
}
