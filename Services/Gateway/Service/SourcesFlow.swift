import Ledger
import Messages
import RPC

/// The registry of one state of the ledger, with how much that state holds of each source.
struct SourcesFlow: Sendable {
  let storage: Peer
  let seen: SeenRevision

  func list(_ request: ListSourcesRequest) async throws -> ListSourcesResponse {
    let counted = try await storage.call(
      StorageAPI.countBySource, CountBySourceRequest(filter: request.filter, at: request.at))
    let vocabulary = try await storage.call(
      StorageAPI.getVocabulary, GetVocabularyRequest(at: .revision(counted.revision))
    ).vocabulary
    var listed = counted.sources
    let places = Dictionary(
      uniqueKeysWithValues: listed.enumerated().compactMap { place, source in
        source.id.map { ($0, place) }
      })
    for source in vocabulary?.sources ?? [] {
      if let place = places[source.id] {
        (listed[place].name, listed[place].source) = (source.name, source)
      } else if source.fits(request.filter, all: request.all) {
        listed.append(SourceSummary(id: source.id, name: source.name, source: source))
      }
    }
    listed.sort { ($1.claims, $0.name.lowercased()) < ($0.claims, $1.name.lowercased()) }
    return ListSourcesResponse(
      status: seen.whole("sources", counted.revision), sources: listed,
      otherSources: counted.otherSources, otherClaims: counted.otherClaims)
  }
}

extension Vocabulary.CountingSource {
  /// Whether a source without claims belongs in a list: one of its counts fits the filter. Of filters that only claims can
  /// fit, such as dates, none does.
  fileprivate func fits(_ filter: ClaimFilter, all: Bool) -> Bool {
    if let claimant = filter.claimant?.lowercased(),
      !id.value.contains(claimant), !name.lowercased().contains(claimant)
    {
      return false
    }
    var rest = filter
    (rest.claimant, rest.conflict, rest.party, rest.measure, rest.population) =
      (nil, nil, nil, nil, nil)
    guard rest == ClaimFilter() else { return false }
    let asksForCounts =
      filter.conflict != nil || filter.party != nil || filter.measure != nil
      || filter.population != nil
    if !asksForCounts { return all || !counts.isEmpty }
    return counts.contains { $0.fits(filter) }
  }
}

extension Vocabulary.Count {
  /// What the source leaves open may be anything.
  fileprivate func fits(_ filter: ClaimFilter) -> Bool {
    func agrees<ID: Equatable>(_ kept: ID?, _ asked: ID?) -> Bool {
      kept == nil || asked == nil || kept == asked
    }
    return agrees(conflict, filter.conflict) && agrees(party, filter.party)
      && agrees(population, filter.population)
      && (filter.measure.map { measure == $0 || includes.contains($0) } ?? true)
  }
}
