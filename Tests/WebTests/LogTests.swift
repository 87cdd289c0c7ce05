import Foundation
import Support
import Testing

@Suite("The logs of a request") struct LogTests {
  private struct Line: Decodable {
    var time: String
    var level: String
    var service: String
    var message: String
    var requestId: String?
    var traceId: String?
    var spanId: String?
    var parentSpanId: String?
    var method: String?
  }

  private static let flags = SharedWeb.patient + ["--log-level", "debug", "--log-format", "json"]

  private func lines(_ log: String) throws -> [Line] {
    try log.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }

  @Test("tell of it by one id and one trace in all four services", .timeLimit(.minutes(3)))
  func followed() async throws {
    let bare = ["--log-level", "debug", "--log-format", "json"]
    let stack = try await Stack([
      .storage: bare, .analytics: bare, .ingest: bare, .gateway: Self.flags,
    ])
    let (trace, span) = ("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7")
    let answer = try await stack.get(
      "/v1/status",
      ["Reckoner-Request-Id": "follow-me-1", "traceparent": "00-\(trace)-\(span)-01"])
    #expect(answer.status == 200)
    var spans: Set<String> = []
    var gateway: String?
    for service in [Stack.ServiceName.gateway, .storage, .analytics, .ingest] {
      // The line of a call is written when its answer is on its way.
      var found: Line?
      while found == nil {
        found = try lines(await stack.log(service)).first { $0.requestId == "follow-me-1" }
        if found == nil { try await Task.sleep(for: .milliseconds(50)) }
      }
      let line = try #require(found)
      #expect(line.service == "reckoner-\(service)")
      #expect(line.traceId == trace)
      #expect(line.method?.isEmpty == false)
      if service == .gateway {
        #expect(line.parentSpanId == span)
        gateway = line.spanId
      } else {
        #expect(line.parentSpanId == gateway)
      }
      spans.insert(try #require(line.spanId))
    }
    #expect(spans.count == 4)
  }

  @Test("of a submission lead on to what is done for its report later", .timeLimit(.minutes(3)))
  func submitted() async throws {
    let bare = ["--log-level", "debug", "--log-format", "json"]
    let stack = try await Stack([.storage: bare, .ingest: bare, .gateway: Self.flags])
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    let answer = try await stack.post(
      "/v1/reports", "At least 12 people were killed on 3 March 2026 in Tarn.",
      ["Reckoner-Request-Id": "submission-1", "traceparent": "00-\(trace)-00f067aa0ba902b7-01"])
    #expect(answer.status == 202)
    for (service, isIt) in [
      (Stack.ServiceName.ingest, { $0.message == "recorded" }),
      (.storage, { $0.method == "Append" }),
    ] as [(Stack.ServiceName, (Line) -> Bool)] {
      var found: Line?
      while found == nil {
        found = try lines(await stack.log(service)).first(where: isIt)
        if found == nil { try await Task.sleep(for: .milliseconds(50)) }
      }
      #expect(found?.requestId == "submission-1")
      #expect(found?.traceId == trace)
    }
  }

  @Test("is text where nobody wants JSON, and any other format is refused")
  func format() async throws {
    let refused = try await Programs.run(
      Programs.path("reckoner-analytics"), ["--log-format", "xml"], environment: [:])
    #expect(refused.status == 78)
    #expect(refused.errors.contains("log.format"))
    #expect(refused.errors.contains("text or json"))
    let stack = try await Stack([.gateway: SharedWeb.patient + ["--log-level", "debug"]])
    _ = try await stack.get("/v1/status", ["Reckoner-Request-Id": "in-words"])
    while await !stack.log(.gateway).contains("request=in-words") {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(await stack.log(.gateway).contains("trace="))
  }
}
