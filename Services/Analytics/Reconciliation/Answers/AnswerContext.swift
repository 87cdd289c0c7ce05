import Ledger

/// What every figure of one answer needs: the tables, the revision, and vocabulary and decisions of that revision. One
/// object for all of them: everything that works on an answer holds it. It lives no longer than the answer is worked out,
/// for while it does, the tables of the model are its own too.
final class AnswerContext: Sendable {
  let table: ClaimTable
  let documents: Documents
  let revision: UInt32
  let vocabulary: Vocabulary?
  private let reviews: Reviews
  private let index: IndexedVocabulary?

  init(_ model: ClaimModel, at revision: UInt32) {
    table = model.claims
    documents = model.documents
    self.revision = revision
    reviews = model.reviews
    index = model.vocabularies.value(at: revision)
    vocabulary = index?.words
  }

  /// What held of a claim that reviewers had decided on; nil for all others.
  func decision(on claim: ClaimID) -> ReviewDecision.Decision? {
    reviews.decision(on: claim, at: revision)
  }

  /// Whether there is any decision on a claim, at whatever revision.
  var hasDecisions: Bool { !reviews.isEmpty }

  /// By id.
  var conflicts: [String: Vocabulary.Conflict] { index?.conflicts ?? [:] }
  /// Whether a place is the land of one side of a conflict, by name in lower case.
  func isLand(_ place: String, of conflict: ConflictID) -> Bool {
    index?.lands[conflict]?.contains(place) ?? false
  }
  private var sources: [String: Vocabulary.CountingSource] { index?.sources ?? [:] }

  /// A counting system as the vocabulary knows it; nil where it does not.
  func system(_ claimant: Source) -> Vocabulary.CountingSource? { sources[claimant.key] }

  /// What a counting system publishes of the count that a topic is about; nil where it publishes nothing.
  func count(of claimant: Source?, on topic: Topic) -> Vocabulary.Count? {
    guard let vocabulary, let source = claimant.flatMap({ system($0) }) else { return nil }
    return vocabulary.count(
      of: source, measure: topic.measure, party: topic.party, population: topic.population,
      conflict: topic.conflict)
  }

  /// A claimant under one name: the vocabulary's, else the first by alphabet of the names that its statements use.
  func claimant(key: String, _ mentions: Set<Handle>) -> Source {
    if let known = sources[key] { return Source(id: known.id, name: known.name) }
    let mentions = mentions.compactMap { table.sources.value($0) }
    let best = mentions.min { ($0.id == nil ? 1 : 0, $0.name) < ($1.id == nil ? 1 : 0, $1.name) }
    return best ?? Source(name: key)
  }

  /// What a claimant's count includes, by the vocabulary valid at the revision; empty where it does not say.
  func definition(of claimant: Source) -> String { sources[claimant.key]?.definition ?? "" }

  /// Rule *nature*: a floor, an estimate or an announced count. What the text says of how it was made decides; where it says
  /// nothing, what the registry of sources says of that count.
  func nature(of row: ClaimRow) -> Vocabulary.Nature? {
    if let stated = Vocabulary.Nature(table.scope(of: row).method) { return stated }
    guard let vocabulary, let claimant = table.sources.value(row.claimant),
      let source = system(claimant)
    else { return nil }
    let topic = table.topics[row.topic]
    let count = vocabulary.count(
      of: source, measure: topic.measure, party: topic.party, population: topic.population,
      conflict: topic.conflict)
    return count?.nature ?? Vocabulary.Nature(count?.method)
  }

  /// The names of the outlets that statements were seen at: by the sightings of their documents that the ledger held at
  /// the revision, else as the statement itself names its outlet. Each outlet once, by alphabet.
  func outlets(of rows: [ClaimRow]) -> [String] {
    outletNames(
      rows.flatMap { row in
        let sighted = documents.outlets(of: row.document, at: revision)
        return sighted.isEmpty ? [row.outlet] : sighted
      })
  }

  /// The names of the outlets that a document was seen at.
  func outlets(ofDocument document: Handle) -> [String] {
    outletNames(documents.outlets(of: document, at: revision))
  }

  private func outletNames(_ handles: [Handle]) -> [String] {
    var names: [String: String] = [:]
    for handle in handles {
      guard let outlet = table.sources.value(handle) else { continue }
      names[outlet.key] = min(names[outlet.key] ?? outlet.name, outlet.name)
    }
    return names.values.sorted()
  }
}
