import Ledger

/// The sketches of documents, and which documents may be like which: documents that agree in a band of four bins are
/// candidates for each other. Of two that share half of their shingles nine in ten are found, of two that share four fifths
/// practically all; a document is added in constant time.
///
/// Source: J. Leskovec, A. Rajaraman, J. Ullman, "Mining of Massive Datasets", section 3.4 (banding of minhash signatures):
/// with 32 bands of 4 rows the share found is 1 − (1 − s⁴)³².
struct Sketches: Sendable {
  private var sketches: [Handle: (began: UInt32, sketch: DocumentSketch)] = [:]
  private var bands: [Band: [Handle]] = [:]

  private static let rows = 4

  private struct Band: Hashable {
    let number: UInt8
    let values: UInt64
  }

  /// A document was read again where it has one already: the newest sketch holds from then on, and answers before it have
  /// none of that document.
  mutating func record(_ sketch: DocumentSketch, of document: Handle, at revision: UInt32) {
    if let known = sketches[document] {
      guard known.sketch != sketch else { return }
      forget(document)
    }
    sketches[document] = (revision, sketch)
    for band in Self.bands(of: sketch) { bands[band, default: []].append(document) }
  }

  /// The words were withdrawn: what is known of them goes, too, at every revision.
  mutating func forget(_ document: Handle) {
    guard let known = sketches.removeValue(forKey: document) else { return }
    for band in Self.bands(of: known.sketch) {
      bands[band]?.removeAll { $0 == document }
      if bands[band]?.isEmpty ?? false { bands[band] = nil }
    }
  }

  func sketch(of document: Handle, at revision: UInt32) -> DocumentSketch? {
    sketches[document].flatMap { $0.began <= revision ? $0.sketch : nil }
  }

  /// Documents that may be like one, each once, without itself; at most so many a band.
  func candidates(for document: Handle, at revision: UInt32, limit: Int) -> Set<Handle> {
    guard let sketch = sketch(of: document, at: revision) else { return [] }
    var found: Set<Handle> = []
    for band in Self.bands(of: sketch) { found.formUnion((bands[band] ?? []).prefix(limit)) }
    found.remove(document)
    return found.filter { self.sketch(of: $0, at: revision) != nil }
  }

  private static func bands(of sketch: DocumentSketch) -> [Band] {
    stride(from: 0, to: DocumentSketch.bins, by: rows).map { start in
      // FNV-1a over the values; two bands that only hash alike cost a comparison and no more.
      let values = sketch.values[start..<start + rows].reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01b3
      }
      return Band(number: UInt8(start / rows), values: values)
    }
  }

  var byteCount: Int {
    sketches.capacity
      * (MemoryLayout<Handle>.stride + MemoryLayout<(UInt32, DocumentSketch)>.stride)
      + sketches.count * DocumentSketch.bins * MemoryLayout<UInt32>.stride
      + bands.capacity * (MemoryLayout<Band>.stride + MemoryLayout<[Handle]>.stride)
      + bands.values.reduce(0) { $0 + $1.capacity * MemoryLayout<Handle>.stride }
  }
}
