import Ledger
import Messages
import Wording

/// What differs, for people: a line with − for a claim that was, with + for one that is, each with its sentence.
enum DifferencePage {
  static func lines(_ changes: [ClaimChange]) -> [String] { changes.flatMap(lines) }

  private static func lines(_ change: ClaimChange) -> [String] {
    var lines: [String] = []
    if let before = change.before { lines += claim("-", before, notes(change)) }
    if let after = change.after {
      // What the two lines show may be alike: a claim is more than they have room for.
      let fields = change.before.map { ClaimFields.differing($0, after) } ?? []
      let other = fields.isEmpty ? [] : ["other \(fields.joined(separator: ", "))"]
      lines += claim("+", after, other + (change.needsReview ? ["needs review again"] : []))
    }
    return lines
  }

  private static func notes(_ change: ClaimChange) -> [String] {
    if change.keptByReview {
      let isHeld = change.review == .accepted || change.review == .corrected
      return ["kept: " + (isHeld ? "a reviewer \(change.review) it" : "decisions on it wait")]
    }
    return change.review == .unreviewed ? [] : ["a reviewer \(change.review) it"]
  }

  private static func claim(_ mark: String, _ claim: Claim, _ notes: [String]) -> [String] {
    let head = [
      Words.figure(claim.quantity, claim.kind, claim.ratePer), claim.measure.id.value,
      Words.polarity(claim.polarity), Words.group(claim.group.party, claim.group.population),
      claim.group.place, Words.about(claim.time), Words.claimant(claim.attribution.claimant),
    ].compactMap { $0 }.filter { $0 != "-" }
    let note = notes.isEmpty ? "" : "  (\(notes.joined(separator: "; ")))"
    let id = Words.short(ClaimID(of: claim))
    return [
      "\(mark) \(id)  " + Terminal.bold(Terminal.safe(head.joined(separator: ", ")))
        + Terminal.safe(note),
      "              " + ClaimPage.sentence(claim.evidence),
    ]
  }

  static func lines(_ difference: ReportDifference) -> [String] {
    [
      "- \(version(difference.before))", "+ \(version(difference.after))",
      "\(sum(difference.claims)) (revision \(difference.status.revision))",
    ]
  }

  private static func version(_ report: ReportRecord) -> String {
    let sighting = report.sightings.last
    return Terminal.safe(
      [
        Words.short(report.document.id), sighting?.published?.date.description,
        sighting?.outlet?.name, report.withdrawn.map(Words.withdrawn) ?? sighting?.title,
      ].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "  "))
  }

  static func line(_ document: DocumentReextraction) -> String {
    let what = document.error.map { "not read: \($0)" } ?? sum(document.claims)
    return Terminal.safe(
      ["\(Words.short(document.document))", document.title, what].filter { !$0.isEmpty }
        .joined(separator: "  "))
  }

  static func lines(_ report: ReextractionReport) -> [String] {
    let failed = report.failed == 0 ? "" : ", \(report.failed) could not be read"
    return [
      Terminal.safe(
        "\(report.documents) document\(report.documents == 1 ? "" : "s") read by extractor \(report.extractorVersion), lexicon \(report.lexiconFingerprint.prefix(12))\(failed)"
      ),
      "\(report.differing) differ: \(sum(report.claims))",
    ]
  }

  static func sum(_ claims: ClaimTally) -> String {
    var text =
      "\(claims.added) added, \(claims.gone) gone, \(claims.changed) changed, \(claims.unchanged) unchanged"
    if claims.keptByReview > 0 { text += "; \(claims.keptByReview) kept by a reviewer's decision" }
    if claims.needReview > 0 {
      text +=
        claims.needReview == 1
        ? "; 1 needs review again" : "; \(claims.needReview) need review again"
    }
    return text
  }
}
