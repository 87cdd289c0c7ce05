import Ledger
import Messages
import RPC

/// An answer that was given before, asked for again by its id and taken apart into steps, with all sentences that it rests on.
struct ExplainFlow: Sendable {
  let storage: Peer
  let pinning: Pinning
  let comparison: CompareFlow
  let series: SeriesFlow
  let origins: OriginsFlow
  let findings: FindingsFlow
  let derivations: DerivationsFlow
  let coverage: CoverageFlow

  /// So many sentences come with an answer at the most.
  private static let mostSentences = 1_000

  func explain(_ request: ExplainRequest) async throws -> ExplainResponse {
    let id = try AnswerID(request.answer)
    let page = try PageSize(request.pageSize).items
    let pin = try await pin(id)
    var (status, steps, cursor) = try await steps(
      of: id, page: page, cursor: request.cursor)
    status.answer = id.description
    var seen: Set<ClaimID> = []
    let named = steps.flatMap(\.claims).filter { seen.insert($0).inserted }
    let (evidence, part) = try await sentences(
      of: Array(named.prefix(Self.mostSentences)), at: id.revision, pin)
    status.parts.removeAll { $0.name == part.name }
    status.parts.append(part)
    if part.complete, named.count > Self.mostSentences {
      status.parts[status.parts.count - 1] = AnswerPart(
        name: part.name, complete: false,
        error: LedgerError(
          .tooLarge, subject: part.name,
          "\(named.count) are named; the first \(Self.mostSentences) are given",
          hint: "ask for fewer steps at a time, or for a claim by its id"))
    }
    status.complete = status.parts.allSatisfy(\.complete)
    return ExplainResponse(status: status, steps: steps, evidence: evidence, nextCursor: cursor)
  }

  /// Throws `notFound` where the ledger is not the one that gave the answer.
  private func pin(_ id: AnswerID) async throws -> Pin {
    let pin = try await pinning.pin(.revision(id.revision))
    guard let hash = pin.hash, !id.isOf(chainWith: hash) else { return pin }
    throw LedgerError(
      .notFound, subject: id.description,
      "This ledger's revision \(id.revision) is not the one that gave the answer.",
      hint: "ask the ledger that it was cited from")
  }

  private func sentences(of claims: [ClaimID], at revision: Revision, _ pin: Pin) async throws -> (
    [ClaimRecord], AnswerPart
  ) {
    // What storage would be asked would fail like this, and take as long to.
    if let failure = pin.storageFailure {
      return ([], AnswerPart(name: "sentences", complete: false, error: failure))
    }
    return try await EvidenceFetch(storage: storage).claims(claims, at: revision)
  }

  private func steps(of id: AnswerID, page: Int, cursor: String) async throws -> (
    AnswerStatus, [ExplainedStep], String
  ) {
    let at = LedgerPoint.revision(id.revision)
    switch id.kind {
    case .compare:
      let answer = try await comparison.compare(
        CompareRequest(question: id.question(), at: at)
      ).message()
      return (answer.status, answer.comparison.map(Steps.of) ?? [], "")
    case .series:
      let answer = try await series.list(
        ListSeriesRequest(
          question: id.question(allowing: ["projections"]), at: at, pageSize: page, cursor: cursor,
          projections: id.values("projections") == ["yes"]))
      return (answer.status, Steps.of(answer.series), answer.nextCursor)
    case .origins:
      let answer = try await origins.list(
        ListOriginsRequest(question: id.question(), at: at, pageSize: page, cursor: cursor))
      return (answer.status, Steps.of(answer.origins), answer.nextCursor)
    case .findings:
      let answer = try await findings.list(
        ListFindingsRequest(
          question: id.findingQuestion(), at: at, pageSize: page, cursor: cursor))
      return (answer.status, answer.findings.findings.flatMap(Steps.of), answer.nextCursor)
    case .coverage:
      let answer = try await coverage.list(
        ListCoverageRequest(question: id.question(), at: at, pageSize: page, cursor: cursor))
      return (answer.status, answer.coverage.notices.map(Steps.of), answer.nextCursor)
    case .derivations:
      var query = try id.derivationQuery()
      (query.pageSize, query.cursor) = (page, cursor)
      let answer = try await derivations.list(ListDerivationsRequest(query: query, at: at))
      return (answer.status, answer.page.derivations.flatMap(Steps.of), answer.page.nextCursor)
    }
  }
}
