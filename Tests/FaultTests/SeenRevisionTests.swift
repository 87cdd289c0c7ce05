import Foundation
import Ledger
import Messages
import RPC
import Support
import Synchronization
import Testing

/// No caller is led back: whichever gateway and analytics answer, whatever of them lags or is away, while reports come in.
@Suite(.timeLimit(.minutes(10))) struct SeenRevisionTests {
  /// One caller, who asks now here and now there.
  private struct Caller {
    let gateways: [Peer]
    /// Whether it says what it has seen.
    let tells: Bool
    var revision = Revision.empty
    var claims = 0
    var answered = 0
    var asked = 0

    /// - Returns: what it was refused with.
    mutating func ask() async throws -> LedgerError? {
      asked += 1
      let gateway = gateways[asked % gateways.count]
      let call = Call(deadline: .now + .milliseconds(1500), seen: tells ? revision : nil)
      do {
        let (status, claims) = try await Call.$current.withValue(call) { [asked] in
          try await Self.ask(asked / 2, gateway)
        }
        // Without storage a gateway knows only what it was told and has seen itself.
        let names = status.parts.filter { !$0.complete }.map(\.name)
        if !tells, names.contains("revision") || names.contains("storage") { return nil }
        #expect(status.revision >= revision, "\(asked): \(status)")
        revision = max(revision, status.revision)
        if let claims {
          #expect(claims >= self.claims, "\(asked): \(status)")
          self.claims = claims
        }
        answered += 1
        return nil
      } catch let error as LedgerError {
        #expect([.unavailable, .deadline].contains(error.reason), "\(error)")
        return error
      }
    }

    private static func ask(_ kind: Int, _ gateway: Peer) async throws -> (AnswerStatus, Int?) {
      switch kind % 6 {
      case 0: return (try await gateway.call(GatewayAPI.compare, CompareRequest()).status, nil)
      case 1:
        let answer = try await gateway.call(GatewayAPI.listSeries, ListSeriesRequest())
        return (answer.status, answer.claims)
      case 2:
        return (try await gateway.call(GatewayAPI.searchClaims, SearchClaimsRequest()).status, nil)
      case 3:
        return (try await gateway.call(GatewayAPI.listFindings, ListFindingsRequest()).status, nil)
      case 4:
        return (
          try await gateway.call(GatewayAPI.browseReports, BrowseReportsRequest()).status, nil
        )
      default:
        return (try await gateway.call(GatewayAPI.getStatus, GetStatusRequest()).status, nil)
      }
    }
  }

  private func withGateways(
    _ stack: Stack, _ body: @escaping @Sendable ([Peer], Peer) async throws -> Void
  )
    async throws
  {
    let addresses = try Address.list(await stack.gateways, key: "gateways")
    let both = try Peer(name: "gateway", addresses: addresses, timeout: .seconds(60), attempts: 1)
    try await calling(both) { try await body(await $0.each(), $0) }
  }

  @Test func whileReportsComeInNoRevisionGoesBack() async throws {
    let stack = try await Stack(
      [.gateway: ["--storage-timeout", "500"]], counts: [.analytics: 2, .gateway: 2],
      proxied: [.storage], proxiesFeeds: true)
    let (storage, feed) = (try await stack.proxy(.storage), try await stack.feed(1))
    let stopped = try #require(await stack.processIdentifier(.analytics, 1))
    let phases:
      [(
        name: String, storageAnswers: Bool, begin: @Sendable () throws -> Void,
        end: @Sendable () throws -> Void
      )] = [
        ("all are well", true, {}, {}),
        ("one analytics lags", true, { try feed.set(.silent) }, { try feed.set(.none) }),
        ("one analytics is stopped", true, { kill(stopped, SIGSTOP) }, { kill(stopped, SIGCONT) }),
        (
          "storage does not answer", false, { try storage.set(.silent) }, { try storage.set(.none) }
        ),
        ("storage refuses", false, { try storage.set(.refused) }, { try storage.set(.none) }),
        (
          "storage refuses and one analytics lags", false,
          {
            try storage.set(.refused)
            try feed.set(.silent)
          },
          {
            try storage.set(.none)
            try feed.set(.none)
          }
        ),
        ("all are well again", true, {}, {}),
      ]
    try await withGateways(stack) { gateways, both in
      let isDone = Watched(false)
      async let written = Self.write(stack, both, until: isDone)
      defer { isDone.set(true) }
      var knowing = Caller(gateways: gateways, tells: true)
      var silent = Caller(gateways: gateways, tells: false)
      for phase in phases {
        try phase.begin()
        let before = knowing.answered
        for _ in 0..<18 {
          _ = try await knowing.ask()
          if phase.storageAnswers { _ = try await silent.ask() }
        }
        #expect(knowing.answered > before + 4, "\(phase.name)")
        try phase.end()
      }
      isDone.set(true)
      #expect(try await written > 10)
    }
  }

  /// - Returns: how many reports it took in.
  private static func write(_ stack: Stack, _ gateways: Peer, until isDone: Watched<Bool>)
    async throws
    -> Int
  {
    var number = 0
    while !isDone.value {
      number += 1
      _ = try await GatewayCalls.submit(try Facts.text(number, stack), gateways)
      try await Task.sleep(for: .milliseconds(20))
    }
    return number
  }

  @Test func withoutStorageNothingBeforeWhatWasSeenIsNewest() async throws {
    let stack = try await Stack(
      [.gateway: ["--storage-timeout", "500"]], counts: [.gateway: 2], proxied: [.storage],
      proxiesFeeds: true)
    try await withGateways(stack) { gateways, _ in
      let first = try await GatewayCalls.submit(try Facts.text(1, stack), gateways[0])
      #expect(try await GatewayCalls.follow(first, gateways[0]).state == .answerable)
      let early = try await gateways[1].call(GatewayAPI.compare, CompareRequest()).status.revision

      // The ledger grows, and analytics does not hear of it.
      let feed = try await stack.feed()
      try feed.set(.silent)
      let second = try await GatewayCalls.submit(try Facts.text(2, stack), gateways[0])
      let call = Call(deadline: .now + .seconds(2))
      _ = await failure {
        _ = try await Call.$current.withValue(call) {
          try await GatewayCalls.follow(second, gateways[0])
        }
      }
      var late = early
      while late == early {
        late = try await gateways[0].call(GatewayAPI.searchClaims, SearchClaimsRequest()).status
          .revision
      }
      let storage = try await stack.proxy(.storage)
      try storage.set(.refused)
      func compare(_ gateway: Peer, seen: Revision?) async throws -> CompareResponse {
        let call = Call(deadline: .now + .seconds(2), seen: seen)
        return try await Call.$current.withValue(call) {
          try await gateway.call(GatewayAPI.compare, CompareRequest())
        }
      }
      // The first has shown it, the second is told.
      var error = await failure { _ = try await compare(gateways[0], seen: nil) }
      #expect(error?.reason == .unavailable)
      error = await failure { _ = try await compare(gateways[1], seen: late) }
      #expect(error?.reason == .unavailable)
      let answer = try await compare(gateways[1], seen: early)
      #expect(answer.status.revision == early)
      #expect(!answer.status.complete)
      try feed.set(.none)
      while await failure({ _ = try await compare(gateways[1], seen: late) }) != nil {}
      try storage.set(.none)

      // Of a ledger that is not as long as what a caller has seen, it is told.
      while error?.reason != .revisionUnknown {
        error = await failure { _ = try await compare(gateways[0], seen: Revision(1_000_000)) }
      }
      #expect(error?.subject == Call.seenKey)
      let overHTTP = try HTTPAnswer.to(
        "/v1/compare", of: await stack.web, headers: ["Reckoner-Seen-Revision": "1000000"])
      #expect(overHTTP.status == 404)
      #expect(
        overHTTP.json["reason"] as? String == "ERROR_REASON_REVISION_UNKNOWN", "\(overHTTP.text)")
    }
  }
}
