import Ledger

/// Words of claims that wait to be compared with their seals: several digests are worked out together. Words are copied,
/// because their rows do not stay.
struct SealBatch: ~Copyable {
  private struct Words {
    let check: SealCheck
    let seal: Evidence.Seal
    /// Where salt and words are among the bytes.
    let sentence: Range<Int>
    let number: Range<Int>
    /// What the text says otherwise at their spans; nil where nothing.
    let contradiction: String?
    /// There is a text.
    let isCompared: Bool
  }

  private var bytes: [UInt8] = []
  private var waiting: [Words] = []
  private var digests = DigestBatch()

  private static let atOnce = 16
  /// Longer words are nobody's sentence, and are looked at by themselves.
  private static let longest = 1 << 14

  /// Words of a claim in a row, and the claim that they belong to.
  ///
  /// Nothing is said of them before `work`. Of words about which there is more to say than whether their seals hold,
  /// everything is said at once.
  mutating func add(
    _ row: Row, _ claim: ClaimOutline, _ text: EvidenceText?, _ check: SealCheck,
    _ report: inout VerificationReport
  ) {
    let (sentenceSalt, sentence) = (row.bytesInPlace(0), row.bytesInPlace(1))
    let (numberSalt, number) = (row.bytesInPlace(2), row.bytesInPlace(3))
    // What has an address is not NULL.
    guard let seal = claim.seal, !check.isErased, sentence.baseAddress != nil,
      number.baseAddress != nil, sentenceSalt.baseAddress != nil, numberSalt.baseAddress != nil,
      sentence.count + number.count < Self.longest
    else { return check.compare(row, claim, text, &report) }
    let start = bytes.count
    bytes.append(contentsOf: sentenceSalt)
    bytes.append(contentsOf: sentence)
    let middle = bytes.count
    bytes.append(contentsOf: numberSalt)
    bytes.append(contentsOf: number)
    waiting.append(
      Words(
        check: check, seal: seal, sentence: start..<middle, number: middle..<bytes.count,
        contradiction: text.flatMap { claim.places.contradiction(of: sentence, number, to: $0) },
        isCompared: text != nil))
    if waiting.count == Self.atOnce { work(&report) }
  }

  /// Compares what waits.
  mutating func work(_ report: inout VerificationReport) {
    guard !waiting.isEmpty else { return }
    bytes.withUnsafeBytes { bytes in
      let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
      for words in waiting {
        digests.add(UnsafeRawBufferPointer(rebasing: bytes[words.sentence]), nothing)
        digests.add(UnsafeRawBufferPointer(rebasing: bytes[words.number]), nothing)
      }
      digests.work()
    }
    for (place, words) in waiting.enumerated() {
      words.check.compare(
        sentence: digests[2 * place] == words.seal.sentence,
        number: digests[2 * place + 1] == words.seal.number,
        words.contradiction, isCompared: words.isCompared, &report)
    }
    bytes.removeAll(keepingCapacity: true)
    waiting.removeAll(keepingCapacity: true)
  }
}
