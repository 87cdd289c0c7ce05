import Ledger

extension ClaimOutline {
  /// Reads what an outline needs of a packed claim, and passes by the rest: the fields are those of a claim in their
  /// order, but what they hold is looked at in evidence only. Nil where it is not packed so.
  ///
  /// It is for claims of which is known that they are as they were recorded. Whether a claim is one that the domain
  /// allows, and whether its fields add up to the id that it states, learns whoever unpacks it.
  init?(packedAsWritten claim: UnsafeRawBufferPointer) {
    var fields = PlainFields(claim)
    let id = fields.hexDigest(1)
    for number in UInt8(2)...6 { _ = fields.contents(number) }
    for number in UInt8(7)...10 { _ = fields.integer(number) }
    _ = fields.contents(11)
    while fields.contents(12) != nil {}
    var evidence = PlainFields(fields.contents(13))
    while fields.contents(14) != nil {}
    _ = fields.real(15)
    guard fields.isDone else { return nil }

    let number = Self.bytes(evidence.contents(1))
    _ = evidence.contents(2)
    let sentence = Self.bytes(evidence.contents(3))
    _ = (evidence.integer(4), evidence.contents(5), evidence.contents(6))
    let (sentenceSeal, numberSeal) = (evidence.digest(7), evidence.digest(8))
    _ = (evidence.contents(9), evidence.contents(10))
    guard evidence.isDone, let number, let sentence else { return nil }
    var seal: Evidence.Seal?
    if let sentenceSeal, let numberSeal {
      seal = Evidence.Seal(sentence: sentenceSeal, number: numberSeal)
    }
    self.init(
      id: ClaimID(id), places: WordPlaces(sentence: sentence, number: number), seal: seal)
  }

  private static func bytes(_ span: UnsafeRawBufferPointer?) -> Range<Int>? {
    guard let span else { return nil }
    var fields = PlainFields(span)
    let (first, last) = (fields.count(1, upTo: .max), fields.count(2, upTo: .max))
    _ = (fields.integer(3), fields.integer(4))
    guard fields.isDone, first <= last else { return nil }
    return first..<last
  }
}
