import Ledger
import Messages

/// What is read of an entry where it lies is what the unpacked entry says.
enum OutlineCheck {
  /// - Parameter packed: the same entry as this program packs it.
  static func accepted(_ entry: Entry, _ bytes: [UInt8], _ packed: [UInt8]) throws(Violation) {
    for bytes in [bytes, packed] {
      guard let found = outline(of: bytes) else { continue }
      try Violation.unless(
        found.entry == EntryOutline(entry), "an outline says what its entry says")
      try Violation.unless(
        found.hashes == hashes(of: bytes), "an outline has the hashes of its entry and its claims")
    }
    switch entry.body {
    case .run(let run) where run.sketch != nil: break
    case .supersession, .review, .vocabulary, .withdrawal: break
    case .document, .sighting, .run:
      try Violation.unless(outline(of: packed) != nil, "what is packed here is read in outline")
    }
  }

  /// What is no entry may have an outline; whoever asks for one comes to no harm.
  static func refused(_ bytes: [UInt8]) { _ = outline(of: bytes) }

  private static let previous = Digest(of: [7])

  private static func outline(of bytes: [UInt8]) -> OutlineReader.Found? {
    var reader = OutlineReader()
    return bytes.withUnsafeBytes { reader.outline($0, after: previous) }
  }

  private static func hashes(of bytes: [UInt8]) -> OutlineReader.Hashes {
    OutlineReader.Hashes(
      chain: Digest(of: [previous.bytes, bytes]),
      leaves: ((try? PackedEntry.claims(in: bytes)) ?? []).map { MerkleTree.leaf(Array(bytes[$0])) }
    )
  }
}
