/// Damages a text as people, converters and attackers do.
enum TextMutator {
  private static let strange = [
    // Directions of writing, marks of no width, marks that stand on the letter before.
    "\u{202E}", "\u{202A}", "\u{2066}", "\u{2069}", "\u{200F}", "\u{200B}", "\u{200D}", "\u{2060}",
    "\u{FEFF}", "\u{AD}", "\u{301}", "\u{301}\u{327}\u{20DD}", "\u{FE0F}", "\u{20E3}",
    // Spaces, line ends and what reads like them.
    "\u{A0}", "\u{2009}", "\u{3000}", "\u{85}", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}", "\r",
    "\r\n",
    // Letters without case, of two cases, that grow when they are folded.
    "犠牲者", "ǅ", "ß", "İ", "ﬃ", "Σς", "\u{1F1FA}\u{1F1E6}\u{1F1FA}", "👩‍👧", "क्षि", "\u{FFFD}",
    "\u{10FFFF}", "\u{E000}", "\u{FFFE}", "\u{D7FF}",
    // Marks that the grammar listens to.
    "“", "”", "«", "‘", "’", "(", ")", "[7]", "[", "]", "—", " -- ", "…", "\"", "|", "\t", "   ",
    "**", "](", "```\n", "> ", "# ", "\n- ", "\n\n", "\n", "%", "$", "№", "@", "#", "½", "·", "…",
  ]
  /// Bytes that no text in UTF-8 holds, and pieces of some that it may.
  private static let broken: [[UInt8]] = [
    [0xED, 0xA0, 0x80], [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], [0xC0, 0x80], [0xFF], [0xFE, 0xFF],
    [0x80], [0xE2, 0x80], [0xF0, 0x9F], [0xF4, 0x90, 0x80, 0x80], [0],
  ]

  static func mutate(_ text: inout [UInt8], _ dice: inout Dice, _ words: [String]) {
    guard text.count > 2 else {
      text += Array(dice.pick(words).utf8)
      return
    }
    let stretch = dice.stretch(of: text.count, longest: 60)
    let at = boundary(in: text, stretch.lowerBound)
    switch dice.below(16) {
    case 0, 1, 2: text.insert(contentsOf: Array(dice.pick(strange).utf8), at: at)
    case 3: text.insert(contentsOf: Array(" \(dice.pick(words)) ".utf8), at: at)
    case 4: text.insert(contentsOf: Array(" \(TextSoup.numbers(&dice)) ".utf8), at: at)
    case 5: text.removeSubrange(at..<max(at, boundary(in: text, stretch.upperBound)))
    case 6:
      let part = Array(text[at..<max(at, boundary(in: text, stretch.upperBound))])
      for _ in 0..<dice.pick([1, 2, 30]) where text.count < 40_000 {
        text.insert(contentsOf: part, at: at)
      }
    case 7: text = each(text, dice.pick([UInt8(ascii: " "), UInt8(ascii: ".")]), &dice)
    case 8: digits(&text, &dice)
    case 9: text.insert(contentsOf: run(&dice), at: at)
    case 10: nest(&text, at, &dice)
    case 11: text.removeSubrange(at...)
    case 12: text.removeSubrange(..<at)
    case 13: capitals(&text, stretch)
    case 14 where dice.once(in: 3): text.insert(contentsOf: dice.pick(broken), at: at)
    case 15 where dice.once(in: 3): ByteMutator.mutate(&text, &dice)
    default: text.insert(contentsOf: Array("\n".utf8), at: at)
    }
  }

  /// The next place that is not within a character.
  private static func boundary(in text: [UInt8], _ index: Int) -> Int {
    var index = index
    while index < text.count, text[index] & 0xC0 == 0x80 { index += 1 }
    return min(index, text.count)
  }

  /// One mark in place of another, wherever it stands.
  private static func each(_ text: [UInt8], _ mark: UInt8, _ dice: inout Dice) -> [UInt8] {
    let other = Array(dice.pick(["\n", "\t", "\u{A0}", ",", "", "  ", ")", "-"]).utf8)
    let share = dice.pick([10, 50, 100])
    var out: [UInt8] = []
    for byte in text {
      if byte == mark, dice.percent(share) { out += other } else { out.append(byte) }
    }
    return out
  }

  /// Digits in another script, or other digits.
  private static func digits(_ text: inout [UInt8], _ dice: inout Dice) {
    var out: [UInt8] = []
    for byte in text {
      if (0x30...0x39).contains(byte), dice.percent(30) {
        out += Array(TextSoup.digit(&dice).utf8)
      } else {
        out.append(byte)
      }
    }
    text = out
  }

  /// A word, a number, a line of one thing over and over.
  private static func run(_ dice: inout Dice) -> [UInt8] {
    let unit = dice.pick([
      "a", "9", "0,", "-", ".", "(", "\"", "\u{301}", " ", "\n", "A.", "x'", "|",
    ])
    return Array(String(repeating: unit, count: dice.pick([3, 40, 400, 5000])).utf8)
  }

  private static func nest(_ text: inout [UInt8], _ at: Int, _ dice: inout Dice) {
    let (open, close) = dice.pick([("(", ")"), ("“", "”"), ("[", "]"), ("\"", "\""), ("> ", "")])
    let depth = dice.pick([1, 3, 50, 500])
    text.insert(contentsOf: Array(String(repeating: open, count: depth).utf8), at: at)
    let closing = dice.once(in: 3) ? depth / 2 : depth
    text += Array(String(repeating: close, count: closing).utf8)
  }

  private static func capitals(_ text: inout [UInt8], _ range: Range<Int>) {
    for index in range where (97...122).contains(text[index]) { text[index] -= 32 }
  }
}
