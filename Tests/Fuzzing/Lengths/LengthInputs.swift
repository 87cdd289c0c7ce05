/// The same thing over and over, at a length and at a multiple of it: what takes a time that grows faster than the
/// length shows here.
struct LengthInputs: Sendable {
  let seed: UInt64
  let sources: TextSources

  private static let units = [
    ".", "\"", ")", "(", "000 ", "1,", "1.", "9", "a", "a-", "and ", "5 to ", "A.", "U.S.", "x'",
    "'s ",
    "\n", "A.\n", "a\n", "- a\n", "# A\n", "> a\n", "| 1 | 2 |\n", "a\tb\n", "a  b\n", "1. a\n",
    "\u{301}", "\u{1F1FA}", "\u{1F1FA}\t", "👩\u{200D}", "क्", "\u{202E}", "\u{A0}", "٣", "½", "** ",
    "](", "[7]",
    "\r",
    "Share this post\n", "killed ", "40 killed ", "between ", "at least ", "soldiers ", "million ",
    "May ", "May 5-", "2023-01-01 ", "said ", "the ", "Russian ", "Mediazona ", "of them ", "“",
    "(40 ",
    "40 soldiers were killed. ", "a hundred and ", "2006-08 ", "mid-", "40% ", "In 2024, ", "a. ",
  ]
  private static let heads = [
    "", "In the battle 40 soldiers were killed near the town. ", "# War\n\n",
    "Killed by side in the war:\n\n| Side | Killed |\n|---|---|\n", "Side\tKilled\tWounded\n",
  ]
  private static let tails = [
    "", "a", ".", "\n", " In the battle 40 soldiers were killed near the town.", "x y", ")",
    "\u{301}",
  ]

  /// One text of about so many bytes. The number decides of what, the size only how often.
  func text(_ number: Int, size: Int) -> [UInt8] {
    var dice = Dice(seed: seed, input: number)
    // Each unit by itself first, with each head; then units put together by chance.
    let unit: String
    let head: String
    if number < Self.units.count * Self.heads.count {
      unit = Self.units[number % Self.units.count]
      head = Self.heads[number / Self.units.count]
    } else {
      unit = (0..<1 + dice.below(4)).map { _ in
        switch dice.below(5) {
        case 0: TextSoup.sentence(&dice) + " "
        case 1: dice.pick(sources.words) + dice.pick([" ", "", "\n"])
        case 2: dice.pick(sources.sentences) + dice.pick([" ", "\n", "\n\n"])
        default: dice.pick(Self.units)
        }
      }.joined()
      head = dice.pick(Self.heads)
    }
    let tail = dice.pick(Self.tails)
    let times = max(1, size / max(1, unit.utf8.count))
    return Array((head + String(repeating: unit, count: times) + tail).utf8)
  }

  /// One message of about so many bytes: a field of it, or a field of a message in it, over and over.
  func message(_ number: Int, size: Int) -> [UInt8] {
    var dice = Dice(seed: seed, input: number)
    let isWhole = dice.once(in: 3)
    var grower = Grower(dice, presence: isWhole ? 100 : 30, oddness: 0)
    var fields = MessageInputs(seed: seed).kind(number).grow(&grower)
    repeatField(&fields, &dice, size: size)
    return fields.encoded
  }

  private func repeatField(_ fields: inout [WireField], _ dice: inout Dice, size: Int) {
    guard !fields.isEmpty else {
      fields = [WireField(100, .varint(1))]
      return
    }
    let index = dice.below(fields.count)
    if case .message(var within) = fields[index].value, dice.once(in: 2) {
      repeatField(&within, &dice, size: size)
      fields[index].value = .message(within)
      return
    }
    let length = [fields[index]].encoded.count
    fields += [WireField](repeating: fields[index], count: size / max(1, length))
  }
}
