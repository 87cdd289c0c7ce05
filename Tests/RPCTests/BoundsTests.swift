import Ledger
import Messages
import Support
import Testing

@testable import RPC

/// What a caller can make a server hold, and for how long.
@Suite struct BoundsTests {
  private let impatient = TransportLimits(partWait: .milliseconds(200))

  @Test func aCallerThatFallsSilentInTheMiddleIsSentAway() async throws {
    try await withServer(limits: impatient) { routes in
      routes.serve(GatewayAPI.submit) { parts in
        for try await _ in parts {}
        return SubmitResponse(receipt: Receipt(document: DocumentID(.zero)))
      }
    } _: { peer, _ in
      let error = await failure {
        _ = try await peer.send(GatewayAPI.submit) { out in
          try await out.send(SubmitRequest(report: .content([1])))
          try await Task.sleep(for: .seconds(600))
        }
      }
      #expect(error?.reason == .deadline)
      #expect(error?.message.contains("limits.part-wait") == true, "\(String(describing: error))")
    }
  }

  @Test func betweenTwoPassagesACallerMayTakeItsTime() async throws {
    try await withServer(limits: impatient) { routes in
      routes.serve(GatewayAPI.extract) { parts, out in
        for try await part in parts {
          if case .end = part.passage {
            parts.expectMore(false)
            try await out.send(ExtractResponse(passage: PassageClaims(id: "p", last: true)))
          } else {
            parts.expectMore(true)
          }
        }
      }
    } _: { peer, _ in
      @Sendable func exchange(pauseAfter end: Bool) async throws -> Int {
        try await peer.exchange(GatewayAPI.extract) { out in
          try await Task.sleep(for: .milliseconds(500))
          for _ in 0..<2 {
            try await out.send(ExtractRequest(passage: .header(PassageHeader(id: "p"))))
            if !end { try await Task.sleep(for: .seconds(600)) }
            try await out.send(ExtractRequest(passage: .end(true)))
            try await Task.sleep(for: .milliseconds(500))
          }
        } _: { answers in
          var count = 0
          for try await _ in answers { count += 1 }
          return count
        }
      }
      let answers = try await exchange(pauseAfter: true)
      #expect(answers == 2)
      let error = await failure { _ = try await exchange(pauseAfter: false) }
      #expect(error?.reason == .deadline)
    }
  }

  /// A handler that takes long is not a caller that stays silent.
  @Test func aSlowHandlerIsNoSilentCaller() async throws {
    try await withServer(limits: impatient) { routes in
      routes.serve(GatewayAPI.submit) { parts in
        for try await _ in parts { try await Task.sleep(for: .milliseconds(700)) }
        return SubmitResponse(receipt: Receipt(document: DocumentID(.zero)))
      }
    } _: { peer, _ in
      let answer = try await peer.send(GatewayAPI.submit) { out in
        try await out.send(SubmitRequest(report: .content([1])))
      }
      #expect(answer.receipt.document == DocumentID(.zero))
    }
  }

  @Test func bytesOfAllCallersAreCountedTogether() throws {
    let budget = ByteBudget("limits.unfinished-bytes", bytes: 100)
    let (one, two) = (budget.reservation(), budget.reservation())
    try one.add(60)
    try two.add(40)
    let error = #expect(throws: LedgerError.self) { try two.add(1) }
    #expect(error?.reason == .overloaded)
    #expect(error?.message.contains("limits.unfinished-bytes (100)") == true)
    #expect((error?.retryAfterMilliseconds ?? 0) > 0)
    one.releaseAll()
    try two.add(60)
    #expect(budget.bytesHeld == 100)
    two.releaseAll()
    two.releaseAll()
    #expect(budget.bytesHeld == 0)
    // By itself over the limit: trying again would never help.
    let alone = #expect(throws: LedgerError.self) { try one.add(101) }
    #expect(alone?.reason == .tooLarge)
    #expect(budget.bytesHeld == 0)
    do {
      let gone = budget.reservation()
      try gone.add(100)
    }
    #expect(budget.bytesHeld == 0)
  }

  /// The limit holds for each message of a stream, wherever its first bytes fall, and the status is the limit's.
  @Test func aMessageOverTheLimitWithinAStreamIsRefusedWithItsReason() async throws {
    try await withServer(limits: TransportLimits(messageSize: 1 << 16)) { routes in
      routes.serve(GatewayAPI.extract) { parts, out in
        for try await _ in parts {
          try await out.send(ExtractResponse(passage: PassageClaims(id: "p", last: true)))
        }
      }
    } _: { peer, _ in
      let counted = Counted()
      let error = await failure {
        try await peer.exchange(GatewayAPI.extract) { out in
          for size in [10, 16_384, 60_000, 3, 65_000, 100_000, 5] {
            try await out.send(
              ExtractRequest(passage: .content([UInt8](repeating: 7, count: size))))
          }
        } _: { answers in
          for try await _ in answers { counted.add() }
        }
      }
      #expect(error?.reason == .tooLarge, "\(String(describing: error))")
      #expect(error?.message.contains("limits.message-size (65536)") == true)
      #expect(counted.value <= 5)
    }
  }

  @Test func statusMessagesAreEncodedAsTheProtocolWantsThem() {
    #expect(MessageLengthGuard.percentEncoded("100 % „a“\n") == "100 %25 %E2%80%9Ea%E2%80%9C%0A")
  }
}

private final class Counted: Sendable {
  private let watched = Watched(0)
  var value: Int { watched.value }
  func add() { watched.update { $0 + 1 } }
}
