import CReckonerProto
import Ledger
import Logging
import Messages
import RPC
import Support
import Testing

@Suite struct ServerTests {
  @Test func callsInProgressFinishWhenAServerStopsAndEndlessOnesEnd() async throws {
    let events = Events()
    try await withServer { routes in
      routes.serve(StorageAPI.getHead) { _ in
        await events.add("begun")
        await events.wait(for: "stopping")
        try await Task.sleep(for: .milliseconds(100))
        return GetHeadResponse(revision: Revision(7))
      }
      routes.serve(StorageAPI.watch) { _, out in
        try await out.send(WatchResponse(.caughtUp(.empty), last: true))
        await events.add("watching")
        do {
          try await Task.sleep(for: .seconds(60))
        } catch {
          await events.add("watch ended")
          throw error
        }
      }
    } _: { peer, server in
      async let head = peer.call(StorageAPI.getHead, GetHeadRequest())
      async let watching: Void = peer.read(StorageAPI.watch, WatchRequest(after: .empty)) {
        for try await _ in $0 {}
      }
      await events.wait(for: "begun")
      await events.wait(for: "watching")
      server.stop()
      await events.wait(for: "watch ended")
      await events.add("stopping")
      let answer = try await head
      #expect(answer.revision == Revision(7))
      _ = try? await watching
    }
  }

  @Test func idempotentCallsAreTriedAgainWhileTheServiceIsUnavailable() async throws {
    let events = Events()
    try await withServer { routes in
      routes.serve(StorageAPI.getHead) { _ in
        await events.add("call")
        if await events.names.count < 3 { throw LedgerError(.unavailable, "not now") }
        return GetHeadResponse(revision: Revision(1))
      }
    } _: { peer, _ in
      let answer = try await peer.call(StorageAPI.getHead, GetHeadRequest())
      #expect(answer.revision == Revision(1))
    }
    #expect(await events.names.count == 3)
  }

  @Test func otherCallsAreMadeOnce() async throws {
    let events = Events()
    let once = Unary<GetHeadRequest, GetHeadResponse>(
      "reckoner.v1.StorageService", "GetHead", idempotent: false)
    try await withServer { routes in
      routes.serve(once) { _ in
        await events.add("call")
        throw LedgerError(.unavailable, "not now")
      }
    } _: { peer, _ in
      let error = await failure { _ = try await peer.call(once, GetHeadRequest()) }
      #expect(error?.reason == .unavailable)
    }
    #expect(await events.names.count == 1)
  }

  @Test func healthFollowsTheService() async throws {
    try await withServer { _ in
    } _: { peer, server in
      func health(_ service: String) async throws -> HealthCheckResponse.Status {
        try await peer.call(StandardAPI.checkHealth, HealthCheckRequest(service: service)).status
      }
      #expect(try await health("") == .notServing)
      server.health.set(serving: true)
      #expect(try await health("") == .serving)
      #expect(try await health("reckoner.v1.TestService") == .serving)
      let error = await failure { _ = try await health("other") }
      #expect(error?.reason == .notFound)
      let states = try await peer.read(StandardAPI.watchHealth, HealthCheckRequest()) { answers in
        var states: [HealthCheckResponse.Status] = []
        for try await answer in answers {
          states.append(answer.status)
          if states.count == 2 { break }
          server.health.set(serving: false)
        }
        return states
      }
      #expect(states == [.serving, .notServing])
    }
  }

  @Test func reflectionListsWhatIsServedHere() async throws {
    // Answers are only ever sent by our programs; to read one, the fields that matter are enough.
    try await withServer { routes in
      routes.serve(StorageAPI.getHead) { _ in GetHeadResponse(revision: .empty) }
    } _: { peer, _ in
      let asked = Bidirectional<ReflectionRequest, ReflectedServices>(
        "grpc.reflection.v1.ServerReflection", "ServerReflectionInfo")
      let names = try await peer.exchange(asked) { out in
        try await out.send(ReflectionRequest(.listServices("")))
      } _: { answers in
        var names: [String] = []
        for try await answer in answers { names += answer.names }
        return names
      }
      #expect(
        names == [
          "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection",
          "reckoner.v1.StorageService",
        ])
    }
  }

  @Test func aPortInUseIsSaidToBeSo() async throws {
    try await withServer { _ in
    } _: { peer, _ in
      let address = peer.addresses[0]
      let error = await failure {
        let second = Server(
          service: "x", address: address, limits: TransportLimits(),
          logger: .init(label: "second"), routes: { _ in })
        try await second.run()
      }
      #expect(error?.reason == .misconfigured)
      #expect(error?.message == "the port is in use")
    }
  }

  @Test func manyMessagesStreamBothWaysInOrder() async throws {
    try await withServer { routes in
      routes.serve(GatewayAPI.extract) { parts, out in
        for try await part in parts {
          guard case .header(let header) = part.passage else { continue }
          try await out.send(ExtractResponse(passage: PassageClaims(id: header.id, last: true)))
        }
      }
    } _: { peer, _ in
      let ids = try await peer.exchange(GatewayAPI.extract) { out in
        for index in 0..<2000 {
          try await out.send(ExtractRequest(passage: .header(PassageHeader(id: "\(index)"))))
        }
      } _: { answers in
        var ids: [String] = []
        for try await answer in answers { ids.append(answer.passage.id) }
        return ids
      }
      #expect(ids == (0..<2000).map(String.init))
    }
  }
}

/// The names in an answer to `list_services`.
private struct ReflectedServices: Message {
  var names: [String]

  static var prepare:
    @Sendable (UnsafeMutablePointer<Grpc__Reflection__V1__ServerReflectionResponse>?) -> Void
  { grpc__reflection__v1__server_reflection_response__init }

  init(reading wire: Grpc__Reflection__V1__ServerReflectionResponse) {
    guard wire.list_services_response != nil else {
      names = []
      return
    }
    let list = wire.list_services_response.pointee
    names = (0..<list.n_service).compactMap {
      list.service[$0].map { String(cString: $0.pointee.name) }
    }
  }

  func write(
    to wire: inout Grpc__Reflection__V1__ServerReflectionResponse, in arena: borrowing Arena
  ) {}
}
