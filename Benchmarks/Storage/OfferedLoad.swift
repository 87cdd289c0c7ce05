import BenchmarkSupport
import Foundation
import Ledger
import Messages
import RPC
import Synchronization

/// Questions that come whether or not others are answered, at random moments, as those of many strangers do.
struct OfferedLoad {
  let port: Int
  /// Calls a second.
  let rate: Double
  let seconds: Double
  /// Connections that they come by, each once and not made again.
  let callers: Int
  /// Of a hundred calls so many are comparisons, the others pages of claims.
  let comparisons: Int

  fileprivate struct Tally {
    var answered: [Double] = []
    var refused: [Double] = []
    var late = 0
    var failed = 0
    var hints: [Int] = []
    var example = ""
  }

  private final class Tallies: Sendable { let all = Mutex(Tally()) }

  /// - Returns: a JSON object: how many were offered, answered, refused with a hint, late, and failed otherwise; and
  ///   milliseconds until an answer, and until a refusal.
  func offer() async throws -> String {
    let peers = try (0..<callers).map { _ in
      try Peer(
        name: "gateway", address: Address(host: "127.0.0.1", port: port), timeout: .seconds(60),
        attempts: 1)
    }
    let tally = Tallies()
    let offered = try await withThrowingTaskGroup(of: Void.self) { group in
      for peer in peers { group.addTask { try await peer.run() } }
      for peer in peers { try await peer.reach() }
      let offered = await withDiscardingTaskGroup { calls in
        var random = SeededRandom(seed: 20_261_201)
        var due = ContinuousClock.now
        let end = due + .seconds(seconds)
        var count = 0
        while due < end {
          if due > .now { try? await Task.sleep(until: due, clock: .continuous) }
          let (number, peer) = (count, peers[count % peers.count])
          calls.addTask { await ask(number, peer, tally) }
          count += 1
          // Between calls that know nothing of each other, times are exponential.
          due += .seconds(
            -log(Double.random(in: .leastNonzeroMagnitude...1, using: &random)) / rate)
        }
        return count
      }
      for peer in peers { peer.stop() }
      try await group.waitForAll()
      return offered
    }
    return tally.all.withLock { $0.json(offered: offered) }
  }

  private func ask(_ number: Int, _ peer: Peer, _ tally: Tallies) async {
    let filter = Questions(number).filter
    let start = ContinuousClock.now
    let error: LedgerError?
    do {
      try await Call.$current.withValue(Call(deadline: .now + .seconds(5))) {
        if number % 100 < comparisons {
          let question = Question(conflict: filter.conflict, measure: filter.measure)
          _ = try await peer.call(GatewayAPI.compare.packed, CompareRequest(question: question))
        } else {
          _ = try await peer.call(
            GatewayAPI.searchClaims.packed, SearchClaimsRequest(filter: filter, pageSize: 100))
        }
      }
      error = nil
    } catch let found {
      error = LedgerError(found, doing: "offered")
    }
    let took = start.duration(to: .now).seconds * 1000
    tally.all.withLock { tally in
      switch error?.reason {
      case nil: tally.answered.append(took)
      case .overloaded where (error?.retryAfterMilliseconds ?? 0) > 0:
        tally.refused.append(took)
        tally.hints.append(error?.retryAfterMilliseconds ?? 0)
      case .deadline: tally.late += 1
      default:
        tally.failed += 1
        tally.example = error?.description ?? ""
      }
    }
  }
}

extension OfferedLoad.Tally {
  func json(offered: Int) -> String {
    func part(_ times: [Double], _ hundredth: Int) -> Double {
      times.isEmpty ? 0 : times.sorted()[times.count * hundredth / 100]
    }
    return "{\"offered\": \(offered), \"answered\": \(answered.count), "
      + "\"refused\": \(refused.count), \"late\": \(late), \"failed\": \(failed), "
      + "\"p50\": \(part(answered, 50)), \"p99\": \(part(answered, 99)), "
      + "\"refusal\": \(part(refused, 50)), \"hint\": \(part(hints.map(Double.init), 50)), "
      + "\"example\": \(example.debugDescription)}"
  }
}
