import Ledger

/// Whether a figure is asserted, expected, supposed or denied.
struct StanceResolver {
  struct Result {
    var polarity: Claim.Polarity
    var rule: String

    init(_ polarity: Claim.Polarity, _ rule: String) {
      self.polarity = polarity
      self.rule = rule
    }
  }

  func stance(of attachment: Attachment, in items: [Item]) -> Result {
    let word = attachment.measureItem ?? attachment.item
    let first = min(attachment.item, word)
    let last = max(attachment.item, word)
    var at = last
    var distance = 0
    while at >= 0, distance <= 10 {
      if let stance = items[at].stance, stance != .denied {
        return Result(stance, "word of stance")
      }
      let isBoundary =
        items[at].isMark(";") || items[at].isMark("\"") && at < first - 1 || items[at].has(.while)
        || at < first && (items[at].isMark(",") || items[at].has(.that))
      if isBoundary { break }
      if at < first { distance += 1 }
      at -= 1
    }
    if isDeniedBehind(last, items) { return Result(.denied, "denied behind") }
    for near in stride(from: first - 1, through: max(0, first - 14), by: -1) {
      if items[near].stance == .denied { return Result(.denied, "denied before") }
      // Who goes on to speak denies no more: "denied the raid, saying that 6 …".
      if items[near].attribution(.verb), !items[near].attribution(.work) {
        return Result(.asserted, "no word of doubt")
      }
    }
    return Result(.asserted, "no word of doubt")
  }

  /// "said they had killed 40, but the army denied the claim": the claim itself, and not something else.
  private func isDeniedBehind(_ last: Int, _ items: [Item]) -> Bool {
    var turns = false
    for near in last + 1..<max(last + 2, min(items.count, last + 24)) {
      guard let item = items[safe: near], item.quantity?.isExcluded != false, !item.isMark(";")
      else { return false }
      if item.has(.but) || item.has(.relative) { turns = true }
      guard turns, item.stance == .denied else { continue }
      return items[near + 1..<min(items.count, near + 4)].contains {
        $0.attribution(.verb, .work) || $0.has(.figure) || $0.has(.pronoun)
      }
    }
    return false
  }
}
