import Ledger
import LedgerStore
import Messages
import RPC
import Runtime

extension StorageService {
  @Sendable func appendReviews(_ request: AppendReviewsRequest) async throws
    -> AppendReviewsResponse
  {
    var decision = request.decision
    guard decision.subject.isEmpty, decision.requiredReviewers == 0 else {
      throw LedgerError(
        .malformed, subject: "decision", "with a subject, or a number of reviewers",
        hint:
          "the claims are named beside it, and how many must agree is review.reviewers of storage")
    }
    decision.requiredReviewers = requiredReviewers
    let outcome = try await store.review(
      request.claims, decision, author: Self.author, at: .now)
    return AppendReviewsResponse(
      claims: outcome.claims, alreadyRecorded: outcome.alreadyRecorded, revision: outcome.revision,
      findings: outcome.findings)
  }
}
