/// Bytes that are to be read as a report: a sample, sentences of the corpus or made-up ones, damaged, mostly a little.
struct TextInputs: Sendable {
  let seed: UInt64
  let sources: TextSources

  func bytes(_ number: Int) -> [UInt8] {
    var dice = Dice(seed: seed, input: number)
    if dice.once(in: 60) { return dice.bytes(dice.below(400)) }
    var text = base(&dice)
    // A quarter stays as it is.
    if dice.below(4) > 0 {
      for _ in 0...dice.below(10) { TextMutator.mutate(&text, &dice, sources.words) }
    }
    if dice.once(in: 60) { return utf16(text, &dice) }
    if dice.once(in: 60) { text = [0xEF, 0xBB, 0xBF] + text }
    return text
  }

  private func base(_ dice: inout Dice) -> [UInt8] {
    switch dice.below(8) {
    case 0: return dice.pick(sources.reports)
    case 1:
      let report = dice.pick(sources.reports)
      return Array(report[dice.stretch(of: report.count, longest: 600)])
    case 2, 3: return Array(sentences(&dice, made: 0).utf8)
    case 4: return Array((sentences(&dice, made: 50) + TextSoup.table(&dice)).utf8)
    case 5:
      let count = 3 + dice.below(60)
      return Array((0..<count).map { _ in dice.pick(sources.words) }.joined(separator: " ").utf8)
    default: return Array(sentences(&dice, made: 80).utf8)
    }
  }

  /// - Parameter made: percent of the sentences that are put together from parts.
  private func sentences(_ dice: inout Dice, made: Int) -> String {
    (0..<1 + dice.below(8)).map { _ in
      dice.percent(made) ? TextSoup.sentence(&dice) : dice.pick(sources.sentences)
    }.joined(separator: dice.pick([" ", " ", "\n", "\n\n"]))
  }

  private func utf16(_ text: [UInt8], _ dice: inout Dice) -> [UInt8] {
    let isLittle = dice.once(in: 2)
    let mark: [UInt8] = dice.once(in: 2) ? [] : isLittle ? [0xFF, 0xFE] : [0xFE, 0xFF]
    return mark
      + String(decoding: text, as: UTF8.self).utf16.flatMap { unit in
        let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
        return isLittle ? [low, high] : [high, low]
      }
  }
}
