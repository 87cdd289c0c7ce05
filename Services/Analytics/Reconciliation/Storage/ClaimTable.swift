import Ledger

/// All claims that ever held, by topic, with the values that they share.
struct ClaimTable: Sendable {
  private(set) var rows: [ClaimRow] = []
  private var index = RowIndex()
  private var corrected = CorrectedRows()
  /// The rows of each topic, in the order in which they began.
  private(set) var rowsByTopic: [[UInt32]] = []
  /// Of each topic, the last entry that changed what an answer on it rests on.
  private(set) var changedByTopic: [UInt32] = []
  /// The last one that did more to it than bring claims.
  private(set) var rewrittenByTopic: [UInt32] = []
  /// By document, the stretches of rows that are of it: a run's claims follow each other.
  private var rowsByDocument: [[Range<Int>]] = []
  /// Finds claims by their number, whatever topic they are on.
  private(set) var numbers = NumberIndex()
  /// How many claims hold now.
  private(set) var holding = 0

  private(set) var topics = Interner<Topic>()
  private(set) var sources = Interner<Source>()
  private(set) var scopes = Interner<Scope>()
  private(set) var quantityWords = Interner<PackedQuantity.Words>()
  private(set) var timeWords = Interner<PackedTime.Words>()
  private(set) var chains = Interner<Chain>()
  private(set) var measureWords = Interner<String>()
  /// The rows that a derived statement was made from, in its own document: few have any.
  private var bases: [Handle: [Handle]] = [:]
  /// How long what a row projects takes: few say so.
  private var durations: [Handle: Quantity] = [:]

  /// Adds the claims of one run. A claim that holds already is left as it is; one that had ceased to hold begins anew.
  /// - Parameter corrections: of a claim, those that hold: what was corrected once is corrected when it comes again.
  mutating func begin(
    _ claims: [Claim], document: Handle, at revision: UInt32,
    corrections: (ClaimID) -> [String: String] = { _ in [:] }
  ) {
    var added: [(row: Int, relations: [Relation])] = []
    for claim in claims {
      let id = ClaimID(of: claim)
      if let known = index.find(id, in: rows), rows[known].ended == .max { continue }
      var row = append(packed(claim, id: id, document: document, at: revision))
      if let takes = claim.time.takes { durations[Handle(row)] = takes }
      corrected.beginAnew(id)
      let corrections = corrections(id)
      if !corrections.isEmpty {
        // As it was extracted it never holds, and is kept for whoever takes the corrections back.
        rows[row].ended = revision
        row = replace(row, by: corrections, at: revision)
      }
      if !claim.relations.isEmpty { added.append((row, claim.relations)) }
      holding += 1
    }
    // Only when all claims of the run are there: what a relation points to may come from the same run.
    for (row, relations) in added { relate(row, relations) }
  }

  /// Ends a claim as it read, and begins it as it reads with corrections. One that does not hold has no reading.
  mutating func correct(
    _ id: ClaimID, with corrections: [String: String], at revision: UInt32
  ) {
    guard let row = index.find(id, in: rows), rows[row].ended == .max else { return }
    rows[row].ended = revision
    rewrite(topic: rows[row].topic, at: revision)
    _ = replace(row, by: corrections, at: revision)
  }

  /// Something changed that every answer with a claim of the document rests on.
  mutating func touch(document: Handle, at revision: UInt32) {
    guard Int(document) < rowsByDocument.count else { return }
    for range in rowsByDocument[Int(document)] {
      for row in rows[range] { rewrite(topic: row.topic, at: revision) }
    }
  }

  private mutating func rewrite(topic: Handle, at revision: UInt32) {
    changedByTopic[Int(topic)] = revision
    rewrittenByTopic[Int(topic)] = revision
  }

  /// The document of a claim; nil for one that the table does not hold.
  func document(of id: ClaimID) -> Handle? { index.find(id, in: rows).map { rows[$0].document } }

  /// The newest row of a claim; nil for one that the table does not hold.
  func row(of id: ClaimID) -> ClaimRow? { index.find(id, in: rows).map { rows[$0] } }

  private mutating func replace(
    _ row: Int, by corrections: [String: String], at revision: UInt32
  ) -> Int {
    let (id, document) = (rows[row].id, rows[row].document)
    let extracted = corrected.extracted(id) ?? Handle(row)
    let reading = claim(of: rows[Int(extracted)]).reading(with: corrections)
    var new = packed(reading, id: id, document: document, at: revision)
    (new.repeats, new.subsetOf) = (rows[row].repeats, rows[row].subsetOf)
    let place = append(new)
    if let known = bases[Handle(row)] { bases[Handle(place)] = known }
    if let known = durations[Handle(row)] { durations[Handle(place)] = known }
    corrected.record(id, extracted: extracted, before: Handle(row), after: Handle(place))
    return place
  }

  private mutating func append(_ row: ClaimRow) -> Int {
    let place = rows.count
    rows.append(row)
    index.insert(row: place, in: rows)
    let topic = Int(row.topic)
    if topic == rowsByTopic.count {
      rowsByTopic.append([])
      changedByTopic.append(0)
      rewrittenByTopic.append(0)
    }
    rowsByTopic[topic].append(UInt32(place))
    changedByTopic[topic] = row.began
    numbers.insert(row, unit: words(of: row).unit)
    note(place, of: Int(row.document))
    return place
  }

