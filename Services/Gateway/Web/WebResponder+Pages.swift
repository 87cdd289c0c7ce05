import HTTPTypes
import HummingbirdCore
import Ledger
import Messages
import RPC

extension WebResponder {
  /// How many claims and findings a page shows.
  private static let pageSize = 20

  /// A page for people, from the answers that others get as JSON.
  func page(_ visit: Visit, _ call: Call) async -> WebResponse {
    var response: WebResponse
    do throws(Problem) {
      switch visit.resource.kind {
      case .style:
        response = WebResponse(status: 200, type: visit.type.field, Stylesheet.text)
        response.tag(.empty)
      case .claim: response = try await claim(visit, call)
      default: response = try await home(visit, call)
      }
    } catch {
      response = WebResponse(
        status: error.status, type: MediaType.page.field, Page.problem(error),
        headers: error.headers)
    }
    response.headers[.contentSecurityPolicy] = Page.policy
    return response
  }

  private func claim(_ visit: Visit, _ call: Call) async throws(Problem) -> WebResponse {
    let answer = await ask(GatewayAPI.showClaim, visit.values, call, strict: true)
    switch answer {
    case .failure(let error): throw Problem(error)
    case .success(let claim):
      guard let html = ClaimDetailPage.html(claim) else {
        throw Problem(LedgerError(.notFound, subject: "claim", "there is no such claim"))
      }
      return whole(html, visit, [claim.status])
    }
  }

  private func home(_ visit: Visit, _ call: Call) async throws(Problem) -> WebResponse {
    let known = Set(HomePage.fields.map(\.name) + ["cursor"])
    if let stranger = visit.query.first(where: { !known.contains($0.name) }) {
      throw Problem(
        LedgerError(
          .malformed, subject: stranger.name, "no such parameter",
          hint: "there are \(known.sorted().joined(separator: ", "))"))
    }
    // An empty field of a form is one that was left out.
    let values = visit.query.filter { !$0.value.isEmpty }
    let size = (name: "pageSize", value: "\(Self.pageSize)")
    let others = values.filter { $0.name != "cursor" }
    async let claims = ask(
      GatewayAPI.searchClaims, values + [size, (name: "sightings", value: "true")], call)
    async let comparison = ask(GatewayAPI.compare, others, call)
    async let findings = ask(GatewayAPI.listFindings, others + [size], call)
    let page = await HomePage(
      question: others, claims: claims, comparison: comparison, findings: findings)
    // What is wrong with the question is wrong with all of it.
    for error in [page.claims.error, page.comparison.error, page.findings.error] {
      if let error, error.reason == .malformed || error.reason == .revisionUnknown {
        throw Problem(error)
      }
    }
    let statuses = [
      page.claims.answer?.status, page.comparison.answer?.status, page.findings.answer?.status,
    ].compactMap { $0 }
    guard !statuses.isEmpty else {
      throw Problem(page.claims.error ?? LedgerError(.unavailable, "nothing answers"))
    }
    return whole(page.html, visit, statuses.count == 3 ? statuses : [])
  }

  private func whole(_ html: String, _ visit: Visit, _ statuses: [AnswerStatus]) -> WebResponse {
    var response = WebResponse(status: 200, type: visit.type.field, html)
    let isComplete = !statuses.isEmpty && statuses.allSatisfy(\.complete)
    response.headers[.complete] = isComplete ? "true" : "false"
    if isComplete, let revision = statuses.first?.revision { response.tag(revision) }
    return response
  }

  /// - Parameter strict: whether a value that the method has no parameter for is an error.
  private func ask<In, Out>(
    _ method: Unary<In, Out>, _ values: [(name: String, value: String)], _ call: Call,
    strict: Bool = false
  ) async -> Result<Out, LedgerError> {
    guard let question = handlers.questions[method.name] else {
      return .failure(LedgerError(.unsupported, subject: method.name.method, "not offered"))
    }
    let known = Set(question.parameters.map(\.name))
    let taken = strict ? values : values.filter { known.contains($0.name) }
    do {
      let answer = try await scope(method.name, call).run { try await question.ask(taken) }
      guard let answer = try Self.message(of: answer) as? Out else {
        throw LedgerError(.internalFailure, subject: method.name.method, "another answer")
      }
      return .success(answer)
    } catch {
      return .failure(LedgerError(error, doing: method.name.method))
    }
  }

  private static func message(of answer: some WireValue) throws -> any Message {
    try answer.message()
  }
}

extension Result {
  fileprivate var answer: Success? { try? get() }
  fileprivate var error: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}
