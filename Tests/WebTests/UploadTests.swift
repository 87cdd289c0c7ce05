import Foundation
import Support
import Testing

/// Reports that are taken in over HTTP.
@Suite(.timeLimit(.minutes(5))) struct UploadTests {
  private let report = """
    Army of Freedonia reports losses

    The defence ministry of Ukraine said on 3 March 2025 that 4711 Russian soldiers had been killed near Kharkiv.
    """

  @Test func aReportIsTakenInAndItsClaimsAreFound() async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient])
    let before = try await stack.get("/v1/claims")
    let taken = try await stack.post(
      "/v1/reports?outlet=Kettle%20Bay+Post&published=2025-03-04&fileName=a%0D%0AX-Own:%201.txt",
      report)
    try #require(taken.status == 202, "\(taken.text)")
    let receipt = try #require(taken.json["receipt"] as? [String: Any])
    let document = try #require(receipt["document"] as? String)
    #expect(receipt["size"] as? String == "\(report.utf8.count)")
    #expect(taken.headers["location"] == "/v1/reports?document=\(document)")
    #expect(taken.headers["x-own"] == nil, "a name's line breaks stay within the name")

    let claims = try await stack.get(
      "/v1/claims?outlet=kettle", until: { $0.text.contains("4711") })
    #expect(claims.headers["etag"] != before.headers["etag"])
    let found = try await stack.get(try #require(taken.headers["location"]))
    #expect(found.text.contains(#""fileName":"a\r\nX-Own: 1.txt""#))
    #expect(found.text.contains(#""name":"Kettle Bay Post""#))
  }

  @Test func whatIsNoReportIsRefused() async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient + ["--http-body-size", "100000"]])
    func status(_ target: String, _ text: String, _ headers: [String: String] = [:]) async throws
      -> Int
    { try await stack.post(target, text, headers).status }
    #expect(try await status("/v1/reports", String(repeating: "word ", count: 40_000)) == 413)
    #expect(try await status("/v1/reports", "") == 400)
    #expect(try await status("/v1/reports?size=3", "abc") == 400)
    #expect(try await status("/v1/reports?published=soon", "abc") == 400)
    #expect(
      try await status("/v1/reports", "abc", ["Content-Type": "multipart/form-data; boundary=x"])
        == 415)
    #expect(try await status("/v1/reports", "abc", ["Content-Encoding": "gzip"]) == 415)
    let picture = "\u{89}PNG\r\n\u{1A}\n\0\0\0\rIHDR"
    #expect(try await status("/v1/reports", picture) == 415)
    #expect(try await status("/v1/reports", "abc", ["Origin": "http://rebound.example"]) == 403)
    #expect(try await status("/v1/reports", "abc", ["Sec-Fetch-Site": "cross-site"]) == 403)
    #expect(try await status("/v1/reports", "abc", ["Accept": "image/png"]) == 406)
    #expect(try await status("/v1/claims", "abc") == 405)
    // In chunks, so that nothing says beforehand how much it is.
    let chunk = "ffff\r\n" + String(repeating: "a", count: 0xffff) + "\r\n"
    let head = "POST /v1/reports HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    let web = await stack.web
    let endless = try HTTPAnswer.raw(Array((head + chunk + chunk).utf8), to: web)
    #expect(endless.status == 413)
    #expect(endless.headers["connection"] == "close")
    let reports = try await stack.get("/v1/reports")
    #expect(reports.json["reports"] == nil, "nothing was taken in: \(reports.text)")
  }

  @Test func aBodyIsWaitedForButNotForEver() async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient + ["--http-body-time", "500"]])
    let web = await stack.web
    let half = Array(
      "POST /v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\nhalf of it".utf8)
    let answer = try HTTPAnswer.raw(half, to: web)
    #expect(answer.status == 408, "\(answer.text)")
  }

  @Test func aCallerWhoAsksFirstIsToldToGoOn() async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient])
    let connection = try RawConnection(await stack.web)
    connection.send(
      Array(
        """
        POST /v1/reports HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nConnection: close\r
        Content-Length: \(report.utf8.count)\r\n\r\n
        """.utf8))
    var told: [UInt8] = []
    while !told.starts(with: Array("HTTP/1.1 100".utf8)), told.count < 12 {
      told += connection.readWhatIsThere()
    }
    #expect(String(decoding: told, as: UTF8.self).hasPrefix("HTTP/1.1 100 Continue\r\n"))
    connection.send(Array(report.utf8))
    let rest = try #require(connection.readToEnd())
    #expect(String(decoding: rest, as: UTF8.self).contains("HTTP/1.1 202 Accepted"))
  }
}
