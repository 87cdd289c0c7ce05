/// What the spans of a document's claims are of.
package enum EvidenceText: Sendable {
  /// An original that is a text in UTF-8.
  case original([UInt8])
  /// An original, and the map of the text in it.
  case mapped([UInt8], TextMap)
  /// A text that was derived from an original.
  case derived([UInt8])

  /// What errors call it.
  package var name: String {
    switch self {
    case .original, .mapped: "original"
    case .derived: "text derived from its original"
    }
  }

  /// Whether a span covers some words; nil where it lies outside.
  package func says(_ words: UnsafeRawBufferPointer, at range: Range<Int>) -> Bool? {
    switch self {
    case .original(let bytes), .derived(let bytes):
      guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
      return bytes.withUnsafeBytes {
        UnsafeRawBufferPointer(rebasing: $0[range]).isSame(as: words)
      }
    case .mapped(let original, let map):
      return original.withUnsafeBytes { map.text(in: range, of: $0) }.map { text in
        text.withUnsafeBytes { $0.isSame(as: words) }
      }
    }
  }

  /// All of it, as people read and search it; nil where the map is of another original.
  package var text: [UInt8]? {
    switch self {
    case .original(let bytes), .derived(let bytes): bytes
    case .mapped(let original, let map): original.withUnsafeBytes { map.text(of: $0) }
    }
  }
}
