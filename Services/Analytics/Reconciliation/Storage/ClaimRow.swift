import Ledger

/// One claim in memory: only what answers need, about 150 bytes. Sentences, rules and confidence stay in the ledger.
struct ClaimRow: Sendable {
  let id: ClaimID
  let quantity: PackedQuantity
  let time: PackedTime
  /// The entry that brought it.
  let began: UInt32
  /// The entry at which it ceased to hold; `UInt32.max` while it holds.
  var ended: UInt32 = .max
  let document: Handle
  let topic: Handle
  let claimant: Handle
  let outlet: Handle
  let scope: Handle
  /// The row that it repeats, in the same document.
  var repeats: Handle = .none
  /// The row that it is a part of, in the same document.
  var subsetOf: Handle = .none
  let kind: Claim.Kind
  let ratePer: Claim.RateUnit?
  let polarity: Claim.Polarity
  let citedForScale: Bool
  let mode: Attribution.Mode
  let section: Section
  /// How many passed it on between claimant and outlet.
  let relays: UInt8
  /// Who spoke, and who passed it on.
  let chain: Handle
  /// The words of its measure, as the text has them.
  let measureWords: Handle
  /// Where its number begins, in characters of its document.
  let position: UInt32

  func holds(at revision: UInt32) -> Bool { began <= revision && revision < ended }
}

/// Whose hands a figure passed through between whoever counted and the outlet.
struct Chain: Hashable, Sendable {
  var speaker: Source?
  /// Nearest to the claimant first.
  var relays: [Source]
  /// Of how many the text speaks before it names whom: "several institutes"; empty where it does not.
  var announced = ""
}

/// What narrows a counted group inside its topic. Two statements with different scopes are about different people.
struct Scope: Hashable, Sendable {
  /// Lower case.
  var place: String?
  /// Lower case.
  var incident: String?
  var method: CountedGroup.Method
  var responsible: PartyID?
  /// What a mixed measure includes, in the order of the ids.
  var includes: [MeasureID]
  /// Of a headline on several sides: the one that is its subject.
  var subject: PartyID?

  init(_ claim: Claim) {
    place = claim.group.place?.lowercased()
    incident = claim.group.incident?.lowercased()
    method = claim.group.method
    responsible = claim.group.responsible?.party
    includes = claim.measure.includes.sorted()
    subject = claim.evidence.subject
  }
}
