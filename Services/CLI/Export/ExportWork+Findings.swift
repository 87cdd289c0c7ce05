import Exports
import Ledger
import Messages
import RPC

extension ListFindingsResponse: StatedAnswer {}

extension ExportWork {
  private static let pageSize = 100

  /// What reviewers accepted of what does not go together.
  func findings(by publisher: ReviewOperator) async throws -> ExportDescription {
    var question = ListFindingsRequest(
      question: FindingQuestion(question: request.question, decision: .accepted), at: request.at,
      pageSize: Self.pageSize)
    var state: (description: ExportDescription, reviews: ClaimReviews, sightings: SightingCache)?
    var progress = ExportProgress()
    repeat {
      let page = try await ask(GatewayAPI.listFindings, question)
      let revision = page.status.revision
      if state == nil {
        let reviews = ClaimReviews(publisher: publisher, revision: revision)
        try output.write(reviews.opening(request.licence))
        state = (
          request.description(page.status), reviews, SightingCache(work: self, revision: revision)
        )
      }
      guard var (description, _, cache) = state, let reviews = state?.reviews else { break }
      let claims = Dictionary(page.evidence.map { ($0.id, $0) }) { first, _ in first }
      for finding in page.findings.findings {
        guard finding.claims.allSatisfy({ claims[$0.claim] != nil }) else {
          throw LedgerError(
            .unavailable, "the export would not be whole: a claim came without its sentence",
            hint: "try again; run reckon ledger verify where it goes on")
        }
        var sightings: [DocumentID: [Sighting]] = [:]
        for document in Set(finding.claims.compactMap { claims[$0.claim]?.claim.document }) {
          sightings[document] = try await cache.sightings(of: document)
        }
        let outlets = ClaimReviews.outlets(sightings.values.flatMap(\.self))
        for line in reviews.reviews(of: finding, claims, sightings) {
          try output.write(line)
          description.rows += 1
          description.outlets.add(outlets)
        }
      }
      state = (description, reviews, cache)
      progress.show(description.rows, "reviews")
      question.cursor = page.nextCursor
    } while !question.cursor.isEmpty
    try output.write(ClaimReviews.closing)
    progress.end()
    return try described(state?.description)
  }
}
