import Ledger

/// Reads outlines of packed claims. The id of each is worked out from its fields where they lie, in the order in which
/// `ClaimID(of:)` takes them: a claim of which it comes out otherwise has no outline.
struct ClaimOutlineReader: ~Copyable {
  /// The fields of the claims that were read, list by list, and where each list ends.
  private var digest = FieldDigest(domain: "")
  private var ends: [Int] = []
  /// Parts of the claim before: in one report many claims say the same about when, whose people, and who says so.
  private var (measure, group, time, attribution) = (Part(), Part(), Part(), Part())

  /// A part of a claim that was read, and its fields.
  private struct Part {
    var bytes: UnsafeRawBufferPointer?
    var fields = 0..<0
    var items = 0

    /// Adds the fields once more where the bytes are the same once more.
    func isRepeated(by other: UnsafeRawBufferPointer, _ digest: inout FieldDigest) -> Bool {
      guard let bytes, bytes.isSame(as: other) else { return false }
      digest.add(again: fields)
      return true
    }
  }

  /// Items that all lists of a claim may have together. What has more is left to whoever unpacks it, and who must not
  /// take too much memory for it.
  private static let mostItems = 64

  /// Forgets the fields of the claims that were read.
  mutating func restart() {
    digest.restart(domain: "")
    ends.removeAll(keepingCapacity: true)
    ends.append(digest.count)
    (measure, group, time, attribution) = (Part(), Part(), Part(), Part())
  }

  /// Adds what the ids of the claims since `restart` are digests of.
  ///
  /// The next claim that is read moves it.
  func addFields(to batch: inout DigestBatch) {
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    digest.withBytes { bytes in
      for place in 1..<ends.count {
        batch.add(nothing, UnsafeRawBufferPointer(rebasing: bytes[ends[place - 1]..<ends[place]]))
      }
    }
  }

  /// Nil where the claim is not as a program packs one that the domain allows. Its id is the one that it states: whether
  /// its fields add up to it is for the caller to see.
  mutating func outline(_ claim: UnsafeRawBufferPointer) -> ClaimOutline? {
    digest.restart(domain: "reckoner.claim.1", keeping: true)
    var fields = PlainFields(claim)
    let id = fields.hexDigest(1)
    digest.add(fields.hexDigest(2))
    let quantity = fields.contents(3)
    let measure = fields.contents(4)
    let group = fields.contents(5)
    let time = fields.contents(6)
    let kind = fields.required(7, Claim.Kind.self)
    let ratePer = fields.value(8, Claim.RateUnit.self) ?? 0
    let polarity = fields.required(9, Claim.Polarity.self)
    let citedForScale = fields.flag(10)
    let attribution = fields.contents(11)
    var relations = fields.list(12)
    var evidence = PlainFields(fields.contents(13))
    let rules = fields.texts(14)
    _ = fields.real(15)
    guard fields.isDone, let quantity, let measure, let group, let attribution, let rules else {
      return nil
    }

    var items = relations.count + rules
    var takes: UnsafeRawBufferPointer?
    guard let places = addPlaces(&evidence), add(quantity: quantity),
      add(measure: measure, &items), add(group: group), add(time: time, &takes)
    else { return nil }
    digest.add(kind)
    digest.add(ratePer)
    digest.add(polarity)
    digest.add(citedForScale)
    guard let announced = add(attribution: attribution, &items), items <= Self.mostItems else {
      return nil
    }
    digest.add(relations.count)
    while let relation = relations.fields.contents(12) {
      var fields = PlainFields(relation)
      digest.add(fields.required(1, Relation.Kind.self))
      digest.add(fields.hexDigest(2))
      guard fields.isDone else { return nil }
    }
    if !announced.isEmpty {
      digest.add("announced")
      digest.add(bytes: announced)
    }
    if let takes {
      digest.add("takes")
      guard add(quantity: takes) else { return nil }
    }
    _ = (evidence.text(5), evidence.text(6))
    let (sentence, number) = (evidence.digest(7), evidence.digest(8))
    let subject = evidence.identifier(9)
    if !subject.isEmpty {
      digest.add("subject")
      digest.add(bytes: subject)
    }
    if let location = evidence.contents(10) {
      guard TextLocation(packedAsWritten: location) != nil else { return nil }
    }
    guard evidence.isDone else { return nil }
    ends.append(digest.count)
    var seal: Evidence.Seal?
    if let sentence, let number { seal = Evidence.Seal(sentence: sentence, number: number) }
    return ClaimOutline(id: ClaimID(id), places: places, seal: seal)
  }

  /// Spans and section, the first fields of evidence.
  private mutating func addPlaces(_ evidence: inout PlainFields) -> WordPlaces? {
    let number = add(span: evidence.contents(1))
    let phrase = add(span: evidence.contents(2))
    let sentence = add(span: evidence.contents(3))
    digest.add(evidence.required(4, Section.self))
    guard let number, phrase != nil, let sentence else { return nil }
    return WordPlaces(sentence: sentence, number: number)
  }

  private mutating func add(span: UnsafeRawBufferPointer?) -> Range<Int>? {
    guard let span else { return nil }
    var fields = PlainFields(span)
    let (first, last) = (fields.count(1, upTo: .max), fields.count(2, upTo: .max))
    let (begin, end) = (fields.count(3, upTo: .max), fields.count(4, upTo: .max))
    guard fields.isDone, first <= last, begin <= end else { return nil }
    digest.add(first)
    digest.add(last)
    digest.add(begin)
    digest.add(end)
    return first..<last
  }

