import CDigest

/// Digests of texts that are worked out together, which takes little more than half the time where the processor has
/// instructions for it. Elsewhere they are worked out one by one.
package struct DigestBatch: ~Copyable {
  private var texts: [reckoner_text] = []
  private var digests: [UInt8] = []

  package init() {}

  /// Another text, of two stretches of bytes, one after the other.
  ///
  /// They must stay where they are until the digests were worked out.
  package mutating func add(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) {
    texts.append(Self.text(first, second))
  }

  private static func text(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer)
    -> reckoner_text
  {
    reckoner_text(
      first: first.baseAddress, second: second.baseAddress, first_size: first.count,
      second_size: second.count)
  }

  /// Texts that wait.
  package var count: Int { texts.count }

  /// Forgets the texts that wait.
  package mutating func removeAll() { texts.removeAll(keepingCapacity: true) }

  /// Works out the digests of all texts that were added, and forgets the texts.
  package mutating func work() {
    let size = texts.count * 32
    if digests.count < size { digests = [UInt8](repeating: 0, count: size) }
    digests.withUnsafeMutableBytes { Self.work(texts, $0) }
    removeAll()
  }

  /// Of a text of the batch that was worked out last, in the order in which they were added.
  package subscript(index: Int) -> Digest {
    digests.withUnsafeBytes {
      Digest(exactly: UnsafeRawBufferPointer(rebasing: $0[index * 32..<index * 32 + 32]))
    }
  }

  /// Two of them, without a batch.
  package static func pair(
    _ one: (UnsafeRawBufferPointer, UnsafeRawBufferPointer),
    _ other: (UnsafeRawBufferPointer, UnsafeRawBufferPointer)
  ) -> (Digest, Digest) {
    guard isFast else { return (Digest(of: one.0, one.1), Digest(of: other.0, other.1)) }
    return withUnsafeTemporaryAllocation(of: reckoner_text.self, capacity: 2) { texts in
      withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { digests in
        texts.initializeElement(at: 0, to: text(one.0, one.1))
        texts.initializeElement(at: 1, to: text(other.0, other.1))
        reckoner_sha256(
          texts.baseAddress, 2, digests.baseAddress?.assumingMemoryBound(to: UInt8.self))
        let bytes = UnsafeRawBufferPointer(digests)
        return (
          Digest(exactly: UnsafeRawBufferPointer(rebasing: bytes[..<32])),
          Digest(exactly: UnsafeRawBufferPointer(rebasing: bytes[32...]))
        )
      }
    }
  }

  private static func work(_ texts: [reckoner_text], _ digests: UnsafeMutableRawBufferPointer) {
    guard !texts.isEmpty else { return }
    guard isFast else {
      for (place, text) in texts.enumerated() {
        Digest(
          of: UnsafeRawBufferPointer(start: text.first, count: text.first_size),
          UnsafeRawBufferPointer(start: text.second, count: text.second_size)
        ).write(to: digests, at: place * 32)
      }
      return
    }
    reckoner_sha256(
      texts, texts.count, digests.baseAddress?.assumingMemoryBound(to: UInt8.self))
  }

  private static let isFast = reckoner_sha256_is_there()
}
