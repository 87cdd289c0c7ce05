import Exports
import Ledger
import Messages
import RPC

/// What is exported, from where to where. All pages are of the revision that the first one is of, and one page is held
/// at a time.
struct ExportWork: Sendable {
  let gateway: Peer
  /// For each call: an export takes as long as there is to read.
  let timeout: Duration
  let request: ExportRequest
  let output: ExportOutput

  /// Returns what was written.
  func run() async throws -> ExportDescription {
    switch request.format {
    case .csv:
      try output.write(ExportTable.claims.header)
      return try await claims(sightings: true) { try output.write(ExportTable.claims.line($0)) }
    case .jsonl:
      return try await claims(sightings: true) { try output.write(ClaimLine.of($0.record)) }
    case .corpus: return try await corpus()
    case .sdmxCSV: return try await series()
    case .incidents: return try await incidents()
    case .claimReview:
      guard let publisher = request.publisher else {
        throw LedgerError(.internalFailure, "reviews without a publisher")
      }
      return try await findings(by: publisher)
    }
  }

  /// Asks with a deadline of its own, and takes no answer with a part missing: what is written must be whole.
  func ask<Question, Answer: StatedAnswer>(
    _ method: Unary<Question, Answer>, _ question: Question
  ) async throws -> Answer {
    let answer = try await Call.$current.withValue(Call(deadline: .now + timeout)) {
      try await gateway.call(method, question)
    }
    guard answer.status.complete else {
      let part = answer.status.parts.first { !$0.complete }
      var error =
        part?.error ?? LedgerError(.unavailable, "a part of the answer is missing")
      error.message = "the export would not be whole: \(part?.name ?? "a part"): \(error.message)"
      throw error
    }
    return answer
  }

  /// Each claim that matches, page by page.
  private func claims(sightings: Bool, _ write: (ExportedClaim) throws -> Void) async throws
    -> ExportDescription
  {
    var description: ExportDescription?
    var progress = ExportProgress()
    var question = SearchClaimsRequest(
      filter: request.filter, at: request.at, pageSize: PageSize.most, sightings: sightings)
    repeat {
      let page = try await ask(GatewayAPI.searchClaims, question)
      let revision = page.status.revision
      var described = description ?? request.description(page.status)
      let byDocument = Dictionary(grouping: page.sightings, by: \.document)
      for record in page.claims {
        let row = ExportedClaim(
          record: record, sightings: byDocument[record.claim.document] ?? [], revision: revision)
        try write(row)
        described.rows += 1
        described.outlets.add(row.outlets)
      }
      description = described
      progress.show(described.rows, "claims")
      (question.at, question.cursor) = (.revision(revision), page.nextCursor)
    } while !question.cursor.isEmpty
    progress.end()
    return try described(description)
  }
}

/// An answer that says whether it is whole.
protocol StatedAnswer: Message {
  var status: AnswerStatus { get }
}

extension SearchClaimsResponse: StatedAnswer {}

/// What is asked for, and how it is written.
struct ExportRequest: Sendable {
  var format: ExportFormat
  var filter: ClaimFilter
  var question: Question
  var at: LedgerPoint
  /// What was typed, for the description.
  var typed: [(name: String, value: String)]
  var licence: String
  /// Who publishes reviews, for the format that has these.
  var publisher: ReviewOperator?

  func description(_ status: AnswerStatus) -> ExportDescription {
    var description = ExportDescription(
      format: format, question: typed, revision: status.revision, version: status.version)
    description.licence = licence
    description.answer = status.answer
    return description
  }
}

/// How far an export has come, for whoever sits there: once it takes long, and not too often.
struct ExportProgress {
  private let clock = ContinuousClock()
  private var next: ContinuousClock.Instant
  private var isShown = false

  init() { next = ContinuousClock().now + .seconds(2) }

  mutating func show(_ count: Int, _ what: String) {
    guard clock.now >= next else { return }
    next = clock.now + .milliseconds(500)
    isShown = true
    Terminal.progress("\(Quantity.grouped(Double(count))) \(what)")
  }

  func end() {
    if isShown { Terminal.endProgress() }
  }
}
