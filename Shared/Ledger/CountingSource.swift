extension Vocabulary {
  /// Somebody who counts, and what their counts are.
  package struct CountingSource: Hashable, Sendable {
    package var id: SourceID
    package var name: String
    /// What it is: `government`, `military`, `intergovernmental`, `research`, `media`, `monitor`, `person`.
    package var kind: String
    /// The party that it belongs to or whose country it works in.
    package var party: PartyID?
    /// What the count includes and how it is made, in one sentence. Empty where nothing is published.
    package var definition: String
    /// Sources whose figures this one builds on; it is not independent of them.
    package var buildsOn: [SourceID]
    /// The party with whose authority it speaks: a government, its forces, its president. Two that speak for one party
    /// are not independent of each other. Nil for whoever speaks for no party, whatever country they work in.
    package var speaksFor: PartyID?
    /// What it publishes of each count that it keeps. Empty where nothing is known.
    package var counts: [Count]
    /// What a figure dated with a day speaks of; nil where the source does not say.
    package var reportsAt: ReportingTime?

    package init(
      id: SourceID, name: String, kind: String, party: PartyID? = nil, definition: String = "",
      buildsOn: [SourceID] = [], speaksFor: PartyID? = nil, counts: [Count] = [],
      reportsAt: ReportingTime? = nil
    ) {
      self.id = id
      self.name = name
      self.kind = kind
      self.party = party
      self.definition = definition
      self.buildsOn = buildsOn
      self.speaksFor = speaksFor
      self.counts = counts
      self.reportsAt = reportsAt
    }

    /// The party it speaks for, also where a vocabulary was recorded before that was said of each source: a government
    /// and its forces speak for their own.
    package var authority: PartyID? {
      speaksFor ?? (kind == "government" || kind == "military" ? party : nil)
    }
  }

  /// One count that a source keeps. What the source does not publish is empty.
  package struct Count: Hashable, Sendable {
    package var measure: MeasureID
    /// For a mixed measure: its parts that are in the count.
    package var includes: [MeasureID]
    /// What the source says is not in the count.
    package var excludes: [MeasureID]
    package var party: PartyID?
    package var population: PopulationID?
    package var conflict: ConflictID?
    package var method: CountedGroup.Method?
    package var nature: Nature?

    package init(
      measure: MeasureID, includes: [MeasureID] = [], excludes: [MeasureID] = [],
      party: PartyID? = nil, population: PopulationID? = nil, conflict: ConflictID? = nil,
      method: CountedGroup.Method? = nil, nature: Nature? = nil
    ) {
      self.measure = measure
      self.includes = includes
      self.excludes = excludes
      self.party = party
      self.population = population
      self.conflict = conflict
      self.method = method
      self.nature = nature
    }
  }

  /// How a count stands to the true number. Numbers are those of `CountNature` in vocabulary.proto; a test compares them.
  package enum Nature: Int32, CaseIterable, Sendable {
    /// At least so many: single cases, named or verified, of which more will be found.
    case floor = 1
    /// Worked out from something else than cases.
    case estimate
    /// A total as its source keeps and announces it; how is not said.
    case count

    /// What a method yields by construction; nil where the method says nothing.
    package init?(_ method: CountedGroup.Method?) {
      switch method {
      case .named, .individuallyVerified: self = .floor
      case .estimated, .modelled: self = .estimate
      case .announced: self = .count
      case .unstated, nil: return nil
      }
    }
  }

  /// Which moment of a day a figure dated with it speaks of. Numbers are those of `ReportingTime` in vocabulary.proto.
  package enum ReportingTime: Int32, CaseIterable, Sendable {
    /// The morning: what a period adds is the figure of the day after it less that of its first day.
    case morning = 1
    /// The end of the day: what a period adds is the figure of its last day less that of the day before it.
    case evening
  }

  /// How whoever counts stands to those who are counted.
  package enum CountingSide: Sendable {
    case own, enemy, third
  }
}

extension Vocabulary {
  /// Whether a source counts its own side, its enemy, or is no side of the conflict. Nil where the counted party or the
  /// conflict is not known, so that nobody could say.
  package func side(
    of source: CountingSource, counting party: PartyID?, in conflict: ConflictID?
  ) -> CountingSide? {
    guard let speaker = source.authority else { return .third }
    guard let party else { return nil }
    if isPart(party, of: speaker) { return .own }
    guard let conflict = conflicts.first(where: { $0.id == conflict }) else { return nil }
    guard let ours = conflict.parties.first(where: { isPart(speaker, of: $0) }),
      let theirs = conflict.parties.first(where: { isPart(party, of: $0) })
    else { return .third }
    return conflict.opposes(ours, theirs) ? .enemy : .third
  }

  /// The party itself or what it is a part of. A chain of parents is no longer than there are parties.
  private func isPart(_ party: PartyID, of whole: PartyID) -> Bool {
    var at: PartyID? = party
    for _ in parties {
      guard let one = at else { return false }
      if one == whole { return true }
      at = parties.first { $0.id == one }?.parent
    }
    return at == whole
  }

  /// The count of a source that a figure belongs to: of its measure, or of another mixed one where it is mixed, and with
  /// no other party, population or conflict. Of several the one that agrees in most; nil where none or two do.
  package func count(
    of source: CountingSource, measure: MeasureID, party: PartyID?, population: PopulationID?,
    conflict: ConflictID?
  ) -> Count? {
    let ranked = source.counts.compactMap { count -> (count: Count, agreement: Int)? in
      guard count.measure == measure || (isMixed(count.measure) && isMixed(measure)) else {
        return nil
      }
      var agreement = count.measure == measure ? 4 : 0
      for (kept, asked) in [
        (count.party?.value, party?.value), (count.population?.value, population?.value),
        (count.conflict?.value, conflict?.value),
      ] {
        guard let kept, let asked else { continue }
        guard kept == asked else { return nil }
        agreement += 1
      }
      return (count, agreement)
    }
    guard let most = ranked.map(\.agreement).max() else { return nil }
    let best = ranked.filter { $0.agreement == most }
    return best.count == 1 ? best.first?.count : nil
  }

  private func isMixed(_ id: MeasureID) -> Bool {
    measures.contains { $0.id == id && !$0.includes.isEmpty }
  }
}

extension Vocabulary.Conflict {
  /// Whether two of its parties fight each other; where camps are not told, everybody may.
  package func opposes(_ one: PartyID, _ other: PartyID) -> Bool {
    one != other && (camp.isEmpty || camp.contains(one) != camp.contains(other))
  }
}
