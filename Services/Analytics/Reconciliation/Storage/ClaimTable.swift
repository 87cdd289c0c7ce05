import Ledger

/// All claims that ever held, by topic, with the values that they share.
struct ClaimTable: Sendable {
  private(set) var rows: [ClaimRow] = []
  private var index = RowIndex()
  /// The rows of each topic, in the order in which they began.
  private(set) var rowsByTopic: [[UInt32]] = []
  /// How many claims hold now.
  private(set) var holding = 0

  private(set) var topics = Interner<Topic>()
  private(set) var sources = Interner<Source>()
  private(set) var scopes = Interner<Scope>()
  private(set) var quantityWords = Interner<PackedQuantity.Words>()
  private(set) var timeWords = Interner<PackedTime.Words>()

  /// Adds the claims of one run. A claim that holds already is left as it is; one that had ceased to hold begins anew.
  mutating func begin(_ claims: [Claim], document: Handle, at revision: UInt32) {
    var added: [(row: Int, relations: [Relation])] = []
    for claim in claims {
      let id = ClaimID(of: claim)
      if let known = index.find(id, in: rows), rows[known].ended == .max { continue }
      let row = rows.count
      rows.append(packed(claim, id: id, document: document, at: revision))
      index.insert(row: row, in: rows)
      if !claim.relations.isEmpty { added.append((row, claim.relations)) }
      let topic = Int(rows[row].topic)
      if topic == rowsByTopic.count { rowsByTopic.append([]) }
      rowsByTopic[topic].append(UInt32(row))
      holding += 1
    }
    // Only when all claims of the run are there: what a relation points to may come from the same run.
    for (row, relations) in added { relate(row, relations) }
  }

  /// Ends a claim. What the table does not hold cannot end again.
  mutating func end(_ id: ClaimID, at revision: UInt32) {
    guard let row = index.find(id, in: rows), rows[row].ended == .max else { return }
    rows[row].ended = revision
    holding -= 1
  }

  func quantity(of row: ClaimRow) -> Quantity { row.quantity.unpacked(quantityWords) }
  func time(of row: ClaimRow) -> ClaimTime { row.time.unpacked(timeWords) }
  func scope(of row: ClaimRow) -> Scope { scopes[row.scope] }
  func words(of row: ClaimRow) -> PackedQuantity.Words { quantityWords[row.quantity.words] }

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
      relays: UInt8(clamping: claim.attribution.relays.count))
  }

  private mutating func relate(_ row: Int, _ relations: [Relation]) {
    for relation in relations {
      guard let target = index.find(relation.target, in: rows) else { continue }
      switch relation.kind {
      case .repeats: rows[row].repeats = Handle(target)
      case .subsetOf: rows[row].subsetOf = Handle(target)
      case .derivedFrom: break
      }
    }
  }

  /// Bytes of the tables: their capacities times the sizes of their elements.
  var byteCount: Int {
    rows.capacity * MemoryLayout<ClaimRow>.stride + index.byteCount
      + rowsByTopic.capacity * MemoryLayout<[UInt32]>.stride
      + rowsByTopic.reduce(0) { $0 + $1.capacity * MemoryLayout<UInt32>.stride }
      + topics.byteCount + sources.byteCount + scopes.byteCount + quantityWords.byteCount
      + timeWords.byteCount
  }
}
