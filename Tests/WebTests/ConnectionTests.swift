import Foundation
import Support
import Testing

/// Connections that do what no friend does, and callers that leave.
@Suite(.timeLimit(.minutes(5))) struct ConnectionTests {
  private static let quick = ["--http-idle-connection", "500", "--http-connections", "20"]

  @Test func halfARequestIsNotWaitedForForEver() async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient + Self.quick])
    let web = await stack.web
    for beginning in ["", "GET", "GET /v1/status HTTP/1.1\r\nHost: local"] {
      let connection = try RawConnection(web)
      connection.send(Array(beginning.utf8))
      #expect(connection.readToEnd() == [], "\(beginning.debugDescription)")
    }
    // A byte now and then does not keep it.
    let slow = try RawConnection(web)
    slow.send(Array("GET /v1/status HTTP/1.1\r\n".utf8))
    while slow.send(Array("X".utf8)), slow.isOpen { try await Task.sleep(for: .milliseconds(50)) }
    #expect(try await stack.get("/v1/status").status == 200)
  }

  @Test func noMoreConnectionsAreOpenThanAllowed() async throws {
    let stack = try await Stack([
      .gateway: SharedWeb.patient + ["--http-connections", "20"]
    ])
    let web = await stack.web
    let kept = try (0..<20).map { _ in try RawConnection(web) }
    // Whether the last one is in before the next comes is the server's to say: a request on it shows it.
    for connection in kept {
      connection.send(Array("GET /v1/vocabulary?at=0 HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8))
      while connection.readWhatIsThere().isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    }
    let refused = try HTTPAnswer.raw(
      Array("GET /v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8), to: web)
    #expect(refused.status == 503)
    #expect(refused.headers["retry-after"] == "1")
    #expect(refused.json["subject"] as? String == "http.connections")
    // Some of a crowd are told so, and the others are closed without a word: none is kept.
    let crowd = try (0..<200).map { _ in try RawConnection(web) }
    for connection in crowd {
      let said = try #require(connection.readToEnd())
      #expect(said.isEmpty || HTTPAnswer.first(in: said)?.0.status == 503)
    }
    #expect(await stack.log(.gateway).contains("http.connections"))
    withExtendedLifetime(kept) {}
  }

  @Test func whatIsNoRequestIsAnsweredOnceAndNoMore() async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient])
    let web = await stack.web
    for bytes in [
      "\u{16}\u{3}\u{1}\u{0}hello\r\n\r\n", "GET  HTTP/1.1\r\n\r\n",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      "GET /v1/status HTTP/1.1\r\nHost: localhost\r\nbad header\r\n\r\n",
      "GET /v1/status HTTP/1.1\r\nHost: localhost\r\nX: a\u{0}b\r\n\r\n",
      "POST /v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
      "POST /v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Length: -3\r\n\r\nabc",
      "POST /v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
    ] {
      let connection = try RawConnection(web)
      connection.send(Array(bytes.utf8))
      let found = try #require(connection.readToEnd())
      let (answer, rest) = try #require(HTTPAnswer.first(in: found), "\(bytes.debugDescription)")
      #expect(answer.status == 400, "\(bytes.debugDescription)")
      #expect(answer.headers["content-type"] == "application/problem+json")
      #expect(rest.isEmpty, "\(bytes.debugDescription)")
    }
    #expect(try await stack.get("/v1/status").status == 200)
  }

  @Test func requestsInARowAreAnsweredInTheirOrder() async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient])
    let connection = try RawConnection(await stack.web)
    let targets = ["/v1/claims", "/v1/nowhere", "/v1/status", "/v1/claims?colour=red"]
    connection.send(
      Array(
        targets.enumerated().map { index, target in
          "GET \(target) HTTP/1.1\r\nHost: localhost\r\nGrpc-Timeout: 60S\r\nReckoner-Request-Id: n\(index)\r\n"
            + (index == 3 ? "Connection: close\r\n\r\n" : "\r\n")
        }.joined().utf8))
    var rest = try #require(connection.readToEnd())
    for (index, status) in [200, 404, 200, 400].enumerated() {
      let (answer, after) = try #require(HTTPAnswer.first(in: rest))
      #expect(answer.status == status)
      #expect(answer.headers["reckoner-request-id"] == "n\(index)")
      rest = after
    }
    #expect(rest.isEmpty)
  }

  @Test func theWorkEndsWhenItsCallerLeaves() async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient])
    let storage = try #require(await stack.processIdentifier(.storage))
    kill(storage, SIGSTOP)
    defer { kill(storage, SIGCONT) }
    do {
      let connection = try RawConnection(await stack.web)
      connection.send(
        Array(
          """
          GET /v1/claims HTTP/1.1\r\nHost: localhost\r\nGrpc-Timeout: 50S\r
          Reckoner-Request-Id: who-leaves\r\n\r\n
          """.utf8))
      withExtendedLifetime(connection) {}
    }
    while !(await stack.log(.gateway).contains("request=who-leaves")) {
      try await Task.sleep(for: .milliseconds(50))
    }
    let line = try #require(
      await stack.log(.gateway).split(separator: "\n").first { $0.contains("who-leaves") })
    #expect(line.contains("cancelled"), "\(line)")
  }

  @Test func anAnswerThatMissesAPartSaysSo() async throws {
    let stack = try await Stack([.gateway: ["--analytics-timeout", "300"]])
    _ = try await stack.reckon("ingest", try stack.report(1))
    await stack.end(.analytics, with: SIGKILL)
    let answer = try await stack.get("/v1/compare?measure=killed")
    #expect(answer.status == 200)
    #expect(answer.headers["reckoner-complete"] == "false")
    #expect(answer.headers["etag"] == nil)
    #expect(answer.text.hasPrefix(#"{"status":{"parts":[{"name":"figures","error":"#))
    #expect(try await stack.get("/readyz").status == 200)
    await stack.end(.storage, with: SIGKILL)
    #expect(try await stack.get("/readyz", ["Grpc-Timeout": "3S"]).status == 503)
    #expect(try await stack.get("/healthz").status == 200)
    let none = try await stack.get("/v1/claims", ["Grpc-Timeout": "1S"])
    #expect([503, 504].contains(none.status), "\(none.text)")
  }
}
