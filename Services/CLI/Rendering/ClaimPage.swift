import Ledger
import Messages
import Wording

/// Everything about one claim, for people.
enum ClaimPage {
  static func lines(_ record: ClaimRecord, _ answer: ShowClaimResponse) -> [String] {
    let facts = facts(record, answer).map { name, value in
      guard !name.isEmpty else { return "" }
      let fill = String(repeating: " ", count: max(1, 12 - name.count))
      return Terminal.faint(name) + fill + Terminal.safe(value)
    }
    return Terminal.wrapped(sentence(of: record)) + [""] + facts
  }

  /// What the ledger says of a claim, by name, with an empty name between groups. The values are as they came.
  static func facts(_ record: ClaimRecord, _ answer: ShowClaimResponse) -> [(
    name: String, value: String
  )] {
    let claim = record.asItReads
    var facts: [(name: String, value: String)] = []
    func add(_ name: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      facts.append((name, value))
    }
    add("claim", "\(record.id)")
    add("figure", figure(claim))
    add("measure", measure(claim.measure))
    add("group", Words.group(claim.group.party, claim.group.population))
    add("conflict", claim.group.conflict.map { "\($0) (\(claim.group.conflictBasis))" })
    add("place", claim.group.place)
    add("incident", claim.group.incident)
    add("cause", claim.group.cause == .unstated ? nil : "\(claim.group.cause)")
    add("method", claim.group.method == .unstated ? nil : "\(claim.group.method)")
    add(
      "responsible",
      claim.group.responsible.map {
        "\($0.party)" + ($0.statedBy.isEmpty ? "" : ", according to \($0.statedBy)")
      })
    for (name, date) in [
      ("from", claim.time.from), ("to", claim.time.to), ("as of", claim.time.asOf),
      ("stated on", claim.time.statedOn), ("published", claim.time.published),
    ] { add(name, date.map(dated)) }
    add("takes", claim.time.takes.map { "\($0.display) \($0.unit)" })
    add("said by", chain(claim.attribution, answer.sightings))
    let announced = claim.attribution.announcedSources
    add("announced", announced.isEmpty ? nil : "“\(announced)”")
    for relation in claim.relations { add(relationName(relation.kind), "\(relation.target)") }
    facts.append(("", ""))
    add("document", "\(claim.document)")
    add("version", record.newerVersion.map { "an earlier one; the next is \($0)" })
    add("where", place(claim.evidence))
    for sighting in answer.sightings { add("seen", seen(sighting)) }
    facts.append(("", ""))
    add(
      "entry",
      "\(record.began), recorded \(record.recordedAt) by \(record.author)"
        + (record.ended.map { "; ceased to hold at \($0)" } ?? ""))
    add("chain", answer.entryHash?.hex)
    for fact in ReviewPage.facts(record) { add(fact.name, fact.value) }
    add("withdrawn", record.withdrawn?.description)
    add(
      "extraction",
      "version \(record.extractorVersion), lexicon \(record.lexiconFingerprint.prefix(12)), confidence "
        + Quantity.grouped((claim.confidence * 100).rounded() / 100))
    add("rules", claim.rules.joined(separator: ", "))
    return facts
  }

  /// The claim's sentence, or why it is not there.
  static func sentence(of record: ClaimRecord) -> String {
    record.withdrawn.map { Terminal.safe(Words.withdrawn($0)) } ?? sentence(record.claim.evidence)
  }

  /// The sentence with the number marked: bold in colour, in brackets without.
  static func sentence(_ evidence: Evidence) -> String {
    guard !evidence.sentenceText.isEmpty else { return "(the words were withdrawn)" }
    guard let (before, number, behind) = parts(of: evidence) else {
      return Terminal.safe(evidence.sentenceText)
    }
    return before + (Terminal.hasColor ? Terminal.bold(number) : "[\(number)]") + behind
  }

  /// The sentence around its number, harmless to print; nil where the number stands outside it.
  static func parts(of evidence: Evidence) -> (before: String, number: String, behind: String)? {
    let scalars = Array(evidence.sentenceText.unicodeScalars)
    let start = evidence.number.characters.lowerBound - evidence.sentence.characters.lowerBound
    let end = start + evidence.number.characters.count
    guard start >= 0, end <= scalars.count else { return nil }
    func text(_ part: ArraySlice<Unicode.Scalar>) -> String {
      var out = ""
      out.unicodeScalars.append(contentsOf: part)
      return Terminal.safe(out)
    }
    return (text(scalars[..<start]), text(scalars[start..<end]), text(scalars[end...]))
  }

  private static func figure(_ claim: Claim) -> String {
    let marks = [
      "\(claim.quantity.form)", Words.kind(claim.kind, per: claim.ratePer),
      Words.polarity(claim.polarity), claim.citedForScale ? "another war, cited for scale" : nil,
    ].compactMap { $0 }
    let words = claim.quantity.modifierText
    return Words.figure(claim.quantity, claim.kind, claim.ratePer)
      + (words.isEmpty ? "" : " “\(words)”") + " (\(marks.joined(separator: ", ")))"
  }

  private static func measure(_ measure: MeasureStatement) -> String {
    measure.id.value + (measure.words.isEmpty ? "" : " “\(measure.words)”")
      + (measure.includes.isEmpty
        ? "" : ", including \(measure.includes.map(\.value).joined(separator: ", "))")
  }

  private static func dated(_ statement: DateStatement) -> String {
    "\(statement.date) (\(statement.basis)"
      + (statement.words.isEmpty ? ")" : ", “\(statement.words)”)")
  }

  private static func chain(_ attribution: Attribution, _ sightings: [Sighting]) -> String {
    var links = [Words.claimant(attribution.claimant)]
    if let speaker = attribution.speaker { links.append("\(speaker.name) (speaking)") }
    links += attribution.relays.map(\.name)
    var outlets = [attribution.outlet].compactMap { $0?.name }
    for name in sightings.compactMap(\.outlet?.name) where !outlets.contains(name) {
      outlets.append(name)
    }
    if !outlets.isEmpty { links.append(outlets.joined(separator: ", ")) }
    return links.joined(separator: " → ") + " (\(mode(attribution.mode)))"
  }

  private static func mode(_ mode: Attribution.Mode) -> String {
    switch mode {
    case .directQuote: "direct quote"
    case .reportedSpeech: "reported speech"
    case .headline: "headline"
    case .caption: "caption"
    case .ownVoice: "the text's own voice"
    }
  }

  static func relationName(_ kind: Relation.Kind) -> String {
    switch kind {
    case .subsetOf: "part of"
    case .repeats: "repeats"
    case .derivedFrom: "derived from"
    }
  }

  private static func place(_ evidence: Evidence) -> String {
    let bytes = evidence.sentence.bytes
    let place = "\(evidence.section), bytes \(bytes.lowerBound) to \(bytes.upperBound)"
    return evidence.location.map { "\(place) of its text; \(Words.place($0))" } ?? place
  }

  static func seen(_ sighting: Sighting) -> String {
    let parts = [
      sighting.outlet?.name, sighting.published.map { "published \($0.date) (\($0.basis))" },
      sighting.url, sighting.fileName, "received \(sighting.receivedAt)",
    ]
    return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
