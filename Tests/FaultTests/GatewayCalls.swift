import Foundation
import Ledger
import Messages
import RPC
import Support

/// What is in the ledger of a test, to ask about.
struct Facts: Sendable {
  let revision: Revision
  let claim: String
  /// The id of an answer to a comparison.
  let answer: String
  /// Two documents, and one that is there to be erased.
  let documents: [String]
  let receipt: Receipt

  /// Takes reports in, and waits until they are answered about.
  static func prepared(_ stack: Stack, _ gateway: Peer) async throws -> Facts {
    var receipts: [Receipt] = []
    for number in 1...3 {
      receipts.append(try await GatewayCalls.submit(try text(number, stack), gateway))
    }
    for receipt in receipts { _ = try await GatewayCalls.follow(receipt, gateway) }
    let compared = try await gateway.call(GatewayAPI.compare, CompareRequest())
    let claims = try await gateway.call(GatewayAPI.searchClaims, SearchClaimsRequest())
    guard let claim = claims.claims.first(where: { $0.claim.document != receipts[2].document })
    else { throw Stack.Failure("the reports have no claims") }
    return Facts(
      revision: compared.status.revision, claim: "\(claim.id)", answer: compared.status.answer,
      documents: receipts.map { "\($0.document)" }, receipt: receipts[0])
  }

  static func text(_ number: Int, _ stack: Stack) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: try stack.report(number))))
  }
}

/// What became of a call to the gateway.
enum Outcome: Hashable, Sendable {
  case whole
  /// Something is there, and what is missing is said at the top.
  case partial
  case failed(LedgerError.Reason)
}

/// Each method of the gateway, with what it needs of which service.
struct GatewayCalls: Sendable {
  enum Need: Sendable {
    /// It answers whole without.
    case nothing
    /// It answers in part without.
    case part
    /// It has nothing to say without.
    case all
  }

  let method: String
  let needs: [Stack.ServiceName: Need]
  /// Throws what the call fails with.
  let ask: @Sendable (Peer, Facts) async throws -> Outcome

  private init(
    _ method: MethodName, ingest: Need = .nothing, storage: Need, analytics: Need = .nothing,
    _ ask: @escaping @Sendable (Peer, Facts) async throws -> Outcome
  ) {
    self.method = method.method
    needs = [.ingest: ingest, .storage: storage, .analytics: analytics]
    self.ask = ask
  }

  private static func unary<In: Message, Out: Message>(
    _ method: Unary<In, Out>, ingest: Need = .nothing, storage: Need, analytics: Need = .nothing,
    _ status: @escaping @Sendable (Out) -> AnswerStatus,
    _ request: @escaping @Sendable (Facts) throws -> In
  ) -> GatewayCalls {
    GatewayCalls(method.name, ingest: ingest, storage: storage, analytics: analytics) {
      try outcome(status(try await $0.call(method, try request($1))))
    }
  }

  private static func stream<In: Message, Out: Message>(
    _ method: ServerStream<In, Out>, ingest: Need = .nothing, storage: Need,
    _ request: @escaping @Sendable (Facts) -> In,
    last: @escaping @Sendable (Out) throws -> Outcome = { _ in .whole }
  ) -> GatewayCalls {
    GatewayCalls(method.name, ingest: ingest, storage: storage) { peer, facts in
      let found = try await peer.read(method, request(facts)) { answers in
        try await answers.reduce(Out?.none) { $1 }
      }
      guard let found else { throw Stack.Failure("\(method.name.method) ended without an answer") }
      return try last(found)
    }
  }

  /// What the top of an answer says; throws where it contradicts itself.
  private static func outcome(_ status: AnswerStatus) throws -> Outcome {
    guard status.complete == status.parts.allSatisfy(\.complete),
      status.parts.allSatisfy({ $0.complete == ($0.error == nil) })
    else { throw Stack.Failure("the parts do not say what the top says: \(status)") }
    return status.complete ? .whole : .partial
  }

  static func submit(_ text: [UInt8], _ peer: Peer) async throws -> Receipt {
    try await peer.send(GatewayAPI.submit) { out in
      try await out.send(SubmitRequest(report: .header(ReportHeader(fileName: "report.txt"))))
      try await out.send(SubmitRequest(report: .content(text)))
    }.receipt
  }

  static func follow(_ receipt: Receipt, _ peer: Peer) async throws -> IntakeProgress {
    let last = try await peer.read(GatewayAPI.follow, FollowRequest(receipt: receipt)) { answers in
      try await answers.reduce(IntakeProgress?.none) { $1.progress }
    }
    guard let last else { throw Stack.Failure("nothing was said of \(receipt.id)") }
    return last
  }

  private static let passage: [PassagePart] = [
    .header(PassageHeader(id: "1")),
    .content(
      Array("The ministry of Ukraine said that 1001 Russian soldiers had been killed.".utf8)),
    .end(true),
  ]

  static let all: [GatewayCalls] = intake + answers + lists + custody

