import Ledger
import Messages
import Support
import Testing

@testable import RPC

/// Deadlines and cancellation travel to the last hop. Neither does so by itself in the transport.
@Suite struct DeadlineTests {
  /// `peer` → front → back, as gateway → service → storage.
  private func withTwoHops(
    back: @escaping @Sendable () async throws -> GetHeadResponse,
    _ body: @escaping @Sendable (Peer) async throws -> Void
  ) async throws {
    try await withServer { routes in
      routes.serve(StorageAPI.getHead) { _ in try await back() }
    } _: { inner, _ in
      try await withServer { routes in
        routes.serve(GatewayAPI.getStatus) { _ in
          let head = try await inner.call(StorageAPI.getHead, GetHeadRequest())
          return GetStatusResponse(
            status: AnswerStatus(complete: true, revision: head.revision, version: ""))
        }
      } _: { outer, _ in
        try await body(outer)
      }
    }
  }

  @Test func theCallersDeadlineReachesTheLastHop() async throws {
    let given = ContinuousClock.now + .seconds(600)
    try await withTwoHops {
      // Not the 5 seconds of a call without a deadline. What is left travels, so the way itself adds a little.
      let deadline = try #require(Call.current.deadline)
      #expect(deadline > given - .seconds(120))
      #expect(deadline < given + .seconds(120))
      return GetHeadResponse(revision: .empty)
    } _: { outer in
      try await Call.$current.withValue(Call(deadline: given)) {
        _ = try await outer.call(GatewayAPI.getStatus, GetStatusRequest())
      }
    }
  }

  @Test(arguments: [(10_000, 9950), (200, 180), (1, 0), (0, 0), (-50, -45)])
  func eachHopGetsALittleLessThanIsLeft(_ left: Int, _ passedOn: Int) throws {
    let now = ContinuousClock.now
    let remaining = try #require(Call(deadline: now + .milliseconds(left)).remaining(now: now))
    #expect(Int(remaining / .milliseconds(1)) == passedOn)
  }

  @Test func theRequestIDIsTheSameOnEveryHop() async throws {
    try await withTwoHops {
      #expect(Call.current.requestID == "0123456789abcdef")
      return GetHeadResponse(revision: .empty)
    } _: { outer in
      try await Call.$current.withValue(Call(requestID: "0123456789abcdef")) {
        _ = try await outer.call(GatewayAPI.getStatus, GetStatusRequest())
      }
    }
  }

  @Test func aCallerWithoutADeadlineGetsOne() async throws {
    try await withTwoHops {
      #expect(Call.current.deadline != nil)
      return GetHeadResponse(revision: .empty)
    } _: { outer in
      _ = try await outer.call(GatewayAPI.getStatus, GetStatusRequest())
    }
  }

  @Test func aDeadlineThatPassesCancelsTheLastHop() async throws {
    let events = Events()
    try await withTwoHops {
      await events.add("begun")
      do {
        try await Task.sleep(for: .seconds(60))
      } catch {
        await events.add("cancelled")
        throw error
      }
      return GetHeadResponse(revision: .empty)
    } _: { outer in
      // On a busy machine a deadline may pass before the last hop has begun; that says nothing either way.
      while await !events.names.contains("begun") {
        let error = await failure {
          try await Call.$current.withValue(Call(deadline: .now + .milliseconds(400))) {
            _ = try await outer.call(GatewayAPI.getStatus, GetStatusRequest())
          }
        }
        #expect(error?.reason == .deadline)
      }
      await events.wait(for: "cancelled")
    }
  }

  @Test func aCallerThatLeavesCancelsTheLastHop() async throws {
    let events = Events()
    try await withTwoHops {
      await events.add("begun")
      do {
        try await Task.sleep(for: .seconds(60))
      } catch {
        await events.add("cancelled")
        throw error
      }
      return GetHeadResponse(revision: .empty)
    } _: { outer in
      let call = Task {
        try await Call.$current.withValue(Call(deadline: .now + .seconds(50))) {
          _ = try await outer.call(GatewayAPI.getStatus, GetStatusRequest())
        }
      }
      await events.wait(for: "begun")
      call.cancel()
      await events.wait(for: "cancelled")
      _ = await call.result
    }
    #expect(await events.names == ["begun", "cancelled"])
  }

  @Test func aReaderThatLeavesAStreamEndsIt() async throws {
    let events = Events()
    try await withServer { routes in
      routes.serve(StorageAPI.watch) { _, out in
        do {
          var revision = Revision.empty
          while true {
            try await out.send(WatchResponse(.caughtUp(revision), last: true))
            revision = revision.next
            // At full speed both ends, on one event loop here, would have no time for anything else.
            try await Task.sleep(for: .milliseconds(1))
          }
        } catch {
          await events.add("ended")
          throw error
        }
      }
    } _: { peer, _ in
      try await peer.read(StorageAPI.watch, WatchRequest(after: .empty)) { answers in
        for try await _ in answers { break }
      }
      await events.wait(for: "ended")
    }
  }

  @Test(arguments: [
    ("1H", 3600.0), ("2M", 120), ("5S", 5), ("1500m", 1.5), ("250u", 0.00025),
    ("99994682n", 0.099994682),
  ])
  func gRPCTimeoutsAreRead(_ text: String, _ seconds: Double) throws {
    #expect(Duration(grpcTimeout: text) == .nanoseconds(Int64((seconds * 1e9).rounded())))
  }

  @Test(arguments: ["", "S", "5", "-1S", "123456789S", "1X", "x5S"])
  func otherTimeoutsAreIgnored(_ text: String) {
    #expect(Duration(grpcTimeout: text) == nil)
  }
}
