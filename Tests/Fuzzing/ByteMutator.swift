/// Damages bytes without knowing what they mean.
enum ByteMutator {
  private static let telling: [UInt8] = [
    0, 1, 0x7F, 0x80, 0xFF, 0xC0, 0xE2, 0xED, 0xF0, 0x0A, 0x20,
  ]

  static func mutate(_ bytes: inout [UInt8], _ dice: inout Dice) {
    guard !bytes.isEmpty else {
      bytes = dice.bytes(1 + dice.below(8))
      return
    }
    let stretch = dice.stretch(of: bytes.count, longest: 16)
    let at = stretch.lowerBound
    switch dice.below(9) {
    case 0: bytes[at] ^= 1 << UInt8(dice.below(8))
    case 1: bytes[at] = dice.pick(telling)
    case 2: bytes[at] = UInt8(truncatingIfNeeded: dice.next())
    case 3: bytes.insert(contentsOf: dice.bytes(1 + dice.below(6)), at: at)
    case 4: bytes.removeSubrange(stretch)
    case 5: bytes.insert(contentsOf: Array(bytes[stretch]), at: dice.below(bytes.count))
    case 6: bytes.removeSubrange(at...)
    case 7: bytes.replaceSubrange(stretch, with: bytes[stretch].reversed())
    default: bytes.insert(contentsOf: [UInt8](repeating: dice.pick(telling), count: 11), at: at)
    }
  }
}
