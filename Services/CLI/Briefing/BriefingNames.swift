import Ledger
import Wording

/// Ids of the vocabulary in the words that it has for them.
struct BriefingNames {
  private let vocabulary: Vocabulary?

  init(_ vocabulary: Vocabulary?) { self.vocabulary = vocabulary }

  func conflict(_ id: ConflictID?) -> String {
    guard let id else { return "All wars" }
    return vocabulary?.conflicts.first { $0.id == id }?.name ?? id.value
  }

  /// `Russia, military: killed`, `Killed per day …` for rates.
  func title(_ topic: Topic) -> String {
    let people = [party(topic.party), topic.population?.value].compactMap { $0 }
    let kind =
      switch topic.kind {
      case .cumulative, .periodTotal: ""
      case .incident: ", single events"
      case .rate: ", rates"
      }
    let cause = topic.cause == .unstated ? "" : ", cause: \(topic.cause)"
    return "\(people.isEmpty ? "Party open" : people.joined(separator: ", ")): "
      + measure(topic.measure) + kind + cause
  }

  private func party(_ id: PartyID?) -> String? {
    guard let id else { return nil }
    return vocabulary?.parties.first { $0.id == id }?.name ?? id.value.capitalizedFirst
  }

  private func measure(_ id: MeasureID) -> String {
    (vocabulary?.measures.first { $0.id == id }?.name ?? id.value).lowercased()
  }

  /// What it is, for whom it speaks, and on whom it builds.
  func standing(_ source: Vocabulary.CountingSource) -> String {
    [
      source.kind,
      source.authority.map { "speaks for \(party($0) ?? $0.value)" },
      source.buildsOn.isEmpty
        ? nil : "builds on \(source.buildsOn.map(\.value).joined(separator: ", "))",
    ].compactMap { $0 }.joined(separator: "; ")
  }

  func counts(_ source: Vocabulary.CountingSource) -> String {
    let counts = source.counts.map(Words.count)
    return ([source.definition].filter { !$0.isEmpty } + counts).joined(separator: " · ")
  }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
