import Foundation
import GRPCCore
import Ledger
import Messages
import RPC
import Support
import Testing

/// More calls than can be answered. Whoever asks now and then is answered all the same, and whoever is not is told when to
/// come again.
@Suite(.serialized, .timeLimit(.minutes(5))) struct FloodTests {
  private func stack(_ flags: String...) async throws -> Stack {
    let patient = [
      "--storage-timeout", "60000", "--analytics-timeout", "60000", "--ingest-timeout", "60000",
    ]
    let stack = try await Stack([.gateway: patient + flags])
    for number in 1...3 { _ = try await stack.reckon("ingest", try stack.report(number)) }
    return stack
  }

  /// What became of many calls.
  private struct Outcome: Sendable {
    var answered = 0
    var refused = 0
    var others: [String] = []

    mutating func add(_ result: Result<[UInt8], RPCError>) {
      switch result {
      case .success: answered += 1
      case .failure(let error):
        let detail = LedgerError(error, doing: "flood")
        if error.code == .resourceExhausted, detail.reason == .overloaded,
          detail.retryAfterMilliseconds > 0
        {
          refused += 1
        } else {
          others.append("\(error)")
        }
      }
    }
  }

  private actor Flag {
    private(set) var isSet = false
    func set() { isSet = true }
  }

  /// One caller at a time, as `reckon` calls.
  private func bystander(
    _ address: String, _ isOver: @escaping @Sendable () async -> Bool
  ) async throws -> (answered: Int, lost: [LedgerError]) {
    let peer = try Peer(
      name: "gateway", addresses: try Address.list(address, key: "gateway"), timeout: .seconds(200))
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await peer.run() }
      var (answered, lost) = (0, [LedgerError]())
      repeat {
        do {
          try await Call.$current.withValue(Call(deadline: .now + .seconds(200))) {
            _ = try await peer.call(GatewayAPI.searchClaims, SearchClaimsRequest())
          }
          answered += 1
        } catch {
          lost.append(LedgerError(error, doing: "bystander"))
        }
      } while await !isOver()
      peer.stop()
      try await group.waitForAll()
      return (answered, lost)
    }
  }

  @Test func whoAsksNowAndThenIsAnsweredWhateverOthersAsk() async throws {
    let stack = try await stack("--admission-at-once", "5", "--admission-longest-wait", "300")
    let gateway = await stack.gateway
    let over = Flag()
    async let quiet = bystander(gateway) { await over.isSet }
    let question = try CompareRequest(question: Question()).packed()
    let outcome = try await withThrowingTaskGroup(of: Outcome.self) { group in
      for _ in 0..<2 {
        group.addTask {
          try await RawCalls.at(gateway) { calls in
            await withTaskGroup(of: Result<[UInt8], RPCError>.self) { flood in
              for _ in 0..<200 {
                flood.addTask {
                  await calls.unary("reckoner.v1.GatewayService", "Compare", question)
                }
              }
              var outcome = Outcome()
              // Each that ends is followed by another one.
              var more = 1000
              while let result = await flood.next() {
                outcome.add(result)
                guard more > 0 else { continue }
                more -= 1
                flood.addTask {
                  await calls.unary("reckoner.v1.GatewayService", "Compare", question)
                }
              }
              return outcome
            }
          }
        }
      }
      var sum = Outcome()
      for try await outcome in group {
        sum.answered += outcome.answered
        sum.refused += outcome.refused
        sum.others += outcome.others
      }
      return sum
    }
    await over.set()
    #expect(outcome.answered > 0 && outcome.refused > 0)
    #expect(outcome.others.isEmpty, "\(outcome.others.count): \(outcome.others.prefix(3))")
    let (answered, lost) = try await quiet
    #expect(answered > 0)
    #expect(lost.isEmpty, "\(lost.count): \(lost.prefix(3))")
    try await Vitals.expectWell(stack)
  }

  @Test func aThousandSlowReadersKeepNobodyWaiting() async throws {
    let stack = try await stack(
      // All of them are taken on.
      "--limits-unread-wait", "600000", "--admission-longest-wait", "60000")
    let gateway = await stack.gateway
    let page = try SearchClaimsRequest(filter: ClaimFilter(), pageSize: 500).packed()
    var held: [RawConnection] = []
    for _ in 0..<100 {
      let connection = try RawConnection(gateway, receiveBuffer: 4096)
      // A window of a hundred bytes: each answer waits for room that does not come.
      connection.send(HTTP2Bytes.opening(window: 100))
      for call in 0..<10 {
        let stream = UInt32(call * 2 + 1)
        connection.send(
          HTTP2Bytes.call(
            "/reckoner.v1.GatewayService/SearchClaims", stream: stream,
            extra: [("grpc-timeout", "60S")])
            + HTTP2Bytes.onStream(stream, HTTP2Bytes.messages([page])))
      }
      held.append(connection)
    }
    let count = Flag()
    let asked = Task {
      try await Task.sleep(for: .seconds(3))
      await count.set()
    }
    let (answered, lost) = try await bystander(gateway) {
      await count.isSet
    }
    try await asked.value
    #expect(answered > 0)
    #expect(lost.isEmpty, "\(lost.count): \(lost.prefix(3))")
    let waiting = held.count { $0.isOpen }
    #expect(waiting == held.count, "they still wait")
    try await Vitals.expectWell(stack)
  }

  /// Nobody who does not need it notices; whoever does is told what may be tried again.
  @Test(arguments: [Stack.ServiceName.analytics, .storage, .ingest])
  func aServiceThatStartsAgainUnderLoad(_ service: Stack.ServiceName) async throws {
    let stack = try await stack()
    let gateway = await stack.gateway
    let over = Flag()
    async let callers = withThrowingTaskGroup(of: (answered: Int, lost: [LedgerError]).self) {
      group in
      for _ in 0..<8 {
        group.addTask {
          try await bystander(gateway) { await over.isSet }
        }
      }
      return try await group.reduce(into: (answered: 0, lost: [LedgerError]())) {
        $0.answered += $1.answered
        $0.lost += $1.lost
      }
    }
    for _ in 0..<3 {
      try await Task.sleep(for: .milliseconds(300))
      await stack.end(service, with: SIGKILL)
      try await stack.start(service)
    }
    try await Task.sleep(for: .milliseconds(300))
    await over.set()
    let (answered, lost) = try await callers
    #expect(answered > 0)
    if service == .storage {
      #expect(lost.allSatisfy { $0.reason == .unavailable || $0.reason == .overloaded }, "\(lost)")
    } else {
      #expect(lost.isEmpty, "\(lost.count): \(lost.prefix(3))")
    }
    try await Vitals.expectWell(stack)
  }
}
