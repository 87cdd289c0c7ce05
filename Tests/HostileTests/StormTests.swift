import Foundation
import GRPCCore
import Ledger
import Messages
import RPC
import Support
import Testing

/// Many callers at once who all give up. HTTP/2 answers some two hundred cancelled calls on one connection by ending it;
/// nobody else may lose an answer by that.
///
/// The services allow more calls on a connection here than the storm has: a debug build of the transport's client traps
/// when a call is cancelled that still waits for its turn. (A release build does not check.)
@Suite(.serialized, .sharedStack("--limits-concurrent-calls", "1000")) struct StormTests {
  private var stack: Stack { get throws { try #require(SharedStack.current) } }

  /// What becomes of somebody else's calls meanwhile.
  private struct Bystander: Sendable {
    var answered = 0
    var triedAgain = 0
    var lost: [String] = []

    /// Asks again and again until `isOver`, each question at most four times, and only where the failure allows it.
    static func ask(
      _ calls: RawCalls, _ door: Stack.ServiceName, until isOver: @Sendable () async -> Bool
    ) async -> Bystander {
      var seen = Bystander()
      repeat {
        var attempt = 1
        while true {
          switch await calls.unary(door.serviceName, door.unary, []) {
          case .success:
            seen.answered += 1
          case .failure(let error) where attempt < 4 && Self.mayBeTriedAgain(error):
            seen.triedAgain += 1
            attempt += 1
            try? await Task.sleep(for: .milliseconds(100 * attempt))
            continue
          case .failure(let error):
            seen.lost.append("\(error)")
          }
          break
        }
      } while await !isOver()
      return seen
    }

    private static func mayBeTriedAgain(_ error: RPCError) -> Bool {
      [.unavailable, .resourceExhausted, .aborted].contains(error.code)
    }
  }

  private actor Storm {
    private(set) var isOver = false
    func end() { isOver = true }
  }

  /// - Parameter calls: makes one call that is given up.
  private func expectNobodyElseToSuffer(
    at door: Stack.ServiceName, _ giveUp: @escaping @Sendable (RawCalls) async -> Void
  ) async throws {
    let stack = try stack
    let address = await stack.address(door)
    let storm = Storm()
    // Others ask at this door and, where it is an inner one, through the gateway that shares its connection to it.
    async let here = RawCalls.at(address) { calls in
      await Bystander.ask(calls, door) { await storm.isOver }
    }
    async let gateway = RawCalls.at(await stack.gateway) { calls in
      await Bystander.ask(calls, .gateway) { await storm.isOver }
    }
    try await RawCalls.at(address) { calls in
      for _ in 0..<3 {
        await withTaskGroup { group in
          for _ in 0..<300 { group.addTask { await giveUp(calls) } }
        }
      }
    }
    await storm.end()
    for bystander in [try await here, try await gateway] {
      #expect(bystander.answered > 0)
      #expect(bystander.lost.isEmpty, "\(bystander.lost.count): \(bystander.lost.prefix(3))")
    }
    try await Vitals.expectWell(stack)
  }

  @Test(arguments: Stack.ServiceName.allCases)
  func threeHundredCallsCancelledAtOnce(_ door: Stack.ServiceName) async throws {
    try await expectNobodyElseToSuffer(at: door) { calls in
      let call = Task { await calls.unary(door.serviceName, door.unary, []) }
      try? await Task.sleep(for: .milliseconds(Int.random(in: 0...20)))
      call.cancel()
      _ = await call.value
    }
  }

  @Test(arguments: Stack.ServiceName.allCases)
  func threeHundredDeadlinesThatPassAtOnce(_ door: Stack.ServiceName) async throws {
    try await expectNobodyElseToSuffer(at: door) { calls in
      _ = await calls.unary(
        door.serviceName, door.unary, [], timeout: .milliseconds(Int.random(in: 1...10)))
    }
  }

  /// At the gateway these reach analytics, which waits for a revision that never comes.
  @Test func threeHundredWaitersThatLeaveAtOnce() async throws {
    let wait = try GetPositionRequest(waitFor: Revision(1_000_000)).packed()
    try await expectNobodyElseToSuffer(at: .analytics) { calls in
      let call = Task {
        await calls.unary("reckoner.v1.AnalyticsService", "GetPosition", wait)
      }
      try? await Task.sleep(for: .milliseconds(50))
      call.cancel()
      _ = await call.value
    }
  }

  /// One caller's connections are bounded, and who keeps within the bound is served when others have gone.
  @Test func moreConnectionsThanAllowedAreRefusedUntilOthersHaveGone() async throws {
    let stack = try await Stack([.gateway: ["--limits-connections", "20"]])
    var held = [RawConnection]()
    let address = await stack.gateway
    for _ in 0..<20 { held.append(try RawConnection(address)) }
    for connection in held { connection.send(HTTP2Bytes.opening()) }
    let refused = try await stack.reckon("status", "--timeout", "3")
    #expect(refused.status == 75)
    #expect(refused.errors.contains("gateway at \(address)"), "\(refused.errors)")
    held = []
    var status = try await stack.reckon("status")
    for _ in 0..<50 where status.status != 0 {
      try await Task.sleep(for: .milliseconds(100))
      status = try await stack.reckon("status")
    }
    #expect(status.status == 0, "\(status.errors)")
  }
}
