import Foundation
import Support
import Testing

/// The pages for people, as bytes.
@Suite(.sharedWeb, .timeLimit(.minutes(5))) struct PageTests {
  private let stack: Stack
  init() throws { stack = try #require(SharedWeb.current) }

  @Test func theFirstPageShowsClaimsAndFiguresWithTheWayToTheirSentences() async throws {
    let page = try await stack.get("/")
    #expect(page.status == 200)
    #expect(page.headers["content-type"] == "text/html; charset=utf-8")
    #expect(
      page.headers["content-security-policy"]
        == "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    for words in ["<mark>1,001</mark>", "1001", "Comparison", "Newest claims"] {
      #expect(
        page.text.contains(words) || page.text.contains(words.replacing(",", with: "")), "\(words)")
    }
    #expect(!page.text.contains("<script") && !page.text.contains("style=\""))
    let links = page.text.matches(of: /href="(\/claims\/[0-9a-f]{64})"/).map { String($0.1) }
    #expect(links.count > 3)
    for link in Set(links).prefix(5) {
      let claim = try await stack.get(link)
      #expect(claim.status == 200)
      #expect(claim.text.contains("<mark>"))
      #expect(claim.headers["reckoner-complete"] == "true")
    }
    let style = try await stack.get("/style.css")
    #expect(style.headers["content-type"] == "text/css; charset=utf-8")
    #expect(
      try await stack.get("/style.css", ["If-None-Match": style.headers["etag"] ?? ""]).status
        == 304)
  }

  @Test func aQuestionNarrowsWhatIsShown() async throws {
    let killed = try await stack.get("/?party=russia&measure=killed&conflict=&words=&at=")
    #expect(killed.status == 200, "\(killed.text)")
    #expect(killed.text.contains("value=\"russia\""))
    #expect(!killed.text.contains("civilian"))
    let none = try await stack.get("/?party=freedonia&measure=")
    #expect(none.text.contains("No claims."))
    #expect(none.text.contains("No party “freedonia” is known."))
    let empty = try await stack.get("/?at=0")
    #expect(empty.status == 200)
    #expect(empty.text.contains("No claims."))
  }

  @Test func whatIsWrongIsSaidInWordsForPeople() async throws {
    for (target, status, words) in [
      ("/?colour=red", 400, "no such parameter"), ("/?at=soon", 400, "cannot be read"),
      ("/?at=999999", 404, "revision"), ("/?party=%3Cb%3E", 400, "&lt;b&gt;"),
      ("/claims/ffffffffff", 404, "claim"), ("/claims/x", 400, "id"),
    ] {
      let page = try await stack.get(target)
      #expect(page.status == status, "\(target)")
      #expect(page.headers["content-type"] == "text/html; charset=utf-8")
      #expect(page.text.contains(words), "\(target): \(page.text)")
      #expect(!page.text.contains("<b>"))
    }
  }
}

/// The pages where not all of the services answer.
@Suite(.timeLimit(.minutes(5))) struct PartialPageTests {
  @Test func aPartThatIsMissingIsSaidToBe() async throws {
    let stack = try await Stack([.gateway: ["--analytics-timeout", "300"]])
    _ = try await stack.reckon("ingest", try stack.report(1))
    await stack.end(.analytics, with: SIGKILL)
    let page = try await stack.get("/")
    #expect(page.status == 200)
    #expect(page.headers["reckoner-complete"] == "false")
    #expect(page.headers["etag"] == nil)
    #expect(page.text.contains("class=\"notice\""))
    #expect(page.text.contains("analytics"))
    #expect(page.text.contains("<mark>"))
  }
}
