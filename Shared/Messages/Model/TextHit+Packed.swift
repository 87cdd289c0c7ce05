package import Ledger

// Numbers of fields are those of search.proto and report.proto; a test compares what is packed here with what the values
// pack to.

extension Packed<TextHit> {
  /// A hit of parts that are packed already. Throws `malformed` where the excerpt cannot travel.
  package init(
    kind: PassageKind, document: DocumentID, sighting: Packed<Sighting>? = nil,
    claim: Packed<ClaimRecord>? = nil, excerpt: Excerpt
  ) throws(LedgerError) {
    var out = FieldWriter(
      capacity: (sighting?.bytes.count ?? 0) + (claim?.bytes.count ?? 0) + excerpt.words.utf8.count
        + 32 * excerpt.matches.count + 128)
    out.add(1, number: Int64(kind.rawValue))
    out.add(2, packed: Array(document.description.utf8))
    if let sighting { out.add(3, packed: sighting.bytes) }
    if let claim { out.add(4, packed: claim.bytes) }
    out.add(5, packed: try excerpt.packed())
    self.init(bytes: out.bytes)
  }
}

extension Packed<Sighting> {
  /// A sighting as it is stored, with its title put in.
  /// - Parameter stored: packed, without the title.
  /// - Throws: `malformed` where its bytes are no message, or the title cannot travel.
  package init(stored: UnsafeRawBufferPointer, title: UnsafeRawBufferPointer)
    throws(LedgerError)
  {
    let splice = try TextSplice([(7, try WireText(title, "title"))], into: stored, 0..<stored.count)
    var out = FieldWriter(capacity: splice.size)
    splice.write(to: &out)
    self.init(bytes: out.bytes)
  }
}
