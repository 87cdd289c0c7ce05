import Foundation
import Ledger
import Messages
import RPC
import Support
import Testing

/// Two ingest, two analytics and two gateways over one ledger.
@Suite(.timeLimit(.minutes(10))) struct SeveralProcessesTests {
  private static let two: [Stack.ServiceName: Int] = [.ingest: 2, .analytics: 2, .gateway: 2]

  /// Each gateway by itself, and both as one.
  private func withGateways(
    _ stack: Stack, _ body: @escaping @Sendable (_ each: [Peer], _ both: Peer) async throws -> Void
  ) async throws {
    let addresses = try Address.list(await stack.gateways, key: "gateways")
    let both = try Peer(name: "gateway", addresses: addresses, timeout: .seconds(60))
    try await calling(both) { both in
      try await body(await both.each(), both)
    }
  }

  private func queued(_ stack: Stack, _ ingest: Int) -> Set<String> {
    let folder = stack.folder.path(ingest == 1 ? "ingest/queued" : "ingest-\(ingest)/queued")
    return Set((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
  }

  @Test func theyWorkTogether() async throws {
    let stack = try await Stack(counts: Self.two)
    try await withGateways(stack) { gateways, _ in
      var receipts: [(Receipt, Peer)] = []
      for number in 1...8 {
        let text = try Facts.text(number, stack)
        receipts.append(
          (
            try await GatewayCalls.submit(text, gateways[number % 2]),
            gateways[(number + 1) % 2]
          ))
      }
      // Whoever took a report in: the other gateway finds it.
      for (receipt, other) in receipts {
        #expect(try await GatewayCalls.follow(receipt, other).state == .answerable)
      }
      for ingest in 1...2 {
        #expect(await stack.log(.ingest, ingest).contains("recorded"), "each took some of them")
      }
      for gateway in gateways {
        let answer = try await gateway.call(GatewayAPI.listSeries, ListSeriesRequest())
        #expect(answer.status.complete)
        #expect(answer.claims == 16)
      }
    }
    let status = try await stack.reckon("status")
    #expect(status.status == 0, "\(status.errors)")
    for service in Stack.ServiceName.allCases {
      let rows = status.output.split(separator: "\n").filter { $0.hasPrefix("\(service) ") }
      let addresses = service == .storage ? [1] : [1, 2]
      #expect(rows.count == addresses.count, "\(status.output)")
      for number in addresses {
        let address = await stack.address(service, number)
        #expect(rows.contains { $0.contains(address) && $0.contains("ready") }, "\(status.output)")
      }
    }
    let health = try await stack.reckon("health")
    #expect(health.status == 0)
    #expect(health.output.split(separator: "\n").count == 2)
    try await expectNumbersOfEach(stack)
  }

  private func expectNumbersOfEach(_ stack: Stack) async throws {
    let metrics = try HTTPAnswer.to("/metrics", of: await stack.web(2)).text
    for number in 1...2 {
      let analytics = await stack.address(.analytics, number)
      let ingest = await stack.address(.ingest, number)
      for line in [
        "reckoner_up{service=\"analytics\",address=\"\(analytics)\"} 1",
        "reckoner_up{service=\"ingest\",address=\"\(ingest)\"} 1",
        "reckoner_feed_lag{address=\"\(analytics)\"} 0",
        "reckoner_queue_length{address=\"\(ingest)\"} 0",
      ] { #expect(metrics.contains(line), "\(line)\n\(metrics)") }
    }
    #expect(metrics.contains("reckoner_up{service=\"storage\"} 1"))
  }

  /// What waits in one spool is not forgotten because the other ingest does not know it.
  @Test func aReportIsFollowedAtTheIngestThatHasIt() async throws {
    let stack = try await Stack(counts: Self.two)
    await stack.end(.storage, with: SIGKILL)
    try await withGateways(stack) { gateways, both in
      var receipts: [Receipt] = []
      while queued(stack, 1).isEmpty || queued(stack, 2).isEmpty {
        let text = try Facts.text(receipts.count + 1, stack)
        receipts.append(try await GatewayCalls.submit(text, both))
      }
      let second = queued(stack, 2)
      let here = try #require(receipts.first { !second.contains($0.id) })
      let there = try #require(receipts.first { second.contains($0.id) })
      let waiting = try await both.call(GatewayAPI.getStatus, GetStatusRequest())
      let queues = waiting.services.filter { $0.service == "ingest" }.map(\.queueLength)
      #expect(queues.reduce(0, +) == receipts.count)

      await stack.end(.ingest, 2, with: SIGKILL)
      for gateway in gateways {
        // One that does not answer may have it, and one that answers tells of what it has.
        let state = try await gateway.read(GatewayAPI.follow, FollowRequest(receipt: here)) {
          try await $0.first { _ in true }?.progress.state
        }
        #expect(state != nil && state != .unknown)
        let error = await failure { _ = try await GatewayCalls.follow(there, gateway) }
        #expect(error?.reason == .unavailable)
        let status = try await gateway.call(GatewayAPI.getStatus, GetStatusRequest())
        #expect(!status.status.complete)
        let address = await stack.address(.ingest, 2)
        let part = status.status.parts.first { $0.name == "ingest \(address)" }
        #expect(part?.complete == false, "\(status.status)")
      }
      try await stack.start(.storage)
      try await stack.start(.ingest, 2)
      for receipt in receipts {
        #expect(try await GatewayCalls.follow(receipt, both).state == .answerable)
      }
    }
  }

  @Test(arguments: [SIGSTOP, SIGKILL])
  func oneAnalyticsIsEnough(_ signal: Int32) async throws {
    let stack = try await Stack(counts: Self.two)
    _ = try await stack.reckon("ingest", try stack.report(1))
    try await withGateways(stack) { gateways, _ in
      kill(try #require(await stack.processIdentifier(.analytics, 1)), signal)
      for number in 0..<12 {
        let call = Call(deadline: .now + .seconds(6))
        let answer = try await Call.$current.withValue(call) {
          try await gateways[number % 2].call(GatewayAPI.compare, CompareRequest())
        }
        #expect(answer.status.complete, "\(answer.status)")
        #expect(answer.comparison?.topics.isEmpty == false)
      }
    }
    if signal == SIGSTOP, let stopped = await stack.processIdentifier(.analytics, 1) {
      kill(stopped, SIGCONT)
    }
  }

  @Test func oneGatewayIsEnough() async throws {
    let stack = try await Stack(counts: Self.two)
    await stack.end(.gateway, 1, with: SIGKILL)
    for number in 1...4 {
      let taken = try await stack.reckon("ingest", try stack.report(number))
      #expect(taken.status == 0, "\(taken.errors)")
      let compared = try await stack.reckon("compare", "--measure", "killed")
      #expect(compared.status == 0, "\(compared.errors)")
    }
    let status = try await stack.reckon("status")
    #expect(status.status == 3)
    #expect(status.output.contains("unreachable"))
    #expect(try await stack.reckon("health").status == 69)
  }

  @Test func aLedgerHasOneStorage() async throws {
    for service in ["gateway", "ingest", "analytics"] {
      let outcome = try await Programs.run(
        Programs.path("reckoner-\(service)"),
        [
          "--listen-address", "127.0.0.1:0", "--storage-address", "127.0.0.1:1,127.0.0.1:2",
        ])
      #expect(outcome.status == 78)
      #expect(outcome.errors.contains("storage.address: 2 addresses"), "\(outcome.errors)")
    }
  }
}