  private static let intake = [
    GatewayCalls(GatewayAPI.submit.name, ingest: .all, storage: .nothing) { peer, _ in
      let words = "Nothing was said of anybody on day \(Int.random(in: 0 ... .max))."
      _ = try await submit(Array(words.utf8), peer)
      return .whole
    },
    // Where ingest does not answer, storage has the very report.
    GatewayCalls(GatewayAPI.follow.name, storage: .nothing, analytics: .part) { peer, facts in
      let last = try await follow(facts.receipt, peer)
      return last.state == .answerable ? .whole : .partial
    },
    GatewayCalls(GatewayAPI.extract.name, ingest: .all, storage: .nothing) { peer, _ in
      let last = try await peer.exchange(GatewayAPI.extract) { out in
        for part in passage { try await out.send(ExtractRequest(passage: part)) }
      } _: { answers in
        try await answers.reduce(PassageClaims?.none) { $1.passage }
      }
      guard let last, last.error == nil else { throw last?.error ?? Stack.Failure("no answer") }
      return .whole
    },
    GatewayCalls(GatewayAPI.check.name, ingest: .all, storage: .part, analytics: .part) { peer, _ in
      let answer = try await peer.send(GatewayAPI.check) { out in
        for part in passage { try await out.send(CheckRequest(passage: part)) }
      }
      return try outcome(answer.status)
    },
    stream(
      GatewayAPI.reextract, ingest: .all, storage: .nothing,
      { ReextractRequest(reextraction: Reextraction(documents: [$0.documents[0]], dryRun: true)) }),
  ]

  private static let answers = [
    unary(GatewayAPI.compare, storage: .part, analytics: .part, \.status) { _ in CompareRequest() },
    unary(GatewayAPI.listSeries, storage: .part, analytics: .all, \.status) { _ in
      ListSeriesRequest()
    },
    unary(GatewayAPI.listOrigins, storage: .part, analytics: .all, \.status) { _ in
      ListOriginsRequest()
    },
    unary(GatewayAPI.listFindings, storage: .part, analytics: .all, \.status) { _ in
      ListFindingsRequest()
    },
    unary(GatewayAPI.listDerivations, storage: .part, analytics: .all, \.status) { _ in
      ListDerivationsRequest(sentences: true)
    },
    unary(GatewayAPI.listCoverage, storage: .part, analytics: .all, \.status) { _ in
      ListCoverageRequest()
    },
    unary(GatewayAPI.explain, storage: .part, analytics: .part, \.status) {
      ExplainRequest(answer: $0.answer)
    },
    unary(GatewayAPI.getStatus, ingest: .part, storage: .part, analytics: .part, \.status) { _ in
      GetStatusRequest()
    },
  ]

  private static let lists = [
    unary(GatewayAPI.searchClaims, storage: .all, \.status) { _ in SearchClaimsRequest() },
    unary(GatewayAPI.searchText, storage: .all, \.status) { _ in
      SearchTextRequest(filter: ClaimFilter(words: "killed"))
    },
    unary(GatewayAPI.showClaim, storage: .all, \.status) { ShowClaimRequest(id: $0.claim) },
    unary(GatewayAPI.reviewClaims, storage: .all, \.status) {
      ReviewClaimsRequest(
        claims: [$0.claim],
        decision: ReviewDecision(decision: .accepted, reason: "seen", reviewer: "somebody"))
    },
    unary(GatewayAPI.browseReports, storage: .all, \.status) { _ in BrowseReportsRequest() },
    unary(GatewayAPI.listSources, storage: .all, \.status) { _ in ListSourcesRequest() },
    unary(GatewayAPI.describeVocabulary, storage: .all, \.status) { _ in
      DescribeVocabularyRequest()
    },
    stream(
      GatewayAPI.diffReports, storage: .all,
      { DiffReportsRequest(before: $0.documents[0], after: $0.documents[1]) }),
  ]

  private static let custody = [
    stream(
      GatewayAPI.verifyLedger, storage: .all, { _ in VerifyLedgerRequest(withoutProjections: true) }
    ),
    stream(GatewayAPI.rebuildLedger, storage: .all, { _ in RebuildLedgerRequest() }),
    unary(GatewayAPI.browseCheckpoints, storage: .all, \.status) { _ in BrowseCheckpointsRequest()
    },
    unary(GatewayAPI.showCheckpoint, storage: .all, \.status) { _ in
      ShowCheckpointRequest(now: true)
    },
    unary(GatewayAPI.proveClaim, storage: .all, \.status) { ProveClaimRequest(claim: $0.claim) },
    stream(
      GatewayAPI.fetchOriginal, storage: .all,
      { FetchOriginalRequest(document: $0.documents[0], purpose: "a test") }),
    unary(GatewayAPI.browseAccesses, storage: .all, \.status) { _ in BrowseAccessesRequest() },
    unary(GatewayAPI.browseCustody, storage: .all, \.status) {
      BrowseCustodyRequest(document: $0.documents[0])
    },
    stream(
      GatewayAPI.withdrawDocument, ingest: .part, storage: .all,
      { WithdrawDocumentRequest(document: $0.documents[2], mode: .erased, reason: "asked") },
      last: { answer in
        guard case .report(let report) = answer.part else { return .whole }
        return report.copies.contains { $0.place.contains("of ingest") } ? .partial : .whole
      }),
    stream(GatewayAPI.backupLedger, storage: .all, { _ in BackupLedgerRequest() }),
    unary(GatewayAPI.browseBackups, storage: .all, \.status) { _ in BrowseBackupsRequest() },
  ]
}
