import Ledger
import Messages
import RPC
import Support
import Testing

/// What is thrown on one side comes out on the other.
@Suite struct ErrorTests {
  @Test func everyReasonMakesTheRoundTripWithAllItsParts() async throws {
    let reasons = LedgerError.Reason.allCases
    try await withServer { routes in
      routes.serve(StorageAPI.listClaims) { request in
        throw LedgerError(
          reasons[request.pageSize], subject: "a subject", "a message – with a dash",
          hint: "a hint",
          retryAfterMilliseconds: 1234)
      }
    } _: { peer, _ in
      for (index, reason) in reasons.enumerated() {
        let error = await failure {
          _ = try await peer.call(StorageAPI.listClaims, ListClaimsRequest(pageSize: index))
        }
        #expect(
          error
            == LedgerError(
              reason, subject: "a subject", "a message – with a dash", hint: "a hint",
              retryAfterMilliseconds: 1234))
      }
    }
  }

  @Test func anotherErrorIsAnInternalFailure() async throws {
    struct Odd: Error {}
    try await withServer { routes in
      routes.serve(StorageAPI.getHead) { _ in throw Odd() }
    } _: { peer, _ in
      let error = await failure { _ = try await peer.call(StorageAPI.getHead, GetHeadRequest()) }
      #expect(error?.reason == .internalFailure)
    }
  }

  @Test func aMethodThatIsNotServedIsUnsupported() async throws {
    try await withServer { _ in
    } _: { peer, _ in
      let error = await failure { _ = try await peer.call(StorageAPI.getHead, GetHeadRequest()) }
      #expect(error?.reason == .unsupported)
    }
  }

  @Test func aRequestThatTheDomainForbidsIsMalformed() async throws {
    // The same wire form as ListClaims, without its checks.
    let unchecked = Unary<Source, ListClaimsResponse>("reckoner.v1.StorageService", "ListClaims")
    try await withServer { routes in
      routes.serve(StorageAPI.listClaims) { _ in
        ListClaimsResponse(revision: .empty)
      }
    } _: { peer, _ in
      // Field 1 of the request is a message; text is not one.
      let error = await failure {
        _ = try await peer.call(unchecked, Source(id: "abc", name: ""))
      }
      #expect(error?.reason == .malformed)
    }
  }

  @Test func anOversizedRequestIsRefusedWithAClearError() async throws {
    try await withServer(limits: TransportLimits(messageSize: 1 << 16)) { routes in
      routes.serve(StorageAPI.append) { parts in
        for try await _ in parts {}
        return AppendResponse(revision: .empty)
      }
    } _: { peer, _ in
      // A peer with a higher limit, as a client in another language has: the server says no.
      let generous = try Peer(
        name: "test", address: peer.addresses[0], timeout: .seconds(120),
        limits: TransportLimits(messageSize: 1 << 20))
      for sender in [peer, generous] {
        try await withThrowingTaskGroup(of: Void.self) { group in
          if sender === generous { group.addTask { try await generous.run() } }
          let error = await failure {
            _ = try await sender.send(StorageAPI.append) { out in
              try await out.send(.original([UInt8](repeating: 0, count: 1 << 17)))
            }
          }
          #expect(error?.reason == .tooLarge, "\(String(describing: error))")
          #expect(error?.message.contains("limits.message-size (65536)") == true)
          if sender === generous { generous.stop() }
          try await group.waitForAll()
        }
      }
      // The server is as well as before.
      let fine: AppendResponse = try await peer.send(StorageAPI.append) { out in
        try await out.send(.original([1]))
      }
      #expect(fine.revision == .empty)
    }
  }

  @Test func aServiceThatIsNotThereIsNamedWithItsAddress() async throws {
    // Long: what is refused at once may be told late, where hundreds of tests wait for two threads.
    let peer = try Peer(
      name: "storage", address: Address(host: "127.0.0.1", port: 1), timeout: .seconds(900))
    await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await peer.run() }
      let error = await failure { _ = try await peer.call(StorageAPI.getHead, GetHeadRequest()) }
      #expect(error?.reason == .unavailable)
      #expect(error?.subject == "storage at 127.0.0.1:1")
      peer.stop()
      group.cancelAll()
      while (try? await group.next()) != nil {}
    }
  }
}
