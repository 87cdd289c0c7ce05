extension ClaimID {
  /// The identity of a claim: a digest over its document, its number's span and every extracted field except the
  /// words themselves (sentence and number text), the confidence, the rules and the versions. The same content read
  /// twice is the same claim.
  package init(of claim: Claim) {
    if let known = claim.knownID.id {
      self = known
      return
    }
    var fields = FieldDigest(domain: "reckoner.claim.1")
    fields.add(claim.document.digest)
    fields.add(claim.evidence.number)
    fields.add(claim.evidence.phrase)
    fields.add(claim.evidence.sentence)
    fields.add(claim.evidence.section.rawValue)
    fields.add(claim.quantity)
    fields.add(claim.measure.id.value)
    fields.add(claim.measure.includes.count)
    for part in claim.measure.includes { fields.add(part.value) }
    fields.add(claim.measure.words)
    fields.add(claim.group)
    fields.add(claim.time)
    fields.add(claim.kind.rawValue)
    fields.add(claim.ratePer?.rawValue ?? 0)
    fields.add(claim.polarity.rawValue)
    fields.add(claim.citedForScale)
    fields.add(claim.attribution)
    fields.add(claim.relations.count)
    for relation in claim.relations {
      fields.add(relation.kind.rawValue)
      fields.add(relation.target.digest)
    }
    // Only where there are some: claims of before there were these fields keep their ids.
    let announced = claim.attribution.announcedSources
    if !announced.isEmpty {
      fields.add("announced")
      fields.add(announced)
    }
    if let takes = claim.time.takes {
      fields.add("takes")
      fields.add(takes)
    }
    if let subject = claim.evidence.subject {
      fields.add("subject")
      fields.add(subject.value)
    }
    self.init(fields.finish())
  }
}

extension Claim {
  /// The same, with its id at hand for whoever asks next.
  package func identified() -> Claim {
    guard knownID.id == nil else { return self }
    var claim = self
    claim.knownID.id = ClaimID(of: self)
    return claim
  }

  /// Other words in place of its own. They are no part of its identity.
  package mutating func setWords(sentence: String, number: String) {
    let known = knownID
    evidence.sentenceText = sentence
    evidence.numberText = number
    knownID = known
  }

  /// Without its words, and with what stands for them.
  package func sealed(_ seal: Evidence.Seal) -> Claim {
    var claim = self
    claim.evidence.seal = seal
    claim.knownID = knownID
    claim.setWords(sentence: "", number: "")
    return claim
  }
}

/// An id that may be known. No part of what makes two claims equal.
struct KnownID: Hashable, Sendable {
  var id: ClaimID?

  static func == (_: Self, _: Self) -> Bool { true }
  func hash(into _: inout Hasher) {}
}

extension FieldDigest {
  fileprivate mutating func add(_ span: Span) {
    add(span.bytes.lowerBound)
    add(span.bytes.upperBound)
    add(span.characters.lowerBound)
    add(span.characters.upperBound)
  }

  fileprivate mutating func add(_ quantity: Quantity) {
    add(quantity.form.rawValue)
    add(quantity.low)
    add(quantity.high)
    add(quantity.best != nil)
    add(quantity.best ?? 0)
    add(quantity.modifier.rawValue)
    add(quantity.modifierText)
    add(quantity.approximate)
    add(quantity.unit)
    add(quantity.significantDigits)
    add(quantity.vagueTerm)
  }

  private mutating func add(_ bound: Quantity.Bound?) {
    add(bound != nil)
    add(bound?.value ?? 0)
    add(bound?.inclusive ?? false)
  }

  fileprivate mutating func add(_ group: CountedGroup) {
    add(group.party?.value)
    add(group.population?.value)
    add(group.conflict?.value)
    add(group.conflictBasis.rawValue)
    add(group.place)
    add(group.incident)
    add(group.cause.rawValue)
    add(group.responsible?.party.value)
    add(group.responsible?.statedBy)
    add(group.method.rawValue)
  }

  fileprivate mutating func add(_ time: ClaimTime) {
    add(time.from)
    add(time.to)
    add(time.asOf)
    add(time.statedOn)
    add(time.published)
  }

  private mutating func add(_ statement: DateStatement?) {
    add(statement?.date)
    add(statement?.basis.rawValue ?? 0)
    add(statement?.words)
  }

  fileprivate mutating func add(_ attribution: Attribution) {
    add(attribution.claimant)
    add(attribution.speaker)
    add(attribution.outlet)
    add(attribution.relays.count)
    for relay in attribution.relays { add(relay) }
    add(attribution.mode.rawValue)
  }

  private mutating func add(_ source: Source?) {
    add(source?.id?.value)
    add(source?.name)
  }
}
