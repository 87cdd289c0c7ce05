import Ledger
import Messages
import RPC

/// Figures from analytics and sentences from storage, of one state of the ledger.
struct CompareFlow: Sendable {
  let storage: Peer
  let analytics: Peer
  let pinning: Pinning
  let kept: KeptAnswers<CompareRequest, CompareResponse>

  /// How many claims are the answer where there are no figures.
  private static let claimsWithoutFigures = 200

  /// Figures are handed on as analytics packed them, and sentences as storage did: both are long, and nothing is done with
  /// them here.
  func compare(_ request: CompareRequest) async throws -> Packed<CompareResponse> {
    let pin = try await pinning.pin(request.at)
    let question = request.question
    let newest = request.at == .head ? pin.newest : nil
    if let newest, let answer = kept.answer(to: request, newest) { return answer }
    // Sentences come after the figures, and are all that there is where there are none: they must have their time.
    let figures = try await Call.$current.withValue(Call.current.share(0.75)) {
      try await Outcome.of("figures") { try await askAnalytics(question, pin) }
    }
    let revision = pin.revision
    let sentences =
      request.figuresOnly
      ? Sentences(part: pin.part)
      : try await sentences(of: figures.value, question, revision, pin)

    let rest = CompareResponse(
      status: try AnswerStatus(
        [figures.part, sentences.part], revision: revision,
        answer: AnswerID(.compare, question, at: revision, hash: pin.hash)))
    let answer =
      try figures.value.map { try Packed(handingOn: $0.packed, with: rest) } ?? Packed(rest)
    let whole = try sentences.add(to: answer)
    guard let newest, rest.status.complete else { return whole }
    return kept.keep(whole, to: request, newest)
  }

  /// The claims with their sentences, as storage packed them, and what kept it from giving all of them.
  private struct Sentences: Sendable {
    var asked: [Packed<GetClaimsResponse>] = []
    /// Where there were no figures to ask for.
    var listed: Packed<ListClaimsResponse>?
    var part: AnswerPart

    func add(to answer: Packed<CompareResponse>) throws(LedgerError) -> Packed<CompareResponse> {
      if let listed { return try answer.adding("claims", of: [listed], to: "evidence") }
      return asked.isEmpty ? answer : try answer.adding("claims", of: asked, to: "evidence")
    }
  }

  /// What analytics says, with what is needed of it here.
  private struct Figures: Sendable {
    let packed: Packed<AnalyticsServiceCompareResponse>
    let revision: Revision
    /// Analytics has read all that was asked about.
    let isComplete: Bool
    /// The claims that the figures are shown by.
    let shown: [String]

    init(_ packed: Packed<AnalyticsServiceCompareResponse>) throws(LedgerError) {
      self.packed = packed
      revision = try packed.revision()
      isComplete = try packed.flag("complete")
      shown =
        try packed.texts("comparison.topics.systems.figures.claims", limit: 1).flatMap(\.self)
        + packed.texts("comparison.topics.atDate.claims").flatMap(\.self)
    }
  }

  private func askAnalytics(_ question: Question, _ pin: Pin) async throws -> Figures {
    let answer = try Figures(
      try await analytics.call(
        AnalyticsAPI.compare.packed,
        AnalyticsServiceCompareRequest(
          question: question, revision: pin.revision, hash: pin.hash)))
    // Figures of another revision than the sentences are no part of the answer.
    guard answer.isComplete else { throw LedgerError.notReached(answer.revision) }
    return answer
  }

  /// The claims that the figures are shown by. Without figures, the newest that the question is about: they are the answer
  /// then.
  private func sentences(
    of figures: Figures?, _ question: Question, _ revision: Revision, _ pin: Pin
  ) async throws -> Sentences {
    // Sentences of another revision than the figures would be no evidence for them.
    if let failure = pin.storageFailure {
      return Sentences(part: AnswerPart(name: "sentences", complete: false, error: failure))
    }
    if let figures {
      let (answers, part) = try await EvidenceFetch(storage: storage).answers(
        figures.shown, at: revision)
      return Sentences(asked: answers, part: part)
    }
    let filter = ClaimFilter(
      conflict: question.conflict, party: question.party, measure: question.measure,
      population: question.population, until: question.asOf)
    let page = try await Outcome.of("sentences") {
      try await storage.call(
        StorageAPI.listClaims.packed,
        ListClaimsRequest(
          filter: filter, at: .revision(revision), pageSize: Self.claimsWithoutFigures))
    }
    return Sentences(listed: page.value, part: page.part)
  }
}
