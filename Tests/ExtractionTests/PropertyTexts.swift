import Foundation
import Fuzzing

/// Texts that nobody wrote: those of the corpus cut and joined anywhere, with their numbers, scripts and directions
/// changed. A text is a function of its number alone.
struct PropertyTexts {
  static let count = 120
  /// The sentences of the corpus, then whole reports.
  private static let sources: [[UInt8]] = {
    let samples = Repository.root.appendingPathComponent("Samples")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: samples.path)) ?? []
    let reports = names.filter { $0.hasSuffix(".txt") || $0.hasSuffix(".md") }.sorted()
      .compactMap { FileManager.default.contents(atPath: samples.appendingPathComponent($0).path) }
    return CorpusCase.all.map { Array($0.text.utf8) } + reports.map { Array($0) }
  }()

  private static let digits = ["٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"].map {
    Array($0)
  }
  private static let numerals = [
    "0", "007", "1,00,000", "1.2.3", "12,34", "1e9", "½", "Ⅷ", "千", "9007199254740993",
    "99999999999999999999999999999999999999", "1,234.5 million", "-40", "+40", "40%", "no",
    "dozens",
    "a hundred and", "million", "40-", "40-50-60", "between 5 and", "1'000", "1\u{202F}000", "3rd",
  ]
  /// Directions of writing, marks of no width, and letters that grow or merge when they are folded.
  private static let marks = [
    "\u{202E}", "\u{202D}", "\u{202A}", "\u{2067}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{061C}",
    "\u{200B}", "\u{200D}", "\u{FEFF}", "\u{AD}", "\u{301}", "\u{20DD}", "İ", "ﬃ", "ß", "👩‍👧", "🇺🇦",
    "क्षि",
  ]
  private static let scripts = [
    "убито 40 солдат", "قُتل 40 جنديًا", "נהרגו 40 חיילים", "40人が死亡した", "๔๐ คน", "ተገደሉ ፵",
    "40 στρατιώτες",
  ]

  static func text(_ number: Int) -> [UInt8] {
    var dice = Dice(seed: 4, input: number)
    if dice.once(in: 8) { return (0..<dice.below(600)).map { _ in UInt8(dice.below(256)) } }
    var text = dice.pick(sources)
    for _ in 0..<1 + dice.below(12) { change(&text, &dice) }
    // The reports are long, and their ends are as good as their beginnings.
    return text.count > 6000 ? Array(text.suffix(6000)) : text
  }

  private static func change(_ text: inout [UInt8], _ dice: inout Dice) {
    let at = dice.below(text.count + 1)
    switch dice.below(9) {
    case 0:
      // Cut anywhere, in the middle of a character too.
      let other = dice.pick(sources)
      text = Array(text[..<at]) + Array(other[dice.below(other.count)...])
    case 1: text.insert(contentsOf: dice.pick(sources), at: at)
    case 2: numbers(&text, &dice)
    case 3: inDigits(&text, &dice)
    case 4: text.insert(contentsOf: Array(dice.pick(scripts).utf8), at: at)
    case 5: text.insert(UInt8(dice.below(256)), at: at)
    case 6: text.removeSubrange(at..<min(text.count, at + dice.below(30)))
    default:
      for _ in 0..<dice.pick([1, 1, 3, 40]) {
        text.insert(contentsOf: Array(dice.pick(marks).utf8), at: dice.below(text.count + 1))
      }
    }
  }

  /// Another number in place of some.
  private static func numbers(_ text: inout [UInt8], _ dice: inout Dice) {
    var out: [UInt8] = []
    for part in text.split(separator: 0x20, omittingEmptySubsequences: false) {
      let isNumber = part.contains { (0x30...0x39).contains($0) }
      out += isNumber && dice.percent(60) ? Array(dice.pick(numerals).utf8) : Array(part)
      out.append(0x20)
    }
    text = out
  }

  /// The same numbers in the digits of another script.
  private static func inDigits(_ text: inout [UInt8], _ dice: inout Dice) {
    let script = dice.pick(digits)
    text = text.flatMap { byte in
      (0x30...0x39).contains(byte) ? Array(String(script[Int(byte - 0x30)]).utf8) : [byte]
    }
  }
}
