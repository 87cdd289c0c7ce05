import Ledger
import Messages
import Wording

/// Passages that were found, each under a line that says where it stands.
enum SearchPage {
  static func lines(_ answer: SearchTextResponse) -> [String] {
    let revision = "(revision \(answer.status.revision))"
    guard !answer.hits.isEmpty else {
      return ["Nothing holds these words. \(revision)"] + counts(answer.counts)
    }
    var lines: [String] = []
    for hit in answer.hits {
      lines.append(heading(hit))
      lines += Terminal.wrapped(excerpt(hit.excerpt, isWithdrawn: hit.claim?.isWithdrawn ?? false))
      lines.append("")
    }
    let more = answer.nextCursor.isEmpty ? "" : ", more with --limit"
    return lines + ["\(answer.hits.count) passages\(more) \(revision)"] + counts(answer.counts)
  }

  private static func heading(_ hit: TextHit) -> String {
    let facts: [String]
    if let record = hit.claim {
      let claim = record.claim
      facts = [
        "claim \(Words.short(record.id))",
        "\(Words.figure(claim.quantity, claim.kind, claim.ratePer)) \(claim.measure.id.value)",
        Words.group(claim.group.party, claim.group.population),
        Words.claimant(claim.attribution.claimant),
      ]
    } else {
      let sighting = hit.sighting
      facts = [
        "report \(Words.short(hit.document))", sighting?.published?.date.description ?? "-",
        sighting?.outlet?.name ?? "-",
        sighting.map { $0.title.isEmpty ? $0.fileName : $0.title } ?? "",
      ]
    }
    let text = facts.filter { !$0.isEmpty }.joined(separator: "  ")
    return Terminal.faint(Terminal.cut(Terminal.safe(text), to: Terminal.width ?? .max))
  }

  /// The words with what was found set off; colours come after everything else was made harmless.
  private static func excerpt(_ excerpt: Excerpt, isWithdrawn: Bool) -> String {
    guard !isWithdrawn else { return "(withdrawn)" }
    let units = Array(excerpt.words.utf8)
    func safe(_ range: Range<Int>) -> String {
      Terminal.safe(String(decoding: units[range], as: UTF8.self))
    }
    var text = excerpt.isCutBefore ? "… " : ""
    var place = 0
    for match in excerpt.matches.map(\.bytes)
    where match.lowerBound >= place && match.upperBound <= units.count {
      text += safe(place..<match.lowerBound)
      text += safe(match).split(separator: " ").map { Terminal.bold(String($0)) }
        .joined(separator: " ")
      place = match.upperBound
    }
    return text + safe(place..<units.count) + (excerpt.isCutAfter ? " …" : "")
  }

  /// How many there are in all; nothing where nobody asked.
  static func counts(_ counts: ClaimCounts?) -> [String] {
    guard let counts else { return [] }
    var lines = ["", "\(counts.claims) claims, \(counts.reports) reports in all"]
    for facet in counts.facets where !facet.values.isEmpty {
      lines += ["", Terminal.bold("\(facet.facet)".uppercased())]
      var rows = facet.values.map { ($0.claims, $0.value.isEmpty ? "(open)" : $0.value) }
      if facet.otherValues > 0 {
        rows.append((facet.otherClaims, "(\(facet.otherValues) others)"))
      }
      for (number, value) in rows {
        let figure = String(number)
        let fill = String(repeating: " ", count: max(0, 8 - figure.count))
        lines.append(fill + figure + "  " + Terminal.safe(value))
      }
    }
    return lines
  }
}

extension ClaimRecord {
  fileprivate var isWithdrawn: Bool { claim.evidence.sentenceText.isEmpty }
}
