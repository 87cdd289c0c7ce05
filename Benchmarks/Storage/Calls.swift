import BenchmarkSupport
import Foundation
import Ledger
import Messages
import RPC

/// The running service, asked over gRPC.
struct Calls {
  let peer: Peer

  /// Asks, with a connection that is kept until the body ends.
  static func with(port: Int, _ body: @escaping @Sendable (Calls) async throws -> String)
    async throws -> String
  {
    try await asking("storage", port: port) { try await body(Calls(peer: $0)) }
  }

  /// Appends reports that were made beforehand, by several callers at once.
  func append(documents: Int, claims: Int, callers: Int, seed: UInt64) async throws -> String {
    var reports = SeededReports(seed: seed)
    let recordings = (0..<documents).map { _ in reports.report(claims: claims) }
    let begin = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<callers {
        group.addTask {
          for place in stride(from: caller, to: recordings.count, by: callers) {
            _ = try await send(recordings[place])
          }
        }
      }
      try await group.waitForAll()
    }
    return "{\"seconds\": \(begin.duration(to: .now).seconds), \"claims\": \(documents * claims)}"
  }

  private func send(_ recording: Recording) async throws -> AppendResponse {
    try await peer.send(StorageAPI.append) { out in
      var run = recording.run
      run.claims = []
      try await out.send(
        .recording(
          RecordingHeader(
            document: recording.document, sighting: recording.sighting, run: run,
            claims: recording.run.claims.count)))
      for batch in recording.run.claims.batches(bytes: TransportLimits.batchSize) {
        try await out.send(.claims(batch))
      }
      var rest = recording.original[...]
      while !rest.isEmpty {
        try await out.send(.original(Array(rest.prefix(TransportLimits.partSize))))
        rest = rest.dropFirst(TransportLimits.partSize)
      }
    }
  }

  /// Asks for so many pages, by several callers at once. The answers are taken as bytes, as Datasette's callers take
  /// theirs: two servers are compared, on whose cores their callers run.
  func ask(_ what: String, callers: Int, count: Int) async throws -> String {
    let reports = SeededReports()
    let peer = peer
    let begin = ContinuousClock.now
    let bytes = try await withThrowingTaskGroup(of: Int.self) { group in
      for caller in 0..<callers {
        group.addTask {
          var bytes = 0
          for number in stride(from: caller, to: count, by: callers) {
            let question = Questions(number)
            if what == "pages" {
              bytes += try await peer.call(
                StorageAPI.listClaims.packed,
                ListClaimsRequest(filter: question.filter, pageSize: 100)
              ).bytes.count
            } else {
              bytes += try await peer.call(
                StorageAPI.findText.packed,
                FindTextRequest(
                  filter: ClaimFilter(words: question.words(reports)), scope: .reports,
                  pageSize: 100)
              ).bytes.count
            }
          }
          return bytes
        }
      }
      return try await group.reduce(0, +)
    }
    let seconds = begin.duration(to: .now).seconds
    return "{\"seconds\": \(seconds), \"count\": \(count), \"bytes\": \(bytes)}"
  }

  /// Follows the feed from its beginning to its head.
  func catchUp() async throws -> String {
    let begin = ContinuousClock.now
    let claims = try await peer.read(StorageAPI.watch, WatchRequest(after: .empty)) { parts in
      var claims = 0
      for try await part in parts {
        switch part.part {
        case .claims(let batch): claims += batch.claims.count
        case .caughtUp: return claims
        default: break
        }
      }
      return claims
    }
    return "{\"seconds\": \(begin.duration(to: .now).seconds), \"claims\": \(claims)}"
  }
}
