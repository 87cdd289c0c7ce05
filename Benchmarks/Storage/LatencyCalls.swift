import BenchmarkSupport
import Foundation
import Ledger
import Messages
import RPC

/// Questions to a running service one after the other by several callers at once, with how long each answer took.
struct LatencyCalls {
  enum Kind: String, CaseIterable {
    /// Of the gateway.
    case claims, compare, empty
    /// The same of the service that answers behind it.
    case storage, analytics
    /// A comparison with its sentences, of storage and analytics, one after the other as they depend on each other.
    case parts
  }

  /// Comparisons are about one side of a war.
  var sided: Bool
  /// The port of analytics, where storage is asked as well.
  var analytics: Int?

  /// - Returns: a JSON object with the count, the seconds of all, and milliseconds of one: the median and the 99th of a hundred.
  func ask(_ kind: Kind, port: Int, callers: Int, count: Int) async throws -> String {
    try await asking("\(kind)", port: port) { peer in
      guard let analytics, kind == .parts else {
        return try await timed(callers, count) { try await ask(kind, peer, $0) }
      }
      return try await asking("analytics", port: analytics) { analytics in
        try await timed(callers, count) { try await askParts(peer, analytics, $0) }
      }
    }
  }

  private func timed(
    _ callers: Int, _ count: Int, _ ask: @escaping @Sendable (Questions) async throws -> Void
  ) async throws -> String {
    let begin = ContinuousClock.now
    let times = try await withThrowingTaskGroup(of: [Double].self) { group in
      for caller in 0..<callers {
        group.addTask {
          var times: [Double] = []
          for number in stride(from: caller, to: count, by: callers) {
            let start = ContinuousClock.now
            try await ask(Questions(number))
            times.append(start.duration(to: .now).seconds * 1000)
          }
          return times
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }.sorted()
    }
    let seconds = begin.duration(to: .now).seconds
    return "{\"count\": \(times.count), \"seconds\": \(seconds), "
      + "\"p50\": \(times[times.count / 2]), \"p99\": \(times[times.count * 99 / 100])}"
  }

  private func ask(_ kind: Kind, _ peer: Peer, _ questions: Questions) async throws {
    let (filter, question) = (questions.filter, questions.compared(sided: sided))
    switch kind {
    case .claims:
      _ = try await peer.call(
        GatewayAPI.searchClaims.packed, SearchClaimsRequest(filter: filter, pageSize: 100))
    case .storage:
      _ = try await peer.call(
        StorageAPI.listClaims.packed, ListClaimsRequest(filter: filter, pageSize: 100))
    case .compare:
      _ = try await peer.call(GatewayAPI.compare.packed, CompareRequest(question: question))
    case .analytics:
      _ = try await peer.call(
        AnalyticsAPI.compare.packed, AnalyticsServiceCompareRequest(question: question))
    case .empty: _ = try await peer.call(StandardAPI.checkHealth, HealthCheckRequest())
    case .parts: fail("which port analytics has is missing")
    }
  }

  /// What a caller would ask who has no gateway.
  private func askParts(_ storage: Peer, _ analytics: Peer, _ questions: Questions) async throws {
    let head = try await storage.call(StorageAPI.getHead, GetHeadRequest())
    let answer = try await analytics.call(
      AnalyticsAPI.compare.packed,
      AnalyticsServiceCompareRequest(
        question: questions.compared(sided: sided), revision: head.revision, hash: head.hash))
    let ids = try answer.texts("comparison.topics.systems.figures.claims", limit: 1)
      .flatMap(\.self)
    let batches = stride(from: 0, to: ids.count, by: 200).map {
      Array(ids[$0..<min($0 + 200, ids.count)])
    }
    for answer in await outcomes(
      of: batches,
      { ids in
        try await storage.call(
          StorageAPI.getClaims.packed, GetClaimsRequest(ids: ids, at: .revision(head.revision)))
      })
    { _ = try answer.get() }
  }
}
