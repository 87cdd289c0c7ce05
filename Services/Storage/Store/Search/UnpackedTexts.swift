import Ledger
import Synchronization

/// Texts that were unpacked lately, at most 32 MB of them, for the excerpts of searches. Answers begin with the newest
/// reports, so that the same ones are found time and again, and to unpack one takes longer than to look for words in it.
///
/// A text is known by the seal of its packed bytes, which was checked when it was unpacked. The row is read each time,
/// and nothing is shown that it does not have. What was withdrawn is not kept either: see `forget`.
final class UnpackedTexts: Sendable {
  /// What one read may take and keep. Its state of the ledger is no older than this is.
  struct Lease {
    fileprivate let texts: UnpackedTexts
    fileprivate let generation: Int

    func text(_ seal: Digest) -> [UInt8]? { texts.part(of: seal).withLock { $0.find(seal) } }

    func keep(_ text: [UInt8], _ seal: Digest) {
      texts.part(of: seal).withLock { part in
        // Within the lock: who forgets raises the generation before it empties the parts.
        if texts.generation.load(ordering: .sequentiallyConsistent) == generation {
          part.keep(text, seal)
        }
      }
    }
  }

  private struct Texts {
    /// Two halves: when the younger one is full, it becomes the older one, and what nobody asked for meanwhile goes.
    var younger: [Digest: [UInt8]] = [:]
    var older: [Digest: [UInt8]] = [:]
    /// Bytes of the younger half.
    var size = 0

    mutating func find(_ seal: Digest) -> [UInt8]? {
      if let text = younger[seal] { return text }
      guard let text = older.removeValue(forKey: seal) else { return nil }
      keep(text, seal)
      return text
    }

    mutating func keep(_ text: [UInt8], _ seal: Digest) {
      guard text.count <= UnpackedTexts.half, younger[seal] == nil else { return }
      if size + text.count > UnpackedTexts.half {
        (older, younger, size) = (younger, [:], 0)
      }
      younger[seal] = text
      size += text.count
    }
  }

  /// Readers that look for texts at the same time would wait for each other if there were only one.
  private final class Part: Sendable {
    private let texts = Mutex(Texts())
    func withLock<Result>(_ body: (inout Texts) -> Result) -> Result {
      texts.withLock { body(&$0) }
    }
  }
  private let parts = (0..<16).map { _ in Part() }
  private let generation = Atomic<Int>(0)

  /// Bytes of one half of one part.
  private static let half = 1 << 20

  private func part(of seal: Digest) -> Part {
    parts[Int(truncatingIfNeeded: seal.firstWord % UInt64(parts.count))]
  }

  /// Before the read begins.
  func lease() -> Lease {
    Lease(texts: self, generation: generation.load(ordering: .sequentiallyConsistent))
  }

  /// After words were taken out of reach. Reads that began before may show them, and keep nothing any more.
  func forget() {
    generation.add(1, ordering: .sequentiallyConsistent)
    for part in parts { part.withLock { $0 = Texts() } }
  }

  /// Bytes that are kept.
  var size: Int {
    parts.reduce(0) { size, part in
      part.withLock { texts in
        (texts.younger.values.map(\.count) + texts.older.values.map(\.count)).reduce(size, +)
      }
    }
  }
}
