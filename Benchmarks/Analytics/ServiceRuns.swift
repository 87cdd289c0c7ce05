import BenchmarkSupport
import Ledger
import Messages
import RPC

/// The running service, asked over gRPC, each kind of question beside a call that asks for nothing.
struct ServiceRuns {
  let peer: Peer

  struct Status: Encodable {
    var ready: Bool
    var claims: Int64
    var bytesPerClaim: Double
    var topics, prepared: Int
  }

  func status() async throws -> Status {
    let position = try await peer.call(AnalyticsAPI.getPosition, GetPositionRequest())
    let status = try await peer.call(AnalyticsAPI.getStatus, GetAnalyticsStatusRequest())
    return Status(
      ready: position.ready, claims: status.claims, bytesPerClaim: status.bytesPerClaim,
      topics: status.topics, prepared: status.preparedTopics)
  }

  /// Milliseconds of each question, and of each empty call, in turns.
  struct Times: Encodable {
    var first: [Double] = []
    /// The same question once more.
    var again: [Double] = []
    var empty: [Double] = []
  }

  func ask(_ kind: InsideRuns.Kind, _ count: Int, _ world: SimulatedWorld) async throws -> Times {
    var questions = AskedQuestions(world, seed: 99)
    var times = Times()
    for _ in 0..<count {
      let question = questions.next(dated: kind == .compareAtDate ? 1 : 0)
      times.first.append(try await time { try await call(kind, question) })
      times.again.append(try await time { try await call(kind, question) })
      times.empty.append(
        try await time {
          _ = try await peer.call(AnalyticsAPI.getPosition, GetPositionRequest())
        })
    }
    return times
  }

  private func time(_ call: () async throws -> Void) async throws -> Double {
    let begin = ContinuousClock.now
    try await call()
    return begin.duration(to: .now).seconds * 1_000
  }

  private func call(_ kind: InsideRuns.Kind, _ question: Question) async throws {
    switch kind {
    case .compare, .compareAtDate:
      _ = try await peer.call(
        AnalyticsAPI.compare.packed, AnalyticsServiceCompareRequest(question: question))
    case .series:
      _ = try await peer.call(
        AnalyticsAPI.listSeries.packed, AnalyticsServiceListSeriesRequest(question: question))
    case .origins:
      _ = try await peer.call(
        AnalyticsAPI.listOrigins.packed,
        AnalyticsServiceListOriginsRequest(question: question, pageSize: 100))
    case .findings:
      _ = try await peer.call(
        AnalyticsAPI.listFindings.packed,
        AnalyticsServiceListFindingsRequest(
          question: FindingQuestion(question: question), pageSize: 100))
    }
  }
}
