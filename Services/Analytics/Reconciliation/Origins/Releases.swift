import Ledger

/// Rule *release*: which figures of one claimant came out together, as one study or one speech does, however many texts
/// report them. Two figures are of one release where one text states both, or through figures between them, and nothing says
/// that they were given at different times: statements more than 31 days apart, or running counts as of different days.
/// Figures without such a date join the release that they share most texts with, where that is one. Of a claimant with more
/// than 200 figures under the question nothing is said: a series is no release.
struct Releases {
  static let mostFigures = 200

  /// - Parameter origins: all origins under the question, without those that go back to another claim.
  static func among(_ origins: [TopicOrigins.One], in context: AnswerContext) -> [SourceRelease] {
    var bySource: [String: [TopicOrigins.One]] = [:]
    for origin in origins {
      if let claimant = origin.voice { bySource[claimant.key, default: []].append(origin) }
    }
    return bySource.values.filter { (2...mostFigures).contains($0.count) }
      .flatMap { groups($0) }.filter { $0.members.count > 1 }
      .map { $0.release(in: context) }
      .sorted { one, other in
        one.claimant.sortKey == other.claimant.sortKey
          ? (one.origins.first.map { [$0] } ?? []).lexicographicallyPrecedes(other.origins)
          : one.claimant.sortKey < other.claimant.sortKey
      }
  }

  private struct Group {
    var members: [TopicOrigins.One]
    var documents: Set<Handle>

    init(_ first: TopicOrigins.One) {
      members = [first]
      documents = Self.documents(of: first)
    }

    static func documents(of origin: TopicOrigins.One) -> Set<Handle> {
      Set(origin.answered.statements.map(\.document))
    }

    mutating func add(_ origin: TopicOrigins.One) {
      members.append(origin)
      documents.formUnion(Self.documents(of: origin))
    }

    func admits(_ origin: TopicOrigins.One) -> Bool {
      !documents.isDisjoint(with: Self.documents(of: origin))
        && members.allSatisfy {
          isOfOneTime($0.answered.statements[0], origin.answered.statements[0])
        }
    }

    func release(in context: AnswerContext) -> SourceRelease {
      let rows = members.flatMap(\.answered.statements)
      return SourceRelease(
        claimant: members[0].claimant ?? Source(name: ""),
        origins: members.map { $0.answered.statements[0].id }.sorted(),
        claims: rows.count, documents: documents.count, outlets: context.outlets(of: rows))
    }
  }

  private static func groups(_ origins: [TopicOrigins.One]) -> [Group] {
    let sorted = origins.sorted { $0.answered.statements[0].id < $1.answered.statements[0].id }
    var groups: [Group] = []
    for origin in sorted where isDated(origin.answered.statements[0]) {
      let home = groups.firstIndex { $0.admits(origin) }
      if let home { groups[home].add(origin) } else { groups.append(Group(origin)) }
    }
    // Those without a date that one text or another holds together go together.
    for group in connected(sorted.filter { !isDated($0.answered.statements[0]) }) {
      let shared = groups.map { $0.documents.intersection(group.documents).count }
      let most = shared.max() ?? 0
      let homes = shared.indices.filter { shared[$0] == most }
      if most > 0, homes.count == 1 {
        for origin in group.members { groups[homes[0]].add(origin) }
      } else {
        groups.append(group)
      }
    }
    return groups
  }

  private static func connected(_ origins: [TopicOrigins.One]) -> [Group] {
    var groups: [Group] = []
    for origin in origins {
      var merged = Group(origin)
      for group in groups where !group.documents.isDisjoint(with: merged.documents) {
        for member in group.members { merged.add(member) }
      }
      groups.removeAll { !$0.documents.isDisjoint(with: merged.documents) }
      groups.append(merged)
    }
    return groups
  }

  private static func isDated(_ row: ClaimRow) -> Bool {
    row.time.statedOn.isStated || (row.kind == .cumulative && row.time.asOf.isStated)
  }

  private static func isOfOneTime(_ one: ClaimRow, _ other: ClaimRow) -> Bool {
    if let apart = one.time.statedOn.daysApart(other.time.statedOn),
      apart > CommonDates.restatedAfterDays
    {
      return false
    }
    guard one.kind == .cumulative, other.kind == .cumulative else { return true }
    return !one.time.asOf.contradicts(other.time.asOf)
  }
}
