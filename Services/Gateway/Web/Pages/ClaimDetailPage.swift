import Ledger
import Messages
import Wording

/// One claim: its sentence, and everything that is known of it.
enum ClaimDetailPage {
  static func html(_ answer: ShowClaimResponse) -> String? {
    guard let record = answer.claim else { return nil }
    let title = ClaimParts.title(record.asItReads)
    return Page.document(
      title: "\(title) · Reckoner",
      [
        Page.missing(answer.status), "<h1>\(HTML.text(title))</h1>", ClaimParts.quotation(record),
        HTML.list(facts(record, answer)),
        "<p><a href=\"/v1/claims/\(PageLink.encode("\(record.id)"))\">The whole record as JSON</a></p>",
      ])
  }

  private static func facts(_ record: ClaimRecord, _ answer: ShowClaimResponse) -> [(
    name: String, value: String
  )] {
    let claim = record.asItReads
    var facts: [(name: String, value: String)] = []
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty, value != "-" { facts.append((name, value)) }
    }
    add("Figure", Words.figure(claim.quantity, claim.kind, claim.ratePer))
    add("In the words", claim.quantity.modifierText)
    add("Measure", "\(claim.measure.id) (“\(claim.measure.words)”)")
    add("Counted group", Words.group(claim.group.party, claim.group.population))
    add("Conflict", claim.group.conflict.map { "\($0) (\(claim.group.conflictBasis))" })
    add("Place", claim.group.place)
    add("Kind", Words.kind(claim.kind, per: claim.ratePer))
    add("Standing", Words.polarity(claim.polarity))
    add("About", Words.about(claim.time))
    add("Stated", Words.stated(claim.time))
    add("Said by", Words.claimant(claim.attribution.claimant))
    add("Passed on by", claim.attribution.relays.map(\.name).joined(separator: ", "))
    for sighting in answer.sightings {
      add(
        "Seen",
        [
          sighting.outlet?.name, sighting.published.map { "published \($0.date)" }, sighting.url,
          sighting.fileName, "received \(sighting.receivedAt)",
        ].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", "))
    }
    add("Review", Words.review(record))
    add("Document", "\(claim.document)")
    add("Claim", "\(record.id)")
    add("Entry", "\(record.began), recorded \(record.recordedAt)")
    add("Ledger", "revision \(answer.status.revision), version \(answer.status.version)")
    return facts
  }
}
