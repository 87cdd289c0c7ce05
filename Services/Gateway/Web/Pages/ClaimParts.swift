import Ledger
import Wording

/// A claim on a page: its figure, its sentence, where it stands.
enum ClaimParts {
  static func title(_ claim: Claim) -> String {
    [
      Words.figure(claim.quantity, claim.kind, claim.ratePer), claim.measure.id.value,
      Words.group(claim.group.party, claim.group.population),
    ].joined(separator: " · ")
  }

  /// - Parameter outlets: where its document was seen.
  static func article(_ record: ClaimRecord, outlets: [String]) -> String {
    let claim = record.asItReads
    var notes = [Words.standing(record)]
    if !outlets.isEmpty { notes.append("in " + outlets.joined(separator: ", ")) }
    if let polarity = Words.polarity(claim.polarity) { notes.append(polarity) }
    if claim.citedForScale { notes.append("cited for scale") }
    if let review = Words.review(record) { notes.append(review) }
    return """
      <article>
      <h3>\(Page.link(record.id, title(claim)))</h3>
      \(quotation(record))
      <p class="facts">\(HTML.text(notes.joined(separator: " · ")))</p>
      </article>
      """
  }

  /// The sentence with its number marked. It may run in any direction, and no further than its own box.
  static func quotation(_ record: ClaimRecord) -> String {
    if let mark = record.withdrawn {
      return "<blockquote>\(HTML.text(Words.withdrawn(mark)))</blockquote>"
    }
    let evidence = record.claim.evidence
    guard !evidence.sentenceText.isEmpty else {
      return "<blockquote>(the words were withdrawn)</blockquote>"
    }
    let scalars = Array(evidence.sentenceText.unicodeScalars)
    let start = evidence.number.characters.lowerBound - evidence.sentence.characters.lowerBound
    let end = start + evidence.number.characters.count
    guard 0 <= start, start <= end, end <= scalars.count else {
      return "<blockquote dir=\"auto\">\(HTML.text(evidence.sentenceText))</blockquote>"
    }
    func text(_ part: ArraySlice<Unicode.Scalar>) -> String {
      var out = String.UnicodeScalarView()
      out.append(contentsOf: part)
      return HTML.text(String(out))
    }
    return
      "<blockquote dir=\"auto\">\(text(scalars[..<start]))<mark>\(text(scalars[start..<end]))</mark>"
      + "\(text(scalars[end...]))</blockquote>"
  }
}
