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

  /// Appends reports that were made beforehand, by several callers at once. Their messages are packed already, as the rows
  /// are read already that SQLite alone writes.
  func append(documents: Int, claims: Int, callers: Int, seed: UInt64) async throws -> String {
    var reports = SeededReports(seed: seed)
    let recordings = try (0..<documents).map { _ in
      try Self.messages(of: reports.report(claims: claims))
    }
    let peer = peer
    let begin = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<callers {
        group.addTask {
          for place in stride(from: caller, to: recordings.count, by: callers) {
            let messages = recordings[place]
            _ = try await peer.send(StorageAPI.append.packed) {
              for message in messages { try await $0.send(message) }
            }
          }
        }
      }
      try await group.waitForAll()
    }
    return "{\"seconds\": \(begin.duration(to: .now).seconds), \"claims\": \(documents * claims)}"
  }

  /// What one call to append a recording sends.
  private static func messages(of recording: Recording) throws -> [Packed<AppendRequest>] {
    var run = recording.run
    run.claims = []
    var messages = [
      AppendRequest.recording(
        RecordingHeader(
          document: recording.document, sighting: recording.sighting, run: run,
          claims: recording.run.claims.count))
    ]
    messages += recording.run.claims.batches(bytes: TransportLimits.batchSize).map { .claims($0) }
    var rest = recording.original[...]
    while !rest.isEmpty {
      messages.append(.original(Array(rest.prefix(TransportLimits.partSize))))
      rest = rest.dropFirst(TransportLimits.partSize)
    }
    return try messages.map { try Packed($0) }
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
