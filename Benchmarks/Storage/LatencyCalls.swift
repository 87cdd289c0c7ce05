import BenchmarkSupport
import Foundation
import Ledger
import Messages
import RPC

/// Questions to a running service one after the other by several callers at once, with how long each answer took.
enum LatencyCalls {
  enum Kind: String, CaseIterable {
    /// Of the gateway.
    case claims, compare, empty
    /// The same of the service that answers behind it.
    case storage, analytics
  }

  /// - Returns: a JSON object with the count, the seconds of all, and milliseconds of one: the median and the 99th of a hundred.
  static func ask(_ kind: Kind, port: Int, callers: Int, count: Int) async throws -> String {
    try await asking("\(kind)", port: port) { peer in
      let begin = ContinuousClock.now
      let times = try await withThrowingTaskGroup(of: [Double].self) { group in
        for caller in 0..<callers {
          group.addTask {
            var times: [Double] = []
            for number in stride(from: caller, to: count, by: callers) {
              let start = ContinuousClock.now
              try await ask(kind, peer, Questions(number).filter)
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
  }

  private static func ask(_ kind: Kind, _ peer: Peer, _ filter: ClaimFilter) async throws {
    let question = Question(conflict: filter.conflict, measure: filter.measure)
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
    }
  }
}
