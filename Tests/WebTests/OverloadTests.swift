import Foundation
import Support
import Testing

/// More questions over HTTP than can be answered.
@Suite(.timeLimit(.minutes(5))) struct OverloadTests {
  private func request(_ target: String, to web: String) -> [UInt8] {
    Array("GET \(target) HTTP/1.1\r\nHost: \(web)\r\nConnection: close\r\n\r\n".utf8)
  }

  @Test func whatIsTooMuchIsRefusedWithAHintAndCounted() async throws {
    let stack = try await Stack([
      .gateway: SharedWeb.patient + [
        "--admission-at-once", "1", "--admission-longest-wait", "10",
      ]
    ])
    let web = await stack.web
    let connections = try (0..<60).map { _ in try RawConnection(web) }
    for connection in connections { connection.send(request("/v1/claims", to: web)) }
    // Whoever watches is not among those who take turns.
    #expect(try await stack.get("/healthz").status == 200)
    #expect(try await stack.get("/readyz").status == 200)
    var (answered, refused) = (0, 0)
    for connection in connections {
      let answer = String(decoding: try #require(connection.readToEnd()), as: UTF8.self)
      if answer.hasPrefix("HTTP/1.1 200 ") {
        answered += 1
        continue
      }
      refused += 1
      #expect(answer.hasPrefix("HTTP/1.1 429 "), "\(answer.prefix(300))")
      #expect(answer.lowercased().contains("retry-after: 1\r\n"), "\(answer.prefix(300))")
      #expect(answer.contains("application/problem+json"), "\(answer.prefix(300))")
      #expect(answer.contains(#""reason":"ERROR_REASON_OVERLOADED""#), "\(answer.prefix(900))")
    }
    #expect(answered > 0 && refused > 0, "\(answered) answered, \(refused) refused")
    let metrics = try await stack.get("/metrics").text
    let name =
      #"reckoner_call_seconds_count{method="SearchClaims",door="http",reason="overloaded"}"#
    #expect(metrics.contains("\(name) \(refused)\n"), "\(metrics)")
    #expect(metrics.contains("reckoner_calls{state=\"running\"} 0\n"))
    #expect(try await stack.get("/v1/claims").status == 200)
  }
}
