import Foundation
import Support
import Testing

/// Numbers to watch, and that what they warn of shows in them.
@Suite(.timeLimit(.minutes(5))) struct MetricTests {
  /// The samples of /metrics, by name and labels.
  private func samples(_ stack: Stack) async throws -> [String: Double] {
    let answer = try await stack.get("/metrics", ["Grpc-Timeout": "3S"])
    #expect(answer.status == 200, "\(answer.text)")
    #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
    var found: [String: Double] = [:]
    for line in answer.text.split(separator: "\n") where !line.hasPrefix("#") {
      let space = try #require(line.lastIndex(of: " "))
      #expect(found[String(line[..<space])] == nil, "\(line) is there twice")
      let value: Double = try #require(Double(line[line.index(after: space)...]))
      found[String(line[..<space])] = value
    }
    return found
  }

  private func calls(_ method: String, _ door: String, _ reason: String) -> String {
    "reckoner_call_seconds_count{method=\"\(method)\",door=\"\(door)\",reason=\"\(reason)\"}"
  }

  @Test func callsAreCountedByMethodDoorAndReason() async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient])
    _ = try await stack.reckon("ingest", try stack.report(1))
    for _ in 0..<3 { _ = try await stack.get("/v1/claims") }
    _ = try await stack.get("/v1/claims?at=999999")
    _ = try await stack.reckon("claims")
    let found = try await samples(stack)
    #expect(found[calls("SearchClaims", "http", "ok")] == 3)
    #expect(found[calls("SearchClaims", "http", "revisionUnknown")] == 1)
    #expect(found[calls("SearchClaims", "grpc", "ok")] == 1)
    let most = calls("SearchClaims", "http", "ok").replacing("_count{", with: "_bucket{")
      .replacing("\"ok\"}", with: "\"ok\",le=\"+Inf\"}")
    #expect(found[most] == 3)
    for service in ["storage", "analytics", "ingest"] {
      #expect(found["reckoner_up{service=\"\(service)\"}"] == 1)
    }
    #expect(found["reckoner_feed_lag"] == 0)
    #expect(found["reckoner_queue_length"] == 0)
    #expect(found["reckoner_revision"] ?? 0 > 1)
    #expect(found["reckoner_ledger_bytes"] ?? 0 > 0)
    #expect(found["reckoner_log_bytes"] != nil)
  }

  @Test func whatTheRulesWarnOfShowsInTheirNumbers() async throws {
    let rules = try String(
      contentsOf: Programs.checkout.appendingPathComponent("Docs/alerts.yml"), encoding: .utf8)
    let names = Set(rules.matches(of: /reckoner_[a-z_]+/).map { String($0.0) })
    #expect(
      names == [
        "reckoner_up", "reckoner_queue_length", "reckoner_call_seconds_count", "reckoner_feed_lag",
        "reckoner_log_bytes",
      ])

    let stack = try await Stack([.gateway: ["--storage-timeout", "300"]])
    await stack.end(.storage, with: SIGKILL)
    let taken = try await stack.reckon("ingest", "--no-wait", try stack.report(1))
    #expect(taken.status == 0, "\(taken.errors)")
    _ = try await stack.get("/v1/claims", ["Grpc-Timeout": "1S"])
    let found = try await samples(stack)
    #expect(found["reckoner_up{service=\"storage\"}"] == 0)
    #expect(found["reckoner_queue_length"] == 1)
    let failed = ["unavailable", "deadline"].compactMap { found[calls("SearchClaims", "http", $0)] }
    #expect(failed == [1], "\(found)")
    #expect(found["reckoner_revision"] == nil, "what is not known is not told")
  }

  @Test func anotherProgramThatHoldsTheLedgerShowsInTheLogsSize() async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient])
    func grown(by reports: Range<Int>) async throws -> Double {
      for number in reports { _ = try await stack.reckon("ingest", try stack.report(number)) }
      return try #require(try await samples(stack)["reckoner_log_bytes"])
    }
    _ = try await grown(by: 0..<1)
    let holder = try await LedgerHolder(stack)
    let sizes = [
      try await grown(by: 1..<4), try await grown(by: 4..<8), try await grown(by: 8..<12),
    ]
    #expect(sizes[0] > 0 && sizes[0] < sizes[1] && sizes[1] < sizes[2], "\(sizes)")
    await holder.end()
    // From then on the log begins anew instead of growing: its file keeps its size.
    var (size, before, number) = (sizes[2], -1.0, 12)
    while size != before {
      before = size
      size = try await grown(by: number..<number + 2)
      number += 2
    }
  }

  @Test func anAnalyticsThatHearsNothingShowsInItsLag() async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient], proxiesFeeds: true)
    _ = try await stack.reckon("ingest", try stack.report(0))
    #expect(try await samples(stack)["reckoner_feed_lag"] == 0)
    try await stack.feed().set(.silent)
    #expect(try await stack.reckon("ingest", "--no-wait", try stack.report(1)).status == 0)
    func lag() async throws -> Double { try await samples(stack)["reckoner_feed_lag"] ?? 0 }
    while try await lag() == 0 { try await Task.sleep(for: .milliseconds(50)) }
    #expect(try await samples(stack)["reckoner_up{service=\"analytics\"}"] == 1)
  }
}
