import Ledger
import Messages
import Support
import Synchronization
import Testing

@testable import RPC

/// Names that stand for one address, for several, for others than before, and for none.
@Suite(.timeLimit(.minutes(5))) struct NameTests {
  /// What names stand for, as a test says.
  private final class Names: Sendable {
    private let table = Mutex<[Address]>([])
    let asked = Watched(0)

    func set(_ addresses: [Address]) { table.withLock { $0 = addresses } }

    var resolution: NameResolution {
      NameResolution { [self] address in
        asked.update { $0 + 1 }
        let found = table.withLock(\.self)
        guard !found.isEmpty else {
          throw LedgerError(.unavailable, subject: "\(address)", "nobody knows the name")
        }
        return found
      }
    }
  }

  private func withNamedServers(
    rhythm: ResolutionRhythm, timeout: Duration = .seconds(2),
    _ body: @escaping @Sendable (Peer, Names, [Server], [Address]) async throws -> Void
  ) async throws {
    try await withServers(2) { number, routes in
      routes.serve(StorageAPI.getHead) { _ in
        GetHeadResponse(revision: Revision(Int64(number + 1)))
      }
    } _: { servers, addresses in
      let names = Names()
      let peer = try Peer(
        name: "test", addresses: [Address(host: "service.test", port: 7402)],
        timeout: timeout, rhythm: rhythm, names: names.resolution)
      try await calling(peer) { try await body($0, names, servers, addresses) }
    }
  }

  private func who(_ peer: Peer) async throws -> Int64 {
    try await peer.call(StorageAPI.getHead, GetHeadRequest()).revision.number
  }

  @Test func aNameMayStandForSeveral() async throws {
    try await withNamedServers(rhythm: ResolutionRhythm()) { peer, names, _, addresses in
      names.set(addresses)
      var seen: Set<Int64> = []
      while seen.count < 2 { seen.insert(try await who(peer)) }
      #expect(peer.label == "service.test:7402")
      #expect(Set(await peer.each().map(\.label)) == ["service.test:7402 (127.0.0.1)"])
      #expect(await peer.each().count == 2)
    }
  }

  @Test func aNameThatStandsForAnotherAddressIsFollowed() async throws {
    let rhythm = ResolutionRhythm(interval: .milliseconds(20), least: .milliseconds(1))
    try await withNamedServers(rhythm: rhythm) { peer, names, _, addresses in
      names.set([addresses[0]])
      #expect(try await who(peer) == 1)
      names.set([addresses[1]])
      while try await who(peer) != 2 {}
      for _ in 0..<20 { #expect(try await who(peer) == 2) }
      // Nobody knows it any more: what it stood for is better than nothing.
      names.set([])
      let asked = names.asked.value
      _ = try await names.asked.wait { $0 > asked + 2 }
      #expect(try await who(peer) == 2)
    }
  }

  @Test func aFailureHasTheNameResolvedAgain() async throws {
    let rhythm = ResolutionRhythm(interval: .seconds(3600), least: .milliseconds(1))
    try await withNamedServers(rhythm: rhythm) { peer, names, servers, addresses in
      names.set([addresses[0]])
      let first = try await who(peer)
      #expect(first == 1)
      names.set([addresses[1]])
      servers[0].stop()
      while (try? await who(peer)) != 2 {}
    }
  }

  /// - Parameter seconds: that the caller waits at most; for a call that may take long, a sign of life comes first.
  @Test(arguments: [30, 300])
  func whoFallsSilentIsNotWaitedForWhereTheNameStandsForAnother(_ seconds: Int) async throws {
    let rhythm = ResolutionRhythm(interval: .seconds(3600), least: .milliseconds(1))
    try await withNamedServers(rhythm: rhythm, timeout: .seconds(40)) { peer, names, _, addresses in
      let silent = try SilentListener()
      names.set([try Address(silent.address, key: "silent")])
      // The first time that it was resolved it may have stood for nothing yet.
      while peer.endpoints.isEmpty { try? await peer.endpoints.wait(within: .seconds(5)) }
      names.set([addresses[1]])
      let call = Call(deadline: .now + .seconds(seconds))
      let found = try await Call.$current.withValue(call) { try await who(peer) }
      #expect(found == 2)
      withExtendedLifetime(silent) {}
    }
  }

  @Test func aNameThatNobodyKnowsIsSaidSo() async throws {
    try await withNamedServers(rhythm: ResolutionRhythm()) { peer, _, _, _ in
      let error = await failure { _ = try await who(peer) }
      #expect(error?.reason == .unavailable)
      #expect(error?.message == "nobody knows the name")
      let members = await outcomes(of: await peer.each()) { try await who($0) }
      #expect(
        members.count == 1, "an address that stands for nothing is missing, and not forgotten")
    }
  }

  @Test func theSystemsNamesAreResolved() async throws {
    let found = try await NameResolution.system.resolve(Address(host: "localhost", port: 7))
    #expect(found == [Address(host: "127.0.0.1", port: 7)])
    let error = await failure {
      _ = try await NameResolution.system.resolve(Address(host: "two..dots", port: 7))
    }
    #expect(error?.reason == .unavailable)
    #expect(error?.subject == "two..dots:7")
  }
}
