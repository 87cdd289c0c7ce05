import Foundation
import Support
import Testing

/// Tables and lines, and the way from page to page.
@Suite(.sharedWeb, .timeLimit(.minutes(5))) struct FormTests {
  private let stack: Stack
  init() throws { stack = try #require(SharedWeb.current) }

  @Test func theTableOfClaimsIsTheOneThatIsExported() async throws {
    let answer = try await stack.get("/v1/claims?pageSize=500", ["Accept": "text/csv"])
    #expect(answer.status == 200, "\(answer.text)")
    #expect(answer.headers["content-type"] == "text/csv; charset=utf-8; header=present")
    #expect(answer.headers["content-disposition"] == #"attachment; filename="claims.csv""#)
    let exported = try await stack.reckon("export", "--format", "csv")
    #expect(exported.status == 0, "\(exported.errors)")
    #expect(answer.text == exported.output)
    #expect(answer.text.split(separator: "\r\n").count > 3)
  }

  @Test(arguments: ResourceTests.paths.filter { !$0.hasPrefix("/v1/vocabulary") })
  func everyListHasLinesAndATable(_ path: String) async throws {
    let json = try await stack.get(path)
    let lines = try await stack.get(path, ["Accept": "application/jsonl"])
    #expect(lines.status == 200, "\(lines.text)")
    #expect(lines.headers["content-type"] == "application/jsonl")
    for line in lines.text.split(separator: "\n") {
      #expect(json.text.contains(line), "a row is a piece of the whole answer")
    }
    let table = try await stack.get(path, ["Accept": "text/csv"])
    #expect(table.status == 200, "\(table.text)")
    #expect(table.text.hasSuffix("\r\n"))
    #expect(table.headers["etag"] != json.headers["etag"] || path == "/v1/status")
    let other = try await stack.get(path, ["Accept": "application/x-ndjson"])
    #expect(other.text == lines.text || path == "/v1/status")
  }

  @Test func theFiguresOfAComparisonAreRowsBesideWhatTheyAreOf() async throws {
    let table = try await stack.get("/v1/compare?measure=killed", ["Accept": "text/csv"])
    let lines = table.text.components(separatedBy: "\r\n")
    let names = lines[0].split(separator: ",").map(String.init)
    for name in [
      "topic.party", "topic.measure", "claimant.name", "quantity.low.value", "documents",
    ] {
      #expect(names.contains(name), "\(name)")
    }
    #expect(Set(names).count == names.count)
    #expect(lines.dropFirst().contains { $0.contains("russia") && $0.contains("1001") })
    #expect(try await stack.get("/v1/vocabulary", ["Accept": "text/csv"]).status == 406)
  }

  @Test func theNextPageIsLinked() async throws {
    var (target, rows): (String?, [String]) = ("/v1/claims?pageSize=2&since=2025", [])
    while let next = target {
      let page = try await stack.get(next, ["Accept": "application/jsonl"])
      #expect(page.status == 200, "\(page.text)")
      rows += page.text.split(separator: "\n").map(String.init)
      target = page.headers["link"].flatMap { link in
        #expect(link.hasSuffix(#">; rel="next""#))
        #expect(link.contains("since=2025"))
        return link.split(separator: ">").first.map { String($0.dropFirst()) }
      }
    }
    let all = try await stack.get("/v1/claims?since=2025", ["Accept": "application/jsonl"])
    #expect(rows == all.text.split(separator: "\n").map(String.init))
    #expect(rows.count > 2)
    #expect(all.headers["link"] == nil)
  }
}

/// What reports bring along does no harm where it ends up.
@Suite(.timeLimit(.minutes(5))) struct HarmlessTableTests {
  @Test func whatLooksLikeAFormulaIsNone() async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient])
    let taken = try await stack.post(
      "/v1/reports?outlet=%3DHYPERLINK(1)%2C%22x%22&published=2025-03-04",
      "The defence ministry of Ukraine said on 3 March 2025 that 4711 Russian soldiers had been killed."
    )
    try #require(taken.status == 202, "\(taken.text)")
    _ = try await stack.get("/v1/claims", until: { $0.text.contains("4711") })
    let formula = #""'=HYPERLINK(1),""x"""#
    for path in ["/v1/claims", "/v1/compare"] {
      let table = try await stack.get(path, until: { $0.text.contains("4711") })
      #expect(table.status == 200)
      let csv = try HTTPAnswer.to(
        path, of: await stack.web, headers: ["Accept": "text/csv", "Grpc-Timeout": "60S"])
      #expect(csv.text.contains(formula), "\(path): \(csv.text)")
    }
  }

  @Test func aTableThatWouldNotBeWholeIsRefused() async throws {
    let stack = try await Stack([.gateway: ["--analytics-timeout", "300"]])
    _ = try await stack.reckon("ingest", try stack.report(1))
    await stack.end(.analytics, with: SIGKILL)
    let table = try await stack.get("/v1/compare", ["Accept": "text/csv"])
    #expect(table.status == 503, "\(table.text)")
    #expect(table.headers["retry-after"] != nil)
    #expect(try await stack.get("/v1/compare").headers["reckoner-complete"] == "false")
  }
}