  private mutating func note(_ place: Int, of document: Int) {
    while rowsByDocument.count <= document { rowsByDocument.append([]) }
    if let last = rowsByDocument[document].last, last.upperBound == place {
      rowsByDocument[document][rowsByDocument[document].count - 1] = last.lowerBound..<place + 1
    } else {
      rowsByDocument[document].append(place..<place + 1)
    }
  }

  /// The claims of a document that hold at a revision.
  func rows(of document: Handle, at revision: UInt32) -> [ClaimRow] {
    guard Int(document) < rowsByDocument.count else { return [] }
    return rowsByDocument[Int(document)].flatMap { range in
      rows[range].filter { $0.holds(at: revision) }
    }
  }

  /// The claim in a row, or what took its place by a correction up to a revision.
  func row(_ row: Handle, asItReadsAt revision: UInt32) -> ClaimRow {
    var row = row
    while let next = corrected.next(row), rows[Int(next)].began <= revision { row = next }
    return rows[Int(row)]
  }

  /// Ends a claim. What the table does not hold cannot end again.
  mutating func end(_ id: ClaimID, at revision: UInt32) {
    guard let row = index.find(id, in: rows), rows[row].ended == .max else { return }
    rows[row].ended = revision
    rewrite(topic: rows[row].topic, at: revision)
    holding -= 1
  }

  func quantity(of row: ClaimRow) -> Quantity { row.quantity.unpacked(quantityWords) }
  func time(of row: ClaimRow) -> ClaimTime { row.time.unpacked(timeWords) }
  func scope(of row: ClaimRow) -> Scope { scopes[row.scope] }
  func words(of row: ClaimRow) -> PackedQuantity.Words { quantityWords[row.quantity.words] }
  func chain(of row: ClaimRow) -> Chain { chains[row.chain] }

  /// The claims that a derived statement names as those that it was made from, as they read at a revision.
  func bases(of row: ClaimRow, at revision: UInt32) -> [ClaimRow] {
    guard !bases.isEmpty, let place = index.find(row.id, in: rows) else { return [] }
    return (bases[Handle(place)] ?? []).map { self.row($0, asItReadsAt: revision) }
  }

  /// How long what a claim projects takes, as its text says.
  func duration(of row: ClaimRow) -> Quantity? {
    guard !durations.isEmpty, let place = index.find(row.id, in: rows) else { return nil }
    return durations[Handle(place)]
  }

  mutating func source(_ source: Source?) -> Handle {
    source.map { sources.handle(for: $0) } ?? .none
  }

  private mutating func packed(_ claim: Claim, id: ClaimID, document: Handle, at revision: UInt32)
    -> ClaimRow
  {
    ClaimRow(
      id: id, quantity: PackedQuantity(claim.quantity, words: &quantityWords),
      time: PackedTime(claim.time, words: &timeWords), began: revision, document: document,
      topic: topics.handle(for: topic(of: claim)), claimant: source(claim.attribution.claimant),
      outlet: source(claim.attribution.outlet), scope: scopes.handle(for: Scope(claim)),
      kind: claim.kind, ratePer: claim.ratePer, polarity: claim.polarity,
      citedForScale: claim.citedForScale, mode: claim.attribution.mode,
      section: claim.evidence.section,
      relays: UInt8(clamping: claim.attribution.relays.count),
      chain: chains.handle(
        for: Chain(
          speaker: claim.attribution.speaker, relays: claim.attribution.relays,
          announced: claim.attribution.announcedSources)),
      measureWords: measureWords.handle(for: claim.measure.words),
      position: UInt32(clamping: claim.evidence.number.characters.lowerBound))
  }

  private mutating func relate(_ row: Int, _ relations: [Relation]) {
    for relation in relations {
      guard let target = index.find(relation.target, in: rows) else { continue }
      switch relation.kind {
      case .repeats: rows[row].repeats = Handle(target)
      case .subsetOf: rows[row].subsetOf = Handle(target)
      case .derivedFrom: bases[Handle(row), default: []].append(Handle(target))
      }
    }
  }

  /// Bytes of the tables: their capacities times the sizes of their elements.
  var byteCount: Int {
    rows.capacity * MemoryLayout<ClaimRow>.stride + index.byteCount
      + rowsByTopic.capacity * MemoryLayout<[UInt32]>.stride
      + (changedByTopic.capacity + rewrittenByTopic.capacity) * MemoryLayout<UInt32>.stride
      + rowsByTopic.reduce(0) { $0 + $1.capacity * MemoryLayout<UInt32>.stride }
      + rowsByDocument.capacity * MemoryLayout<[Range<Int>]>.stride
      + rowsByDocument.reduce(0) { $0 + $1.capacity * MemoryLayout<Range<Int>>.stride }
      + numbers.byteCount + topics.byteCount + sources.byteCount + scopes.byteCount
      + quantityWords.byteCount
      + timeWords.byteCount + corrected.byteCount + chains.byteCount + measureWords.byteCount
      + bases.capacity * MemoryLayout<(Handle, [Handle])>.stride
      + bases.values.reduce(0) { $0 + $1.capacity * MemoryLayout<Handle>.stride }
      + durations.capacity * MemoryLayout<(Handle, Quantity)>.stride
  }
}
