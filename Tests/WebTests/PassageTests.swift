import Foundation
import Support
import Testing

/// Passages that are read over HTTP, and drafts that are held against the ledger, without anything being kept of them.
@Suite(.serialized, .sharedWeb, .timeLimit(.minutes(5))) struct PassageTests {
  private var stack: Stack { get throws { try #require(SharedWeb.current) } }

  private let sentence =
    "The defence ministry of Ukraine said on Tuesday that 4711 Russian soldiers had been killed."

  private func objects(_ value: Any?) throws -> [[String: Any]] {
    try #require(value as? [[String: Any]])
  }

  @Test func aPassageIsReadAndNotKept() async throws {
    let stack = try stack
    let before = try await stack.get("/v1/reports").text
    let answer = try await stack.post("/v1/extract?published=2025-03-06&explain=true", sentence)
    #expect(answer.status == 200, "\(answer.text)")
    #expect(answer.headers["content-type"] == "application/json")
    let passage = try #require(answer.json["passage"] as? [String: Any])
    let claims = try objects(passage["claims"])
    #expect(claims.count == 1)
    #expect(answer.text.contains("2025-03-04"), "the day that the date of publication gives")
    #expect(try objects(passage["explanations"]).count == 1)
    #expect(passage["last"] as? Bool == true)
    let silent = try await stack.post("/v1/extract", sentence)
    #expect(!silent.text.contains("explanations"))
    #expect(try await stack.get("/v1/reports").text == before)
  }

  @Test func aDraftIsHeldAgainstTheLedger() async throws {
    let stack = try stack
    let answer = try await stack.post("/v1/check?published=2025-03-06", sentence)
    #expect(answer.status == 200, "\(answer.text)")
    #expect(answer.headers["reckoner-complete"] == "true", "\(answer.text)")
    #expect(Int(answer.headers["reckoner-revision"] ?? "") ?? 0 > 0)
    let draft = try #require(answer.json["draft"] as? [String: Any])
    #expect(try objects(draft["figures"]).count == 1)
  }

  @Test func aConnectionGoesOnAfterAPassage() async throws {
    let connection = try RawConnection(await stack.web)
    for last in [false, true] {
      connection.send(
        Array(
          """
          POST /v1/extract HTTP/1.1\r\nHost: localhost\r\n\(last ? "Connection: close\r\n" : "")\
          Content-Length: \(sentence.utf8.count)\r\n\r\n\(sentence)
          """.utf8))
    }
    let answers = String(decoding: try #require(connection.readToEnd()), as: UTF8.self)
    #expect(answers.matches(of: /HTTP\/1.1 200 OK/).count == 2, "\(answers)")
  }

  @Test(arguments: ["/v1/extract", "/v1/check"])
  func whatCannotBeReadIsRefused(_ path: String) async throws {
    let stack = try stack
    func status(_ query: String, _ text: String, _ headers: [String: String] = [:]) async throws
      -> Int
    { try await stack.post(path + query, text, headers).status }
    #expect(try await status("", "") == 400)
    // A picture is no text.
    #expect(try await status("", "\u{89}PNG\r\n\u{1A}\n\0\0\0\rIHDR") == 415)
    #expect(try await status("?published=soon", sentence) == 400)
    #expect(try await status("?size=3", sentence) == 400)
    #expect(try await status("", sentence, ["Content-Type": "multipart/form-data"]) == 415)
    #expect(try await status("", sentence, ["Sec-Fetch-Site": "cross-site"]) == 403)
    #expect(try await stack.get(path).status == 405)
  }

  @Test func moreClaimsThanOneAnswerTakesAreRefused() async throws {
    let many = String(repeating: sentence + "\n\n", count: 5_001)
    let answer = try await stack.post("/v1/extract", many)
    #expect(answer.status == 413, "\(answer.text.prefix(300))")
    #expect(answer.text.contains("reckon extract"))
  }
}
