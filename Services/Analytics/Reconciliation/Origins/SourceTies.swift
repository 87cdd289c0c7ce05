import Ledger

/// Rule *independence*: who of those that count on one topic is not independent of another one of them.
/// - The registry says that one builds on the other, directly or through sources between them.
/// - Both speak for the same party: officials of one state are one voice.
/// - All that the texts have of one comes through the other: as its speaker, or as who passed it on.
/// - A text computes the one's figure from the other's.
/// Sources that are tied, directly or through a third, are one group. Nothing else ties: that two agree is no dependence.
struct SourceTies {
  let context: AnswerContext

  /// One source with the statements that the texts have of it on the topic.
  struct Voice {
    let source: Source
    let statements: [ClaimRow]
  }

  func ties(among voices: [Voice]) -> [Dependence] {
    let present = Dictionary(
      voices.map { ($0.source.key, $0.source) }, uniquingKeysWith: { first, _ in first })
    guard present.count > 1 else { return [] }
    var ties: [Dependence] = []
    var speakers: [PartyID: Source] = [:]
    for voice in voices {
      for key in builtOn(by: voice.source.key).sorted() {
        if let on = present[key] {
          ties.append(Dependence(source: voice.source, on: on, kind: "builds on"))
        }
      }
      if let party = context.speaksFor(voice.source) {
        if let first = speakers[party] {
          ties.append(
            Dependence(source: voice.source, on: first, kind: "speaks for the same party"))
        } else {
          speakers[party] = voice.source
        }
      }
      for key in hands(of: voice).sorted() {
        if let on = present[key] {
          ties.append(
            Dependence(
              source: voice.source, on: on, kind: "quoted through",
              claims: Array(voice.statements.prefix(Self.shownClaims).map(\.id))))
        }
      }
      ties += computed(voice, present)
    }
    return ties
  }

  private static let shownClaims = 5

  /// All sources that a source builds on by the registry, through others too.
  func builtOn(by key: String) -> Set<String> {
    var found: Set<String> = []
    var open = [key]
    while let next = open.popLast() {
      for base in context.system(key: next)?.buildsOn ?? []
      where base.value != key && found.insert(base.value).inserted {
        open.append(base.value)
      }
    }
    return found
  }

  /// The sources through whose hands every statement of a voice came.
  private func hands(of voice: Voice) -> Set<String> {
    var common: Set<String>?
    for row in voice.statements {
      let chain = context.table.chain(of: row)
      let keys = Set(([chain.speaker].compactMap { $0 } + chain.relays).map(\.key))
      common = common?.intersection(keys) ?? keys
      if common?.isEmpty ?? false { break }
    }
    return (common ?? []).subtracting([voice.source.key])
  }

  private func computed(_ voice: Voice, _ present: [String: Source]) -> [Dependence] {
    var claims: [String: [ClaimID]] = [:]
    for row in voice.statements {
      for base in context.table.bases(of: row, at: context.revision) {
        guard let source = context.table.sources.value(base.claimant),
          source.key != voice.source.key, present[source.key] != nil
        else { continue }
        claims[source.key, default: []].append(row.id)
      }
    }
    return claims.sorted { $0.key < $1.key }.compactMap { key, ids in
      present[key].map {
        Dependence(
          source: voice.source, on: $0, kind: "computed from",
          claims: Array(ids.prefix(Self.shownClaims)))
      }
    }
  }
}

/// Sets that grow together: which sources are one voice.
struct Grouping {
  private var parent: [String: String] = [:]

  /// Those that are tied stand under one name: the first of them by alphabet.
  init(_ ties: [Dependence]) {
    for tie in ties {
      let (a, b) = (name(of: tie.source.key), name(of: tie.on.key))
      if a != b { parent[max(a, b)] = min(a, b) }
    }
  }

  /// The name of the group of a source.
  func name(of key: String) -> String {
    var key = key
    while let next = parent[key] { key = next }
    return key
  }
}

extension Source {
  /// Named by a common noun alone ("officials", "the president"): nobody can say who that is, nor of whom he is independent.
  /// Scripts without capital letters tell nothing.
  var isNameless: Bool {
    id == nil && name.contains { $0.isASCII && $0.isLowercase } && !name.contains { $0.isUppercase }
  }
}

extension AnswerContext {
  /// A counting system by its key; nil where the vocabulary does not know it.
  func system(key: String) -> Vocabulary.CountingSource? { system(Source(name: key)) }

  /// The party with whose authority a source speaks; nil where the registry does not say it of any.
  func speaksFor(_ source: Source) -> PartyID? { system(source)?.authority }
}
