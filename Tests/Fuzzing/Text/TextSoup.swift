/// Sentences and tables put together from what the grammar of numbers, dates and attributions is made of.
enum TextSoup {
  static let phrases = [
    "Of those killed, 17 were children and 12 women.",
    "The toll rose from 10 to 20, the ministry said.",
    "One in three soldiers was wounded; 40 per cent of the dead were civilians.",
    "Between 100,000 and up to 140,000 troops were killed or wounded since February 2022.",
    "“At least 55,000 have been killed,” said Amina Diallo, a spokeswoman for the ministry.",
    "HARBOUR CITY, May 3, 2023 (Some Wire) — Dozens were killed on Tuesday.",
    "Some 1.2 million people fled, 300 a day, three times as many as in 2019.",
  ]

  private static let modifiers = [
    "at least", "up to", "more than", "about", "some", "nearly", "an estimated", "between", "from",
    "as many as", "fewer than", "a total of", "another", "only", "",
  ]
  private static let people = [
    "soldiers", "people", "civilians", "children", "Russian troops", "Ukrainians", "fighters",
    "of them", "women and children", "Palestinians", "militants", "others", "",
  ]
  private static let harms = [
    "were killed", "died", "were wounded", "have been lost", "went missing", "were captured",
    "casualties", "dead", "were killed or wounded", "fled their homes", "deaths",
    "lost their lives",
  ]
  private static let times = [
    "since February 2022", "in 2024", "on Tuesday", "between 3 May and 5 June 2023",
    "as of 31 December 2025", "in the year 0", "on 99999-99-99", "on 31 February 2023",
    "in 0000", "between 2025 and 2020", "on 2023-02-29", "in the past 24 hours", "a day",
    "from 2024-01-01 to 9999-12-31", "mid-mid-mid-November", "last year", "yesterday", "",
    "on January 1, 1000", "in 1500", "February", "May 5-7-9", "per month",
  ]
  private static let voices = [
    "the ministry said", "according to CSIS", "Mediazona reported", "said Oleksandr Syrskyi",
    "the UN says, citing Reuters, citing AFP", "“officials” claimed", "he denied that", "if", "",
  ]
  private static let digits = [
    "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９", "০১২৩৪৫৬৭৮৯", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "²³¹½¾⅓一二三四",
  ].map { Array($0).map(String.init) }

  static func sentence(_ dice: inout Dice) -> String {
    let order = dice.below(4)
    let count = "\(dice.pick(modifiers)) \(numbers(&dice)) \(dice.pick(people))"
    let (harm, time, voice) = (dice.pick(harms), dice.pick(times), dice.pick(voices))
    let text =
      switch order {
      case 0: "\(count) \(harm) \(time), \(voice)"
      case 1: "\(voice) \(count) \(harm) \(time)"
      case 2: "\(time), \(count), including \(numbers(&dice)) \(dice.pick(people)), \(harm)"
      default: "\(harm): \(count) (\(numbers(&dice)) \(time)) \(voice)"
      }
    return text + dice.pick([".", ".", ".", "?", "…", ";", "", ".\n", "!\"", ")"])
  }

  /// One number, a range, or something that looks like either.
  static func numbers(_ dice: inout Dice) -> String {
    let one = number(&dice)
    guard dice.percent(35) else { return one }
    let joint = dice.pick([
      "-", "–", " to ", " and ", " or ", "/", ":", " out of ", ", ", "--", "‑",
    ])
    return one + joint + number(&dice)
  }

  private static func number(_ dice: inout Dice) -> String {
    switch dice.below(12) {
    case 0: dice.pick(["dozens", "hundreds of thousands", "a score", "scores of", "countless"])
    case 1: dice.pick(["twelve", "one hundred and five", "half a million", "twenty-three", "zero"])
    case 2: "\(dice.below(1000)).\(dice.below(100)) \(dice.pick(magnitudes))"
    case 3: grouped(&dice)
    case 4: String((0..<1 + dice.below(5)).map { _ in digit(&dice) }.joined())
    case 5:
      String(repeating: dice.pick(["9", "0", "1,", "000 ", ".5", "1'"]), count: dice.below(40))
    case 6: dice.pick(["0", "00", "-5", "+5", "1e5", "0x10", "1.5.2", "1,2,3", "½", "5%", "$5"])
    case 7: dice.pick(["9007199254740992", "9223372036854775808", "1e400", "18446744073709551616"])
    case 8: "\(dice.below(100))\(dice.pick(magnitudes))"
    default: String(dice.below(dice.pick([10, 100, 3000, 1_000_000])))
    }
  }

  private static let magnitudes = [
    "million", "thousand", "k", "m", "bn", "billion", "million million million", "hundred", "dozen",
  ]

  private static func grouped(_ dice: inout Dice) -> String {
    let separator = dice.pick([",", ".", "'", " ", "\u{A0}", "\u{2009}", "\u{202F}", "’", ",,"])
    return (0..<1 + dice.below(6)).map { index in
      let group = dice.below(1000)
      return index == 0 || dice.once(in: 12) ? "\(group)" : String(String(group + 1000).dropFirst())
    }.joined(separator: separator)
  }

  static func digit(_ dice: inout Dice) -> String { dice.pick(dice.pick(digits)) }

  /// A table, in Markdown, with tabs or with wide gaps; not always of one shape.
  static func table(_ dice: inout Dice) -> String {
    let columns = 1 + dice.below(6)
    let joint = dice.pick([" | ", "\t", "   "])
    func row(_ cells: [String]) -> String {
      joint == " | " ? "| " + cells.joined(separator: joint) + " |" : cells.joined(separator: joint)
    }
    let headers = [
      "As of", "Killed", "Wounded", "Side", "Source", "Figure", "2023", "%", "Total", "",
    ]
    var lines = [row((0..<columns).map { _ in dice.pick(headers) })]
    if joint == " | " { lines.append(row((0..<columns).map { _ in "---" })) }
    for _ in 0..<dice.below(8) {
      let shown = dice.once(in: 10) ? dice.below(9) : columns
      lines.append(
        row(
          (0..<shown).map { _ in
            dice.pick([numbers(&dice), numbers(&dice), dice.pick(times), dice.pick(people), "CSIS"])
          }))
    }
    return "\n\n" + lines.joined(separator: "\n") + "\n\n"
  }
}
