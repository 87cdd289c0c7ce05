import Ledger
import Reconciliation

/// A change feed: entries numbered as they are added.
struct Feed {
  private(set) var entries: [Entry] = []

  mutating func add(_ body: Entry.Body) {
    let sequence = Int64(entries.count + 1)
    entries.append(
      Entry(
        sequence: Revision(sequence), recordedAt: Moment(microseconds: sequence), author: "local",
        body: body))
  }

  /// A run for each document, in the order of their first claims.
  mutating func add(_ claims: [Claim]) {
    var order: [DocumentID] = []
    for claim in claims where !order.contains(claim.document) { order.append(claim.document) }
    for document in order {
      add(
        .run(
          ExtractionRun(
            document: document, language: "en", extractorVersion: "1", lexiconFingerprint: "f",
            claims: claims.filter { $0.document == document })))
    }
  }

  mutating func end(_ claims: [Claim]) {
    for claim in claims {
      add(
        .supersession(
          Supersession(document: claim.document, claims: [ClaimID(of: claim)], reason: "test")))
    }
  }

  mutating func review(_ claim: Claim, _ decision: ReviewDecision.Decision) {
    add(
      .review(
        ReviewDecision(
          subject: ClaimID(of: claim).description, decision: decision, reason: "test")))
  }

  mutating func decide(
    _ claim: Claim, _ decision: ReviewDecision.Decision, by reviewer: String = "Ann",
    _ corrections: [String: String] = [:], of reviewers: Int = 1
  ) {
    add(
      .review(
        ReviewDecision(
          subject: ClaimID(of: claim).description, decision: decision, reason: "test",
          corrections: corrections, reviewer: reviewer, requiredReviewers: reviewers)))
  }

  mutating func sight(_ document: String, at outlet: Source?) {
    add(
      .sighting(
        Sighting(
          document: DocumentID(original: Array(document.utf8)), outlet: outlet,
          receivedAt: Moment(microseconds: 0))))
  }

  func model(upTo revision: Int? = nil) throws -> ClaimModel {
    var model = ClaimModel()
    for entry in entries.prefix(revision ?? entries.count) { try model.apply(entry) }
    return model
  }
}

/// The comparison of all topics, of claims that came in this order.
func compare(_ claims: [Claim], _ question: Question = Question(), _ vocabulary: Vocabulary? = nil)
  throws -> Comparison
{
  var feed = Feed()
  if let vocabulary { feed.add(.vocabulary(vocabulary)) }
  feed.add(claims)
  let model = try feed.model()
  return try model.compare(question, at: model.revision)
}

extension Comparison {
  var figures: [Figure] { topics.flatMap { $0.systems.flatMap(\.figures) } }
}

let vocabulary = Vocabulary(
  lexiconFingerprint: "f",
  measures: [.init(id: "killed", name: "Killed", includes: [], exchangeName: "killed")],
  parties: [
    .init(id: "russia", name: "Russia", kind: "state"),
    .init(id: "ukraine", name: "Ukraine", kind: "state"),
  ],
  conflicts: [
    .init(id: "russia-ukraine", name: "Russia–Ukraine war", parties: ["russia", "ukraine"])
  ],
  sources: [
    .init(
      id: "csis", name: "CSIS", kind: "research",
      definition: "Killed, wounded and missing soldiers.")
  ],
  vagueIntervals: [
    .init(term: "dozens", low: 24), .init(term: "a handful", low: 3, high: 7),
  ])
