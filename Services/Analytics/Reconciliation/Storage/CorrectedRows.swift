import Ledger

/// Which rows stand for claims that reviewers corrected: few beside all the others.
struct CorrectedRows: Sendable {
  /// The row of a claim as it was extracted, in its present life.
  private var extracted: [ClaimID: Handle] = [:]
  /// The row that took the place of another.
  private var successors: [Handle: Handle] = [:]

  /// A claim begins anew, as it is extracted now.
  mutating func beginAnew(_ claim: ClaimID) {
    if !extracted.isEmpty { extracted[claim] = nil }
  }

  func extracted(_ claim: ClaimID) -> Handle? { extracted[claim] }

  func next(_ row: Handle) -> Handle? { successors[row] }

  mutating func record(_ claim: ClaimID, extracted row: Handle, before: Handle, after: Handle) {
    extracted[claim] = row
    successors[before] = after
  }

  var byteCount: Int {
    extracted.capacity * MemoryLayout<(ClaimID, Handle)>.stride
      + successors.capacity * MemoryLayout<(Handle, Handle)>.stride
  }
}

extension ClaimTable {
  /// A claim of what a row keeps, which is all that corrections can change and answers need.
  func claim(of row: ClaimRow) -> Claim {
    let (topic, scope) = (topics[row.topic], scopes[row.scope])
    let nowhere = Span(bytes: 0..<0, characters: 0..<0)
    let position = Int(row.position)
    let (chain, number) = (chain(of: row), Span(bytes: 0..<0, characters: position..<position))
    return Claim(
      document: DocumentID(.zero), quantity: quantity(of: row),
      measure: MeasureStatement(
        topic.measure, includes: scope.includes, words: measureWords[row.measureWords]),
      group: CountedGroup(
        party: topic.party, population: topic.population, conflict: topic.conflict,
        place: scope.place, incident: scope.incident, cause: topic.cause,
        responsible: scope.responsible.map { .init(party: $0, statedBy: "") },
        method: scope.method),
      time: time(of: row), kind: row.kind, ratePer: row.ratePer, polarity: row.polarity,
      citedForScale: row.citedForScale,
      attribution: Attribution(
        claimant: sources.value(row.claimant),
        speaker: chain.speaker, relays: chain.relays,
        outlet: sources.value(row.outlet), mode: row.mode),
      evidence: Evidence(
        number: number, phrase: nowhere, sentence: nowhere, section: row.section,
        sentenceText: "", numberText: ""))
  }
}
