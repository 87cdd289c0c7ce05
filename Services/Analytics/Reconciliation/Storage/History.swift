import Ledger

/// Values that change from revision to revision, with all that they were.
struct History<Value: Sendable>: Sendable {
  private var changes: [(revision: UInt32, value: Value)] = []

  mutating func record(_ value: Value, at revision: UInt32) {
    changes.append((revision, value))
  }

  /// What held at a revision: the last change up to then.
  func value(at revision: UInt32) -> Value? {
    changes.last { $0.revision <= revision }?.value
  }

  /// The revision of the last change; nil where there was none.
  var lastChange: UInt32? { changes.last?.revision }

  /// Everything recorded up to a revision.
  func values(upTo revision: UInt32) -> [Value] {
    changes.prefix { $0.revision <= revision }.map(\.value)
  }

  var byteCount: Int { changes.capacity * MemoryLayout<(UInt32, Value)>.stride }
}

/// The documents that claims stand in, and the outlets that they were seen at.
struct Documents: Sendable {
  private var ids = Interner<DocumentID>()
  private var sightings: [History<Handle>] = []
  /// Those whose words were withdrawn. A withdrawal speaks of today, so that its revision does not matter.
  private var withdrawn: Set<Handle> = []
  /// What the documents share of their words.
  private(set) var sketches = Sketches()

  /// Its words are out of reach, and what is known of them is forgotten.
  mutating func withdraw(_ document: Handle) {
    withdrawn.insert(document)
    sketches.forget(document)
  }

  mutating func record(_ sketch: DocumentSketch, of document: Handle, at revision: UInt32) {
    guard !isWithdrawn(document) else { return }
    sketches.record(sketch, of: document, at: revision)
  }

  /// Nil for one that no entry spoke of.
  func known(_ id: DocumentID) -> Handle? { ids.find(id) }

  func id(of document: Handle) -> DocumentID { ids[document] }

  /// How many there are whose words were withdrawn.
  var withdrawnCount: Int { withdrawn.count }

  func isWithdrawn(_ document: Handle) -> Bool { withdrawn.contains(document) }

  mutating func handle(for id: DocumentID) -> Handle {
    let handle = ids.handle(for: id)
    if Int(handle) == sightings.count { sightings.append(History()) }
    return handle
  }

  mutating func record(outlet: Handle, of document: Handle, at revision: UInt32) {
    sightings[Int(document)].record(outlet, at: revision)
  }

  /// The outlets, as handles of sources, that the ledger knew at a revision.
  func outlets(of document: Handle, at revision: UInt32) -> [Handle] {
    sightings[Int(document)].values(upTo: revision)
  }

  var byteCount: Int {
    ids.byteCount + sightings.capacity * MemoryLayout<History<Handle>>.stride
      + withdrawn.capacity * MemoryLayout<Handle>.stride + sketches.byteCount
      + sightings.reduce(0) { $0 + $1.byteCount }
  }
}
