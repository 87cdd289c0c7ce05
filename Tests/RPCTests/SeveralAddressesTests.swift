import Ledger
import Messages
import Support
import Synchronization
import Testing

@testable import RPC

/// A service of several processes, of which some fail.
@Suite(.timeLimit(.minutes(5))) struct SeveralAddressesTests {
  /// How many calls each server got.
  private final class Counts: Sendable {
    private let counts = Mutex<[Int: Int]>([:])
    func add(_ number: Int) { counts.withLock { $0[number, default: 0] += 1 } }
    func reset() { counts.withLock { $0 = [:] } }
    subscript(_ number: Int) -> Int { counts.withLock { $0[number, default: 0] } }
    var sum: Int { counts.withLock { $0.values.reduce(0, +) } }
  }

  private static let once = Unary<GetHeadRequest, GetHeadResponse>(
    StorageAPI.service, "GetHead", idempotent: false)

  private func head(_ peer: Peer, within limit: Duration = .seconds(20)) async throws {
    try await Call.$current.withValue(Call(deadline: .now + limit)) {
      _ = try await peer.call(StorageAPI.getHead, GetHeadRequest())
    }
  }

  /// Calls until each server has got one: whether those after the first serve is found out first.
  private func callUntilAllAnswer(_ peer: Peer, _ counts: Counts, _ count: Int) async throws {
    while (0..<count).contains(where: { counts[$0] == 0 }) {
      try await head(peer)
      try await Task.sleep(for: .milliseconds(5))
    }
    counts.reset()
  }

  /// `count` servers, each behind a proxy, and a peer with all proxies as its addresses.
  private func withProxies(
    _ count: Int, timeout: Duration = .seconds(20),
    _ handler: @escaping @Sendable (Int) async throws -> Void = { _ in },
    _ body: @escaping @Sendable (Peer, [TestProxy], Counts) async throws -> Void
  ) async throws {
    let counts = Counts()
    try await withServers(count) { number, routes in
      routes.serve(StorageAPI.getHead) { _ in
        counts.add(number)
        try await handler(number)
        return GetHeadResponse(revision: .empty)
      }
    } _: { _, addresses in
      let proxies = try addresses.map { try TestProxy(to: "\($0)") }
      let peer = try Peer(
        name: "test", addresses: try proxies.map { try Address($0.address, key: "test") },
        timeout: timeout)
      try await calling(peer) { try await body($0, proxies, counts) }
    }
  }

  @Test func callsGoToEachInTurn() async throws {
    try await withProxies(3) { peer, _, counts in
      try await callUntilAllAnswer(peer, counts, 3)
      for _ in 0..<30 { try await head(peer) }
      for number in 0..<3 { #expect(counts[number] == 10) }
    }
  }

  @Test(arguments: [TestProxy.Fault.refused, .reset, .silent])
  func oneThatFailsCostsNobodyAnAnswerAndIsTriedAgain(_ fault: TestProxy.Fault) async throws {
    try await withProxies(2) { peer, proxies, counts in
      try await callUntilAllAnswer(peer, counts, 2)
      try proxies[0].set(fault)
      for _ in 0..<40 { try await head(peer) }
      #expect(counts[1] >= 40)
      try proxies[0].set(.none)
      try await callUntilAllAnswer(peer, counts, 2)
    }
  }

  @Test func oneThatSaysThatItIsNotAvailableIsPassedOver() async throws {
    try await withProxies(2) { number in
      if number == 0 { throw LedgerError(.unavailable, subject: "test", "not now") }
    } _: { peer, _, counts in
      try await callUntilAllAnswer(peer, counts, 2)
      for _ in 0..<200 { try await head(peer) }
      #expect(counts[1] == 200)
      // In turn, it would have got a hundred.
      #expect(counts[0] < 50)
    }
  }

  @Test func whereAllFailOneIsTriedAllTheSame() async throws {
    try await withProxies(2) { peer, proxies, counts in
      try await callUntilAllAnswer(peer, counts, 2)
      for proxy in proxies { try proxy.set(.refused) }
      let error = await failure { try await head(peer) }
      #expect(error?.reason == .unavailable)
      #expect(error?.subject.contains("test at 127.0.0.1:") == true)
      try proxies[1].set(.none)
      while await failure({ try await head(peer) }) != nil {}
      #expect(counts[1] > 0)
    }
  }

  /// One connection is cut while the service works: only who may ask twice does.
  @Test(arguments: [true, false])
  func afterAResetOnlyWhatMayBeDoneTwiceIsDoneAgain(_ mayBeDoneTwice: Bool) async throws {
    let begun = Watched(0)
    try await withProxies(2) { _ in
      begun.update { $0 + 1 }
      if begun.value == 1 { try await Task.sleep(for: .seconds(120)) }
    } _: { peer, proxies, counts in
      async let cut: Void = {
        _ = try await begun.wait { $0 == 1 }
        for (number, proxy) in proxies.enumerated() where counts[number] == 1 {
          try proxy.set(.reset)
        }
      }()
      let method = mayBeDoneTwice ? StorageAPI.getHead : Self.once
      let error = await failure {
        _ = try await peer.call(method, GetHeadRequest())
      }
      try await cut
      #expect(error?.reason == (mayBeDoneTwice ? nil : .unavailable))
      #expect(counts.sum == (mayBeDoneTwice ? 2 : 1))
    }
  }

  /// What must not be made twice is made where there is a sign of life.
  @Test(arguments: [TestProxy.Fault.refused, .silent])
  func whatMustNotBeDoneTwiceGoesWhereSomebodyIs(_ fault: TestProxy.Fault) async throws {
    try await withProxies(2) { peer, proxies, counts in
      try await callUntilAllAnswer(peer, counts, 2)
      try proxies[0].set(fault)
      // An address that was heard a moment ago is not asked again whether it is there.
      try await Task.sleep(for: .milliseconds(1100))
      for _ in 0..<10 { _ = try await peer.call(Self.once, GetHeadRequest()) }
      #expect(counts[0] == 0)
      #expect(counts[1] == 10)
    }
  }

  @Test func aSlowAnswerIsAskedForElsewhere() async throws {
    try await withProxies(2) { number in
      if number == 0 { try await Task.sleep(for: .seconds(120)) }
    } _: { peer, _, counts in
      while counts[1] == 0 { try? await head(peer, within: .seconds(1)) }
      for _ in 0..<20 { try await head(peer) }
      #expect(counts[0] > 0)
    }
  }

  @Test func aStreamBeginsWhereSomebodyIs() async throws {
    try await withServers(2) { _, routes in
      routes.serve(StorageAPI.watch) { _, out in
        try await out.send(WatchResponse(.caughtUp(.empty), last: true))
      }
    } _: { _, addresses in
      let proxies = try addresses.map { try TestProxy(to: "\($0)") }
      try proxies[0].set(.silent)
      let peer = try Peer(
        name: "test", addresses: try proxies.map { try Address($0.address, key: "test") })
      try await calling(peer) { peer in
        for _ in 0..<4 {
          let count = try await peer.read(StorageAPI.watch, WatchRequest(after: .empty)) {
            answers in
            try await answers.reduce(0) { sum, _ in sum + 1 }
          }
          #expect(count == 1)
        }
      }
    }
  }

  @Test func eachCanBeAskedByItself() async throws {
    try await withProxies(3) { peer, proxies, counts in
      try proxies[1].set(.refused)
      let answers = await outcomes(of: await peer.each()) { try await self.head($0) }
      #expect(await peer.each().map(\.label) == proxies.map(\.address))
      let haveAnswered = answers.map { answer in if case .success = answer { true } else { false } }
      #expect(haveAnswered == [true, false, true])
      #expect([counts[0], counts[1], counts[2]] == [1, 0, 1])
    }
  }

  /// Ways to one process are no processes of equal standing.
  @Test func whereThereIsOneProcessTheFirstAddressThatAnswersIsUsed() async throws {
    let counts = Counts()
    try await withServers(2) { number, routes in
      routes.serve(StorageAPI.getHead) { _ in
        counts.add(number)
        return GetHeadResponse(revision: .empty)
      }
    } _: { _, addresses in
      let proxies = try addresses.map { try TestProxy(to: "\($0)") }
      let peer = try Peer(
        name: "test", addresses: try proxies.map { try Address($0.address, key: "test") },
        isBalanced: false)
      try await calling(peer) { peer in
        for _ in 0..<10 { try await self.head(peer) }
        #expect([counts[0], counts[1]] == [10, 0])
        try proxies[0].set(.refused)
        for _ in 0..<10 { try await self.head(peer) }
        #expect([counts[0], counts[1]] == [10, 10])
      }
    }
  }
}
