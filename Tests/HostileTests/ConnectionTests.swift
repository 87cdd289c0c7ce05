import Foundation
import Ledger
import Messages
import Support
import Testing

/// Callers that speak no gRPC, or speak it and then stop listening, at every door.
@Suite(
  .serialized,
  // Short waits, so that those who stay silent or do not read are sent away within a test.
  .sharedStack("--limits-part-wait", "3000", "--limits-unread-wait", "5000"))
struct ConnectionTests {
  private var stack: Stack { get throws { try #require(SharedStack.current) } }

  /// - Parameter timeout: in gRPC's own form; nil for the service's deadline.
  private func call(
    _ door: Stack.ServiceName, _ method: String? = nil, stream: UInt32 = 1, timeout: String? = nil
  ) -> [UInt8] {
    HTTP2Bytes.call(
      "/\(door.serviceName)/\(method ?? door.unary)", stream: stream,
      extra: timeout.map { [("grpc-timeout", $0)] } ?? [])
  }

  /// A method of each door that reads a stream of messages; for analytics, which has none, one message.
  private func streaming(_ door: Stack.ServiceName) -> String {
    switch door {
    case .gateway, .ingest: "Submit"
    case .storage: "Append"
    case .analytics: "Compare"
    }
  }

  @Test(arguments: Stack.ServiceName.allCases)
  func whatIsNoHTTP2IsHungUpOn(_ door: Stack.ServiceName) async throws {
    let address = try await stack.address(door)
    var random = SystemRandomNumberGenerator()
    let openings: [[UInt8]] = [
      Array("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8),
      // A TLS client's first bytes.
      [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03]
        + [UInt8](repeating: 7, count: 506),
      (0..<4096).map { _ in UInt8.random(in: .min ... .max, using: &random) },
      // The right preface, then frames of no known shape.
      HTTP2Bytes.preface + [UInt8](repeating: 0xFF, count: 4096),
      // A frame for a stream that nobody opened.
      HTTP2Bytes.opening() + HTTP2Bytes.message([1], stream: 7, last: true),
      // Headers that no decoder understands.
      HTTP2Bytes.opening()
        + HTTP2Bytes.frame(.headers, flags: 4, stream: 1, [UInt8](repeating: 0xBF, count: 100)),
    ]
    for opening in openings {
      let connection = try RawConnection(address)
      connection.send(opening)
      #expect(connection.readToEnd() != nil, "\(opening.prefix(24)) is hung up on")
    }
    try await Vitals.expectWell(try stack)
  }

  @Test(arguments: Stack.ServiceName.allCases)
  func floodsOfFramesEndTheConnectionAndNothingElse(_ door: Stack.ServiceName) async throws {
    let address = try await stack.address(door)
    let call = call(door)
    let resets = (0..<3000).flatMap { number -> [UInt8] in
      let stream = UInt32(number * 2 + 1)
      return HTTP2Bytes.call("/\(door.serviceName)/\(door.unary)", stream: stream)
        + HTTP2Bytes.frame(.reset, stream: stream, [0, 0, 0, 8])
    }
    let pings = (0..<3000).flatMap { _ in
      HTTP2Bytes.frame(.ping, [UInt8](repeating: 1, count: 8))
    }
    // Headers that never come to their end.
    let endless =
      Array(call[..<4]) + [0] + Array(call[5...])
      + (0..<3000).flatMap { _ in
        HTTP2Bytes.frame(.continuation, stream: 1, [0, 1, 0x61, 1, 0x62])
      }
    for flood in [resets, pings, endless] {
      let connection = try RawConnection(address)
      connection.send(HTTP2Bytes.opening() + flood)
      #expect(connection.readToEnd() != nil, "\(door) hangs up")
    }
    try await Vitals.expectWell(try stack)
  }

  @Test(arguments: Stack.ServiceName.allCases)
  func aCallerThatLeavesInTheMiddleLeavesNothingBehind(_ door: Stack.ServiceName) async throws {
    let stack = try stack
    let address = await stack.address(door)
    let before = try await stack.reckon("reports", "--json").output
    let header = try SubmitRequest(report: .header(ReportHeader(size: 5000))).packed()
    let content = try SubmitRequest(report: .content([UInt8](repeating: 65, count: 2000))).packed()
    for end in [0, 3, 9, 40, 100, 2000] {
      let whole =
        call(door, streaming(door)) + HTTP2Bytes.message(header, last: false)
        + HTTP2Bytes.message(content, last: false)
      let connection = try RawConnection(address)
      connection.send(HTTP2Bytes.opening())
      connection.send(Array(whole.dropLast(end)))
    }
    #expect(try await stack.reckon("reports", "--json").output == before)
    try await Vitals.expectWell(stack)
  }

  /// It never comes to the end of its message, but it never falls silent either.
  @Test(arguments: Stack.ServiceName.allCases)
  func aCallerThatSendsAByteNowAndThenIsSentAway(_ door: Stack.ServiceName) async throws {
    let connection = try RawConnection(try await stack.address(door))
    connection.send(HTTP2Bytes.opening() + call(door, streaming(door)))
    var received: [UInt8] = []
    var isOver = false
    // A message of 100 kB that comes a byte at a time. The service gives up on it long before.
    var rest = ([0] + HTTP2Bytes.bigEndian(100_000))[...]
    for _ in 0..<400 where !isOver {
      let byte = rest.popFirst() ?? 0
      isOver = !connection.send(HTTP2Bytes.frame(.data, stream: 1, [byte]))
      try await Task.sleep(for: .milliseconds(100))
      received += connection.readWhatIsThere()
      isOver = isOver || HTTP2Bytes.ends(stream: 1, in: received)
    }
    #expect(isOver, "\(door) still waits")
    try await Vitals.expectWell(try stack)
  }

  /// Answers pile up for somebody who never takes them: in the service, in the system's buffers, nowhere for long.
  @Test func aCallerThatNeverReadsMakesNobodyHoldItsAnswers() async throws {
    let stack = try stack
    let sentence = "The ministry said that \(Int.random(in: 100...999)) soldiers were killed. "
    let report = Array(String(repeating: sentence, count: 600).utf8)
    let taken = try await ReportDoor.gateway.submit(report, to: stack)
    #expect(taken.claims == 500)
    let page = try SearchClaimsRequest(filter: ClaimFilter(), pageSize: 500).packed()
    let inner = try ListClaimsRequest(filter: ClaimFilter(), pageSize: 500).packed()
    let passage = try Self.passages(report)
    // Fewer where each is real work: this is about answers that pile up, not about questions that do.
    let calls: [(Stack.ServiceName, String, Int, [[UInt8]])] = [
      (.gateway, "SearchClaims", 40, HTTP2Bytes.messages([page])),
      (.storage, "ListClaims", 40, HTTP2Bytes.messages([inner])),
      (.storage, "Watch", 40, HTTP2Bytes.messages([[]])),
      (.analytics, "ListSeries", 40, HTTP2Bytes.messages([[]])),
      (.ingest, "Extract", 8, HTTP2Bytes.messages(passage)),
    ]
    var connections: [RawConnection] = []
    for (door, method, count, messages) in calls {
      let connection = try RawConnection(await stack.address(door), receiveBuffer: 4096)
      connection.send(HTTP2Bytes.opening(window: 0x7FFF_FFFF))
      for number in 0..<count {
        let stream = UInt32(number * 2 + 1)
        // On a busy machine a call might end by the service's own deadline before it has an answer to leave unread.
        connection.send(
          call(door, method, stream: stream, timeout: "60S") + HTTP2Bytes.onStream(stream, messages)
        )
      }
      connections.append(connection)
    }
    for _ in 0..<3 { try await Vitals.expectWell(stack) }
    try await Task.sleep(for: .seconds(6))
    // More was waiting for these three than the system's own buffers hold. A feed that was not cut off would go on.
    for (connection, call) in zip(connections, calls).prefix(3) {
      #expect(connection.readToEnd() != nil, "\(call.0) hangs up on who does not read")
    }
    withExtendedLifetime(connections) {}
  }

  private static func passages(_ text: [UInt8]) throws -> [[UInt8]] {
    let parts: [PassagePart] = [.header(PassageHeader(id: "p")), .content(text), .end(true)]
    return try parts.map { try IngestServiceExtractRequest(passage: $0).packed() }
  }

  @Test(arguments: Stack.ServiceName.allCases)
  func fiveHundredIdleConnectionsAreNoBurden(_ door: Stack.ServiceName) async throws {
    let address = try await stack.address(door)
    let connections = try (0..<500).map { number in
      let connection = try RawConnection(address)
      // Some say nothing at all, some open and stop, some begin a call.
      if number % 3 > 0 { connection.send(HTTP2Bytes.opening()) }
      if number % 3 > 1 { connection.send(call(door)) }
      return connection
    }
    try await Vitals.expectWell(try stack)
    withExtendedLifetime(connections) {}
  }
}
