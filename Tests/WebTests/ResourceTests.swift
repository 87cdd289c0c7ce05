import Foundation
import Support
import Testing

/// What is offered over HTTP is what gRPC answers.
@Suite(.sharedWeb, .timeLimit(.minutes(5))) struct ResourceTests {
  static let paths = [
    "/v1/claims", "/v1/search?words=soldiers", "/v1/compare?measure=killed",
    "/v1/series?measure=killed", "/v1/origins", "/v1/findings", "/v1/derivations", "/v1/coverage",
    "/v1/reports", "/v1/sources", "/v1/vocabulary", "/v1/status",
  ]

  private let stack: Stack
  init() throws { stack = try #require(SharedWeb.current) }

  @Test(arguments: [
    ("/v1/claims?pageSize=50", ["claims", "--json"]),
    (
      "/v1/claims?party=russia&measure=killed&pageSize=50",
      [
        "claims", "--party", "russia", "--measure", "killed", "--json",
      ]
    ),
    ("/v1/compare?measure=killed", ["compare", "--measure", "killed", "--json"]),
    ("/v1/compare?measure=killed&at=1", ["compare", "--measure", "killed", "--at", "1", "--json"]),
    ("/v1/search?words=soldiers&pageSize=50", ["search", "soldiers", "--json"]),
  ]) func answersAreThoseOfTheCommandLine(_ target: String, _ arguments: [String]) async throws {
    let answer = try await stack.get(target)
    try #require(answer.status == 200, "\(answer.text)")
    let outcome = try await stack.run(arguments)
    try #require(outcome.status == 0, "\(outcome.errors)")
    let told = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? NSDictionary)
    #expect(answer.json as NSDictionary == told)
  }

  @Test func aComparisonComesWithoutItsClaimsWhereFiguresAloneAreAskedFor() async throws {
    // Twice: the second time from what was kept, which must not be mixed up.
    for _ in 0..<2 {
      let whole = try await stack.get("/v1/compare?measure=killed").json
      let figures = try await stack.get("/v1/compare?measure=killed&figuresOnly=true").json
      #expect(whole["evidence"] != nil)
      #expect(figures["evidence"] == nil)
      #expect(whole["comparison"] as? NSDictionary == figures["comparison"] as? NSDictionary)
      #expect((figures["status"] as? NSDictionary)?["complete"] as? Bool == true)
    }
  }

  @Test(arguments: paths) func aHeadIsAGetWithoutItsBody(_ path: String) async throws {
    let (get, head) = (
      try await stack.get(path), try await stack.get(path, method: "HEAD")
    )
    #expect(get.status == 200, "\(get.text)")
    #expect(get.headers["content-type"] == "application/json")
    #expect(!get.body.isEmpty)
    #expect(head.status == 200)
    #expect(head.body.isEmpty)
    let own: Set = ["date", "reckoner-request-id"]
    #expect(
      head.headers.filter { !own.contains($0.key) } == get.headers.filter { !own.contains($0.key) })
  }

  @Test(arguments: paths) func whoHasAnAnswerIsToldSo(_ path: String) async throws {
    let first = try await stack.get(path)
    guard let tag = first.headers["etag"] else {
      #expect(path == "/v1/status", "an answer without a tag")
      return
    }
    #expect(tag.hasPrefix("W/\"r\(first.headers["reckoner-revision"] ?? "")-"))
    for given in [tag, "\"x\", \(tag)", "*", String(tag.dropFirst(2))] {
      let second = try await stack.get(path, ["If-None-Match": given])
      #expect(second.status == 304, "\(given)")
      #expect(second.body.isEmpty)
      #expect(second.headers["etag"] == tag)
    }
    #expect(try await stack.get(path, ["If-None-Match": "W/\"r1-0\""]).status == 200)
  }

  @Test func aClaimIsFoundByABeginningOfItsId() async throws {
    let claims = try #require(try await stack.get("/v1/claims").json["claims"] as? [[String: Any]])
    let claim = try #require(claims.first?["claim"] as? [String: Any])
    let id = try #require(claim["id"] as? String)
    let shown = try await stack.get("/v1/claims/\(id.prefix(10))").json["claim"] as? [String: Any]
    #expect((shown?["claim"] as? [String: Any])?["id"] as? String == id)
    #expect(try await stack.get("/v1/claims/ffffffffff").status == 404)
  }

  @Test func pagesFollowEachOtherByTheirCursors() async throws {
    let all = try #require(try await stack.get("/v1/claims").json["claims"] as? [NSDictionary])
    var (found, cursor): ([NSDictionary], String?) = ([], "")
    while let next = cursor {
      let page = try await stack.get("/v1/claims?pageSize=2&cursor=\(next)").json
      found += page["claims"] as? [NSDictionary] ?? []
      cursor = page["nextCursor"] as? String
    }
    #expect(found == all)
    #expect(all.count > 2)
  }

  @Test func answersAreCompressedForThoseWhoTakeIt() async throws {
    let plain = try await stack.get("/v1/claims")
    #expect(plain.headers["content-encoding"] == nil)
    #expect(plain.headers["vary"] == "Accept, Accept-Encoding")
    let packed = try await stack.get("/v1/claims", ["Accept-Encoding": "br, gzip;q=0.5"])
    #expect(packed.headers["content-encoding"] == "gzip")
    #expect(packed.body.count < plain.body.count)
    let folder = try TemporaryFolder("gzip")
    try Data(packed.body).write(to: URL(fileURLWithPath: folder.path("body.gz")))
    let opened = try await Programs.run("/bin/gzip", ["-dc", folder.path("body.gz")])
    #expect(opened.output == plain.text)
    let refused = try await stack.get("/v1/claims", ["Accept-Encoding": "gzip;q=0, identity"])
    #expect(refused.headers["content-encoding"] == nil)
  }

  @Test func everyAnswerIsHarmlessInABrowser() async throws {
    for path in ["/v1/claims", "/v1/nowhere", "/v1/claims?colour=red"] {
      let headers = try await stack.get(path).headers
      #expect(headers["x-content-type-options"] == "nosniff")
      #expect(headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
      #expect(headers["access-control-allow-origin"] == nil)
      #expect(headers["cache-control"] == "private, no-cache")
    }
  }
}
