import Foundation
import Ledger

/// Words with a salt of their own, and the seal that stands for them in the entry. Without the salt the seal says
/// nothing: nobody can try likely words against it. A salt has 16 bytes.
struct SealedWords {
  let salt: [UInt8]
  let words: [UInt8]
  let seal: Digest

  init(_ words: [UInt8], salt: [UInt8]) {
    (self.words, self.salt) = (words, salt)
    seal = Self.seal(salt: salt, words: words)
  }

  init(_ words: [UInt8]) {
    var salts = Salts()
    self.init(words, salt: salts.next())
  }

  init(_ words: String) { self.init(Array(words.utf8)) }

  static func seal(salt: [UInt8], words: [UInt8]) -> Digest {
    salt.withUnsafeBytes { salt in words.withUnsafeBytes { Digest(of: salt, $0) } }
  }
}

/// Salts of the system's own source of randomness, which is made for keys. It is asked for several at once.
struct Salts {
  private var left: [UInt8] = []

  mutating func next() -> [UInt8] {
    if left.isEmpty {
      left = [UInt8](unsafeUninitializedCapacity: Self.atOnce) { buffer, count in
        // It fails only where the kernel has no such source, or for more than 256 bytes; words must not be kept under a
        // seal that can be guessed.
        guard let start = buffer.baseAddress, getentropy(start, Self.atOnce) == 0 else {
          fatalError("the system gives no random bytes")
        }
        count = Self.atOnce
      }
    }
    defer { left.removeLast(Self.size) }
    return Array(left.suffix(Self.size))
  }

  private static let size = 16
  private static let atOnce = 256
}

/// What goes beside one entry: the words that its seals stand for.
enum EntryWords {
  case none
  /// With the text that people search, where that is another one.
  case original(PackedOriginal, text: [UInt8]?)
  case title(SealedWords)
  /// For each claim of a run, in their order: its sentence and its number; the sketch of its document, and
  /// how the text was had, where no earlier run has the same.
  case run(
    quotations: [(sentence: SealedWords, number: SealedWords)], sketch: SealedWords?,
    transcript: PackedOriginal?)
}

/// Where a claim stands in the ledger: its run's entry and its place among the run's claims.
///
/// One number that sorts as lists do: newest entry first when read downwards, and within an entry in the order of the
/// text. It is the key of all that belongs to one span of life of one claim.
struct ClaimNumber {
  /// Claims that one run can have, by the bits that their places take.
  static let claimsPerRun = 1 << 20

  let value: Int64

  /// The place must be below `claimsPerRun`.
  init(run: Revision, place: Int) {
    value = run.number << 20 | Int64(Self.claimsPerRun - 1 - place)
  }

  init(_ value: Int64) { self.value = value }

  var run: Revision { Revision(value >> 20) }

  var place: Int { Self.claimsPerRun - 1 - Int(value & Int64(Self.claimsPerRun - 1)) }

  /// The least number that a claim of a run can have; `bound(after:)` the run is above them all.
  static func least(of run: Revision) -> Int64 { run.number << 20 }

  /// Greater than the number of every claim recorded at or before a revision.
  static func bound(after revision: Revision) -> Int64 { (revision.number + 1) << 20 }
}
