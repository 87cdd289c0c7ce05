import Foundation
import Support
import Testing

/// Whatever is not answered is a problem that says what was wrong and what to do.
@Suite(.sharedWeb, .timeLimit(.minutes(5))) struct ProblemTests {
  private let stack: Stack
  init() throws { stack = try #require(SharedWeb.current) }

  private func expectProblem(
    _ answer: HTTPAnswer, _ status: Int, _ words: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(answer.status == status, "\(answer.text)", sourceLocation: sourceLocation)
    #expect(
      answer.headers["content-type"] == "application/problem+json", sourceLocation: sourceLocation)
    let json = answer.json
    #expect(json["status"] as? Int == status, sourceLocation: sourceLocation)
    #expect((json["title"] as? String)?.isEmpty == false, sourceLocation: sourceLocation)
    #expect(
      (json["reason"] as? String)?.hasPrefix("ERROR_REASON_") == true,
      sourceLocation: sourceLocation)
    #expect((json["requestId"] as? String)?.count ?? 0 >= 8, sourceLocation: sourceLocation)
    for word in words where !word.isEmpty {
      #expect(answer.text.contains(word), "\(answer.text)", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: [
    ("colour=red", "colour", "conflict, party"), ("polarity=LOUD", "polarity", "POLARITY_DENIED"),
    ("polarity=POLARITY_UNSPECIFIED", "polarity", "POLARITY_DENIED"),
    ("pageSize=ten", "pageSize", "a whole number"), ("pageSize=99999999999", "pageSize", "whole"),
    ("pageSize=-1", "pageSize", ""), ("sightings=yes", "sightings", "true or false"),
    ("at=yesterday", "at", "a revision"), ("party=a&party=b", "party", "given 2 times"),
    ("since=2025-13", "since", "not a date"), ("party=%zz", "hexadecimal", ""),
    ("party=%ff", "UTF-8", ""), ("party=a%00b", "NUL", ""), ("party=%2", "hexadecimal", ""),
    ("party=%-1", "hexadecimal", ""),
  ]) func aParameterThatCannotBeReadIsNamed(_ query: String, _ name: String, _ hint: String)
    async throws
  {
    expectProblem(try await stack.get("/v1/claims?" + query), 400, name, hint)
  }

  @Test func whatIsNotThereIsSaidToBeSo() async throws {
    for path in [
      "/v1", "/v1/", "/claims", "/claims/", "/v1/claims/", "/v1//claims", "/v1/claims/../claims",
      "/v1/%2e%2e/v1/claims", "/V1/claims", "/v1/claims%2Fabcdef0123", "/v1/claims/a/b",
      "/etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/v1/claims%00",
    ] {
      let answer = try await stack.get(path)
      expectProblem(answer, path.hasSuffix("%00") ? 400 : 404)
    }
    expectProblem(try await stack.get("/v1/claims?at=999999"), 404, "999999")
  }

  @Test func whatIsNotOfferedIsToldFromWhatIs() async throws {
    let deleted = try await stack.get("/v1/claims", method: "DELETE")
    expectProblem(deleted, 405)
    #expect(deleted.headers["allow"] == "GET, HEAD")
    #expect(
      try await stack.get("/v1/reports", method: "PUT").headers["allow"] == "GET, HEAD, POST")
    expectProblem(try await stack.get("/v1/claims", method: "OPTIONS"), 405)
    expectProblem(
      try await stack.get("/v1/claims", ["Accept": "image/png"]), 406, "application/json")
    expectProblem(
      try await stack.get("/v1/claims", ["Accept": "application/json;q=0, */*;q=0"]), 406)
    for accept in ["*/*", "application/*", "text/html, */*;q=0.1", ""] {
      #expect(try await stack.get("/v1/claims", ["Accept": accept]).status == 200)
    }
  }

  @Test func itSaysThatItLivesAndIsReady() async throws {
    #expect(try await stack.get("/healthz").text == "{\"alive\":true}\n")
    #expect(try await stack.get("/readyz").text == "{\"ready\":true}\n")
    expectProblem(try await stack.get("/healthz?x=1"), 400)
  }

  @Test func onlyItsOwnNamesReachIt() async throws {
    for host in [
      "rebound.example", "rebound.example:7480", "10.0.0.1", "[2001:db8::1]", "127.0.0.1.example",
    ] {
      expectProblem(try await stack.get("/v1/status", ["Host": host]), 421, "http.hosts")
    }
    for host in ["localhost", "LOCALHOST:80", "127.0.0.1", "[::1]:7480", "127.1.2.3"] {
      #expect(try await stack.get("/v1/status", ["Host": host]).status == 200, "\(host)")
    }
    expectProblem(
      try HTTPAnswer.raw(Array("GET /v1/status HTTP/1.1\r\n\r\n".utf8), to: await stack.web), 400)
  }

  @Test func aRequestThatIsTooLargeIsRefused() async throws {
    let long = String(repeating: "a", count: 9000)
    expectProblem(try await stack.get("/v1/claims?party=\(long)"), 414, "http.uri-size")
    expectProblem(
      try await stack.get("/v1/claims", ["X-Long": long + long + long + long]), 431)
    let many = Dictionary(uniqueKeysWithValues: (0..<200).map { ("X-\($0)", "a") })
    expectProblem(try await stack.get("/v1/claims", many), 431)
    let thousand = (0..<1000).map { "p=\($0)" }.joined(separator: "&")
    expectProblem(try await stack.get("/v1/claims?" + thousand), 400, "1000 parameters")
  }

  @Test func itsRequestIdLeadsThroughTheLogs() async throws {
    let answer = try await stack.get(
      "/v1/claims?at=999999", ["Reckoner-Request-Id": "follow-me-over-http"])
    #expect(answer.headers["reckoner-request-id"] == "follow-me-over-http")
    #expect(answer.json["requestId"] as? String == "follow-me-over-http")
    for service in [Stack.ServiceName.gateway, .storage] {
      #expect(await stack.log(service).contains("request=follow-me-over-http"), "\(service)")
    }
    let strange = try await stack.get("/v1/claims", ["Reckoner-Request-Id": "\u{1b}[31m"])
    #expect(strange.headers["reckoner-request-id"]?.contains("\u{1b}") != true)
  }
}
