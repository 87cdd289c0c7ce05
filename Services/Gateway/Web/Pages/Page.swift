import Ledger
import Messages
import Wording

/// What all pages have in common. They run nothing and load nothing but the one stylesheet; text from outside gets into
/// them through `HTML.text` only, links through `PageLink.encode`.
enum Page {
  static let policy =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  static func document(title: String, _ body: [String]) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(HTML.text(title))</title>
    <link rel="stylesheet" href="/style.css">
    </head>
    <body>
    <header><a class="name" href="/">Reckoner</a> <span>who claims what, and where it stands</span></header>
    <main>
    \(body.joined(separator: "\n"))
    </main>
    <footer>The same as JSON: <a href="/v1/claims">claims</a> <a href="/v1/compare">comparison</a>
    <a href="/v1/findings">findings</a> <a href="/v1/status">status</a></footer>
    </body>
    </html>

    """
  }

  static func section(_ title: String, id: String, _ parts: [String]) -> String {
    "<section aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">\(HTML.text(title))</h2>\n"
      + parts.joined(separator: "\n") + "\n</section>"
  }

  /// A table that scrolls by itself where the window is narrow.
  static func table(_ title: String, _ header: [String], _ rows: [[String]]) -> String {
    let head = header.map { "<th scope=\"col\">\(HTML.text($0))</th>" }.joined()
    let body = rows.map { row in
      HTML.element("tr", row.map { HTML.element("td", $0) }.joined())
    }
    return
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(HTML.text(title))\">"
      + "<table><thead><tr>\(head)</tr></thead>\n<tbody>\(body.joined(separator: "\n"))</tbody></table></div>"
  }

  static func notice(_ text: String) -> String {
    "<p class=\"notice\" role=\"status\">\(HTML.text(text))</p>"
  }

  /// What is missing from an answer; nothing where nothing is.
  static func missing(_ status: AnswerStatus) -> String {
    Words.missing(status).map(notice) ?? ""
  }

  static func link(_ claim: ClaimID, _ text: String) -> String {
    "<a href=\"/claims/\(PageLink.encode("\(claim)"))\">\(HTML.text(text))</a>"
  }

  static func problem(_ problem: Problem) -> String {
    let subject = problem.subject.isEmpty ? "" : "\(problem.subject): "
    return document(
      title: "\(HTTPStatus.phrase(problem.status)) · Reckoner",
      [
        "<h1>\(HTML.text(HTTPStatus.phrase(problem.status)))</h1>",
        notice(subject + problem.detail),
        problem.hint.isEmpty ? "" : HTML.element("p", HTML.text(problem.hint)),
      ])
  }
}
