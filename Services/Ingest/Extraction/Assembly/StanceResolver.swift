import Ledger

/// Whether a figure is asserted, expected, supposed or denied.
struct StanceResolver {
  func stance(of attachment: Attachment, in items: [Item]) -> Claim.Polarity {
    let word = attachment.measureItem ?? attachment.item
    let first = min(attachment.item, word)
    let last = max(attachment.item, word)
    var at = last
    var distance = 0
    while at >= 0, distance <= 10 {
      if let stance = items[at].stance, stance != .denied { return stance }
      let isBoundary =
        items[at].isMark(";") || items[at].isMark("\"") || items[at].has(.while)
        || at < first && (items[at].isMark(",") || items[at].has(.that))
      if isBoundary { break }
      if at < first { distance += 1 }
      at -= 1
    }
    for near in stride(from: first - 1, through: max(0, first - 14), by: -1) {
      if items[near].stance == .denied { return .denied }
      // Who goes on to speak denies no more: "denied the raid, saying that 6 …".
      if items[near].attribution(.verb), !items[near].attribution(.work) { return .asserted }
    }
    return .asserted
  }
}
