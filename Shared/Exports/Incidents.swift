package import Ledger

/// One origin of a figure on an event, with what an export of events needs to know of it.
package struct IncidentOrigin: Hashable, Sendable {
  package var topic: Topic
  package var claimant: Source?
  package var quantity: Quantity
  package var time: ClaimTime
  /// As the text names them.
  package var place: String?
  package var incident: String?
  /// The claim that it is shown by.
  package var claim: ClaimID
  /// The documents in which it stands.
  package var documents: [DocumentID]
  /// It goes back to another claim, and is no origin of its own.
  package var isRelay: Bool

  /// - Parameters:
  ///   - origin: of a topic of incidents.
  ///   - shown: the claim that it is shown by.
  package init(_ origin: OriginRecord, shown: Claim, id: ClaimID) {
    topic = origin.topic
    claimant = origin.claimant
    quantity = origin.figure.quantity
    time = origin.figure.time
    place = shown.group.place
    incident = shown.group.incident
    claim = id
    var seen: Set<DocumentID> = []
    documents = origin.relays.map(\.document).filter { seen.insert($0).inserted }
    isRelay = origin.relayOf != nil
  }
}

/// What is said of the people of one group in one event, by all who say it: a row of an export of events.
package struct IncidentRow: Hashable, Sendable {
  package var origins: [IncidentOrigin]
  /// How many of those who count are independent of each other; those whom no text names are not counted.
  package var independent: Int
  package var sides: ConflictSides
  package var conflictName: String
  /// The first sighting of each document, where it is known, in the order of the documents.
  package var sightings: [Sighting]
  package var revision: Revision

  /// - Parameter origins: at least one.
  package init(
    origins: [IncidentOrigin], independent: Int, sides: ConflictSides, conflictName: String,
    sightings: [Sighting] = [], revision: Revision
  ) {
    self.origins = origins
    self.independent = independent
    self.sides = sides
    self.conflictName = conflictName
    self.sightings = sightings
    self.revision = revision
  }

  var first: IncidentOrigin { origins[0] }
  package var documents: [DocumentID] {
    var seen: Set<DocumentID> = []
    return origins.flatMap(\.documents).filter { seen.insert($0).inserted }
  }

  /// Without those that go back to another claim; all where there are only such.
  private var own: [IncidentOrigin] {
    let own = origins.filter { !$0.isRelay }
    return own.isEmpty ? origins : own
  }

  /// The least that any of the origins allows; nil where one of them is open downwards.
  var low: Double? { Self.end(of: own) { $0.low?.value }.min() }

  /// The most that any of the origins allows; nil where one of them is open upwards.
  var high: Double? { Self.end(of: own) { $0.high?.value }.max() }

  /// The one figure that all origins state; nil where they state different ones, or bounds. Never an average.
  var best: Double? {
    let stated = own.map(\.quantity.best)
    guard let first = stated.first, let best = first, stated.allSatisfy({ $0 == best }) else {
      return nil
    }
    return best
  }

  /// Empty where one origin leaves the end open. A hedged number stands for itself.
  private static func end(of origins: [IncidentOrigin], _ end: (Quantity) -> Double?) -> [Double] {
    let ends = origins.map {
      end($0.quantity) ?? ($0.quantity.approximate ? $0.quantity.best : nil)
    }
    return ends.contains(nil) ? [] : ends.compactMap(\.self)
  }

  /// The same event and group have the same id in every export of one revision: a digest of the claims it rests on.
  var id: String {
    var fields = FieldDigest(domain: "reckoner.export.incident.1")
    for claim in origins.map(\.claim).sorted() { fields.add(claim.description) }
    return "i-" + fields.finish().hex.prefix(24)
  }
}

/// Puts the origins of a topic together that speak of one event.
package enum Incidents {
  /// Origins of one event: of one topic, dated to the same day, with the same place and event named. One that leaves any of
  /// these open is an event by itself, because nobody could say that it is not.
  package static func grouped(_ origins: [IncidentOrigin]) -> [[IncidentOrigin]] {
    var groups: [[IncidentOrigin]] = []
    var places: [Event: Int] = [:]
    for origin in origins {
      guard let event = Event(origin) else {
        groups.append([origin])
        continue
      }
      if let place = places[event] {
        groups[place].append(origin)
      } else {
        places[event] = groups.count
        groups.append([origin])
      }
    }
    return groups
  }

  private struct Event: Hashable {
    var topic: Topic
    var day: CivilDate
    var place: String
    var incident: String

    init?(_ origin: IncidentOrigin) {
      guard let about = origin.time.about, about.first == about.last,
        about.first.precision == .day, origin.place != nil || origin.incident != nil
      else { return nil }
      topic = origin.topic
      day = about.first
      place = origin.place?.lowercased() ?? ""
      incident = origin.incident?.lowercased() ?? ""
    }
  }
}

/// Who fights on which side of a war, as far as the vocabulary tells.
package struct ConflictSides: Hashable, Sendable {
  package var a: [PartyID] = []
  package var b: [PartyID] = []
  private var parents: [PartyID: PartyID] = [:]

  package init() {}

  /// The first party of the war and its camp are side A. Where more than two parties fight and no camps are told, nobody is
  /// on a side.
  package init(of conflict: Vocabulary.Conflict, parties: [Vocabulary.Party]) {
    for party in parties { if let parent = party.parent { parents[party.id] = parent } }
    guard let first = conflict.parties.first,
      !conflict.camp.isEmpty || conflict.parties.count == 2
    else { return }
    for party in conflict.parties {
      if conflict.opposes(first, party) { b.append(party) } else { a.append(party) }
    }
  }

  enum Side { case a, b }

  func side(of party: PartyID) -> Side? {
    var at: PartyID? = party
    for _ in 0...parents.count {
      guard let one = at else { return nil }
      if a.contains(one) { return .a }
      if b.contains(one) { return .b }
      at = parents[one]
    }
    return nil
  }
}
