import Ledger
import Messages
import Wording

/// The first page: the newest claims, the comparison and the findings on a question, each with the way to its sentence.
struct HomePage {
  let question: [(name: String, value: String)]
  let claims: Result<SearchClaimsResponse, LedgerError>
  let comparison: Result<CompareResponse, LedgerError>
  let findings: Result<ListFindingsResponse, LedgerError>

  /// What may be asked here. All of it goes to claims, and to the others what they know of it.
  static let fields: [(name: String, label: String, example: String)] = [
    ("conflict", "Conflict", "russia-ukraine"), ("party", "Whose people", "russia"),
    ("measure", "What is counted", "killed"), ("words", "Words of the sentence", "soldiers"),
    ("at", "As known at", "2026-02-05"),
  ]

  private static let mostTopics = 8
  private static let mostFigures = 5

  var html: String {
    Page.document(
      title: "Reckoner",
      [
        "<h1>Who claims what</h1>", form, part("Comparison", "comparison", comparison, topics),
        part("Where claims do not go together", "findings", findings, list),
        part("Newest claims", "claims", claims, articles),
      ])
  }

  private var form: String {
    let inputs = Self.fields.map { field in
      let value = question.first { $0.name == field.name }?.value ?? ""
      return "<label>\(HTML.text(field.label)) <input name=\"\(field.name)\" "
        + "value=\"\(HTML.text(value))\" placeholder=\"\(HTML.text(field.example))\"></label>"
    }
    return "<form method=\"get\" action=\"/\">\(inputs.joined(separator: "\n"))"
      + "<button>Ask</button></form>"
  }

  private func part<Answer: ComposedAnswer>(
    _ title: String, _ id: String, _ result: Result<Answer, LedgerError>,
    _ show: (Answer) -> [String]
  ) -> String {
    switch result {
    case .success(let answer):
      Page.section(title, id: id, [Page.missing(answer.status), narrowed(id)] + show(answer))
    case .failure(let error):
      Page.section(title, id: id, [Page.notice("There is no answer to this. \(error)")])
    }
  }

  /// Only claims have sentences to look for words in.
  private func narrowed(_ id: String) -> String {
    guard id != "claims", question.contains(where: { $0.name == "words" }) else { return "" }
    return "<p class=\"facts\">Words narrow the claims only, and not this.</p>"
  }

  private func topics(_ answer: CompareResponse) -> [String] {
    guard let comparison = answer.comparison, !comparison.topics.isEmpty else {
      return ["<p>No figures.</p>"]
    }
    let shown = comparison.topics.prefix(Self.mostTopics).map { topic in
      let title = Words.title(topic.topic)
      return "<h3>\(HTML.text(title))</h3>"
        + Page.table(
          title, ["Who counts", "Figure", "About", "Stated", "Reports"],
          topic.systems.flatMap(Self.rows))
    }
    let counted = Words.counted(comparison.claims, rejected: comparison.rejectedClaims)
    let rest = comparison.topics.count - shown.count
    let more = rest > 0 ? " \(rest) more topics: ask for one." : ""
    return shown + ["<p class=\"facts\">\(HTML.text("\(counted).\(more)"))</p>"]
  }

  private static func rows(_ system: CountingSystem) -> [[String]] {
    let before = max(0, system.figures.count - mostFigures) + system.furtherFigures
    return system.figures.suffix(mostFigures).enumerated().map { index, figure in
      let value = Words.figure(figure.quantity, figure.kind, figure.ratePer)
      let notes = [
        Words.polarity(figure.polarity), figure.citedForScale ? "cited for scale" : nil,
        index == 0 && before > 0 ? "\(before) before these" : nil,
      ].compactMap { $0 }
      return [
        HTML.text(Words.claimant(system.claimant)),
        (figure.claims.first.map { Page.link($0, value) } ?? HTML.text(value))
          + (notes.isEmpty ? "" : " <small>\(HTML.text(notes.joined(separator: ", ")))</small>"),
        HTML.text(Words.about(figure.time)), HTML.text(Words.stated(figure.time)),
        "\(figure.documents)",
      ]
    }
  }

  private func list(_ answer: ListFindingsResponse) -> [String] {
    let set = answer.findings
    guard !set.findings.isEmpty else { return ["<p>Nothing found.</p>"] }
    let records = Dictionary(answer.evidence.map { ($0.id, $0) }) { first, _ in first }
    let items = set.findings.map { finding in
      let claims = finding.claims.map { claim in
        let title = records[claim.claim].map { ClaimParts.title($0.asItReads) } ?? "\(claim.claim)"
        return HTML.element("li", Page.link(claim.claim, title))
      }
      return """
        <article class="finding">
        <h3><span class="severity \(finding.severity)">\(finding.severity)</span> \
        \(HTML.text(finding.summary))</h3>
        <ul>\(claims.joined())</ul>
        </article>
        """
    }
    let rest = set.count - set.findings.count
    return items + (rest > 0 ? ["<p class=\"facts\">\(rest) more.</p>"] : [])
  }

  private func articles(_ answer: SearchClaimsResponse) -> [String] {
    guard !answer.claims.isEmpty else { return ["<p>No claims.</p>"] }
    let seen = Dictionary(grouping: answer.sightings, by: \.document)
    var parts = answer.claims.map { record in
      let outlets = (seen[record.claim.document] ?? []).compactMap(\.outlet?.name)
      return ClaimParts.article(
        record,
        outlets: Array(Set(outlets)).filter { $0 != record.claim.attribution.outlet?.name }.sorted()
      )
    }
    if !answer.nextCursor.isEmpty {
      let values = question + [(name: "cursor", value: answer.nextCursor)]
      let query = values.map { "\(PageLink.encode($0.name))=\(PageLink.encode($0.value))" }
      parts.append(
        "<p><a rel=\"next\" href=\"/?\(query.joined(separator: "&amp;"))\">Older claims</a></p>")
    }
    parts.append(
      "<p class=\"facts\">revision \(answer.status.revision), version \(HTML.text(answer.status.version))</p>"
    )
    return parts
  }
}
