import Ledger
import Messages
import Support
import Testing

@testable import RPC

/// A server that does so much at once, over real connections.
@Suite struct AdmissionTests {
  /// Answers when it is told to.
  private actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private(set) var arrived = 0

    func pass() async {
      arrived += 1
      if !isOpen { await withCheckedContinuation { waiting.append($0) } }
    }

    func open() {
      isOpen = true
      for one in waiting { one.resume() }
      waiting = []
    }
  }

  /// A call keeps its turn for as long as it takes: on a slow machine, too, all that is decided here is decided by calls.
  private func bounds(_ atOnce: Int, wait: Int = 60_000, streams: Int = 2) -> Admission.Bounds {
    Admission.Bounds(
      atOnce: atOnce, longestWait: .milliseconds(wait), turn: .seconds(3600), streams: streams,
      streamsOfCaller: 1)
  }

  private static func until(_ holds: @Sendable () async -> Bool) async throws {
    while await !holds() { try await Task.sleep(for: .milliseconds(5)) }
  }

  @Test(.timeLimit(.minutes(1))) func callsTakeTurnsAndAllAreAnswered() async throws {
    let admission = Admission(bounds(2))
    let most = Watched(0)
    try await withServer(admission: admission) { routes in
      routes.serve(GatewayAPI.showClaim) { _ in
        most.update { max($0, admission.load.running) }
        try await Task.sleep(for: .milliseconds(2))
        return ShowClaimResponse(status: AnswerStatus(revision: .empty))
      }
    } _: { peer, _ in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<100 {
          group.addTask { _ = try await peer.call(GatewayAPI.showClaim, ShowClaimRequest()) }
        }
        try await group.waitForAll()
      }
    }
    #expect(most.value == 2)
    #expect(admission.load == Admission.Load(running: 0, waiting: 0, streams: 0))
  }

  @Test(.timeLimit(.minutes(1))) func tooMuchIsRefusedWithAHintAndWhatAsksNothingIsNot()
    async throws
  {
    let admission = Admission(bounds(1, wait: 100))
    let gate = Gate()
    try await withServer(admission: admission) { routes in
      routes.serve(GatewayAPI.compare) { _ in
        await gate.pass()
        return CompareResponse(status: AnswerStatus(revision: .empty))
      }
    } _: { peer, server in
      server.health.set(serving: true)
      async let first = peer.call(GatewayAPI.compare, CompareRequest())
      try await Self.until { await gate.arrived == 1 }
      // They would wait behind one that takes longer than they may wait, and come again as often as a peer does.
      let reasons = await withTaskGroup(of: LedgerError?.self) { group in
        for _ in 0..<40 {
          group.addTask {
            await failure { _ = try await peer.call(GatewayAPI.compare, CompareRequest()) }
          }
        }
        return await group.reduce(into: [LedgerError]()) { if let error = $1 { $0.append(error) } }
      }
      #expect(reasons.count == 40)
      #expect(
        reasons.allSatisfy { $0.reason == .overloaded && $0.retryAfterMilliseconds >= 50 },
        "\(reasons)")
      #expect(await gate.arrived == 1)
      try await peer.reach()
      await gate.open()
      _ = try await first
    }
    #expect(admission.load.running == 0)
  }

  @Test(.timeLimit(.minutes(1))) func aCallThatWasRefusedIsMadeAgainWhenItWasSaid() async throws {
    let count = Watched(0)
    try await withServer { routes in
      routes.serve(GatewayAPI.showClaim) { _ in
        count.update { $0 + 1 }
        guard count.value > 1 else {
          throw LedgerError(.overloaded, "too much", retryAfterMilliseconds: 60)
        }
        return ShowClaimResponse(status: AnswerStatus(revision: .empty))
      }
    } _: { peer, _ in
      let start = ContinuousClock.now
      _ = try await peer.call(GatewayAPI.showClaim, ShowClaimRequest())
      #expect(start.duration(to: .now) >= .milliseconds(60))
      #expect(count.value == 2)
    }
  }

  @Test(.timeLimit(.minutes(1))) func whoeverLeavesGivesUpTheirPlaceInTheLine() async throws {
    let admission = Admission(bounds(1))
    let gate = Gate()
    try await withServer(admission: admission) { routes in
      routes.serve(GatewayAPI.showClaim) { _ in
        await gate.pass()
        return ShowClaimResponse(status: AnswerStatus(revision: .empty))
      }
    } _: { peer, _ in
      async let first = peer.call(GatewayAPI.showClaim, ShowClaimRequest())
      try await Self.until { await gate.arrived == 1 }
      let waiting = Task { try await peer.call(GatewayAPI.showClaim, ShowClaimRequest()) }
      try await Self.until { admission.load.waiting == 1 }
      waiting.cancel()
      try await Self.until { admission.load.waiting == 0 }
      await gate.open()
      _ = try await first
      #expect(await gate.arrived == 1)
    }
  }

  @Test(.timeLimit(.minutes(1))) func streamsHavePlacesOfTheirOwn() async throws {
    let admission = Admission(bounds(1))
    let gate = Gate()
    try await withServer(admission: admission) { routes in
      routes.serve(GatewayAPI.verifyLedger) { _, _ in
        await gate.pass()
      }
      routes.serve(GatewayAPI.showClaim) { _ in
        ShowClaimResponse(status: AnswerStatus(revision: .empty))
      }
    } _: { peer, _ in
      let read: @Sendable () async throws -> Void = {
        try await peer.read(GatewayAPI.verifyLedger, VerifyLedgerRequest()) {
          for try await _ in $0 {}
        }
      }
      async let first: Void = read()
      try await Self.until { await gate.arrived == 1 }
      let error = await failure { try await read() }
      #expect(error?.reason == .overloaded)
      #expect(error?.subject == "admission.streams-per-caller")
      _ = try await peer.call(GatewayAPI.showClaim, ShowClaimRequest())
      await gate.open()
      try await first
      try await read()
    }
    #expect(admission.load.streams == 0)
  }
}