  private mutating func add(quantity: UnsafeRawBufferPointer) -> Bool {
    var fields = PlainFields(quantity)
    digest.add(fields.required(1, Quantity.Form.self))
    let low = fields.contents(2)
    let best = fields.real(3)
    let high = fields.contents(4)
    guard add(bound: low), add(bound: high) else { return false }
    digest.add(best != nil)
    digest.add(best ?? 0)
    digest.add(fields.required(5, Quantity.Modifier.self))
    digest.add(bytes: fields.text(6))
    digest.add(fields.flag(7))
    digest.add(bytes: fields.text(8))
    digest.add(fields.count(9, upTo: 255))
    digest.add(bytes: fields.text(10))
    return fields.isDone
  }

  private mutating func add(bound: UnsafeRawBufferPointer?) -> Bool {
    var fields = PlainFields(bound)
    digest.add(bound != nil)
    digest.add(fields.real(1) ?? 0)
    digest.add(fields.flag(2))
    return fields.isDone
  }

  private mutating func add(measure bytes: UnsafeRawBufferPointer, _ items: inout Int) -> Bool {
    if measure.isRepeated(by: bytes, &digest) {
      items += measure.items
      return true
    }
    let start = digest.count
    var fields = PlainFields(bytes)
    let id = fields.identifier(1)
    digest.add(bytes: id)
    let includes = fields.list(2)
    digest.add(includes.count)
    items += includes.count
    var parts = includes.fields
    for _ in 0..<includes.count {
      let part = parts.identifier(2)
      guard !part.isEmpty else { return false }
      digest.add(bytes: part)
    }
    digest.add(bytes: fields.text(3))
    measure = Part(bytes: bytes, fields: start..<digest.count, items: includes.count)
    return fields.isDone && parts.isDone && !id.isEmpty
  }

  private mutating func add(group bytes: UnsafeRawBufferPointer) -> Bool {
    if group.isRepeated(by: bytes, &digest) { return true }
    let start = digest.count
    var fields = PlainFields(bytes)
    for number in UInt8(1)...3 { add(optional: fields.identifier(number)) }
    digest.add(fields.required(4, CountedGroup.Basis.self))
    for number in UInt8(5)...6 { add(optional: fields.text(number)) }
    digest.add(fields.required(7, CountedGroup.Cause.self))
    let responsible = fields.contents(8)
    var inner = PlainFields(responsible)
    let party = inner.identifier(1)
    guard responsible == nil || !party.isEmpty else { return false }
    add(optional: party)
    add(inner.text(2), isThere: responsible != nil)
    digest.add(fields.required(9, CountedGroup.Method.self))
    group = Part(bytes: bytes, fields: start..<digest.count)
    return fields.isDone && inner.isDone
  }

  /// All but how long it takes, which is put in `takes`.
  private mutating func add(
    time bytes: UnsafeRawBufferPointer?, _ takes: inout UnsafeRawBufferPointer?
  ) -> Bool {
    if let bytes, time.isRepeated(by: bytes, &digest) { return true }
    let start = digest.count
    var fields = PlainFields(bytes)
    for number in UInt8(1)...5 {
      let statement = fields.statement(number)
      guard statement.isPlain else { return false }
      add(statement.date ?? Self.nothing, isThere: statement.date != nil)
      digest.add(statement.basis)
      add(statement.words ?? Self.nothing, isThere: statement.words != nil)
    }
    takes = fields.contents(6)
    time = takes == nil ? Part(bytes: bytes, fields: start..<digest.count) : Part()
    return fields.isDone
  }

  /// All but the words that announce sources, which come back.
  private mutating func add(attribution bytes: UnsafeRawBufferPointer, _ items: inout Int)
    -> UnsafeRawBufferPointer?
  {
    if attribution.isRepeated(by: bytes, &digest) {
      items += attribution.items
      return Self.nothing
    }
    let start = digest.count
    var fields = PlainFields(bytes)
    let (claimant, speaker) = (fields.contents(1), fields.contents(2))
    var relays = fields.list(3)
    let outlet = fields.contents(4)
    guard add(source: claimant), add(source: speaker), add(source: outlet) else { return nil }
    digest.add(relays.count)
    items += relays.count
    while let relay = relays.fields.contents(3) {
      guard add(source: relay) else { return nil }
    }
    digest.add(fields.required(5, Attribution.Mode.self))
    let announced = fields.text(6)
    attribution =
      announced.isEmpty
      ? Part(bytes: bytes, fields: start..<digest.count, items: relays.count) : Part()
    return fields.isDone ? announced : nil
  }

  private mutating func add(source: UnsafeRawBufferPointer?) -> Bool {
    var fields = PlainFields(source)
    add(optional: fields.identifier(1))
    add(fields.text(2), isThere: source != nil)
    return fields.isDone
  }

  /// A text that is none where it is empty.
  private mutating func add(optional text: UnsafeRawBufferPointer) {
    add(text, isThere: !text.isEmpty)
  }

  private mutating func add(_ text: UnsafeRawBufferPointer, isThere: Bool) {
    digest.add(isThere)
    digest.add(bytes: text)
  }

  private static var nothing: UnsafeRawBufferPointer { .init(start: nil, count: 0) }
}
