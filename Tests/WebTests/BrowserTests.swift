import Foundation
import Support
import Testing

/// What strangers write, in a real browser: it stays text.
@Suite(.timeLimit(.minutes(5))) struct BrowserTests {
  /// Each would leave a trace in the page if anything in it ran, loaded or became markup.
  private static let payloads = [
    "<script>document.body.dataset.owned='1'</script>",
    "<img src=x onerror=\"document.body.dataset.owned='1'\">",
    "\"><svg onload=\"document.body.dataset.owned='1'\">",
    "' autofocus onfocus='document.body.dataset.owned=1' x='",
    "</title></textarea></blockquote><iframe srcdoc='<script>parent.document.body.dataset.owned=1</script>'>",
    "<a href=\"javascript:document.body.dataset.owned='1'\">x</a>",
    "<style>*{display:none}</style><base href='http://rebound.example/'>",
    "\u{202E}desrever\u{202C} <meta http-equiv=refresh content='0;url=http://rebound.example/'>",
  ]

  /// The page as the browser has it, after everything that could run has.
  private func seen(_ target: String, _ stack: Stack) async throws -> String {
    try await seen("http://\(await stack.web)\(target)")
  }

  private func seen(_ address: String) async throws -> String {
    let profile = try TemporaryFolder("chromium")
    let outcome = try await Programs.run(
      "/usr/bin/chromium",
      [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--no-first-run",
        "--user-data-dir=\(profile.root)", "--virtual-time-budget=2000", "--dump-dom",
        address,
      ])
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  private func expectHarmless(
    _ page: String, _ what: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      page.contains("Reckoner</a>"), "\(what) is a page of ours", sourceLocation: sourceLocation)
    for trace in [
      "data-owned", "<script", "<img", "<svg", "<iframe", "<base", "onfocus=\"", "<style",
      "<meta http-equiv",
    ] {
      #expect(
        !page.contains(trace), "\(what) has \(trace): \(page)", sourceLocation: sourceLocation)
    }
    #expect(
      page.matches(of: /<a [^>]*href="(?!\/)/).isEmpty, "\(what)", sourceLocation: sourceLocation)
    #expect(!page.contains("\u{202E}"), "\(what)", sourceLocation: sourceLocation)
  }

  /// The browser of these tests runs what it is given: they can fail.
  @Test func aPageThatTakesThemAsTheyAreIsOwned() async throws {
    let folder = try TemporaryFolder("owned")
    let page = try folder.write("<body>\(Self.payloads[1])</body>", to: "page.html")
    #expect(try await seen("file://" + page).contains("data-owned"))
  }

  @Test func payloadsInReportsOutletsNamesAndQueriesStayText() async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient])
    for (index, payload) in Self.payloads.enumerated() {
      let name = encode(payload)
      let taken = try await stack.post(
        "/v1/reports?outlet=\(name)&fileName=\(name)&url=\(encode("javascript:1//" + payload))&published=2025-03-04",
        "The defence ministry of Ukraine \(payload) said on 3 March 2025 that \(4711 + index) Russian soldiers had been killed."
      )
      try #require(taken.status == 202, "\(taken.text)")
    }
    let last = "\(4711 + Self.payloads.count - 1)"
    let claims = try await stack.get("/v1/claims", until: { $0.text.contains(last) })
    let first = try await seen("/", stack)
    expectHarmless(first, "the first page")
    // What the payloads are is there to be read.
    #expect(first.contains("&lt;script&gt;") || first.contains("&lt;img"), "\(first)")

    let records = try #require(claims.json["claims"] as? [[String: Any]])
    for record in records.prefix(Self.payloads.count) {
      let claim = try #require(record["claim"] as? [String: Any])
      expectHarmless(try await seen("/claims/\(claim["id"] ?? "")", stack), "a claim's page")
    }
    for payload in Self.payloads {
      for field in ["words", "colour"] {
        expectHarmless(
          try await seen("/?\(field)=\(encode(payload))", stack), "\(field)=\(payload)")
      }
    }
  }

  private func encode(_ text: String) -> String {
    text.utf8.map { "%" + (($0 < 16 ? "0" : "") + String($0, radix: 16)) }.joined()
  }
}
